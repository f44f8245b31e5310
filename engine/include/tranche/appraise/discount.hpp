// Discount factors.
//
// The factor of the base year is 1; each later year divides it by one plus that year's rate, so a schedule whose rate
// changes is compounded and never looked up flat (Green Book 2022, table 2). Years before the base year are worth more, at
// the first band's rate. Money that falls in the middle of its year counts half a year more, at its end a whole one.
// Factors come from divisions and square roots alone, so they have the same bits everywhere.
//
// Decision: docs/decisions/2026-11-25-present-values-are-money.md
#pragma once

#include <vector>

#include "tranche/appraise/appraisal.hpp"
#include "tranche/base/money.hpp"
#include "tranche/model/rules.hpp"

namespace tranche {

/// One factor for each of so many years, the base year being one of them. REQUIRES: rates above -1.
std::vector<double> discount_factors(const DiscountSchedule& schedule, int years, int base_year = 0,
                                     Timing timing = Timing::start);

/// Those of a row of the appraisal's schedules, one for each of its years.
std::vector<double> factors_of(const Appraisal& appraisal, std::size_t schedule);

/// An amount times a factor, rounded to the unit of money, half to even: the atom of present values.
Money discounted(Money amount, double factor);

/// Years at the factors of their schedules: costs and benefits in present values, summed over schedules, and known where
/// the amounts of the year are.
std::vector<CostBenefit> present_years(const Appraisal& appraisal);

/// The part of the present benefit that the public purse saves or earns.
Money present_savings(const Appraisal& appraisal);

/// The same money judged by another schedule in the place of the programme's own; lines keep those that they name.
Appraisal discounted_by(Appraisal appraisal, const DiscountSchedule& schedule);

}  // namespace tranche
