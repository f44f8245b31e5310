// What each input does alone: a measure with the input at either end of its range, all others as they are in the case.
#pragma once

#include <optional>
#include <vector>

#include "tranche/appraise/measures.hpp"
#include "tranche/sensitivity/answers.hpp"
#include "tranche/sensitivity/levers.hpp"

namespace tranche {

struct Bar {
    std::size_t lever = 0;  ///< row of Levers::all
    Figure low;             ///< the measure with the lever at its low end: not always the lower figure
    Figure high;
    Figure npv_low;  ///< the NPV of the same lanes
    Figure npv_high;
    std::optional<double> width;  ///< |high - low| in the measure's unit, pounds; empty where one end has no figure
    /// Twice the effect of half the way to the high end is not the whole effect: what is in between is no straight line.
    bool bends = false;
};

struct Tornado {
    const MeasureRow* measure = nullptr;
    Figure base;
    std::vector<Bar> bars;  ///< widest first; those without a width last; ties in the order of the levers
    /// All inputs at their low ends together, less the case, less what each does alone: what they do to each other.
    /// Groups overlap their lines and stand aside. Empty where an end has no figure, or cannot be: shares of more than
    /// a whole.
    std::optional<double> interaction_low;
    std::optional<double> interaction_high;
};

/// Measures by month are not computable here. Throws AmountTooLarge.
Tornado tornado(const Levers& levers, const Answers& answers, const MeasureRow& measure);

}  // namespace tranche
