// The rule files that the program carries. Made by the build from schemas/tables/.
#pragma once

#include <string_view>

namespace tranche {

/// The text of schemas/tables/csr07.yaml.
std::string_view csr07_text();

}  // namespace tranche
