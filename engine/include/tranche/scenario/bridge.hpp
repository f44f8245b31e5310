// The bridge between the financial and the economic case.
//
// One adjustment after the other is turned from what it is in the first case to what it is in the second. Each stop is a
// lane of the same plan, so the differences between stops are differences of integers, and they add to the difference
// between the cases exactly. What an adjustment comes to depends on those before it: tax on a cost that was left out
// before is nothing.
#pragma once

#include <cstddef>  // size_t
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "tranche/appraise/appraisal.hpp"
#include "tranche/plan/model.hpp"

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

/// The scenario that is this case; empty where there is none of that name.
std::optional<ScenarioId> find_case(const Programme& programme, std::string_view name);

/// What is taken together where the decision is judged: the case that it names, in the place of any other.
std::vector<ScenarioId> for_decision(const Programme& programme, std::span<const ScenarioId> together);

}  // namespace tranche
