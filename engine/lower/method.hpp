// The conventions of appraisal that the file chooses, and its decision rule.
#pragma once

#include <cstdint>  // uint8_t
#include <optional>

#include "lower/context.hpp"

namespace tranche::lowering {

/// The programme's own discount schedule is row 0; lines may add more. The caller keeps them until all lines are lowered.
Conventions lower_method(const Context& ctx);
/// REQUIRES: perspectives are lowered.
void lower_decision(Context& ctx);

/// The row of a discount schedule, by the id of a rule book's row or by a rate; added where it is new. Empty where it is
/// neither, or one too many; reported.
std::optional<std::uint8_t> schedule_row(Conventions& conventions, Diagnostics& diagnostics, const Text& text);

}  // namespace tranche::lowering
