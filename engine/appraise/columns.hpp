// The columns of an appraisal, each written once.
//
// A row of a cash-flow table adds to the columns by its role, which does not depend on the lane. One lane is added up row
// by row (appraise.cpp), many lanes in buckets of rows that have one role (scenario/appraiser.cpp): both add here. A new
// column is a member of Appraisal, a line in add() and a line in for_each_amount().
#pragma once

#include <cassert>
#include <span>
#include <vector>

#include "tranche/appraise/appraisal.hpp"
#include "tranche/appraise/counting.hpp"

namespace tranche {

/// How the money of a row counts from one perspective.
struct RowRole {
    Counted counted;
    std::size_t schedule = 0;  ///< row of the conventions' schedules
    bool saving = false;       ///< a benefit of the public purse
    bool grant = false;        ///< a funder pays it

    [[nodiscard]] bool counts() const {
        return grant || counted.as == Counted::As::cost || counted.as == Counted::As::benefit;
    }
    friend bool operator==(const RowRole&, const RowRole&) = default;
};

RowRole role_of(const Counting& counting, LineId line, LineKind kind, OrganisationId from, OrganisationId to);

/// What one row comes to in one lane, or several rows of one role.
struct RowMoney {
    std::span<const Money> years;
    std::span<const Money> months;  ///< empty where months are not worked out
    Money beyond;
    Money undated;
};

/// Adds the amount to the side that it counts on; to neither where it is no cost and no benefit.
void add(CostBenefit& to, const Counted& counted, Money amount);

/// Adds the row's money to every column that its role reaches. REQUIRES: as many years and months as the appraisal has.
void add(Appraisal& to, const RowRole& role, const RowMoney& money);

/// Every column there is, without money and with everything known. months: whether there is a column of months.
Appraisal blank_appraisal(const Calendar& calendar, MoneyUnit unit, const Counting& counting, bool months);

/// Whether a perspective has any costs and any benefits with a figure.
struct SidesCounted {
    bool cost = false;
    bool benefit = false;

    void count(LineKind kind) { (kind == LineKind::benefit ? benefit : cost) = true; }
};

/// Notes a line that is claimed without a figure, and that a side has none but such lines.
void add_without_figure(Appraisal& to, LineId line, LineKind kind, SidesCounted counted);

/// Puts the line on a list once.
void note(std::vector<LineId>& lines, LineId line);

/// Calls f(CostBenefit&, const CostBenefit&) or f(Money&, Money) for every amount of an appraisal and the same amount of
/// another. REQUIRES: both have the same periods and schedules.
template <class F>
void for_each_amount(Appraisal& a, const Appraisal& b, F f) {
    assert(a.years.size() == b.years.size() && a.months.size() == b.months.size() &&
           a.by_schedule.size() == b.by_schedule.size());
    const auto each = [&](auto& mine, const auto& other) {
        for (std::size_t i = 0; i < mine.size(); ++i) {
            f(mine[i], other[i]);
        }
    };
    each(a.years, b.years);
    each(a.months, b.months);
    f(a.beyond, b.beyond);
    f(a.undated, b.undated);
    for (std::size_t row = 0; row < a.by_schedule.size(); ++row) {
        each(a.by_schedule[row].years, b.by_schedule[row].years);
        each(a.by_schedule[row].savings, b.by_schedule[row].savings);
    }
    f(a.granted, b.granted);
}

}  // namespace tranche
