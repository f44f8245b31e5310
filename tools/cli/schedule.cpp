#include "tranche/run/schedule.hpp"

#include "commands.hpp"
#include "render.hpp"

namespace tranche::cli {

int schedule(const Options& options, Outcome& outcome) {
    const std::optional<Opened> opened = open_programme(options, outcome);
    if (!opened) {
        return 1;
    }
    const std::optional<ScenarioId> scenario = scenario_option(*opened, options, outcome);
    if (!scenario) {
        return 2;
    }
    const Programme& programme = opened->model.programme;
    const std::vector<ScheduledProject> projects =
        tranche::schedule(programme, opened->model.plan, tranche::forecast(opened->model, *scenario));
    TextTable table{{{"id", "Id"},
                     {"name", "Project"},
                     {"starts", "Starts"},
                     {"ends", "Ends"},
                     {"moved_months", "Moved", true},
                     {"float_months", "Float", true},
                     {"critical", "Critical"},
                     {"status", "Dates are"}},
                    {}};
    Json rows = Json::array();
    for (const ScheduledProject& each : projects) {
        const Project& project = programme.projects[each.project];
        const std::string starts = month_text(programme.calendar.month_at(each.starts));
        const std::string ends = month_text(programme.calendar.month_at(each.ends - 1));
        const std::string status(word(project.status));
        const auto same = [](const std::string& text) { return Cell{text, text}; };
        table.rows.push_back({same(project.id),
                              same(project.name),
                              same(starts),
                              same(ends),
                              same(std::to_string(each.moved)),
                              same(std::to_string(each.total_float)),
                              {each.critical ? "yes" : "", each.critical ? "true" : "false"},
                              same(status)});
        Json phases = Json::array();
        int month = each.starts;
        for (const Phase& phase : project.phases) {
            phases.push_back({{"id", phase.id},
                              {"starts", month_text(programme.calendar.month_at(month))},
                              {"lasts_months", phase.months}});
            month += phase.months;
        }
        rows.push_back({{"id", project.id},
                        {"name", project.name},
                        {"starts", starts},
                        {"ends", ends},
                        {"moved_months", each.moved},
                        {"float_months", each.total_float},
                        {"critical", each.critical},
                        {"status", status},
                        {"phases", phases}});
    }
    if (options.format == "json") {
        outcome.out = dumped({{"manifest", manifest(*opened)}, {"scenario", options.scenario}, {"projects", rows}});
        return 0;
    }
    outcome.out = rendered(table, options.format);
    if (options.format == "text") {
        const std::size_t undated = programme.projects.size() - projects.size();
        outcome.out = programme.name + "\n" + programme.scenarios[*scenario].name +
                      "; months of float before something else must move\n\n" + outcome.out +
                      (undated == 0 ? "" : "\n" + std::to_string(undated) + " without dates\n");
    }
    return 0;
}

}  // namespace tranche::cli
