// Lowering: from a programme as written to the core language, or to diagnostics for everything that is wrong with it.
//
//
// Unknown references, sums that do not add and circles are errors. One run reports all of them.
#pragma once

#include <optional>

#include "tranche/model/programme.hpp"
#include "tranche/read/written.hpp"

namespace tranche {

/// Takes the input apart as it goes, so that a large file is not in memory twice. Empty if the input is null, or if
/// reading or lowering reported an error.
std::optional<Programme> lower(Written written);

}  // namespace tranche
