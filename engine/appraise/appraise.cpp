#include "tranche/appraise/appraisal.hpp"

#include <algorithm>  // find

namespace tranche {

CostBenefit Appraisal::total() const {
    CostBenefit sum = undated;
    for (const CostBenefit& year : years) {
        sum.cost += year.cost;
        sum.benefit += year.benefit;
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

Appraisal appraise(const Cashflow& cashflow, const Counting& counting, const std::vector<bool>* lines) {
    Appraisal result;
    result.calendar = cashflow.calendar;
    result.unit = cashflow.unit;
    result.years.resize(static_cast<std::size_t>(cashflow.calendar.years));
    result.months.resize(static_cast<std::size_t>(cashflow.calendar.months()));
    for (std::size_t row = 0; row < cashflow.rows.size(); ++row) {
        const CashRow& label = cashflow.rows[row];
        if (lines != nullptr && !(*lines)[label.line.index()]) {
            continue;
        }
        const Counted counted = counting.of(label.kind, label.from, label.to);
        if (counted.as == Counted::As::nothing) {
            continue;
        }
        if (counted.as == Counted::As::blocked) {
            if (std::find(result.blocked_by.begin(), result.blocked_by.end(), label.line) == result.blocked_by.end()) {
                result.blocked_by.push_back(label.line);
            }
            continue;
        }
        const auto add = [&](CostBenefit& to, Money amount) {
            Money& side = counted.as == Counted::As::cost ? to.cost : to.benefit;
            side += counted.sign > 0 ? amount : -amount;
        };
        for (int year = 0; year < cashflow.calendar.years; ++year) {
            add(result.years[static_cast<std::size_t>(year)], cashflow.at(row, year));
        }
        const std::vector<Money> months = cashflow.months(row);
        for (std::size_t month = 0; month < months.size(); ++month) {
            add(result.months[month], months[month]);
        }
        add(result.beyond, cashflow.beyond[row]);
        add(result.undated, cashflow.undated[row]);
    }
    return result;
}

}  // namespace tranche
