#include "tranche/base/sha256.hpp"

#include <openssl/sha.h>  // SHA256

#include <array>

namespace tranche {

std::string sha256_hex(std::string_view bytes) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
    static constexpr char hex[] = "0123456789abcdef";
    std::string result;
    result.reserve(2 * digest.size());
    for (const unsigned char byte : digest) {
        result += hex[byte >> 4U];
        result += hex[byte & 15U];
    }
    return result;
}

}  // namespace tranche
