// Text that a terminal does not obey.
#pragma once

#include <string>
#include <string_view>

namespace tranche {

/// It has no control character, and none that turns the direction of text. Tabs and line breaks are plain.
bool is_plain(std::string_view text);

/// The same text with U+FFFD in the place of each of those characters.
std::string plain(std::string_view text);

}  // namespace tranche
