// The months by name, as files and spreadsheets write them.
#pragma once

#include <array>
#include <string_view>

namespace tranche {

inline constexpr std::array<std::string_view, 12> month_names{
    "january", "february", "march",     "april",   "may",      "june",  //
    "july",    "august",   "september", "october", "november", "december"};

}  // namespace tranche
