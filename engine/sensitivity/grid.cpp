#include "tranche/sensitivity/grid.hpp"

#include <algorithm>  // sort, unique
#include <cassert>
#include <cmath>  // floor

namespace tranche {

std::vector<double> steps_of(const Driver& driver) {
    const double value = *driver.value;
    std::vector<double> result{driver.low, driver.low + (value - driver.low) / 2.0, value,
                               value + (driver.high - value) / 2.0, driver.high};
    if (driver.whole()) {
        for (double& each : result) {
            each = std::floor(each);
        }
        for (int i = 1; i < 4; ++i) {
            result.push_back(std::floor(driver.low + (driver.high - driver.low) * i / 4.0));
        }
    }
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

Grid grid(const Appraiser& appraiser, const Driver& down, const Driver& across, const MeasureRow& measure) {
    assert(down.input != across.input && down.value && across.value);
    Grid result{&down, &across, steps_of(down), steps_of(across), {}};
    std::vector<Changes> changes;
    for (const double row : result.down_values) {
        for (const double column : result.across_values) {
            changes.push_back({{down.input, row}, {across.input, column}});
        }
    }
    for (const Appraisal& each : appraiser.at(changes)) {
        result.figures.push_back(measure.compute(each));
    }
    return result;
}

}  // namespace tranche
