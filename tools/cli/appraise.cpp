#include "commands.hpp"
#include "render.hpp"

namespace tranche::cli {

int appraise(const Options& options, Outcome& outcome) {
    const std::optional<Opened> opened = open_programme(options, outcome);
    if (!opened) {
        return 1;
    }
    const std::optional<ScenarioId> scenario = scenario_option(*opened, options, outcome);
    const std::optional<PerspectiveId> perspective = perspective_option(*opened, options, outcome);
    if (!scenario || !perspective) {
        return 2;
    }
    const Programme& programme = opened->model.programme;
    const Appraisal appraisal = tranche::appraise(opened->model, *scenario, *perspective);
    if (options.format == "json") {
        Json json{
            {"manifest", manifest(*opened)}, {"scenario", options.scenario}, {"perspective", options.perspective}};
        add_measures(json, appraisal);
        json["rests_on"] = status_json(programme);
        outcome.out = dumped(json);
        return 0;
    }
    TextTable table{{{"measure", "Measure"}, {"value", "Value", true}, {"definition", "Definition"}}, {}};
    for (const MeasureRow& row : measures()) {
        const std::string definition(row.definition);
        table.rows.push_back({{std::string(row.title), std::string(row.key)},
                              figure_cell(row.compute(appraisal), row.unit, appraisal.unit),
                              {definition, definition}});
    }
    trim_pence(table);
    outcome.out = rendered(table, options.format, outcome.bold);
    if (options.format != "csv") {
        outcome.out =
            titled(programme.name,
                   programme.perspectives[*perspective].name + ", " + programme.scenarios[*scenario].name + ", £",
                   options.format) +
            outcome.out + "\n" + notes(programme, appraisal) + rests_on(programme);
    }
    return 0;
}

}  // namespace tranche::cli
