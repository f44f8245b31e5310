// Lowering: from a programme as written to the core language, or everything that is wrong with it.
//
// References to nothing, sums that do not add and circles are errors, all of them reported in one run.
#pragma once

#include <optional>

#include "tranche/model/programme.hpp"
#include "tranche/read/written.hpp"

namespace tranche {

/// Takes what was read apart as it goes, so that a large file does not stand in memory twice. Empty where it is null, and
/// where reading or lowering reported an error.
std::optional<Programme> lower(Written written);

}  // namespace tranche
