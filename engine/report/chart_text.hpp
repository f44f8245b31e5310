// Bars in plain characters, for a terminal and for a page.
#pragma once

#include <cstddef>  // size_t
#include <string>

#include "tranche/document/document.hpp"

namespace tranche {

/// Labels, figures and bars, no line longer than the width but where that leaves no room for a bar; under them the ends
/// of the scale. `-` is drawn from the line to the low end, `+` to the high end, over the other.
std::string chart_text(const Chart& chart, std::size_t width);

/// The least and the greatest number that is drawn.
struct ChartScale {
    double lowest = 0.0;
    double highest = 0.0;
};
ChartScale scale_of(const Chart& chart);

}  // namespace tranche
