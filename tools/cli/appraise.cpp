#include "commands.hpp"
#include "render.hpp"

namespace tranche::cli {

namespace {

std::string blocked_names(const Programme& programme, const Appraisal& appraisal) {
    std::vector<std::string> names;
    for (const LineId id : appraisal.blocked_by) {
        names.push_back(programme.lines[id].id);
    }
    return listed(names);
}

std::string notes(const Programme& programme, const Appraisal& appraisal) {
    std::string result;
    for (const MeasureRow& row : measures()) {
        const Figure figure = row.compute(appraisal);
        if (!figure.computable()) {
            result += std::string(row.title) + ": " + figure.why + "\n";
        }
    }
    if (!appraisal.blocked_by.empty()) {
        result += "Split not stated: " + blocked_names(programme, appraisal) + "\n";
    }
    if (appraisal.beyond != CostBenefit{}) {
        result += "Moved past " + appraisal.calendar.year_label(appraisal.calendar.years - 1) + ": cost " +
                  pounds_text(appraisal.beyond.cost, appraisal.unit) + ", benefit " +
                  pounds_text(appraisal.beyond.benefit, appraisal.unit) + ", net " +
                  pounds_text(appraisal.beyond.net(), appraisal.unit) + "\n";
    }
    if (appraisal.undated != CostBenefit{}) {
        result += "Without a date: cost " + pounds_text(appraisal.undated.cost, appraisal.unit) + ", benefit " +
                  pounds_text(appraisal.undated.benefit, appraisal.unit) + "\n";
    }
    return result;
}

}  // namespace

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
    if (options.format != "text") {
        outcome.out = rendered(table, options.format);
        return 0;
    }
    outcome.out = programme.name + "\n" + programme.perspectives[*perspective].name + ", " +
                  programme.scenarios[*scenario].name + "\n\n" + as_text(table) + "\n" + notes(programme, appraisal) +
                  rests_on(programme);
    return 0;
}

}  // namespace tranche::cli
