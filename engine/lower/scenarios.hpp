// Scenarios, readings and corrections: each is a list of overrides of inputs.
#pragma once

#include <vector>

#include "lower/context.hpp"
#include "lower/selections.hpp"

namespace tranche::lowering {

/// Row i is scenario i + 1 of the programme.
struct ScenarioRow {
    const ScenarioDef* def = nullptr;
    ScenarioRole role = ScenarioRole::scenario;
};

/// Scenarios of the file by role: readings and corrections after scenarios, those written inside comparisons last.
std::vector<ScenarioRow> scenario_rows(const Definition& definition);

/// The base case, the author's scenarios and one for each option, without what they set of lines, gates and awards: those
/// are not lowered yet. REQUIRES: options are lowered. Comes after assumptions and selections.
void lower_scenarios(Context& ctx, const std::vector<ScenarioRow>& rows, const Selections& selections);
/// Scenarios may be based on later ones. REQUIRES: all of them have their rows.
void lower_parents(Context& ctx, const std::vector<ScenarioRow>& rows);

}  // namespace tranche::lowering
