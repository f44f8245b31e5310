// Bars in plain characters, for a terminal.
#pragma once

#include <string>
#include <vector>

namespace tranche::cli {

/// A bar that leaves a common line to one side or to both.
struct ChartRow {
    std::string label;
    std::string figure;   ///< printed beside the label
    double first = 0.0;   ///< drawn with minus signs from the line to here
    double second = 0.0;  ///< and with plus signs from the line to here, over the other
};

/// Labels, figures and bars, no line longer than the width but where that leaves no room for a bar; under them the ends
/// of the scale. line: where bars begin.
std::string bar_chart(const std::vector<ChartRow>& rows, double line, const std::string& low_end,
                      const std::string& at_line, const std::string& high_end, std::size_t width);

/// The least and the greatest number that is drawn.
struct Scale {
    double lowest = 0.0;
    double highest = 0.0;
};
Scale scale_of(const std::vector<ChartRow>& rows, double line);

}  // namespace tranche::cli
