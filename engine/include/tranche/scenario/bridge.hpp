// The bridge between the financial and the economic case.
//
//
// The adjustments are switched one after another from their state in the first case to their state in the second. Each
// stop is a lane of the same plan, so the steps are differences of integers, and they add exactly to the difference
// between the cases. The size of a step depends on the steps before it: VAT on a cost that has already been removed is
// zero.
//
// Decision: docs/decisions/2026-11-25-two-cases.md
#pragma once

#include <cstddef>  // size_t
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "tranche/appraise/appraisal.hpp"
#include "tranche/scenario/model.hpp"

namespace tranche {

struct BridgeStop {
    std::size_t adjustment = 0;  ///< row of Programme::adjustments
    Appraisal after;             ///< with it and all before it as in the second case
};

struct Bridge {
    Appraisal from;
    std::vector<BridgeStop> stops;  ///< one for each adjustment, in the programme's order; the last is the second case
};

/// From one case to another, `financial` or `economic`; scenarios are what both are taken under, and no cases.
Bridge bridge(const Model& model, std::span<const ScenarioId> scenarios, PerspectiveId perspective,
              std::string_view from, std::string_view to);

/// The scenario of this case; empty if there is none with that name.
std::optional<ScenarioId> find_case(const Programme& programme, std::string_view name);

/// The scenarios in which the decision is judged: the case that it names replaces any other case.
std::vector<ScenarioId> for_decision(const Programme& programme, std::span<const ScenarioId> together);

}  // namespace tranche
