// SHA-256 of a text, in lower-case hexadecimal: input hashes in manifests, digests of results.
#pragma once

#include <string>
#include <string_view>

namespace tranche {

std::string sha256_hex(std::string_view bytes);

}  // namespace tranche
