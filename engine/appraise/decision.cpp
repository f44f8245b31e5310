#include "tranche/appraise/decision.hpp"

#include <cassert>

#include "tranche/appraise/measures.hpp"
#include "tranche/base/spelling.hpp"
#include "tranche/model/printed.hpp"

namespace tranche {

namespace {

double month_number(Month month) {
    return static_cast<double>(month - Month{});
}

std::string_view example(MeasureUnit unit) {
    switch (unit) {
        case MeasureUnit::gbp: return "an amount such as £1.5m";
        case MeasureUnit::percent: return "a percentage such as 50%";
        case MeasureUnit::month: return "a month such as 2016-03";
        default: return "a number such as 3";
    }
}

bool holds(Compare compare, double value, double against) {
    switch (compare) {
        case Compare::above: return value > against;
        case Compare::at_least: return value >= against;
        case Compare::below: return value < against;
        case Compare::at_most: return value <= against;
    }
    return false;
}

}  // namespace

std::optional<double> threshold(const Criterion& criterion) {
    const MeasureRow* measure = find_measure(criterion.measure);
    if (measure == nullptr) {
        return std::nullopt;
    }
    if (measure->unit == MeasureUnit::month) {
        const std::optional<Month> month = parse_written_month(criterion.against);
        return month ? std::optional(month_number(*month)) : std::nullopt;
    }
    const bool money = measure->unit == MeasureUnit::gbp;
    const std::optional<Printed> printed = Printed::parse(criterion.against, money, criterion.unit_power);
    if (!printed || printed->bound != Bound::exactly) {
        return std::nullopt;
    }
    const PrintedUnit wanted = money                                   ? PrintedUnit::pounds
                               : measure->unit == MeasureUnit::percent ? PrintedUnit::percent
                                                                       : PrintedUnit::plain;
    // Nothing is nothing, whatever it counts.
    return printed->unit == wanted || printed->value.zero() ? std::optional(printed->value.to_double()) : std::nullopt;
}

std::optional<double> comparable(const Figure& figure, MoneyUnit unit) {
    struct Visitor {
        MoneyUnit unit;
        std::optional<double> operator()(std::monostate) const { return std::nullopt; }
        std::optional<double> operator()(Money value) const { return unit.pounds(value); }
        std::optional<double> operator()(double value) const { return value; }
        std::optional<double> operator()(int value) const { return value; }
        std::optional<double> operator()(Month value) const { return month_number(value); }
    };
    return std::visit(Visitor{unit}, figure.value);
}

DecisionResult test_decision(const Decision& decision, const Appraisal& appraisal) {
    assert(std::all_of(decision.criteria.begin(), decision.criteria.end(), [](const Criterion& each) {
        return find_measure(each.measure) != nullptr && threshold(each).has_value();
    }));
    DecisionResult result;
    bool known = true;
    bool met = true;
    for (std::size_t i = 0; i < decision.criteria.size(); ++i) {
        const Criterion& each = decision.criteria[i];
        CriterionResult found{i, find_measure(each.measure)->compute(appraisal), {}};
        if (const std::optional<double> value = comparable(found.figure, appraisal.unit)) {
            found.met = holds(each.compare, *value, *threshold(each));
        } else if (found.figure.never) {
            found.met = false;
        }
        known = known && found.met.has_value();
        met = met && found.met.value_or(true);
        result.criteria.push_back(std::move(found));
    }
    result.holds = !met ? std::optional(false) : known ? std::optional(true) : std::nullopt;
    return result;
}

void check_decision(const Programme& programme, Diagnostics& diagnostics) {
    if (!programme.decision) {
        return;
    }
    for (const Criterion& each : programme.decision->criteria) {
        const MeasureRow* measure = find_measure(each.measure);
        if (measure == nullptr) {
            std::vector<std::string> known;
            for (const MeasureRow& row : measures()) {
                known.emplace_back(row.name);
            }
            const std::string hint = did_you_mean(each.measure, known);
            diagnostics.error("unknown-figure", each.where, "there is no measure '" + each.measure + "'",
                              hint.empty() ? "there are " + listed(known) : hint);
        } else if (!threshold(each)) {
            diagnostics.error("not-a-rule", each.where,
                              "'" + each.measure + "' cannot be compared with '" + each.against + "'",
                              "it is compared with " + std::string(example(measure->unit)));
        }
    }
}

}  // namespace tranche
