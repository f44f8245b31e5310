// Who pays a cost and who gains a benefit: parts of a line as flows between organisations.
#pragma once

#include "lower/base_values.hpp"
#include "lower/context.hpp"
#include "lower/place.hpp"

namespace tranche::lowering {

/// A share grows with its line. An amount is fixed, so it becomes a grant line of its own, and the rest bears what
/// changes. Comes after the pieces of the line.
void lower_cost_flows(Context& ctx, BaseValues& base_values, const LineDef& def, const LinePlace& place, LineId id);
/// The same of a benefit, which is divided by shares only.
void lower_benefit_flows(Context& ctx, BaseValues& base_values, const LineDef& def, LineId id);

}  // namespace tranche::lowering
