// The keys of `select`: what a scenario may ask of a line.
#pragma once

#include <array>
#include <string_view>

namespace tranche {

/// The reader takes these words and no others; lowering has a function for each that finds a line's own words.
inline constexpr std::array<std::string_view, 10> selection_keys{
    "kind",    "line",    "workstream", "project", "milestone",  //
    "account", "release", "nature",     "budget",  "status",
};

}  // namespace tranche
