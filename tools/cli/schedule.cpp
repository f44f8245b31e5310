#include "tranche/run/schedule.hpp"

#include <algorithm>  // any_of, max

#include "commands.hpp"
#include "render.hpp"
#include "tranche/scenario/compose.hpp"

namespace tranche::cli {

namespace {

struct DatedPhase {
    std::string id;
    std::string starts;
    std::string ends;
    int months = 0;
};

class Listing {
public:
    Listing(const Programme& programme, const Lane& lane) : programme_(programme), lane_(lane) {}

    void add(const ScheduledProject& each) {
        const Project& project = programme_.projects[each.project];
        const bool refused = std::any_of(lane_.settings.begin(), lane_.settings.end(), [&](const Setting& set) {
            return set.input == project.open && set.value == 0.0;
        });
        const std::string starts = month(each.starts);
        const std::string ends = month(std::max(each.starts, each.ends - 1));
        const std::string kind(word(project.kind));
        const std::string status(word(project.status));
        table.rows.push_back({same(project.id),
                              same(project.name + (refused ? " (refused)" : "")),
                              same(starts),
                              same(ends),
                              same(std::to_string(each.moved)),
                              same(std::to_string(each.total_float)),
                              {each.critical ? "yes" : "", each.critical ? "true" : "false"},
                              same(status),
                              {project.kind == ProjectKind::project ? "" : kind, kind}});
        Json phases = Json::array();
        for (const DatedPhase& phase : phases_of(project, each)) {
            phases.push_back({{"id", phase.id}, {"starts", phase.starts}, {"lasts_months", phase.months}});
            table.rows.push_back({{"  " + phase.id, project.id + "." + phase.id},
                                  {},
                                  same(phase.starts),
                                  same(phase.ends),
                                  {},
                                  {},
                                  {},
                                  {},
                                  same("phase")});
        }
        Json row{{"id", project.id},
                 {"name", project.name},
                 {"kind", kind},
                 {"starts", starts},
                 {"ends", ends},
                 {"moved_months", each.moved},
                 {"overrun_months", each.overrun},
                 {"total_float_months", each.total_float},
                 {"critical", each.critical},
                 {"status", status},
                 {"phases", phases}};
        if (project.kind == ProjectKind::gate) {
            row["refused"] = refused;
            row["by"] = project.by;
        }
        json.push_back(std::move(row));
    }

    TextTable table{{{"id", "Id"},
                     {"name", "Project"},
                     {"starts", "Starts"},
                     {"ends", "Ends"},
                     {"moved_months", "Moved", true},
                     {"total_float_months", "Total float", true},
                     {"critical", "Critical"},
                     {"status", "Dates are"},
                     {"kind", "Kind"}},
                    {}};
    Json json = Json::array();

private:
    static Cell same(const std::string& text) { return {text, text}; }
    [[nodiscard]] std::string month(int index) const { return month_text(programme_.calendar.month_at(index)); }

    // What a project lasts longer, its last phase does.
    [[nodiscard]] std::vector<DatedPhase> phases_of(const Project& project, const ScheduledProject& each) const {
        std::vector<DatedPhase> result;
        int at = each.starts;
        for (std::size_t i = 0; i < project.phases.size(); ++i) {
            const int months = project.phases[i].months + (i + 1 == project.phases.size() ? each.overrun : 0);
            result.push_back({project.phases[i].id, month(at), month(std::max(at, at + months - 1)), months});
            at += months;
        }
        return result;
    }

    const Programme& programme_;
    const Lane& lane_;
};

int schedule(const AskedCase& of, const Options& options, Outcome& outcome) {
    const auto& [opened, asked, perspective] = of;
    const Programme& programme = opened.model.programme;
    const Lane lane = compose(programme, asked.together);
    const Schedule dates =
        tranche::schedule(programme, opened.model.plan, tranche::forecast(opened.model, asked.together));
    Listing listing(programme, lane);
    for (const ScheduledProject& each : dates.projects) {
        listing.add(each);
    }
    Json path = Json::array();
    std::string path_text;
    for (const ProjectId id : dates.critical_path) {
        path.push_back(programme.projects[id].id);
        path_text += (path_text.empty() ? "" : " -> ") + programme.projects[id].id;
    }
    if (options.text("--format") == "json") {
        Json json = headed(opened, options);
        json["projects"] = listing.json;
        json["critical_path"] = path;
        outcome.out = dumped(json);
        return 0;
    }
    outcome.out = rendered(listing.table, options.text("--format"));
    if (options.text("--format") == "text") {
        const std::size_t undated = programme.projects.size() - dates.projects.size();
        outcome.out = programme.name + "\n" + asked.title +
                      "; total float is the months that it can slip before the last finish moves\n\n" + outcome.out +
                      (path_text.empty() ? "" : "\nCritical path: " + path_text + "\n") +
                      (undated == 0 ? "" : "\n" + std::to_string(undated) + " without dates\n");
    }
    return 0;
}

}  // namespace

const Command& schedule_command() {
    static const Command command{
        .name = "schedule",
        .help = "show dates, float and the critical path",
        .arguments = {programme_argument},
        .options = {case_options().first(1), case_options().last(1), table_formats(), writing_options()},
        .run = schedule,
        .examples = {"schedule programmes/cheshire-community-safety --scenario delay"}};
    return command;
}

}  // namespace tranche::cli
