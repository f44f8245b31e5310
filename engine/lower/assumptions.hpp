// Assumptions: named numbers with units, some of them formulas of others, some different from year to year.
#pragma once

#include "lower/context.hpp"

namespace tranche::lowering {

/// REQUIRES: measures are lowered and the context knows the lines that formulas name.
void lower_assumptions(Context& ctx);

}  // namespace tranche::lowering
