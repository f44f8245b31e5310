#include "tranche/appraise/discount.hpp"

#include <cmath>    // sqrt, nearbyint
#include <utility>  // move

namespace tranche {

std::vector<double> discount_factors(const DiscountSchedule& schedule, int years, int base_year, Timing timing) {
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

Appraisal discounted_by(Appraisal appraisal, const DiscountSchedule& schedule) {
    Conventions conventions = *appraisal.conventions;
    conventions.schedules.front() = schedule;
    appraisal.conventions = std::make_shared<const Conventions>(std::move(conventions));
    return appraisal;
}

}  // namespace tranche
