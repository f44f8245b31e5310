// A row for each project, and below it one for each phase. Programs have the phases inside the project.
#include "tranche/report/describe_schedule.hpp"

#include <algorithm>  // any_of, max
#include <utility>    // move

namespace tranche {

namespace {

struct DatedPhase {
    std::string id;
    int starts = 0;
    int ends = 0;
    int months = 0;
};

// What a project lasts longer than planned, its last phase does.
std::vector<DatedPhase> phases_of(const Project& project, const ScheduledProject& each) {
    std::vector<DatedPhase> result;
    int at = each.starts;
    for (std::size_t i = 0; i < project.phases.size(); ++i) {
        const int months = project.phases[i].months + (i + 1 == project.phases.size() ? each.overrun : 0);
        result.push_back({project.phases[i].id, at, std::max(at, at + months - 1), months});
        at += months;
    }
    return result;
}

class Projects {
public:
    Projects(const Programme& programme, const Lane& lane) : programme_(programme), lane_(lane) {
        table.key = "projects";
        table.columns = {{"id", "Id"},
                         {"name", "Project"},
                         {"starts", "Starts", ValueKind::month},
                         {"ends", "Ends", ValueKind::month},
                         {"moved_months", "Moved", ValueKind::count},
                         {"overrun_months", {}, ValueKind::count, Audience::json},
                         {"total_float_months", "Total float", ValueKind::count},
                         {"critical", "Critical", ValueKind::flag},
                         {"status", "Dates are"},
                         {"kind", "Kind"},
                         {"phases", {}, ValueKind::table, Audience::json},
                         {"refused", {}, ValueKind::flag, Audience::json},
                         {"by", {}, ValueKind::text, Audience::json}};
    }

    void add(const ScheduledProject& each) {
        const Project& project = programme_.projects[each.project];
        const bool gate = project.kind == ProjectKind::gate;
        const bool refused = std::any_of(lane_.settings.begin(), lane_.settings.end(), [&](const Setting& set) {
            return set.input == project.open && set.value == 0.0;
        });
        const Cell kind = Cell::text(std::string(word(project.kind)));
        const std::vector<DatedPhase> phases = phases_of(project, each);
        table.add(
            {Cell::text(project.id),
             refused ? Cell::text(project.name).for_people(project.name + " (refused)") : Cell::text(project.name),
             month(each.starts), month(std::max(each.starts, each.ends - 1)), Cell::count(each.moved),
             Cell::count(each.overrun), Cell::count(each.total_float), Cell::flag(each.critical),
             Cell::text(std::string(word(project.status))),
             project.kind == ProjectKind::project ? kind.for_people(" ") : kind, nested(phases),
             gate ? Cell::flag(refused) : Cell::empty(), gate ? Cell::text(project.by) : Cell::empty()});
        for (const DatedPhase& phase : phases) {
            std::vector<Cell> cells(table.columns.size(), Cell::empty());
            cells[0] = Cell::text(project.id + "." + phase.id).for_people("  " + phase.id);
            cells[2] = month(phase.starts);
            cells[3] = month(phase.ends);
            cells[9] = Cell::text("phase");
            table.add(std::move(cells)).audience = Audience::tables;
        }
    }

    ResultTable table;

private:
    [[nodiscard]] Cell month(int index) const { return Cell::month(programme_.calendar.month_at(index)); }

    [[nodiscard]] Cell nested(const std::vector<DatedPhase>& phases) const {
        ResultTable result;
        result.columns = {{"id"}, {"starts", {}, ValueKind::month}, {"lasts_months", {}, ValueKind::count}};
        for (const DatedPhase& phase : phases) {
            result.add({Cell::text(phase.id), month(phase.starts), Cell::count(phase.months)});
        }
        return Cell::nested(std::move(result));
    }

    const Programme& programme_;
    const Lane& lane_;
};

}  // namespace

Document describe_schedule(const Subject& subject, const ResultCase& of, const Schedule& dates, const Lane& lane) {
    const Programme& programme = subject.model.programme;
    Document document;
    add_heading(document, subject, of);
    Projects projects(programme, lane);
    for (const ScheduledProject& each : dates.projects) {
        projects.add(each);
    }
    document.add(std::move(projects.table));
    ResultTable path;
    path.key = "critical_path";
    path.layout = Layout::values;
    path.audience = Audience::json;
    path.columns = {{"project"}};
    std::string path_text;
    for (const ProjectId id : dates.critical_path) {
        path.add({Cell::text(programme.projects[id].id)});
        path_text += (path_text.empty() ? "" : " -> ") + programme.projects[id].id;
    }
    document.add(std::move(path));
    document.note("Total float: months that a project can slip before the last finish moves.");
    document.note(path_text.empty() ? "" : "Critical path: " + path_text);
    const std::size_t undated = programme.projects.size() - dates.projects.size();
    document.note(undated == 0 ? "" : "Without dates: " + std::to_string(undated));
    return document;
}

}  // namespace tranche
