#include "appraise/columns.hpp"

#include <algorithm>  // find
#include <cassert>

namespace tranche {

RowRole role_of(const Counting& counting, LineId line, LineKind kind, OrganisationId from, OrganisationId to) {
    return {counting.of(kind, from, to), counting.schedule(line), counting.saving(line), counting.grant(kind, from)};
}

void add(CostBenefit& to, const Counted& counted, Money amount) {
    const Money signed_amount = counted.sign > 0 ? amount : -amount;
    switch (counted.as) {
        case Counted::As::cost: to.cost += signed_amount; break;
        case Counted::As::benefit: to.benefit += signed_amount; break;
        case Counted::As::nothing:
        case Counted::As::blocked: break;
    }
}

void add(Appraisal& to, const RowRole& role, const RowMoney& money) {
    assert(money.years.size() == to.years.size());
    assert(money.months.size() == to.months.size());
    ScheduleYears& scheduled = to.by_schedule[role.schedule];
    for (std::size_t year = 0; year < money.years.size(); ++year) {
        const Money amount = money.years[year];
        add(to.years[year], role.counted, amount);
        add(scheduled.years[year], role.counted, amount);
        if (role.saving && role.counted.as == Counted::As::benefit) {
            scheduled.savings[year] += role.counted.sign > 0 ? amount : -amount;
        }
        if (role.grant) {
            to.granted += amount;
        }
    }
    for (std::size_t month = 0; month < money.months.size(); ++month) {
        add(to.months[month], role.counted, money.months[month]);
    }
    add(to.beyond, role.counted, money.beyond);
    add(to.undated, role.counted, money.undated);
    if (role.grant) {
        to.granted += money.undated;  // a grant past the last year is not part of the case
    }
}

Appraisal blank_appraisal(const Calendar& calendar, MoneyUnit unit, const Counting& counting, bool months) {
    Appraisal result;
    result.calendar = calendar;
    result.unit = unit;
    result.years.resize(static_cast<std::size_t>(calendar.years));
    result.months.resize(months ? static_cast<std::size_t>(calendar.months()) : 0);
    result.conventions = counting.conventions();
    result.by_schedule.assign(result.conventions->schedules.size(),
                              {result.years, std::vector<Money>(result.years.size())});
    return result;
}

void add_without_figure(Appraisal& to, LineId line, LineKind kind, SidesCounted counted) {
    note(to.excluded, line);
    const bool benefit = kind == LineKind::benefit;
    to.no_cost_figure = to.no_cost_figure || (!benefit && !counted.cost);
    to.no_benefit_figure = to.no_benefit_figure || (benefit && !counted.benefit);
    // A year of a side without a single figure is not known; its months and parts hold what there is, which is zero.
    for (CostBenefit& year : to.years) {
        year.cost_known = year.cost_known && !to.no_cost_figure;
        year.benefit_known = year.benefit_known && !to.no_benefit_figure;
    }
}

void note(std::vector<LineId>& lines, LineId line) {
    if (std::find(lines.begin(), lines.end(), line) == lines.end()) {
        lines.push_back(line);
    }
}

}  // namespace tranche
