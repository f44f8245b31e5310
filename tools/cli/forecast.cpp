#include <fmt/format.h>  // format

#include <algorithm>  // max, min

#include "chart.hpp"
#include "commands.hpp"
#include "render.hpp"
#include "tranche/appraise/breakdown.hpp"

namespace tranche::cli {

namespace {

// Lines that this perspective cannot count are not in the table: the reader is told.
std::string left_out(const Programme& programme, const Appraisal& whole) {
    std::string result;
    const auto add = [&](const std::string& title, const std::vector<LineId>& lines) {
        std::vector<std::string> names;
        for (const LineId id : lines) {
            names.push_back(programme.lines[id].id);
        }
        result += names.empty() ? "" : title + ": " + listed(names, 40) + "\n";
    };
    add("Left out, split not stated", whole.split);
    add("Left out, no single known amount", whole.unknown);
    add("Claimed without a figure, and not counted", whole.excluded);
    return result;
}

bool nothing(const CostBenefit& amounts) {
    return amounts == CostBenefit{};  // and nothing missing
}

TextTable table_of(const Breakdown& breakdown, MoneyUnit unit, bool one_group) {
    TextTable table{{{"id", ""},
                     {"label", ""},
                     {"period", "Period"},
                     {"cost_gbp", "Cost", true},
                     {"benefit_gbp", "Benefit", true},
                     {"net_gbp", "Net", true},
                     {"cumulative_gbp", "Cumulative", true}},
                    {}};
    for (const Group& group : breakdown.groups) {
        CostBenefit cumulative;
        bool first = true;
        const auto shown = [&](bool known, Money money) { return known ? money_cell(money, unit) : Cell{"n/a", ""}; };
        const auto add = [&](const std::string& period, const CostBenefit& amounts, const Cell& sum) {
            table.rows.push_back({{"", group.id},
                                  {first && !one_group ? group.label : "", group.label},
                                  {period, period},
                                  shown(amounts.cost_known, amounts.cost),
                                  shown(amounts.benefit_known, amounts.benefit),
                                  shown(amounts.known(), amounts.net()),
                                  sum});
            first = false;
        };
        for (std::size_t i = 0; i < breakdown.periods.size(); ++i) {
            cumulative += group.periods[i];
            add(breakdown.periods[i], group.periods[i], shown(cumulative.known(), cumulative.net()));
        }
        if (!nothing(group.undated)) {
            add("unallocated", group.undated, {});
        }
        if (!nothing(group.beyond)) {
            add("beyond", group.beyond, {});
        }
    }
    trim_pence(table);
    return table;
}

Json rows_json(const Breakdown& breakdown, MoneyUnit unit) {
    Json rows = Json::array();
    for (const Group& group : breakdown.groups) {
        Json cost = Json::array();
        Json benefit = Json::array();
        Json net = Json::array();
        Json cumulative = Json::array();
        CostBenefit sum;
        const auto known = [&](bool is, Money money) { return is ? money_json(money, unit) : Json(); };
        for (const CostBenefit& period : group.periods) {
            sum += period;
            cost.push_back(known(period.cost_known, period.cost));
            benefit.push_back(known(period.benefit_known, period.benefit));
            net.push_back(known(period.known(), period.net()));
            cumulative.push_back(known(sum.known(), sum.net()));
        }
        rows.push_back({{"id", group.id},
                        {"label", group.label},
                        {"cost_gbp", cost},
                        {"benefit_gbp", benefit},
                        {"net_gbp", net},
                        {"cumulative_gbp", cumulative},
                        {"unallocated_gbp", cost_benefit_json(group.undated, unit)},
                        {"beyond_gbp", cost_benefit_json(group.beyond, unit)}});
    }
    return rows;
}

// The running total of the whole, period by period, from nothing to either side.
std::string chart_of(const Breakdown& total, MoneyUnit unit, std::size_t width) {
    std::vector<ChartRow> rows;
    CostBenefit sum;
    for (std::size_t i = 0; i < total.periods.size(); ++i) {
        sum += total.groups.front().periods[i];
        const double pounds = unit.pounds(sum.net());
        rows.push_back({total.periods[i], amount_text(sum.net(), unit), std::min(pounds, 0.0), std::max(pounds, 0.0)});
    }
    const Scale scale = scale_of(rows, 0.0);
    const auto text = [&](double pounds) {
        return amount_text(Money{static_cast<std::int64_t>(pounds * static_cast<double>(unit.per_pound()))}, unit);
    };
    return "Cumulative net\n" +
           bar_chart(rows, 0.0, scale.lowest < 0.0 ? text(scale.lowest) : "", "0", text(scale.highest), width);
}

int forecast(const AskedCase& of, const Options& options, Outcome& outcome) {
    const GroupRow& rows = options.row("--rows", group_rows());
    const PeriodRow& period = options.row("--period", period_rows());
    const auto& [opened, asked, perspective] = of;
    const Model& model = opened.model;
    const Cashflow cashflow = tranche::forecast(model, asked.together);
    const Breakdown breakdown =
        break_down(model.programme, cashflow, Counting(model.programme, perspective), rows, period.by);
    if (options.text("--format") == "json") {
        Json json = headed(opened, options);
        json["perspective"] = options.text("--for");
        json["periods"] = breakdown.periods;
        json["rows"] = rows_json(breakdown, cashflow.unit);
        json["rests_on"] = status_json(model.programme);
        outcome.out = dumped(json);
        return 0;
    }
    const Appraisal whole = tranche::appraise(cashflow, Counting(model.programme, perspective));
    Breakdown shown = breakdown;
    if (rows.name != "total" && options.text("--format") != "csv") {
        const Breakdown total = break_down(model.programme, cashflow, Counting(model.programme, perspective),
                                           group_rows().front(), period.by);
        shown.groups.insert(shown.groups.end(), total.groups.begin(), total.groups.end());
    }
    TextTable table = table_of(shown, cashflow.unit, rows.name == "total");
    if (options.text("--format") != "csv") {
        // The screen has no use for ids, nor for a column of one label.
        if (rows.name == "total") {
            drop_column(table, "label");
        }
        drop_column(table, "id");
    }
    outcome.out = rendered(table, options.text("--format"), outcome.bold);
    std::string drawn;
    if (options.flag("--chart")) {
        const std::string chart = chart_of(break_down(model.programme, cashflow, Counting(model.programme, perspective),
                                                      group_rows().front(), period.by),
                                           cashflow.unit, outcome.width);
        drawn = options.text("--format") == "md" ? "```\n" + chart + "```\n\n" : chart + "\n";
    }
    if (options.text("--format") != "csv") {
        outcome.out =
            titled(model.programme.name, model.programme.perspectives[perspective].name + ", " + asked.title + ", £",
                   options.text("--format")) +
            outcome.out + "\n" + drawn + left_out(model.programme, whole) + rests_on(model.programme);
    }
    return 0;
}

}  // namespace

const Command& forecast_command() {
    static const std::vector<OptionRow> own{
        {.name = "--period",
         .placeholder = "PERIOD",
         .help = "set the length of a period:",
         .choices = names_of(period_rows()),
         .initial = "year",
         .old_name = "--by"},
        {.name = "--rows",
         .placeholder = "WHAT",
         .help = "choose what a row stands for:",
         .choices = names_of(group_rows()),
         .initial = "total"},
        {.name = "--chart", .placeholder = "", .help = "draw the cumulative net as well"}};
    static const Command command{
        .name = "forecast",
        .help = "show cost, benefit, net and cumulative by period",
        .arguments = {programme_argument},
        .options = {own, case_options(), table_formats(), writing_options()},
        .run = forecast,
        .examples = {"forecast programmes/cheshire-community-safety --rows workstream --period year"}};
    return command;
}

}  // namespace tranche::cli
