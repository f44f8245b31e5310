#include "commands.hpp"
#include "render.hpp"
#include "tranche/base/spelling.hpp"
#include "tranche/scenario/compose.hpp"

namespace tranche::cli {

namespace {

// What would have to be known for the lines that are left out.
std::string missing_text(const Model& model, std::span<const ScenarioId> together, const Appraisal& appraisal) {
    const Lane lane = compose(model.programme, together);
    std::string result;
    for (const LineId id : appraisal.unknown) {
        result +=
            "Missing for " + model.programme.lines[id].id + ": " + listed(missing_for(model, lane, id), 10) + "\n";
    }
    return result;
}

}  // namespace

int appraise(const Options& options, Outcome& outcome) {
    const std::optional<Opened> opened = open_programme(options, outcome);
    if (!opened) {
        return 1;
    }
    const std::optional<Case> asked = case_option(*opened, options, outcome);
    const std::optional<PerspectiveId> perspective = perspective_option(*opened, options, outcome);
    if (!asked || !perspective) {
        return 2;
    }
    const Programme& programme = opened->model.programme;
    const Appraisal appraisal = tranche::appraise(opened->model, asked->together, *perspective);
    const std::optional<Bounds> range = bounds(opened->model, asked->together, *perspective);
    if (options.format == "json") {
        Json json = headed(*opened, options);
        json["perspective"] = options.perspective;
        add_measures(json, appraisal);
        if (range) {
            add_range(json, *range, appraisal.unit);
        }
        json["excludes"] = excluded_json(programme, appraisal);
        json["rests_on"] = status_json(programme);
        outcome.out = dumped(json);
        return 0;
    }
    TextTable table{{{"measure", "Measure"}, {"value", range ? "Central" : "Value", true}}, {}};
    if (range) {
        table.columns.insert(table.columns.begin() + 1, {"low", "Low", true});
        table.columns.push_back({"high", "High", true});
    }
    table.columns.push_back({"definition", "Definition"});
    for (const MeasureRow& row : measures()) {
        const auto cell = [&](const Figure& figure) { return figure_cell(figure, row.unit, appraisal.unit); };
        const std::string definition(row.definition);
        std::vector<Cell>& cells = table.rows.emplace_back();
        cells.push_back({std::string(row.title), std::string(row.key)});
        if (range) {
            cells.push_back(cell(range_of(row, *range).low));
        }
        cells.push_back(cell(row.compute(appraisal)));
        if (range) {
            cells.push_back(cell(range_of(row, *range).high));
        }
        cells.push_back({definition, definition});
    }
    trim_pence(table);
    outcome.out = rendered(table, options.format, outcome.bold);
    if (options.format != "csv") {
        outcome.out = titled(programme.name, programme.perspectives[*perspective].name + ", " + asked->title + ", £",
                             options.format) +
                      outcome.out + "\n" + notes(programme, appraisal) +
                      missing_text(opened->model, asked->together, appraisal) + rests_on(programme);
    }
    return 0;
}

}  // namespace tranche::cli
