#include "tranche/base/sha256.hpp"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace tranche {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

void must(int done) {
    if (done != 1) {
        throw std::runtime_error("SHA-256 is not to be had from OpenSSL");
    }
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

// One context for many digests: fetching the algorithm costs more than hashing a short text.
struct Sha256::Context {
    EVP_MD_CTX* context = EVP_MD_CTX_new();

    Context() {
        must(context != nullptr ? 1 : 0);
        must(EVP_DigestInit_ex(context, EVP_sha256(), nullptr));
    }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    ~Context() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::update(std::string_view bytes) {
    must(EVP_DigestUpdate(context_->context, bytes.data(), bytes.size()));
}

void Sha256::finish(std::string& hex) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    must(EVP_DigestFinal_ex(context_->context, digest.data(), &size));
    must(EVP_DigestInit_ex(context_->context, nullptr, nullptr));
    write_hex({reinterpret_cast<const char*>(digest.data()), size}, hex);
}

std::string sha256_hex(std::string_view bytes) {
    Sha256 hash;
    hash.update(bytes);
    std::string hex;
    hash.finish(hex);
    return hex;
}

std::string bytes_of_hex(std::string_view hex) {
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
