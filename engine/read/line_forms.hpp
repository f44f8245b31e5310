// The keys of a line that state its amount. A line has exactly one of them.
#pragma once

#include <array>
#include <string_view>

namespace tranche {

/// In the order in which diagnostics list them. What goes with each, and how it is spread, is a row in lower/forms.cpp.
inline constexpr std::array<std::string_view, 9> line_form_keys{
    "by_year", "by_quarter", "by_month", "once", "yearly", "total", "chain", "quantity", "amount",
};

}  // namespace tranche
