// Thresholds are kept as whole numbers: hundredths of a percent, or days.
#include "lower/tracking.hpp"

namespace tranche::lowering {

void lower_tracking(Context& ctx) {
    if (!ctx.definition.tracking) {
        return;
    }
    Tracking tracking;
    tracking.closes = ctx.definition.tracking->closes;
    const auto threshold = [&](const std::optional<std::vector<Number>>& ends, const std::string& name, int power,
                               std::optional<Threshold>& target) {
        if (!ends) {
            return;
        }
        const auto whole = [&](const Number& end) -> std::optional<int> {
            constexpr std::int64_t most = 1'000'000;
            const std::optional<Decimal> scaled = end.formula ? std::nullopt : end.value.shifted(power);
            const std::optional<std::int64_t> value = scaled ? scaled->scaled_to(0) : std::nullopt;
            const bool sound = value && *value >= 0 && *value <= most && Decimal{*value, 0} == *scaled;
            return sound ? std::optional(static_cast<int>(*value)) : std::nullopt;
        };
        const std::optional<int> amber = ends->size() == 2 ? whole(ends->front()) : std::nullopt;
        const std::optional<int> red = ends->size() == 2 ? whole(ends->back()) : std::nullopt;
        if (amber && red && *amber < *red) {
            target = Threshold{*amber, *red};
            return;
        }
        ctx.diagnostics.error(
            "thresholds", ctx.definition.tracking->thresholds.where,
            "the thresholds of " + name + " are not two " + (power == 0 ? "whole numbers" : "percentages") +
                " with the second greater than the first",
            std::string("amber from the first, red from the second: ") + (power == 0 ? "[30, 90]" : "[5%, 10%]"));
    };
    constexpr int hundredths_of_a_percent = 4;
    threshold(ctx.definition.tracking->thresholds.cost, "cost", hundredths_of_a_percent, tracking.cost);
    threshold(ctx.definition.tracking->thresholds.benefit, "benefit", hundredths_of_a_percent, tracking.benefit);
    threshold(ctx.definition.tracking->thresholds.days, "days", 0, tracking.days);
    for (const ReturnDef& def : ctx.definition.tracking->returns) {
        const auto amount = [](const std::optional<Amount>& said) {
            return said ? std::optional(said->micropounds) : std::nullopt;
        };
        tracking.returns.push_back({def.rules, amount(def.spend), amount(def.earlier_gains),
                                    amount(def.earlier_ongoing), amount(def.earlier_spend)});
    }
    ctx.programme.tracking = tracking;
}

}  // namespace tranche::lowering
