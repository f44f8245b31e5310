// Whether a case meets the rule by which it is decided.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tranche/appraise/appraisal.hpp"
#include "tranche/base/diagnostic.hpp"
#include "tranche/model/programme.hpp"

namespace tranche {

struct CriterionResult {
    std::size_t criterion = 0;  ///< row of Decision::criteria
    Figure figure;
    std::optional<bool> met;  ///< empty where the figure is not known
};

struct DecisionResult {
    std::vector<CriterionResult> criteria;
    /// False where one criterion is not met, true where all are, empty where one is not known and the others are met.
    std::optional<bool> holds;
};

/// A measure that is worse than any the rule could ask for, such as a payback that does not come, does not meet it.
/// REQUIRES: the decision was checked.
DecisionResult test_decision(const Decision& decision, const Appraisal& appraisal);

/// The value on the right of the criterion, in the measure's unit: pounds, percent, years, a number, or months since
/// year 0. Empty if the text has no meaning for that measure.
std::optional<double> threshold(const Criterion& criterion);

/// A figure as a number on the same scale; empty where it is not known.
std::optional<double> comparable(const Figure& figure, MoneyUnit unit);

/// Measures that do not exist, thresholds of another unit: diagnostics.
void check_decision(const Programme& programme, Diagnostics& diagnostics);

}  // namespace tranche
