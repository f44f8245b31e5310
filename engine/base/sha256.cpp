// The text is cut into blocks of 64 bytes. Each block is spread into 64 words, and each word is stirred into a state of
// eight. A last block holds a single bit, zeros, and the length of the text in bits.
//
// On processors with the SHA instructions a block takes a fifth of the time; both ways give the same digest. Long ledgers
// are verified and imported at the speed of this function.
#include "tranche/base/sha256.hpp"

#include <algorithm>  // min, copy
#include <bit>        // rotr
#include <cassert>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace tranche {

namespace {

using State = std::array<std::uint32_t, 8>;

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::size_t block_bytes = 64;

// The first 32 bits of the fractions of the cube roots of the first 64 primes.
alignas(16) constexpr std::array<std::uint32_t, 64> round_constants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

std::uint32_t big_endian(const char* bytes) {
    std::uint32_t word = 0;
    for (int i = 0; i < 4; ++i) {
        word = (word << 8U) | static_cast<unsigned char>(bytes[i]);
    }
    return word;
}

// FIPS 180-4, section 6.2.2, in its own names.
void stir_blocks(State& state, const char* bytes, std::size_t blocks) {
    std::array<std::uint32_t, 64> w{};
    for (; blocks > 0; --blocks, bytes += block_bytes) {
        for (std::size_t t = 0; t < 16; ++t) {
            w[t] = big_endian(bytes + 4 * t);
        }
        for (std::size_t t = 16; t < 64; ++t) {
            const std::uint32_t s0 = std::rotr(w[t - 15], 7) ^ std::rotr(w[t - 15], 18) ^ (w[t - 15] >> 3U);
            const std::uint32_t s1 = std::rotr(w[t - 2], 17) ^ std::rotr(w[t - 2], 19) ^ (w[t - 2] >> 10U);
            w[t] = w[t - 16] + s0 + w[t - 7] + s1;
        }
        auto [a, b, c, d, e, f, g, h] = state;
        for (std::size_t t = 0; t < 64; ++t) {
            const std::uint32_t s1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
            const std::uint32_t t1 = h + s1 + ((e & f) ^ (~e & g)) + round_constants[t] + w[t];
            const std::uint32_t s0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
            const std::uint32_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
            h = g;
            g = f;
            f = e;
            e = d + t1;
            d = c;
            c = b;
            b = a;
            a = t1 + t2;
        }
        const State stirred{a, b, c, d, e, f, g, h};
        for (std::size_t i = 0; i < state.size(); ++i) {
            state[i] += stirred[i];
        }
    }
}

#if defined(__x86_64__)

bool has_sha_instructions() {
    unsigned eax = 0, ebx = 0, ecx = 0, edx = 0;
    const bool sse41 = __get_cpuid(1, &eax, &ebx, &ecx, &edx) != 0 && (ecx & bit_SSE4_1) != 0;
    return sse41 && __get_cpuid_count(7, 0, &eax, &ebx, &ecx, &edx) != 0 && (ebx & (1U << 29U)) != 0;
}

// Four rounds. The instruction does two, with the two lower words of its last operand.
__attribute__((target("sha,sse4.1"))) inline void four_rounds(__m128i& abef, __m128i& cdgh, __m128i words,
                                                              std::size_t round) {
    const auto* constants = static_cast<const __m128i*>(static_cast<const void*>(&round_constants[round]));
    const __m128i sum = _mm_add_epi32(words, _mm_load_si128(constants));
    cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
    abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));
}

// The next four words of the schedule out of the last sixteen, oldest first; they replace the oldest four.
__attribute__((target("sha,sse4.1"))) inline void next_words(__m128i& w16, __m128i w12, __m128i w8, __m128i w4) {
    const __m128i part = _mm_add_epi32(_mm_sha256msg1_epu32(w16, w12), _mm_alignr_epi8(w4, w8, 4));
    w16 = _mm_sha256msg2_epu32(part, w4);
}

__attribute__((target("sha,sse4.1"))) void stir_blocks_fast(State& state, const char* bytes, std::size_t blocks) {
    const __m128i big_endian_words = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    auto* low = static_cast<__m128i*>(static_cast<void*>(state.data()));
    auto* high = static_cast<__m128i*>(static_cast<void*>(state.data() + 4));
    // The instructions want the words of the state in another order than it has.
    const __m128i cdab = _mm_shuffle_epi32(_mm_loadu_si128(low), 0xB1);
    const __m128i efgh = _mm_shuffle_epi32(_mm_loadu_si128(high), 0x1B);
    __m128i abef = _mm_alignr_epi8(cdab, efgh, 8);
    __m128i cdgh = _mm_blend_epi16(efgh, cdab, 0xF0);
    for (; blocks > 0; --blocks, bytes += block_bytes) {
        const __m128i abef_before = abef;
        const __m128i cdgh_before = cdgh;
        const auto load = [&](std::size_t at) __attribute__((target("sha,sse4.1"))) {
            return _mm_shuffle_epi8(_mm_loadu_si128(static_cast<const __m128i*>(static_cast<const void*>(bytes + at))),
                                    big_endian_words);
        };
        __m128i w0 = load(0);
        __m128i w1 = load(16);
        __m128i w2 = load(32);
        __m128i w3 = load(48);
        for (std::size_t round = 0;; round += 16) {
            four_rounds(abef, cdgh, w0, round);
            four_rounds(abef, cdgh, w1, round + 4);
            four_rounds(abef, cdgh, w2, round + 8);
            four_rounds(abef, cdgh, w3, round + 12);
            if (round == 48) {
                break;
            }
            next_words(w0, w1, w2, w3);
            next_words(w1, w2, w3, w0);
            next_words(w2, w3, w0, w1);
            next_words(w3, w0, w1, w2);
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    const __m128i feba = _mm_shuffle_epi32(abef, 0x1B);
    const __m128i dchg = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128(low, _mm_blend_epi16(feba, dchg, 0xF0));
    _mm_storeu_si128(high, _mm_alignr_epi8(dchg, feba, 8));
}

#endif

void stir(Sha256::Way way, State& state, const char* bytes, std::size_t blocks) {
#if defined(__x86_64__)
    static const bool fast = has_sha_instructions();
    if (fast && way == Sha256::Way::fastest) {
        stir_blocks_fast(state, bytes, blocks);
        return;
    }
#endif
    static_cast<void>(way);
    stir_blocks(state, bytes, blocks);
}

void write_hex(std::string_view bytes, std::string& hex) {
    hex.resize(2 * bytes.size());
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        hex[2 * i] = hex_digits[byte >> 4U];
        hex[2 * i + 1] = hex_digits[byte & 15U];
    }
}

}  // namespace

void Sha256::update(std::string_view bytes) {
    const std::size_t held = size_ % block_size;
    size_ += bytes.size();
    if (held > 0) {
        const std::size_t taken = std::min(bytes.size(), block_size - held);
        std::copy(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(taken), rest_.data() + held);
        bytes.remove_prefix(taken);
        if (held + taken < block_size) {
            return;
        }
        stir(way_, state_, rest_.data(), 1);
    }
    stir(way_, state_, bytes.data(), bytes.size() / block_size);
    bytes.remove_prefix(bytes.size() / block_size * block_size);
    std::copy(bytes.begin(), bytes.end(), rest_.begin());
}

void Sha256::finish(std::string& hex) {
    const std::uint64_t bits = size_ * 8;
    constexpr std::size_t length_size = 8;
    // A bit, then zeros up to where eight bytes of length fill a block.
    std::array<char, block_size + length_size> end{};
    end[0] = static_cast<char>(0x80);
    const std::size_t held = size_ % block_size;
    const std::size_t zeros_end = (held < block_size - length_size ? block_size : 2 * block_size) - length_size - held;
    for (std::size_t i = 0; i < length_size; ++i) {
        end[zeros_end + i] = static_cast<char>(bits >> (56 - 8 * i));
    }
    update({end.data(), zeros_end + length_size});
    assert(size_ % block_size == 0);

    std::array<char, 32> digest{};
    for (std::size_t i = 0; i < digest.size(); ++i) {
        digest[i] = static_cast<char>(state_[i / 4] >> (24 - 8 * (i % 4)));
    }
    write_hex({digest.data(), digest.size()}, hex);
    state_ = first_state;
    size_ = 0;
}

std::string sha256_hex(std::string_view bytes, Sha256::Way way) {
    Sha256 hash(way);
    hash.update(bytes);
    std::string hex;
    hash.finish(hex);
    return hex;
}

std::string bytes_of_hex(std::string_view hex) {
    assert(hex.size() % 2 == 0 && hex.find_first_not_of(hex_digits) == std::string_view::npos);
    std::string bytes(hex.size() / 2, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<char>((hex_digits.find(hex[2 * i]) << 4U) | hex_digits.find(hex[2 * i + 1]));
    }
    return bytes;
}

std::string hex_of_bytes(std::string_view bytes) {
    std::string hex;
    write_hex(bytes, hex);
    return hex;
}

}  // namespace tranche
