#include "tranche/appraise/appraisal.hpp"

#include <algorithm>  // find

#include "appraise/missing.hpp"

namespace tranche {

CostBenefit Appraisal::total() const {
    CostBenefit sum = undated;
    for (const CostBenefit& year : years) {
        sum += year;
    }
    return sum;
}

std::vector<Money> Appraisal::cumulative() const {
    std::vector<Money> result;
    Money sum;
    for (const CostBenefit& year : years) {
        sum += year.net();
        result.push_back(sum);
    }
    return result;
}

namespace {

void note(std::vector<LineId>& lines, LineId line) {
    if (std::find(lines.begin(), lines.end(), line) == lines.end()) {
        lines.push_back(line);
    }
}

}  // namespace

Appraisal appraise(const Cashflow& cashflow, const Counting& counting, const std::vector<bool>* lines) {
    Appraisal result;
    result.calendar = cashflow.calendar;
    result.unit = cashflow.unit;
    result.years.resize(static_cast<std::size_t>(cashflow.calendar.years));
    result.months.resize(static_cast<std::size_t>(cashflow.calendar.months()));
    result.conventions = counting.conventions();
    result.by_schedule.assign(result.conventions->schedules.size(),
                              {result.years, std::vector<Money>(result.years.size())});
    const std::vector<bool> whole = counted_whole(cashflow, counting);
    bool costs = false;
    bool benefits = false;
    for (std::size_t row = 0; row < cashflow.rows.size(); ++row) {
        const CashRow& label = cashflow.rows[row];
        if (lines != nullptr && !(*lines)[label.line.index()]) {
            continue;
        }
        if (counting.grant(label.kind, label.from)) {
            result.grant_known = result.grant_known && !label.blocked && !cashflow.streams[label.stream].blocked;
            for (int year = 0; year < cashflow.calendar.years; ++year) {
                result.granted += cashflow.at(row, year);
            }
            result.granted += cashflow.undated[row];
        }
        const Counted counted = counting.of(label.kind, label.from, label.to);
        if (counted.as == Counted::As::nothing) {
            continue;
        }
        (label.kind == LineKind::benefit ? benefits : costs) = true;
        const CashStream& stream = cashflow.streams[label.stream];
        const bool split = counted.as == Counted::As::blocked;
        const bool gaps = !stream.unknown_years.empty();  // some years are known, and count
        const bool divided = label.blocked && !whole[label.stream];
        if (split || stream.blocked || divided || gaps) {
            const std::vector<CostBenefit> before = result.years;
            mark_missing(cashflow, label, 12, result.years, result.beyond, result.undated);
            mark_missing(cashflow, label, 1, result.months, result.beyond, result.undated);
            if (split || stream.blocked || divided || result.years != before) {
                note(split ? result.split : result.unknown, label.line);
            }
            if (split || stream.blocked || divided) {
                continue;
            }
        }
        const auto add = [&](CostBenefit& to, Money amount) {
            Money& side = counted.as == Counted::As::cost ? to.cost : to.benefit;
            side += counted.sign > 0 ? amount : -amount;
        };
        ScheduleYears& scheduled = result.by_schedule[counting.schedule(label.line)];
        const bool saving = counted.as == Counted::As::benefit && counting.saving(label.line);
        for (int year = 0; year < cashflow.calendar.years; ++year) {
            const auto at = static_cast<std::size_t>(year);
            const Money amount = cashflow.at(row, year);
            add(result.years[at], amount);
            add(scheduled.years[at], amount);
            if (saving) {
                scheduled.savings[at] += counted.sign > 0 ? amount : -amount;
            }
        }
        const std::vector<Money> months = cashflow.months(row);
        for (std::size_t month = 0; month < months.size(); ++month) {
            add(result.months[month], months[month]);
        }
        add(result.beyond, cashflow.beyond[row]);
        add(result.undated, cashflow.undated[row]);
    }
    for (const CashRow& label : cashflow.outside) {
        if ((lines != nullptr && !(*lines)[label.line.index()]) ||
            counting.of(label.kind, label.from, label.to).as == Counted::As::nothing) {
            continue;
        }
        note(result.excluded, label.line);
        result.no_cost_figure = result.no_cost_figure || (label.kind != LineKind::benefit && !costs);
        result.no_benefit_figure = result.no_benefit_figure || (label.kind == LineKind::benefit && !benefits);
    }
    for (CostBenefit& year : result.years) {
        year.cost_known = year.cost_known && !result.no_cost_figure;
        year.benefit_known = year.benefit_known && !result.no_benefit_figure;
    }
    return result;
}

}  // namespace tranche
