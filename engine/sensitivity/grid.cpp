#include "tranche/sensitivity/grid.hpp"

#include <algorithm>  // sort, unique
#include <cmath>      // floor

namespace tranche {

std::vector<double> steps_of(const Lever& lever) {
    const double value = *lever.value;
    std::vector<double> result{lever.low, lever.low + (value - lever.low) / 2.0, value,
                               value + (lever.high - value) / 2.0, lever.high};
    if (lever.whole()) {
        for (double& each : result) {
            each = std::floor(each);
        }
        for (int i = 1; i < 4; ++i) {
            result.push_back(std::floor(lever.low + (lever.high - lever.low) * i / 4.0));
        }
    }
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

Grid grid(const Answers& answers, const Lever& down, const Lever& across, const MeasureRow& measure) {
    Grid result{&down, &across, steps_of(down), steps_of(across), {}};
    std::vector<Changes> changes;
    for (const double row : result.down_values) {
        for (const double column : result.across_values) {
            changes.push_back({{down.input, row}, {across.input, column}});
        }
    }
    for (const Appraisal& each : answers.at(changes)) {
        result.figures.push_back(measure.compute(each));
    }
    return result;
}

}  // namespace tranche
