// SHA-256 of a text, in lower-case hexadecimal: input hashes in manifests, digests of results, the chain of a ledger.
#pragma once

#include <memory>  // unique_ptr
#include <string>
#include <string_view>

namespace tranche {

std::string sha256_hex(std::string_view bytes);

/// The same for a text that comes in pieces, or for many texts one after the other.
class Sha256 {
public:
    Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    ~Sha256();

    void update(std::string_view bytes);
    /// The digest of all that was given, into 64 characters; then starts anew.
    void finish(std::string& hex);

private:
    struct Context;
    std::unique_ptr<Context> context_;
};

/// 64 hexadecimal digits as 32 bytes, and back. REQUIRES: an even number of digits in lower case.
std::string bytes_of_hex(std::string_view hex);
std::string hex_of_bytes(std::string_view bytes);

}  // namespace tranche
