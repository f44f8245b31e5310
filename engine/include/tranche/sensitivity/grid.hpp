// Two inputs at once: a measure at every pair of their values.
#pragma once

#include <vector>

#include "tranche/appraise/measures.hpp"
#include "tranche/scenario/appraiser.hpp"
#include "tranche/sensitivity/drivers.hpp"

namespace tranche {

struct Grid {
    const Driver* down = nullptr;
    const Driver* across = nullptr;
    std::vector<double> down_values;  ///< ascending; the case's own value is one of them
    std::vector<double> across_values;
    std::vector<Figure> figures;  ///< [down][across]

    [[nodiscard]] const Figure& at(std::size_t row, std::size_t column) const {
        return figures[row * across_values.size() + column];
    }
};

/// The case's value, both ends of the range and what lies halfway; of whole months, at most five of them.
std::vector<double> steps_of(const Driver& driver);

/// REQUIRES: two drivers with different inputs, both with values. Throws AmountTooLarge.
Grid grid(const Appraiser& appraiser, const Driver& down, const Driver& across, const MeasureRow& measure);

}  // namespace tranche
