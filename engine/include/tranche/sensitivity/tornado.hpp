// The effect of each input alone: a measure with the input at either end of its range and all other inputs unchanged.
#pragma once

#include <optional>
#include <vector>

#include "tranche/appraise/measures.hpp"
#include "tranche/scenario/appraiser.hpp"
#include "tranche/sensitivity/drivers.hpp"

namespace tranche {

struct Bar {
    std::size_t driver = 0;  ///< row of Drivers::all
    Figure low;              ///< the measure with the driver at its low end: not always the lower figure
    Figure high;
    Figure npv_low;  ///< the NPV of the same lanes
    Figure npv_high;
    std::optional<double> width;  ///< |high - low| in the measure's unit, pounds; empty where one end has no figure
    /// Twice the effect of half the way to the high end differs from the whole effect: the response is not a straight
    /// line.
    bool bends = false;
};

struct Tornado {
    const MeasureRow* measure = nullptr;
    Figure base;
    std::vector<Bar> bars;  ///< widest first; those without a width last; ties in the order of the drivers
    /// Interaction: all inputs at their low ends together, less the case, less the effect of each alone. Groups
    /// overlap their lines and are left out. Empty if an end has no figure, or cannot occur because shares exceed a
    /// whole.
    std::optional<double> interaction_low;
    std::optional<double> interaction_high;
};

/// Measures by month are not computable here. Throws AmountTooLarge.
Tornado tornado(const Drivers& drivers, const Appraiser& appraiser, const MeasureRow& measure);

}  // namespace tranche
