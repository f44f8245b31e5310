#include <array>

#include "commands.hpp"
#include "render.hpp"

namespace tranche::cli {

namespace {

TextTable table_of(const Programme& programme, const std::vector<Appraisal>& appraisals, bool for_people) {
    TextTable table{{{"id", "Id"}, {"name", "Scenario"}}, {}};
    for (const MeasureRow& row : measures()) {
        table.columns.push_back({std::string(row.key), std::string(row.title), true});
    }
    table.columns.push_back({"beyond_net_gbp", "Net beyond", true});
    for (std::size_t i = 0; i < appraisals.size(); ++i) {
        const Scenario& scenario = programme.scenarios[ScenarioId{i}];
        std::vector<Cell>& row = table.rows.emplace_back();
        row = {{scenario.id, scenario.id}, {scenario.name, scenario.name}};
        for (const MeasureRow& measure : measures()) {
            row.push_back(figure_cell(measure.compute(appraisals[i]), measure.unit, appraisals[i].unit));
        }
        row.push_back(money_cell(appraisals[i].beyond.net(), appraisals[i].unit));
    }
    trim_pence(table);
    if (!for_people) {
        return table;
    }
    // A screen has room for what the table is read for; csv and json have the rest.
    constexpr std::array<std::string_view, 5> shown{"name", "payback_years", "payback_month", "roi_percent", "net_gbp"};
    TextTable narrow;
    narrow.rows.resize(table.rows.size());
    for (const std::string_view name : shown) {
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            if (table.columns[column].name == name) {
                narrow.columns.push_back(table.columns[column]);
                for (std::size_t row = 0; row < table.rows.size(); ++row) {
                    narrow.rows[row].push_back(table.rows[row][column]);
                }
            }
        }
    }
    return narrow;
}

std::string notes(const Programme& programme, const std::vector<Appraisal>& appraisals) {
    std::string result;
    for (std::size_t i = 0; i < appraisals.size(); ++i) {
        const CostBenefit& beyond = appraisals[i].beyond;
        const MoneyUnit unit = appraisals[i].unit;
        if (beyond != CostBenefit{}) {
            result += programme.scenarios[ScenarioId{i}].name + ": moved past the last year, cost " +
                      pounds_text(beyond.cost, unit) + ", benefit " + pounds_text(beyond.benefit, unit) + ", net " +
                      pounds_text(beyond.net(), unit) + "\n";
        }
    }
    return result;
}

}  // namespace

int scenarios(const Options& options, Outcome& outcome) {
    const std::optional<Opened> opened = open_programme(options, outcome);
    if (!opened) {
        return 1;
    }
    const std::optional<PerspectiveId> perspective = perspective_option(*opened, options, outcome);
    if (!perspective) {
        return 2;
    }
    const Programme& programme = opened->model.programme;
    std::vector<Appraisal> appraisals;
    for (std::size_t i = 0; i < programme.scenarios.size(); ++i) {
        appraisals.push_back(tranche::appraise(opened->model, ScenarioId{i}, *perspective));
    }
    if (options.format == "json") {
        Json rows = Json::array();
        for (std::size_t i = 0; i < appraisals.size(); ++i) {
            const Scenario& scenario = programme.scenarios[ScenarioId{i}];
            Json row{{"id", scenario.id}, {"name", scenario.name}};
            add_measures(row, appraisals[i]);
            rows.push_back(std::move(row));
        }
        outcome.out = dumped({{"manifest", manifest(*opened)},
                              {"perspective", options.perspective},
                              {"scenarios", rows},
                              {"rests_on", status_json(programme)}});
        return 0;
    }
    const bool text = options.format == "text";
    outcome.out = rendered(table_of(programme, appraisals, options.format != "csv"), options.format);
    if (text) {
        outcome.out = programme.name + "\n" + programme.perspectives[*perspective].name + ", £\n\n" + outcome.out +
                      "\n" + notes(programme, appraisals) + rests_on(programme);
    }
    return 0;
}

}  // namespace tranche::cli
