// Risks: their price as lines of their own, what is set aside for them, and people who are counted twice.
#pragma once

#include <vector>

#include "lower/base_values.hpp"
#include "lower/cases.hpp"  // RiskLines
#include "lower/context.hpp"
#include "lower/lines.hpp"  // LineNote

namespace tranche::lowering {

/// A line for each side of a risk's effect, which counts in the economic case alone. The bearer of the first line that the
/// risk falls on bears it. Comes after the lines.
RiskLines lower_risk_lines(Context& ctx, Conventions& conventions, BaseValues& base_values);
/// The register, and the contingency that covers it. Money is set aside for a risk once. Comes after lines and
/// projects.
void lower_risks(Context& ctx, const std::vector<LineNote>& covers);
/// Reports lines that count the same people, whose cost may be saved only once.
void check_cohorts(const Context& ctx, const std::vector<LineNote>& cohorts);

}  // namespace tranche::lowering
