// Texts in XML.
#pragma once

#include <string>
#include <string_view>

namespace tranche {

/// For an attribute or between tags. What XML 1.0 does not allow, escaped or not, is replaced.
std::string xml_text(std::string_view text);

}  // namespace tranche
