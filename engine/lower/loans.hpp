// Capital that is borrowed for: the loan comes in as the capital goes out, and goes back with interest.
#pragma once

#include "lower/base_values.hpp"
#include "lower/context.hpp"

namespace tranche::lowering {

/// Adds the loan, its repayment and its interest as lines of their own, where the line says `finance`. Comes after the
/// line's flows and grants.
void lower_loan(Context& ctx, BaseValues& base_values, const LineDef& def, LineId id);

}  // namespace tranche::lowering
