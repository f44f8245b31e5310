// Options: alternatives of which one is in force, as an input that is 1 for it and 0 for the others.
#pragma once

#include <string>
#include <vector>

#include "lower/context.hpp"
#include "lower/lines.hpp"  // LineNote

namespace tranche::lowering {

/// The preferred option is in force unless another is chosen. Without one, the first that changes anything is.
void lower_options(Context& ctx);
/// The scenario puts the option of this name in force.
void choose_option(Context& ctx, const Text& name, Scenario& scenario);
/// The scenario puts this row of options in force.
void put_in_force(const Programme& programme, std::size_t option, Scenario& scenario, Position where);
/// A line counts where it, its project and its workstream are each in an option in force. A project of another option
/// does not move what waits for it.
void apply_options(Context& ctx, const std::vector<LineNote>& in_options);

}  // namespace tranche::lowering
