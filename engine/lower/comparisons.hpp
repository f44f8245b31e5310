// Comparisons of one scenario with another.
#pragma once

#include "lower/context.hpp"

namespace tranche::lowering {

/// REQUIRES: scenarios are lowered. A scenario that is written in place takes its name from its comparison.
void lower_comparisons(Context& ctx);

}  // namespace tranche::lowering
