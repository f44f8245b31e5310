// How the programme is tracked: when months close, thresholds of red and amber, returns to counting regimes.
#pragma once

#include "lower/context.hpp"

namespace tranche::lowering {

/// Leaves the programme's tracking empty where the file does not say.
void lower_tracking(Context& ctx);

}  // namespace tranche::lowering
