#include "tranche/appraise/discount.hpp"

#include <cassert>
#include <cmath>    // sqrt, nearbyint
#include <utility>  // move

namespace tranche {

std::vector<double> discount_factors(const DiscountSchedule& schedule, int years, int base_year, Timing timing) {
    assert(years == 0 || (base_year >= 0 && base_year < years));
    std::vector<double> result(static_cast<std::size_t>(years), 1.0);
    const auto at = [&](int year) -> double& { return result[static_cast<std::size_t>(year)]; };
    for (int year = base_year + 1; year < years; ++year) {
        at(year) = at(year - 1) / (1.0 + schedule.rate(year - base_year));
    }
    for (int year = base_year - 1; year >= 0; --year) {
        at(year) = at(year + 1) * (1.0 + schedule.rate(year - base_year));
    }
    if (timing != Timing::start) {
        for (int year = 0; year < years; ++year) {
            const double growth = 1.0 + schedule.rate(year - base_year + 1);
            at(year) /= timing == Timing::end ? growth : std::sqrt(growth);
        }
    }
    return result;
}

Money discounted(Money amount, double factor) {
    return Money{static_cast<std::int64_t>(std::nearbyint(static_cast<double>(amount.units) * factor))};
}

std::vector<double> factors_of(const Appraisal& a, std::size_t schedule) {
    return discount_factors(a.conventions->schedules[schedule], static_cast<int>(a.years.size()),
                            a.conventions->base_year, a.conventions->timing);
}

std::vector<CostBenefit> present_years(const Appraisal& a) {
    std::vector<CostBenefit> result(a.years.size());
    for (std::size_t year = 0; year < result.size(); ++year) {
        result[year].cost_known = a.years[year].cost_known;
        result[year].benefit_known = a.years[year].benefit_known;
    }
    for (std::size_t row = 0; row < a.by_schedule.size(); ++row) {
        const std::vector<double> factors = factors_of(a, row);
        for (std::size_t year = 0; year < result.size(); ++year) {
            const CostBenefit& amounts = a.by_schedule[row].years[year];
            result[year].cost += discounted(amounts.cost, factors[year]);
            result[year].benefit += discounted(amounts.benefit, factors[year]);
        }
    }
    return result;
}

Money present_savings(const Appraisal& a) {
    Money result;
    for (std::size_t row = 0; row < a.by_schedule.size(); ++row) {
        const std::vector<double> factors = factors_of(a, row);
        for (std::size_t year = 0; year < factors.size(); ++year) {
            result += discounted(a.by_schedule[row].savings[year], factors[year]);
        }
    }
    return result;
}

Appraisal discounted_by(Appraisal appraisal, const DiscountSchedule& schedule) {
    Conventions conventions = *appraisal.conventions;
    conventions.schedules.front() = schedule;
    appraisal.conventions = std::make_shared<const Conventions>(std::move(conventions));
    return appraisal;
}

}  // namespace tranche
