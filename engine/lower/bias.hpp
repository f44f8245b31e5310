// Optimism bias: by how much a plan's costs, benefits and durations are likely to be too favourable.
#pragma once

#include <optional>

#include "lower/context.hpp"

namespace tranche::lowering {

/// Of a line: a percentage, the bias of a type of project, or what a grade of evidence is worth. Empty where it cannot be
/// read; reported.
std::optional<Bias> line_bias(const Context& ctx, const BiasDef& def, const Line& line);
/// Of a project's length, in whole months. Comes after the project's length.
void lower_duration_bias(const Context& ctx, const ProjectDef& def, Project& project);

}  // namespace tranche::lowering
