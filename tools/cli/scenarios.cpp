#include <fmt/format.h>  // format

#include <array>

#include "commands.hpp"
#include "render.hpp"

namespace tranche::cli {

namespace {

/// A row of a table: a scenario or reading, and what it comes to.
struct Row {
    ScenarioId scenario;
    Appraisal appraisal;
};

TextTable table_of(const Programme& programme, const std::vector<Row>& rows, const std::string& title,
                   bool for_people) {
    TextTable table{{{"id", "Id"}, {"name", title}}, {}};
    for (const MeasureRow& row : measures()) {
        table.columns.push_back({std::string(row.key), std::string(row.title), true});
    }
    table.columns.push_back({"beyond_net_gbp", "Net beyond", true});
    for (const auto& [id, appraisal] : rows) {
        const Scenario& scenario = programme.scenarios[id];
        std::vector<Cell>& row = table.rows.emplace_back();
        row = {{scenario.id, scenario.id}, {scenario.name, scenario.name}};
        for (const MeasureRow& measure : measures()) {
            row.push_back(figure_cell(measure.compute(appraisal), measure.unit, appraisal.unit));
        }
        row.push_back(money_cell(appraisal.beyond.net(), appraisal.unit));
    }
    trim_pence(table);
    if (!for_people) {
        return table;
    }
    // A screen has room for what the table is read for; csv and json have the rest.
    constexpr std::array<std::string_view, 6> shown{"name",        "payback_years", "payback_month",
                                                    "roi_percent", "net_gbp",       "npv_gbp"};
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

std::string all_notes(const Programme& programme, const std::vector<Row>& rows) {
    std::string result;
    for (const auto& [id, appraisal] : rows) {
        result += notes_of(programme, programme.scenarios[id].name, appraisal);
    }
    return result.empty() ? result : result + "\n";
}

Json rows_json(const Programme& programme, const std::vector<Row>& rows) {
    Json result = Json::array();
    for (const auto& [id, appraisal] : rows) {
        const Scenario& scenario = programme.scenarios[id];
        Json row{{"id", scenario.id}, {"name", scenario.name}};
        add_measures(row, appraisal);
        result.push_back(std::move(row));
    }
    return result;
}

struct Compared {
    const Comparison* comparison = nullptr;
    Appraisal of;
    Appraisal against;

    [[nodiscard]] CostBenefit difference() const {
        const CostBenefit a = of.total();
        const CostBenefit b = against.total();
        return {a.cost - b.cost, a.benefit - b.benefit};
    }
};

// What an award of so much is worth per pound of it; nothing where it is worth nothing stated.
std::optional<double> per_pound(const Programme& programme, const Compared& compared) {
    if (!compared.comparison->per) {
        return std::nullopt;
    }
    const Award& award = programme.awards[*compared.comparison->per];
    const double asked = static_cast<double>(award.asked > 0 ? award.asked : award.on_lines) / 1e6;
    return asked > 0 ? std::optional(compared.of.unit.pounds(compared.difference().net()) / asked) : std::nullopt;
}

std::string comparison_text(const Programme& programme, const std::vector<Compared>& all, const std::string& format,
                            bool bold) {
    if (all.empty()) {
        return {};
    }
    TextTable table{{{"name", "Comparison"},
                     {"cost_gbp", "Cost", true},
                     {"benefit_gbp", "Benefit", true},
                     {"net_gbp", "Net", true},
                     {"per_pound", "Net per £ asked", true}},
                    {}};
    for (const Compared& each : all) {
        const CostBenefit difference = each.difference();
        const std::optional<double> per = per_pound(programme, each);
        const std::string per_text = per ? fmt::format("{:.2f}", *per) : "";
        table.rows.push_back({{each.comparison->name, each.comparison->id},
                              money_cell(difference.cost, each.of.unit),
                              money_cell(difference.benefit, each.of.unit),
                              money_cell(difference.net(), each.of.unit),
                              {per_text, per_text}});
    }
    trim_pence(table);
    return rendered(table, format, bold) + "\n";
}

Json comparison_json(const Programme& programme, const Compared& compared) {
    const CostBenefit difference = compared.difference();
    const Scenario& against = programme.scenarios[compared.comparison->against];
    Json result{{"id", compared.comparison->id},
                {"name", compared.comparison->name},
                {"of", programme.scenarios[compared.comparison->of].id},
                {"against", against.role == ScenarioRole::in_place ? Json() : Json(against.id)},
                {"difference_gbp", cost_benefit_json(difference, compared.of.unit)}};
    if (const std::optional<double> per = per_pound(programme, compared)) {
        result["per"] = programme.awards[*compared.comparison->per].id;
        result["net_per_pound_asked"] = *per;
    }
    return result;
}

int scenarios(const AskedCase& of, const Options& options, Outcome& outcome) {
    const auto& [opened, asked, perspective] = of;
    const Programme& programme = opened.model.programme;
    const auto row = [&](ScenarioId scenario) {
        std::vector<ScenarioId> together = asked.together;
        together.front() = scenario;
        return Row{scenario, tranche::appraise(opened.model, together, perspective)};
    };
    std::vector<Row> rows;
    for (const ScenarioId each : scenarios_in(programme, ScenarioRole::scenario)) {
        rows.push_back(row(each));
    }
    std::vector<Row> readings;
    for (const ScenarioId each : scenarios_in(programme, ScenarioRole::reading)) {
        std::vector<ScenarioId> together{each};
        for (const ScenarioId other : asked.together) {
            const ScenarioRole role = programme.scenarios[other].role;
            if (role == ScenarioRole::option || role == ScenarioRole::case_) {
                together.push_back(other);
            }
        }
        readings.push_back({each, tranche::appraise(opened.model, together, perspective)});
    }
    std::vector<Compared> compared;
    for (const Comparison& each : programme.comparisons) {
        compared.push_back({&each, row(each.of).appraisal, row(each.against).appraisal});
    }
    if (options.text("--format") == "json") {
        Json comparisons = Json::array();
        for (const Compared& each : compared) {
            comparisons.push_back(comparison_json(programme, each));
        }
        Json json = headed(opened, options, false);
        json["perspective"] = options.text("--for");
        json["scenarios"] = rows_json(programme, rows);
        if (!readings.empty()) {
            json["readings"] = rows_json(programme, readings);
        }
        json["compare"] = std::move(comparisons);
        json["rests_on"] = status_json(programme);
        outcome.out = dumped(json);
        return 0;
    }
    const bool for_people = options.text("--format") != "csv";
    outcome.out = rendered(table_of(programme, rows, "Scenario", for_people), options.text("--format"), outcome.bold);
    if (for_people) {
        const std::string base = programme.scenarios[base_scenario].name;
        const std::string with = asked.title.starts_with(base) ? asked.title.substr(base.size()) : "";
        outcome.out =
            titled(programme.name, programme.perspectives[perspective].name + with + ", £", options.text("--format")) +
            outcome.out + "\n" + all_notes(programme, rows);
        if (!readings.empty()) {
            outcome.out += rendered(table_of(programme, readings, "Base case read as", true), options.text("--format"),
                                    outcome.bold) +
                           "\n";
        }
        outcome.out +=
            comparison_text(programme, compared, options.text("--format"), outcome.bold) + rests_on(programme);
    }
    return 0;
}

}  // namespace

const Command& scenarios_command() {
    static const Command command{.name = "scenarios",
                                 .help = "show the measures of every declared scenario, side by side",
                                 .arguments = {programme_argument},
                                 .options = {case_options().subspan(1), table_formats(), writing_options()},
                                 .run = scenarios,
                                 .examples = {"scenarios programmes/cheshire-community-safety"}};
    return command;
}

}  // namespace tranche::cli
