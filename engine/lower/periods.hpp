// Amounts by period: `by_year`, `by_quarter` and `by_month`.
#pragma once

#include "lower/context.hpp"
#include "lower/place.hpp"

namespace tranche::lowering {

/// Plain amounts become one piece together; an amount that is worked out, and an increment, has a piece of its own. False,
/// and reported, where that cannot be done. REQUIRES: the line has amounts by period.
bool lower_periods(Context& ctx, const LineDef& def, const LinePlace& place, Line& line);

}  // namespace tranche::lowering
