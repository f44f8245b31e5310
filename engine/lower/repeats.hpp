// Projects that happen more than once: the lines of one, again for every start.
//
// A line is the sum of its pieces, so starting again is more pieces: the same money later, times as many as start then.
#pragma once

#include <map>
#include <set>
#include <string>

#include "lower/base_values.hpp"
#include "lower/context.hpp"

namespace tranche::lowering {

/// Of projects whose count is an assumption: that count over the number of starts in the plan.
using RepeatCounts = std::map<ProjectId, NodeId>;

/// Adds the project's repeats; the count goes into `counts` where a scenario may change it. Comes after
/// assumptions.
void lower_repeat(Context& ctx, BaseValues& base_values, RepeatCounts& counts, const RepeatDef& def, ProjectId id);
/// Repeats the pieces of lines. `running`: ids of lines that go on to the end of the calendar. Comes after
/// lines and before selections.
void apply_repeats(Context& ctx, const RepeatCounts& counts, const std::set<std::string>& running);

}  // namespace tranche::lowering
