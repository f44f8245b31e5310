#include "tranche/sensitivity/tornado.hpp"

#include <algorithm>  // max, stable_sort
#include <cmath>      // abs

#include "tranche/appraise/decision.hpp"

namespace tranche {

namespace {

// Less the case, less what each does alone. A lever without a figure at that end leaves nothing to add up.
std::optional<double> interaction(const Tornado& tornado, const Levers& levers, const Figure& together, bool high,
                                  MoneyUnit unit) {
    const std::optional<double> base = comparable(tornado.base, unit);
    const std::optional<double> all = comparable(together, unit);
    if (!base || !all) {
        return std::nullopt;
    }
    double result = *all - *base;
    for (const Bar& bar : tornado.bars) {
        if (levers.all[bar.lever].kind == LeverKind::group) {
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

Tornado tornado(const Levers& levers, const Answers& answers, const MeasureRow& measure) {
    Tornado result;
    result.measure = &measure;
    result.base = measure.compute(answers.base());
    const MoneyUnit unit = answers.base().unit;
    const MeasureRow& npv = *find_measure("npv");
    constexpr std::size_t lanes_each = 3;
    std::vector<Changes> changes;
    Changes all_low;
    Changes all_high;
    for (const Lever& lever : levers.all) {
        const double value = lever.value.value_or(lever.low);
        const double middle = lever.whole() ? value : value + (lever.high - value) / 2.0;
        for (const double each : {lever.low, lever.high, middle}) {
            changes.push_back({{lever.input, each}});
        }
        if (lever.kind != LeverKind::group) {
            all_low.push_back({lever.input, lever.low});
            all_high.push_back({lever.input, lever.high});
        }
    }
    const std::vector<Appraisal> moved = answers.at(changes);
    for (std::size_t i = 0; i < levers.all.size(); ++i) {
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
        bar.bends = !levers.all[i].whole() && bends(bar, result.base, measure.compute(moved[lanes_each * i + 2]), unit);
        result.bars.push_back(std::move(bar));
    }
    // Shares that each leave something over may not do so together.
    try {
        const std::vector<Appraisal> together = answers.at(std::vector<Changes>{all_low, all_high});
        result.interaction_low = interaction(result, levers, measure.compute(together[0]), false, unit);
        result.interaction_high = interaction(result, levers, measure.compute(together[1]), true, unit);
    } catch (const AmountTooLarge&) {
        result.interaction_low.reset();
        result.interaction_high.reset();
    }
    std::stable_sort(result.bars.begin(), result.bars.end(),
                     [](const Bar& a, const Bar& b) { return a.width.value_or(-1.0) > b.width.value_or(-1.0); });
    return result;
}

}  // namespace tranche
