// Measures of outcome, and figures as documents print them.
#pragma once

#include <optional>

#include "lower/context.hpp"

namespace tranche::lowering {

void lower_measures(Context& ctx);

/// Empty where no text was given, and where it is not a figure, which is reported. `bare_power`: of ten, for a figure of
/// money without a unit.
std::optional<Printed> printed(Diagnostics& diagnostics, const Text& text, bool is_money = false, int bare_power = 0);

}  // namespace tranche::lowering
