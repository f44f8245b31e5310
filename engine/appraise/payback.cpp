// All of them walk the running total of net, period by period: the first period in which it is not negative once spending
// has begun, the one from which it never is again, the lowest it falls. A condition on any of them asks about the running
// total itself, which moves smoothly where the measure moves in steps.
#include "appraise/payback.hpp"

#include <algorithm>  // min
#include <cmath>      // floor
#include <limits>     // numeric_limits
#include <vector>

#include "appraise/computable.hpp"
#include "tranche/appraise/discount.hpp"

namespace tranche {

namespace {

constexpr double nowhere = std::numeric_limits<double>::max();

double money_units(Money money) {
    return static_cast<double>(money.units);
}

// Index of the first period, once spending has begun, whose cumulative net is not negative; -1 if there is none.
int first_not_negative(const std::vector<CostBenefit>& intervals) {
    Money cumulative;
    bool spending = false;
    for (std::size_t i = 0; i < intervals.size(); ++i) {
        spending = spending || intervals[i].cost.units > 0;
        cumulative += intervals[i].net();
        if (spending && cumulative.units >= 0) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

// The same, where it is not negative in any later period either.
int not_negative_for_good(const std::vector<CostBenefit>& intervals) {
    int result = first_not_negative(intervals);
    Money cumulative;
    for (std::size_t i = 0; i < intervals.size(); ++i) {
        cumulative += intervals[i].net();
        if (result >= 0 && static_cast<int>(i) >= result && cumulative.units < 0) {
            result = static_cast<int>(i) + 1;
        }
    }
    return result < static_cast<int>(intervals.size()) ? result : -1;
}

// Years of a case as they are paid back, discounted or not, by one of the two conventions.
template <class Found>
Figure when_paid_back(const Appraisal& a, const std::vector<CostBenefit>& intervals,
                      int (*index)(const std::vector<CostBenefit>&), Found found) {
    return where_dated(a, a.total().known(), [&] {
        if (a.total().cost.units <= 0) {
            return not_computable("there is no cost to pay back");
        }
        const int at = index(intervals);
        if (at < 0) {
            Figure never = not_computable("does not pay back within " + a.calendar.year_label(0) + " to " +
                                          a.calendar.year_label(a.calendar.years - 1));
            never.never = true;
            return never;
        }
        return found(at);
    });
}

Figure as_year(int year) {
    return {year, {}};
}

// Where inside its year the line from one year's end to the next crosses nothing; year 0 is a point.
Figure crossing(const std::vector<CostBenefit>& years, int year) {
    Money cumulative;
    for (int before = 0; before < year; ++before) {
        cumulative += years[static_cast<std::size_t>(before)].net();
    }
    if (year == 0 || cumulative.units >= 0) {  // spending began this year and was covered by what had been gained
        return {static_cast<double>(year), {}};
    }
    return {(year - 1) + money_units(-cumulative) / money_units(years[static_cast<std::size_t>(year)].net()), {}};
}

std::vector<double> running_totals(const std::vector<CostBenefit>& years) {
    std::vector<double> result;
    double sum = 0.0;
    for (const CostBenefit& year : years) {
        sum += money_units(year.net());
        result.push_back(sum);
    }
    return result;
}

// Some year up to the one named has a running total that is not negative. Within a year it runs straight.
Clauses paid_back_by(const SwitchPoint& point, const std::vector<CostBenefit>& years) {
    const std::vector<double> sums = running_totals(years);
    std::vector<double> terms{-nowhere};
    const double last = std::min(point.against, static_cast<double>(sums.size()) - 1.0);
    for (int year = 0; year <= last; ++year) {
        terms.push_back(year >= point.spending_from ? sums[static_cast<std::size_t>(year)] : -nowhere);
    }
    const double whole = std::floor(last);
    if (last > whole && whole >= point.spending_from) {
        const auto before = static_cast<std::size_t>(whole);
        terms.push_back(sums[before] + (last - whole) * (sums[before + 1] - sums[before]));
    }
    return {terms};
}

Figure by_month(const Appraisal& a, Figure (*compute)(const Appraisal&)) {
    return a.months.empty() ? not_computable("months were not worked out") : compute(a);
}

Money deepest(const std::vector<CostBenefit>& intervals) {
    Money lowest;
    Money cumulative;
    for (const CostBenefit& period : intervals) {
        cumulative += period.net();
        lowest = std::min(lowest, cumulative);
    }
    return -lowest;
}

}  // namespace

Figure payback_years(const Appraisal& a) {
    return when_paid_back(a, a.years, first_not_negative, as_year);
}

Figure payback_permanent(const Appraisal& a) {
    return when_paid_back(a, a.years, not_negative_for_good, as_year);
}

Figure payback_interpolated(const Appraisal& a) {
    return when_paid_back(a, a.years, first_not_negative, [&](int year) { return crossing(a.years, year); });
}

Figure payback_discounted(const Appraisal& a) {
    return when_paid_back(a, present_years(a), first_not_negative, as_year);
}

Figure payback_discounted_interpolated(const Appraisal& a) {
    const std::vector<CostBenefit> years = present_years(a);
    return when_paid_back(a, years, first_not_negative, [&](int year) { return crossing(years, year); });
}

Figure payback_month(const Appraisal& a) {
    return by_month(a, [](const Appraisal& x) {
        return when_paid_back(x, x.months, first_not_negative, [&](int month) {
            return Figure{x.calendar.month_at(month), {}};
        });
    });
}

Figure peak_funding(const Appraisal& a) {
    return where_dated(a, a.total().known(), [&] { return Figure{deepest(a.years), {}}; });
}

Figure peak_funding_month(const Appraisal& a) {
    return by_month(a, [](const Appraisal& x) {
        return where_dated(x, x.total().known(), [&] { return Figure{deepest(x.months), {}}; });
    });
}

Clauses payback_at_most(const SwitchPoint& point) {
    return paid_back_by(point, point.appraisal.years);
}

Clauses payback_discounted_at_most(const SwitchPoint& point) {
    return paid_back_by(point, present_years(point.appraisal));
}

Clauses payback_permanent_at_most(const SwitchPoint& point) {
    const std::vector<double> sums = running_totals(point.appraisal.years);
    const int first = static_cast<int>(std::floor(point.against));
    if (first < point.spending_from) {
        return {{-nowhere}};
    }
    Clauses result;
    for (auto year = static_cast<std::size_t>(first); year < sums.size(); ++year) {
        result.push_back({sums[year]});
    }
    return result.empty() ? Clauses{{sums.back()}} : result;
}

Clauses peak_funding_at_most(const SwitchPoint& point) {
    Clauses result{{point.against}};  // peak funding is never below zero
    for (const double sum : running_totals(point.appraisal.years)) {
        result.push_back({sum + point.against});
    }
    return result;
}

}  // namespace tranche
