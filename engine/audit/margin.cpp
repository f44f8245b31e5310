// The margin is looked for outwards from no change, in steps that grow, and then by halving the step in which the verdict
// turned. Every try is a lane.
#include "audit/margin.hpp"

#include <cmath>  // abs

namespace tranche {

namespace {

constexpr double smallest_change = 1e-5;
constexpr double largest_change = 0.5;
constexpr double growth = 1.25;
constexpr int halvings = 20;

struct Prober {
    const Model& model;
    const Question& question;
    const Printed& says;

    [[nodiscard]] Figure at(double change) const {
        const Override override{model.programme.reconstructed_scale, Verb::scale, 1.0 + change, {}};
        return answer(model, question, std::span(&override, 1));
    }
    [[nodiscard]] bool meets(double change) const {
        return satisfies(says, at(change), unit_of(question), model.plan.unit);
    }
};

}  // namespace

std::optional<double> printed_scale(const Figure& figure, const MoneyUnit& money) {
    if (const Money* amount = std::get_if<Money>(&figure.value)) {
        return money.pounds(*amount);
    }
    if (const double* number = std::get_if<double>(&figure.value)) {
        return *number;
    }
    if (const int* whole = std::get_if<int>(&figure.value)) {
        return *whole;
    }
    if (const Month* month = std::get_if<Month>(&figure.value)) {
        return *month - Month{};
    }
    return std::nullopt;
}

bool satisfies(const Printed& says, const Figure& figure, MeasureUnit unit, const MoneyUnit& money) {
    std::optional<double> value = printed_scale(figure, money);
    if (!value) {
        return false;
    }
    const bool factor = unit == MeasureUnit::number || unit == MeasureUnit::ratio;
    if (factor && says.unit == PrintedUnit::percent) {
        *value *= 100;  // an assumption of 0.16 printed as 16%
    }
    return says.interval().contains(*value);
}

bool unit_clash(const Printed& says, MeasureUnit unit) {
    if (says.unit == PrintedUnit::month) {
        return unit != MeasureUnit::month;
    }
    switch (unit) {
        case MeasureUnit::gbp:
            return says.unit == PrintedUnit::percent || (says.unit == PrintedUnit::plain && !says.value.zero());
        case MeasureUnit::percent: return says.unit != PrintedUnit::percent;
        case MeasureUnit::month: return true;
        case MeasureUnit::years:
        case MeasureUnit::count: return says.unit != PrintedUnit::plain;
        case MeasureUnit::number:
        case MeasureUnit::ratio: break;
    }
    return false;
}

std::optional<Margin> margin(const Model& model, const Question& question, const Printed& says) {
    const Prober prober{model, question, says};
    const bool now = prober.meets(0.0);
    std::optional<double> turned;
    double before = 0.0;
    double inner = 0.0;
    for (double size = smallest_change; size <= largest_change && !turned; size *= growth) {
        for (const double change : {-size, size}) {
            if (!turned && prober.meets(change) != now) {
                turned = change;
                inner = change < 0 ? -before : before;
            }
        }
        before = size;
    }
    if (!turned) {
        return std::nullopt;
    }
    double outer = *turned;
    for (int i = 0; i < halvings; ++i) {
        const double middle = (inner + outer) / 2;
        (prober.meets(middle) == now ? inner : outer) = middle;
    }
    return Margin{outer, prober.at(outer)};
}

}  // namespace tranche
