// Options side by side: the totals of each, its increment over the counterfactual, and the ranking.
//
//
// Options are ranked by net present value. A benefit-cost ratio is used only beside that ranking, and only for options
// with a present cost to divide by. An option that saves money has no ratio and may be the best of all. A small scheme
// with a high ratio may add less than a large one.
//
// Decision: docs/decisions/2026-11-25-ranking-options.md
#pragma once

#include <cstddef>  // size_t
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tranche/appraise/appraisal.hpp"
#include "tranche/scenario/model.hpp"

namespace tranche {

struct OptionCase {
    std::size_t option = 0;  ///< row of Programme::options
    Appraisal appraisal;
    std::optional<Appraisal> increment;  ///< over the counterfactual; absent if there is none, and for itself
    std::optional<std::size_t>
        rank;  ///< 1 for the highest NPV; equals share a rank; absent where NPV is not computable
    /// 1 for the highest ratio of the increment; absent where that is not computable.
    std::optional<std::size_t> rank_by_bcr;
};

struct RankedOptions {
    std::vector<OptionCase> cases;  ///< in the programme's order
    std::optional<std::size_t> counterfactual;

    /// Rows of Programme::options by rank, those without one last.
    [[nodiscard]] std::vector<std::size_t> order() const;
};

/// Puts every option in force in turn, under these scenarios (a scenario, a reading, a case) and from one perspective.
RankedOptions rank_options(const Model& model, std::span<const ScenarioId> scenarios, PerspectiveId perspective);

/// Whether the ranking is the same.
bool same_order(const RankedOptions& a, const RankedOptions& b);

}  // namespace tranche
