#include "tranche/sensitivity/condition.hpp"

#include <algorithm>  // all_of, find_if, max, min
#include <cmath>      // floor
#include <limits>     // numeric_limits
#include <utility>    // move

#include "tranche/appraise/decision.hpp"
#include "tranche/appraise/discount.hpp"
#include "tranche/appraise/measures.hpp"

namespace tranche {

namespace {

constexpr double nowhere = std::numeric_limits<double>::max();

/// What the terms of a criterion are made from.
struct Asked {
    const Appraisal& appraisal;
    double against;  // in the measure's unit; pounds are units of money here
    int spending_from;
};

double units(const Appraisal& a, std::string_view measure) {
    const Money* money = nullptr;
    const Figure figure = find_measure(measure)->compute(a);
    money = std::get_if<Money>(&figure.value);
    return money != nullptr ? static_cast<double>(money->units) : 0.0;
}

Clauses single(double term) {
    return {{term}};
}

Clauses amount_over(const Asked& asked, std::string_view amount, double times, std::string_view other) {
    return single(units(asked.appraisal, amount) - times * units(asked.appraisal, other));
}

template <const auto& Name>
Clauses money(const Asked& asked) {
    return single(units(asked.appraisal, Name) - asked.against);
}

Clauses roi(const Asked& asked) {
    return amount_over(asked, "net", asked.against / 100.0, "cost");
}

Clauses gross_return(const Asked& asked) {
    return amount_over(asked, "benefit", asked.against, "cost");
}

Clauses cost_to_grant(const Asked& asked) {
    return amount_over(asked, "cost", asked.against, "grant");
}

Clauses net_per_grant(const Asked& asked) {
    return amount_over(asked, "net", asked.against, "grant");
}

Clauses bcr(const Asked& asked) {
    const Appraisal& a = asked.appraisal;
    double benefit = units(a, "pvb");
    double cost = units(a, "pvc");
    if (a.conventions->savings == SavingsGo::reduce_cost) {
        const auto savings = static_cast<double>(present_savings(a).units);
        benefit -= savings;
        cost -= savings;
    }
    return single(benefit - asked.against * cost);
}

// The rate is reached where the net present value at that rate is not negative.
Clauses irr(const Asked& asked) {
    DiscountSchedule schedule;
    schedule.bands = {{0, asked.against / 100.0}};
    const std::vector<double> factors = discount_factors(schedule, static_cast<int>(asked.appraisal.years.size()));
    double sum = 0.0;
    for (std::size_t year = 0; year < factors.size(); ++year) {
        sum += static_cast<double>(asked.appraisal.years[year].net().units) * factors[year];
    }
    return single(sum);
}

std::vector<double> cumulative(const std::vector<CostBenefit>& years) {
    std::vector<double> result;
    double sum = 0.0;
    for (const CostBenefit& year : years) {
        sum += static_cast<double>(year.net().units);
        result.push_back(sum);
    }
    return result;
}

// Some year up to the one named has a cumulative net that is not negative; within a year it runs straight.
Clauses paid_back(const Asked& asked, const std::vector<CostBenefit>& years) {
    const std::vector<double> sums = cumulative(years);
    std::vector<double> terms{-nowhere};
    const double last = std::min(asked.against, static_cast<double>(sums.size()) - 1.0);
    for (int year = 0; year <= last; ++year) {
        terms.push_back(year >= asked.spending_from ? sums[static_cast<std::size_t>(year)] : -nowhere);
    }
    const double whole = std::floor(last);
    if (last > whole && whole >= asked.spending_from) {
        const auto before = static_cast<std::size_t>(whole);
        terms.push_back(sums[before] + (last - whole) * (sums[before + 1] - sums[before]));
    }
    return {terms};
}

Clauses payback(const Asked& asked) {
    return paid_back(asked, asked.appraisal.years);
}

Clauses payback_discounted(const Asked& asked) {
    return paid_back(asked, present_years(asked.appraisal));
}

Clauses payback_permanent(const Asked& asked) {
    const std::vector<double> sums = cumulative(asked.appraisal.years);
    Clauses result;
    const int first = static_cast<int>(std::floor(asked.against));
    if (first < asked.spending_from) {
        return single(-nowhere);
    }
    for (auto year = static_cast<std::size_t>(first); year < sums.size(); ++year) {
        result.push_back({sums[year]});
    }
    return result.empty() ? single(sums.back()) : result;
}

Clauses peak_funding(const Asked& asked) {
    Clauses result = single(asked.against);  // it is never less than nothing
    for (const double sum : cumulative(asked.appraisal.years)) {
        result.push_back({sum + asked.against});
    }
    return result;
}

/// How a measure's edge is asked for; `least` where holding means being at most what is given.
struct Form {
    std::string_view measure;
    Clauses (*clauses)(const Asked&);
    bool least = false;
};

constexpr std::string_view npv_name = "npv";
constexpr std::string_view net_name = "net";
constexpr std::string_view pvb_name = "pvb";
constexpr std::string_view pvc_name = "pvc";
constexpr std::string_view cost_name = "cost";
constexpr std::string_view benefit_name = "benefit";
constexpr std::string_view eanc_name = "eanc";
constexpr std::string_view grant_name = "grant";

constexpr Form forms[] = {
    {npv_name, money<npv_name>},
    {net_name, money<net_name>},
    {pvb_name, money<pvb_name>},
    {pvc_name, money<pvc_name>},
    {cost_name, money<cost_name>},
    {benefit_name, money<benefit_name>},
    {eanc_name, money<eanc_name>},
    {grant_name, money<grant_name>},
    {"bcr", bcr},
    {"roi", roi},
    {"gross_return", gross_return},
    {"cost_to_grant", cost_to_grant},
    {"net_per_grant", net_per_grant},
    {"irr", irr},
    {"payback", payback, true},
    {"payback_interpolated", payback, true},
    {"payback_discounted", payback_discounted, true},
    {"payback_discounted_interpolated", payback_discounted, true},
    {"payback_permanent", payback_permanent, true},
    {"peak_funding", peak_funding, true},
};

bool at_most(Compare compare) {
    return compare == Compare::below || compare == Compare::at_most;
}

const Form* form_of(const Criterion& criterion) {
    for (const Form& form : forms) {
        if (form.measure == criterion.measure) {
            // A sum can be asked for either way; what was made of several years only the way it was made.
            const bool several = form.least;
            return several && !at_most(criterion.compare) ? nullptr : &form;
        }
    }
    return nullptr;
}

// Of whole years, `payback < 3` is `payback <= 2`.
double threshold_of(const Criterion& criterion, const Appraisal& a) {
    const double against = *threshold(criterion);
    const MeasureRow& measure = *find_measure(criterion.measure);
    if (measure.unit == MeasureUnit::gbp) {
        return against * static_cast<double>(a.unit.per_pound());
    }
    const bool whole_years = criterion.measure == "payback" || criterion.measure == "payback_discounted" ||
                             criterion.measure == "payback_permanent";
    if (!whole_years) {
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
    const Form* form = form_of(criterion);
    if (form == nullptr) {
        const Figure figure = find_measure(criterion.measure)->compute(a);
        const double sign = at_most(criterion.compare) ? -1.0 : 1.0;
        const std::optional<double> value = comparable(figure, a.unit);
        return single(value ? sign * (*value - *threshold(criterion)) : -nowhere);
    }
    Clauses result = form->clauses({a, threshold_of(criterion, a), spending});
    if (!form->least && at_most(criterion.compare)) {
        result.front().front() = -result.front().front();
    }
    return result;
}

}  // namespace

double reserve(const Clauses& clauses) {
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
    affine_ =
        std::all_of(criteria_.begin(), criteria_.end(), [](const Criterion& each) { return form_of(each) != nullptr; });
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
        if (const std::string problem = why(find_measure(each.measure)->compute(base.front())); !problem.empty()) {
            return problem;
        }
    }
    return {};
}

Clauses Condition::clauses(std::span<const Appraisal> cases, bool as_in_case) const {
    const int spending = as_in_case ? spending_from_ : spending_from(cases.front());
    Clauses result;
    for (std::size_t i = 1; i < cases_; ++i) {
        result.push_back({units(cases.front(), "npv") - units(cases[i], "npv")});
    }
    for (const Criterion& each : criteria_) {
        for (std::vector<double>& clause : clauses_of(each, cases.front(), spending)) {
            result.push_back(std::move(clause));
        }
    }
    return result;
}

}  // namespace tranche
