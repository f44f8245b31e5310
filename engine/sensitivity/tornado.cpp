#include "tranche/sensitivity/tornado.hpp"

#include <algorithm>  // max, stable_sort
#include <cmath>      // abs

#include "tranche/appraise/decision.hpp"

namespace tranche {

namespace {

// Less the case, less what each does alone. A driver without a figure at that end leaves nothing to add up.
std::optional<double> interaction(const Tornado& tornado, const Drivers& drivers, const Figure& together, bool high,
                                  MoneyUnit unit) {
    const std::optional<double> base = comparable(tornado.base, unit);
    const std::optional<double> all = comparable(together, unit);
    if (!base || !all) {
        return std::nullopt;
    }
    double result = *all - *base;
    for (const Bar& bar : tornado.bars) {
        if (drivers.all[bar.driver].kind == DriverKind::group) {
            continue;
        }
        const std::optional<double> alone = comparable(high ? bar.high : bar.low, unit);
        if (!alone) {
            return std::nullopt;
        }
        result -= *alone - *base;
    }
    return result;
}

// Of measures that move in steps, a bend says nothing.
bool bends(const Bar& bar, const Figure& base, const Figure& middle, MoneyUnit unit) {
    const std::optional<double> now = comparable(base, unit);
    const std::optional<double> half = comparable(middle, unit);
    const std::optional<double> whole = comparable(bar.high, unit);
    const bool smooth = std::holds_alternative<Money>(base.value) || std::holds_alternative<double>(base.value);
    if (!smooth || !now || !half || !whole) {
        return false;
    }
    constexpr double tolerance = 1e-3;
    const double effect = std::abs(*whole - *now);
    return std::abs(2.0 * (*half - *now) - (*whole - *now)) > tolerance * effect;
}

}  // namespace

Tornado tornado(const Drivers& drivers, const Appraiser& appraiser, const MeasureRow& measure) {
    Tornado result;
    result.measure = &measure;
    result.base = measure.compute(appraiser.base());
    const MoneyUnit unit = appraiser.base().unit;
    const MeasureRow& npv = *find_measure("npv");
    constexpr std::size_t lanes_each = 3;
    std::vector<Changes> changes;
    Changes all_low;
    Changes all_high;
    for (const Driver& driver : drivers.all) {
        const double value = driver.value.value_or(driver.low);
        const double middle = driver.whole() ? value : value + (driver.high - value) / 2.0;
        for (const double each : {driver.low, driver.high, middle}) {
            changes.push_back({{driver.input, each}});
        }
        if (driver.kind != DriverKind::group) {
            all_low.push_back({driver.input, driver.low});
            all_high.push_back({driver.input, driver.high});
        }
    }
    const std::vector<Appraisal> moved = appraiser.at(changes);
    for (std::size_t i = 0; i < drivers.all.size(); ++i) {
        const Appraisal& low = moved[lanes_each * i];
        const Appraisal& high = moved[lanes_each * i + 1];
        Bar bar{i, measure.compute(low), measure.compute(high), {}, {}, {}, false};
        bar.npv_low = &measure == &npv ? bar.low : npv.compute(low);
        bar.npv_high = &measure == &npv ? bar.high : npv.compute(high);
        const std::optional<double> at_low = comparable(bar.low, unit);
        const std::optional<double> at_high = comparable(bar.high, unit);
        if (at_low && at_high) {
            bar.width = std::abs(*at_high - *at_low);
        }
        bar.bends =
            !drivers.all[i].whole() && bends(bar, result.base, measure.compute(moved[lanes_each * i + 2]), unit);
        result.bars.push_back(std::move(bar));
    }
    // Shares that each leave something over may not do so together.
    try {
        const std::vector<Appraisal> together = appraiser.at(std::vector<Changes>{all_low, all_high});
        result.interaction_low = interaction(result, drivers, measure.compute(together[0]), false, unit);
        result.interaction_high = interaction(result, drivers, measure.compute(together[1]), true, unit);
    } catch (const AmountTooLarge&) {
        result.interaction_low.reset();
        result.interaction_high.reset();
    }
    std::stable_sort(result.bars.begin(), result.bars.end(),
                     [](const Bar& a, const Bar& b) { return a.width.value_or(-1.0) > b.width.value_or(-1.0); });
    return result;
}

}  // namespace tranche
