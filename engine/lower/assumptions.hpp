// Assumptions: named numbers with units, some of them formulas of others, some different from year to year.
#pragma once

#include "lower/context.hpp"

namespace tranche::lowering {

/// Comes after measures, and after the context knows the lines that formulas name: formulas may use both.
void lower_assumptions(Context& ctx);

}  // namespace tranche::lowering
