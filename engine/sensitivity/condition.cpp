// The terms come from the table of measures, which says for each measure in what form a condition on it is smooth. Where the
// table has no form, the term is the measure less its threshold: exact at the edge, but not affine.
#include "tranche/sensitivity/condition.hpp"

#include <algorithm>  // find_if, max, min
#include <cassert>
#include <cmath>    // floor
#include <limits>   // numeric_limits
#include <utility>  // move

#include "tranche/appraise/decision.hpp"
#include "tranche/appraise/measures.hpp"

namespace tranche {

namespace {

constexpr double nowhere = std::numeric_limits<double>::max();

double npv_units(const Appraisal& a) {
    const Figure figure = find_measure("npv")->compute(a);
    const Money* money = std::get_if<Money>(&figure.value);
    return money != nullptr ? static_cast<double>(money->units) : 0.0;
}

bool at_most(Compare compare) {
    return compare == Compare::below || compare == Compare::at_most;
}

const MeasureRow& measure_of(const Criterion& criterion) {
    return *find_measure(criterion.measure);
}

// A form of a plain sum answers either way round: its one term changes its sign. What was made of several years answers
// only the way it was made.
bool has_form(const Criterion& criterion) {
    const SwitchForm& form = measure_of(criterion).switches;
    return form.clauses != nullptr && (!form.at_most || at_most(criterion.compare));
}

// Of whole years, `payback < 3` is `payback <= 2`.
double threshold_of(const Criterion& criterion, const Appraisal& a) {
    const double against = *threshold(criterion);
    const MeasureRow& measure = measure_of(criterion);
    if (measure.unit == MeasureUnit::gbp) {
        return against * static_cast<double>(a.unit.per_pound());
    }
    if (!measure.whole_years) {
        return against;
    }
    const double whole = std::floor(against);
    return criterion.compare == Compare::below && whole == against ? whole - 1.0 : whole;
}

// The first year with a cost.
int spending_from(const Appraisal& a) {
    const auto spends = [](const CostBenefit& year) { return year.cost.units > 0; };
    return static_cast<int>(std::find_if(a.years.begin(), a.years.end(), spends) - a.years.begin());
}

Clauses clauses_of(const Criterion& criterion, const Appraisal& a, int spending) {
    const MeasureRow& measure = measure_of(criterion);
    if (!has_form(criterion)) {
        // The measure itself less its threshold. Not computable is further from it than any number.
        const double sign = at_most(criterion.compare) ? -1.0 : 1.0;
        const std::optional<double> value = comparable(measure.compute(a), a.unit);
        return {{value ? sign * (*value - *threshold(criterion)) : -nowhere}};
    }
    Clauses result = measure.switches.clauses({a, threshold_of(criterion, a), spending});
    if (!measure.switches.at_most && at_most(criterion.compare)) {
        result.front().front() = -result.front().front();
    }
    return result;
}

}  // namespace

double headroom(const Clauses& clauses) {
    double result = nowhere;
    for (const std::vector<double>& terms : clauses) {
        double greatest = -nowhere;
        for (const double term : terms) {
            greatest = std::max(greatest, term);
        }
        result = std::min(result, greatest);
    }
    return result;
}

Condition::Condition(std::vector<Criterion> criteria, std::string text, const Appraisal& base)
    : criteria_(std::move(criteria)), text_(std::move(text)) {
    spending_from_ = spending_from(base);
    for (const Criterion& each : criteria_) {
        assert(find_measure(each.measure) != nullptr && threshold(each));
        if (searched_because_.empty() && !has_form(each)) {
            searched_because_ = measure_of(each).switches.searched_because;
            assert(!searched_because_.empty());
        }
    }
}

Condition Condition::first_in_rank(std::size_t options) {
    Condition result({}, "first in rank by NPV", {});
    result.cases_ = options;
    return result;
}

std::string Condition::problem(std::span<const Appraisal> base) const {
    const auto why = [](const Figure& figure) { return figure.computable() || figure.never ? "" : figure.why; };
    if (cases_ > 1) {
        for (const Appraisal& each : base) {
            if (const std::string problem = why(find_measure("npv")->compute(each)); !problem.empty()) {
                return problem;
            }
        }
    }
    for (const Criterion& each : criteria_) {
        if (const std::string problem = why(measure_of(each).compute(base.front())); !problem.empty()) {
            return problem;
        }
    }
    return {};
}

Clauses Condition::clauses(std::span<const Appraisal> cases, bool as_in_case) const {
    assert(cases.size() >= cases_);
    const int spending = as_in_case ? spending_from_ : spending_from(cases.front());
    Clauses result;
    for (std::size_t i = 1; i < cases_; ++i) {
        result.push_back({npv_units(cases.front()) - npv_units(cases[i])});
    }
    for (const Criterion& each : criteria_) {
        for (std::vector<double>& clause : clauses_of(each, cases.front(), spending)) {
            result.push_back(std::move(clause));
        }
    }
    return result;
}

}  // namespace tranche
