#include "tranche/appraise/breakdown.hpp"

#include <algorithm>  // for_each
#include <array>
#include <map>

#include "appraise/columns.hpp"
#include "appraise/missing.hpp"
#include "tranche/appraise/discount.hpp"

namespace tranche {

namespace {

using Named = std::pair<std::string, std::string>;

Named total(const Programme&, const CashRow&, const Counted&) {
    return {"total", "Total"};
}

Named workstream(const Programme& programme, const CashRow& row, const Counted&) {
    const WorkstreamId id = programme.lines[row.line].workstream;
    return id.exists() ? Named{programme.workstreams[id].id, programme.workstreams[id].name}
                       : Named{"programme", "The programme as a whole"};
}

Named project(const Programme& programme, const CashRow& row, const Counted& counted) {
    const ProjectId id = programme.lines[row.line].project;
    if (id.exists()) {
        return {programme.projects[id].id, programme.projects[id].name};
    }
    const Named above = workstream(programme, row, counted);
    return {above.first, above.second + ", no project"};
}

// What is carved out of a line is shown as less of it.
Named line(const Programme& programme, const CashRow& row, const Counted&) {
    const Line& of = programme.lines[row.line];
    const Line& shown = of.carved ? programme.lines[of.part_of] : of;
    return {shown.id, shown.name};
}

// A cost belongs to who pays it, a benefit to who gains it; the other end of either is somebody outside.
Named organisation(const Programme& programme, const CashRow& row, const Counted& counted) {
    const bool leaves = (counted.as == Counted::As::cost) == (counted.sign > 0);
    const Organisation& inside = programme.organisations[leaves ? row.from : row.to];
    return {inside.id, inside.name};
}

template <class Enum, Enum Facets::*Member>
Named facet(const Programme& programme, const CashRow& row, const Counted&) {
    const std::string text(word(programme.lines[row.line].facets.*Member));
    return {text, text};
}

constexpr std::array<GroupRow, 10> groups{{
    {"total", "one row", total},
    {"workstream", "a row for each workstream, and one for lines of the programme itself", workstream},
    {"project", "a row for each project with money", project},
    {"line", "a row for each line", line},
    {"organisation", "who pays and who gains", organisation},
    {"account", "fiscal, economic, social", facet<Account, &Facets::account>},
    {"release", "cashable, non-cashable, avoided", facet<Release, &Facets::release>},
    {"nature", "saving, income, receipt, and kinds of cost", facet<Nature, &Facets::nature>},
    {"budget", "revenue, capital", facet<Budget, &Facets::budget>},
    {"status", "published, reconstructed, assumed", facet<Status, &Facets::status>},
}};

constexpr std::array<PeriodRow, 3> periods{{
    {"year", PeriodBy::year, "financial years"},
    {"quarter", PeriodBy::quarter, "quarters of financial years"},
    {"month", PeriodBy::month, "calendar months"},
}};

int months_in(PeriodBy period) {
    return period == PeriodBy::year ? 12 : (period == PeriodBy::quarter ? 3 : 1);
}

std::string label(const Calendar& calendar, PeriodBy by, int index) {
    switch (by) {
        case PeriodBy::year: return calendar.year_label(index);
        case PeriodBy::quarter: return calendar.quarter_label(index);
        case PeriodBy::month: break;
    }
    return month_text(calendar.month_at(index));
}

// Years at the factors of the lines in them. REQUIRES: the group's years are added up.
void discount(const Appraisal& all, const std::map<std::size_t, std::vector<CostBenefit>>& by_schedule, Group& group) {
    group.present = group.periods;  // what is known stays so
    for (CostBenefit& year : group.present) {
        year.cost = Money{};
        year.benefit = Money{};
    }
    for (const auto& [schedule, years] : by_schedule) {
        const std::vector<double> factors = factors_of(all, schedule);
        for (std::size_t year = 0; year < years.size(); ++year) {
            group.present[year].cost += discounted(years[year].cost, factors[year]);
            group.present[year].benefit += discounted(years[year].benefit, factors[year]);
        }
    }
    if (by_schedule.size() < 2) {
        group.factors = factors_of(all, by_schedule.empty() ? 0 : by_schedule.begin()->first);
    }
}

}  // namespace

std::span<const GroupRow> group_rows() {
    return groups;
}

std::span<const PeriodRow> period_rows() {
    return periods;
}

Breakdown break_down(const Programme& programme, const Cashflow& cashflow, const Counting& counting, const GroupRow& by,
                     PeriodBy period) {
    Breakdown result;
    const int each = months_in(period);
    const int count = cashflow.calendar.months() / each;
    for (int i = 0; i < count; ++i) {
        result.periods.push_back(label(cashflow.calendar, period, i));
    }
    // Parts of a stream stand in one group, but for those that tell organisations apart.
    const std::vector<bool> whole = by.name == "organisation" ? std::vector<bool>(cashflow.streams.size(), false)
                                                              : counted_whole(cashflow, counting);
    std::map<std::string, std::size_t> known;
    std::vector<std::map<std::size_t, std::vector<CostBenefit>>> by_schedule;  // [group][schedule][year]
    for (std::size_t row = 0; row < cashflow.rows.size(); ++row) {
        const CashRow& cash = cashflow.rows[row];
        const Counted counted = counting.of(cash.kind, cash.from, cash.to);
        if (counted.as != Counted::As::cost && counted.as != Counted::As::benefit) {
            continue;
        }
        const Named named = by.group(programme, cash, counted);
        const auto [found, fresh] = known.emplace(named.first, result.groups.size());
        if (fresh) {
            result.groups.push_back(
                {named.first, named.second, std::vector<CostBenefit>(static_cast<std::size_t>(count)), {}, {}, {}, {}});
            by_schedule.emplace_back();
        }
        Group& group = result.groups[found->second];
        const CashStream& stream = cashflow.streams[cash.stream];
        const bool divided = cash.blocked && !whole[cash.stream];
        if (stream.blocked || divided || !stream.unknown_years.empty()) {
            mark_missing(cashflow, cash, each, group.periods, group.beyond, group.undated);
            if (stream.blocked || divided) {
                continue;
            }
        }
        add(group.beyond, counted, cashflow.beyond[row]);
        add(group.undated, counted, cashflow.undated[row]);
        if (period == PeriodBy::year) {
            std::vector<CostBenefit>& scheduled = by_schedule[found->second][counting.schedule(cash.line)];
            scheduled.resize(group.periods.size());
            for (std::size_t year = 0; year < group.periods.size(); ++year) {
                const Money amount = cashflow.at(row, static_cast<int>(year));
                add(group.periods[year], counted, amount);
                add(scheduled[year], counted, amount);
            }
            continue;
        }
        const std::vector<Money> months = cashflow.months(row);
        for (std::size_t month = 0; month < months.size(); ++month) {
            add(group.periods[month / static_cast<std::size_t>(each)], counted, months[month]);
        }
    }
    const Appraisal all = appraise(cashflow, counting);
    if (period == PeriodBy::year) {
        for (std::size_t i = 0; i < result.groups.size(); ++i) {
            discount(all, by_schedule[i], result.groups[i]);
        }
    }
    const auto limit = [&](CostBenefit& amounts) {
        amounts.cost_known = amounts.cost_known && !all.no_cost_figure;
        amounts.benefit_known = amounts.benefit_known && !all.no_benefit_figure;
    };
    for (Group& group : result.groups) {
        std::for_each(group.periods.begin(), group.periods.end(), limit);
        std::for_each(group.present.begin(), group.present.end(), limit);
        for (CostBenefit* amounts : {&group.undated, &group.beyond}) {
            if (*amounts != CostBenefit{}) {  // where there is nothing, nothing is missing
                limit(*amounts);
            }
        }
    }
    return result;
}

std::vector<std::pair<std::string_view, std::size_t>> statuses(const Programme& programme) {
    std::vector<std::pair<std::string_view, std::size_t>> result;
    for (const std::string_view each : words_of(Status{})) {
        result.emplace_back(each, 0);
    }
    for (const Line& each : programme.lines) {
        if (!each.part_of.exists()) {  // a grant shares the status of the cost it pays towards
            ++result[static_cast<std::size_t>(each.facets.status)].second;
        }
    }
    return result;
}

}  // namespace tranche
