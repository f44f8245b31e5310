// Awards: money that may not come.
#pragma once

#include <vector>

#include "lower/context.hpp"
#include "lower/scenarios.hpp"  // ScenarioRow

namespace tranche::lowering {

/// Each award is an input, the part of it that comes. Comes after organisations.
void lower_awards(Context& ctx);
/// How much of an award comes, as decided and in scenarios: a part of what the lines take from it. `sound`: every line
/// could be read; otherwise sums are not compared. Comes after lines and scenarios.
void lower_award_settings(Context& ctx, const std::vector<ScenarioRow>& rows, bool sound);
/// Lines that need an award do not happen without it.
void apply_needs(Context& ctx);

}  // namespace tranche::lowering
