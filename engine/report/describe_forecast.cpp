// One series serves every reader: rows by group and period, and below them money without a date and money that a shift
// moved past the last year. People see those where there are any, and the total below the groups; programs always see
// the first two, and add up the groups themselves.
#include "tranche/report/describe_forecast.hpp"

#include <fmt/format.h>  // format

#include <algorithm>  // max, min
#include <cassert>
#include <utility>  // move
#include <vector>

namespace tranche {

namespace {

constexpr std::size_t discounted_columns = 3;

class Series {
public:
    Series(const Breakdown& breakdown, MoneyUnit unit, const ForecastParts& parts)
        : breakdown_(breakdown), unit_(unit), discounted_(parts.discounted) {
        table.key = "rows";
        table.layout = Layout::series;
        table.group_columns = 2;
        table.columns = {{"id", {}, ValueKind::text, Audience::machines},
                         {"label", {}, ValueKind::text, parts.grouped ? Audience::all : Audience::machines},
                         {"periods", "Period", ValueKind::period},
                         {"cost_gbp", "Cost", ValueKind::money},
                         {"benefit_gbp", "Benefit", ValueKind::money},
                         {"net_gbp", "Net", ValueKind::money},
                         {"cumulative_gbp", "Cumulative", ValueKind::money}};
        table.columns[2].csv = "period";
        if (discounted_) {
            table.columns.push_back({"factor", "Factor", ValueKind::number});
            table.columns.push_back({"present_value_gbp", "Present value", ValueKind::money});
            table.columns.push_back({"discounted_cumulative_gbp", "Discounted cumulative", ValueKind::money});
        }
    }

    // audience: of every row of the group.
    void add(const Group& group, Audience audience) {
        CostBenefit cumulative;
        CostBenefit present;
        for (std::size_t i = 0; i < breakdown_.periods.size(); ++i) {
            cumulative += group.periods[i];
            ResultRow& row =
                add(group, breakdown_.periods[i], group.periods[i], known(cumulative.known(), cumulative.net()));
            row.audience = audience;
            if (discounted_) {
                present += group.present[i];
                // Lines of a group may be discounted by different schedules: it then has no one factor.
                const std::size_t factor = row.cells.size() - discounted_columns;
                row.cells[factor] =
                    group.factors.empty()
                        ? Cell::missing()
                        : Cell::number(group.factors[i]).for_people(fmt::format("{:.6f}", group.factors[i]));
                row.cells[factor + 1] = known(group.present[i].known(), group.present[i].net());
                row.cells[factor + 2] = known(present.known(), present.net());
            }
        }
        const auto beside = [&](const std::string& title, const std::string& key, const CostBenefit& amounts) {
            const bool shown = amounts != CostBenefit{};  // or something of it is not known
            ResultRow& row = add(group, title, amounts, Cell::empty());
            row.member = key;
            row.audience = !shown && sees(audience, Audience::json) ? Audience::json
                           : !shown                                 ? Audience::nobody
                                                                    : audience;
        };
        beside("unallocated", "unallocated_gbp", group.undated);
        beside("beyond", "beyond_gbp", group.beyond);
    }

    ResultTable table;

private:
    [[nodiscard]] Cell known(bool is, Money money) const { return is ? Cell::pounds(money, unit_) : Cell::missing(); }

    ResultRow& add(const Group& group, const std::string& period, const CostBenefit& amounts, Cell cumulative) {
        std::vector<Cell> cells{Cell::text(group.id),
                                Cell::text(group.label),
                                Cell::text(period),
                                known(amounts.cost_known, amounts.cost),
                                known(amounts.benefit_known, amounts.benefit),
                                known(amounts.known(), amounts.net()),
                                std::move(cumulative)};
        cells.resize(table.columns.size(), Cell::empty());  // money outside the years is not discounted
        return table.add(std::move(cells));
    }

    const Breakdown& breakdown_;
    MoneyUnit unit_;
    bool discounted_;
};

// The running total of the whole, period by period, from zero to either side.
Chart chart_of(const Breakdown& total, MoneyUnit unit) {
    Chart chart;
    chart.title = "Cumulative net";
    chart.at_line = "0";
    CostBenefit sum;
    double lowest = 0.0;
    double highest = 0.0;
    for (std::size_t i = 0; i < total.periods.size(); ++i) {
        // A perspective that counts no line has no group, and a sum of zero throughout.
        for (const Group& whole : total.groups) {
            sum += whole.periods[i];
        }
        const double pounds = unit.pounds(sum.net());
        chart.bars.push_back(
            {total.periods[i], amount_text(sum.net(), unit), std::min(pounds, 0.0), std::max(pounds, 0.0)});
        lowest = std::min(lowest, pounds);
        highest = std::max(highest, pounds);
    }
    const auto text = [&](double pounds) {
        return amount_text(Money{static_cast<std::int64_t>(pounds * static_cast<double>(unit.per_pound()))}, unit);
    };
    chart.lowest = lowest < 0.0 ? text(lowest) : "";
    chart.highest = text(highest);
    return chart;
}

}  // namespace

Document describe_forecast(const Subject& subject, const ResultCase& of, const ForecastParts& parts) {
    assert(parts.groups.periods == parts.total.periods);
    const Programme& programme = subject.model.programme;
    const MoneyUnit unit = parts.appraisal.unit;
    Document document;
    add_heading(document, subject, of);
    Series series(parts.groups, unit, parts);
    for (const Group& group : parts.groups.groups) {
        series.add(group, Audience::all);
    }
    if (parts.grouped) {
        for (const Group& whole : parts.total.groups) {
            series.add(whole, Audience::people);
        }
    }
    document.add(std::move(series.table));
    if (parts.groups.groups.empty()) {
        document.member("periods", ValueKind::list, Cell::list(parts.groups.periods));  // rows would have named them
    }
    Chart chart = chart_of(parts.total, unit);
    chart.audience = parts.chart ? Audience::people : Audience::nobody;  // a picture has it in any case
    document.add(std::move(chart));
    // Lines that this perspective cannot count are not in the table.
    const auto left_out = [&](const std::string& title, const std::vector<LineId>& lines) {
        std::vector<std::string> names;
        for (const LineId id : lines) {
            names.push_back(programme.lines[id].id);
        }
        add_list(document, title, names);
    };
    left_out("Left out, split not stated", parts.appraisal.split);
    left_out("Left out, no single known amount", parts.appraisal.unknown);
    left_out("Claimed without a figure, and not counted", parts.appraisal.excluded);
    add_rests_on(document, programme);
    return document;
}

}  // namespace tranche
