// Scenarios and readings are rows of one form of table. People see what such a table is read for; the rest is in CSV and
// JSON.
#include "tranche/report/describe_scenarios.hpp"

#include <fmt/format.h>  // format

#include <array>
#include <optional>
#include <string_view>

#include "report/case_parts.hpp"  // add_notes

namespace tranche {

namespace {

constexpr std::array<std::string_view, 5> scenario_measures{"net", "roi", "npv", "payback", "payback_month"};

ResultTable scenario_table(const Programme& programme, const std::vector<ScenarioResult>& results,
                           const std::string& key, const std::string& title) {
    ResultTable table;
    table.key = key;
    table.columns = {{"id", {}, ValueKind::text, Audience::machines}, {"name", title}};
    add_measure_columns(table, scenario_measures);
    table.columns.push_back({"beyond_net_gbp", {}, ValueKind::money, Audience::csv});
    for (const auto& [id, appraisal] : results) {
        const Scenario& scenario = programme.scenarios[id];
        std::vector<Cell> cells{Cell::text(scenario.id), Cell::text(scenario.name)};
        add_measure_cells(cells, appraisal);
        cells.push_back(Cell::pounds(appraisal.beyond.net(), appraisal.unit));
        table.add(std::move(cells));
    }
    return table;
}

CostBenefit difference_of(const ComparisonResult& each) {
    const CostBenefit of = each.of.total();
    const CostBenefit against = each.against.total();
    return {of.cost - against.cost, of.benefit - against.benefit};
}

// What an award is worth per pound of it; empty where the award states no amount.
std::optional<double> per_pound(const Programme& programme, const ComparisonResult& each) {
    if (!each.comparison->per) {
        return std::nullopt;
    }
    const Award& award = programme.awards[*each.comparison->per];
    const double asked = static_cast<double>(award.asked > 0 ? award.asked : award.on_lines) / 1e6;
    return asked > 0 ? std::optional(each.of.unit.pounds(difference_of(each).net()) / asked) : std::nullopt;
}

ResultTable comparisons_of(const Programme& programme, const std::vector<ComparisonResult>& compared) {
    ResultTable table;
    table.key = "compare";
    table.audience = Audience::people | Audience::json;
    table.columns = {{"id", {}, ValueKind::text, Audience::json},
                     {"name", "Comparison"},
                     {"of", {}, ValueKind::text, Audience::json},
                     {"against", {}, ValueKind::text, Audience::json}};
    add_amount_columns(table, "difference_gbp");
    table.columns.push_back({"per", {}, ValueKind::text, Audience::json});
    table.columns.push_back({"net_per_pound_asked", "Net per £ asked", ValueKind::ratio});
    for (const ComparisonResult& each : compared) {
        const Scenario& against = programme.scenarios[each.comparison->against];
        std::vector<Cell> cells{Cell::text(each.comparison->id), Cell::text(each.comparison->name),
                                Cell::text(programme.scenarios[each.comparison->of].id),
                                against.role == ScenarioRole::in_place ? Cell::missing() : Cell::text(against.id)};
        add_amount_cells(cells, difference_of(each), each.of.unit);
        const std::optional<double> per = per_pound(programme, each);
        cells.push_back(per ? Cell::text(programme.awards[*each.comparison->per].id) : Cell::empty());
        cells.push_back(per ? Cell::number(*per).for_people(fmt::format("{:.2f}", *per)) : Cell::empty());
        table.add(std::move(cells));
    }
    return table;
}

}  // namespace

Document describe_scenarios(const Subject& subject, const ResultCase& of, const ScenarioParts& parts) {
    const Programme& programme = subject.model.programme;
    Document document;
    add_heading(document, subject, of);
    document.add(scenario_table(programme, parts.scenarios, "scenarios", "Scenario"));
    for (const auto& [id, appraisal] : parts.scenarios) {
        add_notes(document, appraisal_notes(programme, appraisal, programme.scenarios[id].name));
    }
    if (!parts.readings.empty()) {
        ResultTable readings = scenario_table(programme, parts.readings, "readings", "Base case read as");
        readings.audience = Audience::people | Audience::json;
        document.add(std::move(readings));
    }
    document.add(comparisons_of(programme, parts.compared));
    add_rests_on(document, programme);
    return document;
}

}  // namespace tranche
