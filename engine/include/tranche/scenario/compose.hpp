// How overrides compose.
//
//
// For every input: the nearest replacement (or the input's own value), plus the sum of all adds, times all scales in
// ascending order. A scenario counts once, however often it is reached. Composing is therefore commutative and
// associative, to the bit. Percentages multiply and are never added.
//
//
// Roles lie in layers. A reading lies under every scenario that it is combined with, so any scenario is nearer. If no
// reading is chosen, by name or through based_on, the first reading of the programme is used. Options and corrections
// lie on top, nearer than any scenario.
//
// Decision: docs/decisions/2026-11-22-readings-lie-under-scenarios.md
#pragma once

#include <span>
#include <vector>

#include "tranche/base/diagnostic.hpp"
#include "tranche/model/programme.hpp"
#include "tranche/plan/plan.hpp"
#include "tranche/run/lane.hpp"

namespace tranche {

/// The lane of one scenario, or of several taken together, with overrides of no scenario on top of all.
/// Of scenarios in which check_scenarios() found nothing wrong.
Lane compose(const Programme& programme, std::span<const ScenarioId> scenarios,
             std::span<const Override> overrides = {});
Lane compose(const Programme& programme, ScenarioId scenario, std::span<const Override> overrides = {});

/// A scenario that is a reading, or is based on one. No other reading lies under it.
bool names_reading(const Programme& programme, ScenarioId scenario);

/// The same law on overrides that belong to no scenario: one set, all equally near.
Lane compose(const Programme& programme, std::span<const Override> overrides);

/// Scenarios based on each other in a circle, two equally near replacements of one input, results that an input cannot
/// take (a negative or broken month of delay): diagnostics.
void check_scenarios(const Programme& programme, Diagnostics& diagnostics);

/// Scenarios whose shares leave 0% to 100% or whose factors pass what can be counted: diagnostics. Of
/// scenarios in which check_scenarios() found nothing wrong.
void check_lanes(const Programme& programme, const Plan& plan, Diagnostics& diagnostics);

}  // namespace tranche
