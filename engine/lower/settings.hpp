// What scenarios set beside selections and assumptions: the amount of a line in a year, and ends of ranges.
#pragma once

#include <vector>

#include "lower/context.hpp"
#include "lower/scenarios.hpp"  // ScenarioRow

namespace tranche::lowering {

/// `build in 2014/15: 900k`: the year's amount of the line becomes an input. Comes after lines
/// and before selections, which scale all pieces alike.
void set_years_of_lines(Context& ctx, const std::vector<ScenarioRow>& rows);
/// `bounds: low`: inputs with a range are set to one end of it. What a scenario itself sets is nearer than that.
/// Comes after those.
void set_bounds(Context& ctx, const std::vector<ScenarioRow>& rows);

}  // namespace tranche::lowering
