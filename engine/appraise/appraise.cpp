#include "tranche/appraise/appraisal.hpp"

#include "appraise/columns.hpp"
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

Appraisal appraise(const Cashflow& cashflow, const Counting& counting, const std::vector<bool>* lines) {
    Appraisal result = blank_appraisal(cashflow.calendar, cashflow.unit, counting, true);
    const std::vector<bool> whole = counted_whole(cashflow, counting);
    const auto asked = [&](LineId line) { return lines == nullptr || (*lines)[line.index()]; };
    SidesCounted sides;
    std::vector<Money> years(result.years.size());
    for (std::size_t row = 0; row < cashflow.rows.size(); ++row) {
        const CashRow& label = cashflow.rows[row];
        if (!asked(label.line)) {
            continue;
        }
        RowRole role = role_of(counting, label.line, label.kind, label.from, label.to);
        const CashStream& stream = cashflow.streams[label.stream];
        if (role.grant) {
            result.grant_known = result.grant_known && !label.blocked && !stream.blocked;
        }
        if (role.counted.as != Counted::As::nothing) {
            sides.count(label.kind);
            const bool split = role.counted.as == Counted::As::blocked;
            const bool gaps = !stream.unknown_years.empty();  // some years are known, and count
            // Shares that nobody knows do no harm where all parts of the line count alike.
            const bool divided = label.blocked && !whole[label.stream];
            const bool blocked = split || stream.blocked || divided;
            if (blocked || gaps) {
                const std::vector<CostBenefit> before = result.years;
                mark_missing(cashflow, label, 12, result.years, result.beyond, result.undated);
                mark_missing(cashflow, label, 1, result.months, result.beyond, result.undated);
                if (blocked || result.years != before) {
                    note(split ? result.split : result.unknown, label.line);
                }
            }
            if (blocked) {
                role.counted = {};  // its amounts are no amounts; who pays them may still be a funder
            }
        }
        if (!role.counts()) {
            continue;
        }
        for (std::size_t year = 0; year < years.size(); ++year) {
            years[year] = cashflow.at(row, static_cast<int>(year));
        }
        const std::vector<Money> months = cashflow.months(row);
        add(result, role, {years, months, cashflow.beyond[row], cashflow.undated[row]});
    }
    for (const CashRow& label : cashflow.outside) {
        if (asked(label.line) && counting.of(label.kind, label.from, label.to).as != Counted::As::nothing) {
            add_without_figure(result, label.line, label.kind, sides);
        }
    }
    return result;
}

}  // namespace tranche
