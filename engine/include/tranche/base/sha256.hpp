// SHA-256 (FIPS 180-4) of a text, in lower-case hexadecimal: input hashes in manifests, digests of results, the chain of a
// ledger.
//
// The algorithm is here so that the core links no library for it: it has to compile to WebAssembly too. Tests compare it
// with the published examples and with OpenSSL. It is for finding changes, and keeps no secret.
#pragma once

#include <array>
#include <cstddef>  // size_t
#include <cstdint>  // uint32_t, uint64_t
#include <string>
#include <string_view>

namespace tranche {

/// For a text that comes in pieces, or for many texts one after the other.
class Sha256 {
public:
    /// Which instructions it uses. Both give the same digest.
    enum class Way {
        fastest,  ///< those that processors have for it, where this one does
        portable  ///< plain C++
    };
    explicit Sha256(Way way = Way::fastest) : way_(way) {}

    void update(std::string_view bytes);
    /// Writes the digest of all that was given into 64 characters, and starts anew.
    void finish(std::string& hex);

private:
    static constexpr std::size_t block_size = 64;
    static constexpr std::array<std::uint32_t, 8> first_state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                                              0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

    std::array<std::uint32_t, 8> state_ = first_state;
    std::array<char, block_size> rest_{};  ///< bytes that do not fill a block yet
    std::uint64_t size_ = 0;               ///< bytes given so far
    Way way_;
};

std::string sha256_hex(std::string_view bytes, Sha256::Way way = Sha256::Way::fastest);

/// 64 hexadecimal digits as 32 bytes, and back. REQUIRES: an even number of digits in lower case.
std::string bytes_of_hex(std::string_view hex);
std::string hex_of_bytes(std::string_view bytes);

}  // namespace tranche
