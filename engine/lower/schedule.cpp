// The schedule: phases, milestones, gates and links.
//
// Milestones and gates are projects of no length, so that dates, links and delays mean the same for all of them. What a gate
// decides is a factor on the lines of what it holds, and its date a link to it.
#include <algorithm>  // max, none_of

#include "lower/lowering.hpp"
#include "tranche/base/spelling.hpp"  // quoted

namespace tranche {

void Lowering::lower_phases(const ProjectDef& def, Project& project) {
    if (def.phases.empty()) {
        return;
    }
    if (def.lasts) {
        diagnostics_.error("line-form", def.lasts->where, "project '" + def.id.text + "' has both 'lasts' and 'phases'",
                           "its phases say how long it lasts");
    }
    Names phases;
    project.lasts = 0;
    for (const PhaseDef& phase : def.phases) {
        phases.declare(phase.id, "a phase", project.phases.size(), diagnostics_);
        const int months = phase.lasts ? phase.lasts->months : 0;
        project.phases.push_back({phase.id.text, months});
        *project.lasts += months;
    }
}

// A point in time, declared as a project of no length.
ProjectId Lowering::add_event(ProjectKind kind, const Text& id, const std::string& name, const Text& on, bool misread,
                              const Text& at) {
    projects_.declare(id, kind == ProjectKind::gate ? "a project, milestone or gate" : "a project or milestone",
                      result_.projects.size(), diagnostics_);
    Project event;
    event.kind = kind;
    event.id = id.text;
    event.name = name.empty() ? id.text : name;
    if (on.given() || misread) {  // that its date is missing may follow from what is told already
        event.starts = on.given() ? calendar_month(on).value_or(0) : 0;
    }
    event.lasts = 0;
    event.delay = result_.formulas.literal(0.0);
    event.overrun = event.delay;
    event.where = id.where;
    event.at = citation(at);
    return result_.projects.add(std::move(event));
}

// Months later for each award of which nothing comes; the latest of them counts.
void Lowering::lower_without(const MilestoneDef& def, Project& milestone) {
    Formulas& formulas = result_.formulas;
    for (const PairDef& pair : def.without) {
        const std::optional<std::size_t> award = awards_.find(pair.key, "award", diagnostics_);
        const std::optional<int> month = pair.value.given() ? calendar_month(pair.value) : std::nullopt;
        if (!award || !month) {
            continue;
        }
        if (!milestone.starts || *month < *milestone.starts) {
            diagnostics_.error("milestone-without", pair.value.where,
                               "milestone '" + milestone.id + "' has " +
                                   (milestone.starts ? "an earlier date without the award than with it"
                                                     : "no date of its own, so none without the award"),
                               "'on' is its date with the award; without it, it comes later");
            continue;
        }
        milestone.without_months = std::max(milestone.without_months, *month - *milestone.starts);
        const NodeId none_comes =
            formulas.apply(Op::at_least, formulas.literal(0.0), formulas.input(result_.awards[*award].paid));
        const NodeId later = formulas.apply(Op::multiply, formulas.literal(*month - *milestone.starts), none_comes);
        milestone.delay = formulas.nodes()[milestone.delay].op == Op::literal
                              ? later
                              : formulas.apply(Op::maximum, milestone.delay, later);
    }
}

// Milestones and gates are the last rows of projects.
void Lowering::lower_events() {
    Formulas& formulas = result_.formulas;
    for (const MilestoneDef& def : def_.milestones) {
        const ProjectId id = add_event(ProjectKind::milestone, def.id, def.name, def.on, def.misread, def.at);
        result_.projects[id].status = def.status;
        lower_without(def, result_.projects[id]);
    }
    for (const GateDef& def : def_.gates) {
        Project& gate = result_.projects[add_event(ProjectKind::gate, def.id, def.name, def.due, def.misread, def.at)];
        gate.by = def.by;
        gate.open = formulas.add_input({"gate(" + gate.id + ")", 1.0, {}, {}, InputUse::gate, {}, gate.where, gate.at});
        gate.delay = formulas.input(formulas.add_input(
            {"delay(gate=" + gate.id + ")", 0.0, {}, {}, InputUse::months, "months", gate.where, gate.at}));
    }
}

void Lowering::lower_event_links() {
    std::size_t row = result_.projects.size() - def_.milestones.size() - def_.gates.size();
    for (const MilestoneDef& def : def_.milestones) {
        lower_links(def.after, ProjectId{row++});
    }
    for (const GateDef& def : def_.gates) {
        const ProjectId gate{row++};
        lower_links(def.after, gate);
        for (const Text& decided : def.decides) {
            if (!projects_.has(decided.text) && workstreams_.has(decided.text)) {
                const WorkstreamId workstream{*workstreams_.find(decided, "workstream", diagnostics_)};
                gated_workstreams_.emplace_back(gate, workstream);
                for (std::size_t i = 0; i < result_.projects.size(); ++i) {
                    if (result_.projects[ProjectId{i}].workstream == workstream) {
                        hold(gate, ProjectId{i}, decided.where);
                    }
                }
            } else if (const std::optional<ProjectId> project = task(decided, ProjectKind::project)) {
                hold(gate, *project, decided.where);
            }
        }
        const bool idle = std::none_of(result_.links.begin(), result_.links.end(),
                                       [&](const Link& link) { return link.before == gate; });
        if (idle && def.decides.empty() && !def.misread) {
            diagnostics_.error("gate-idle", def.id.where, "gate '" + def.id.text + "' decides nothing",
                               "name the projects it decides, such as decides: [stations]");
        }
    }
}

// Named from both sides, it is still held once.
void Lowering::hold(ProjectId gate, ProjectId project, Position where) {
    if (std::none_of(result_.links.begin(), result_.links.end(),
                     [&](const Link& link) { return link.before == gate && link.after == project; })) {
        Link link;
        link.before = gate;
        link.after = project;
        link.where = where;
        result_.links.push_back(std::move(link));
    }
}

// What is refused does not happen: neither the lines of the projects nor the grants towards them.
void Lowering::apply_gates() {
    Formulas& formulas = result_.formulas;
    std::vector<std::vector<InputId>> of_project(result_.projects.size());
    std::vector<std::vector<InputId>> of_workstream(result_.workstreams.size());
    for (const Link& link : result_.links) {
        if (link.before.exists() && result_.projects[link.before].kind == ProjectKind::gate) {
            of_project[link.after.index()].push_back(result_.projects[link.before].open);
        }
    }
    for (const auto& [gate, workstream] : gated_workstreams_) {
        of_workstream[workstream.index()].push_back(result_.projects[gate].open);
    }
    for (Line& line : result_.lines) {
        const std::vector<InputId> none;
        for (const InputId open : line.project.exists()      ? of_project[line.project.index()]
                                  : line.workstream.exists() ? of_workstream[line.workstream.index()]
                                                             : none) {
            line.factor = formulas.apply(Op::multiply, formulas.input(open), line.factor);
        }
    }
}

void Lowering::lower_gate_settings() {
    for (std::size_t i = 0; i < scenario_defs_.size(); ++i) {
        std::vector<Override>& overrides = result_.scenarios[ScenarioId{i + 1}].overrides;
        for (const PairDef& set : scenario_defs_[i]->gates) {
            const std::optional<ProjectId> id = task(set.key, ProjectKind::gate);
            if (!id || !set.value.given()) {
                continue;
            }
            const Project& gate = result_.projects[*id];
            if (set.value.text == "refused") {
                overrides.push_back({gate.open, Verb::replace, 0.0, set.value.where});
                continue;
            }
            const std::optional<Month> month = parse_month(set.value.text);
            if (!month) {
                diagnostics_.error("not-a-month", set.value.where,
                                   quoted(set.value.text) + " is no way for a gate to end",
                                   "`refused`, or the month in which it comes, such as 2014-06");
                continue;
            }
            const int late = result_.calendar.index_of(*month) - gate.starts.value_or(0);
            if (!gate.starts || late < 0) {
                diagnostics_.error("gate-due", set.value.where,
                                   gate.starts
                                       ? "gate '" + gate.id + "' is due in " +
                                             month_text(result_.calendar.month_at(*gate.starts)) + ", which is later"
                                       : "gate '" + gate.id + "' has no date to be late against",
                                   gate.starts ? "a scenario can put a gate off; to have it earlier, change its 'due'"
                                               : "say when it is due with 'due'");
                continue;
            }
            overrides.push_back({result_.formulas.nodes()[gate.delay].input, Verb::replace, static_cast<double>(late),
                                 set.value.where});
        }
    }
}

void Lowering::lower_links(const std::vector<LinkDef>& links, ProjectId after) {
    for (const LinkDef& def : links) {
        Link link;
        link.after = after;
        link.type = def.type;
        link.lag = def.lag ? def.lag->months : 0;
        const Text& before = def.milestone.given() ? def.milestone : def.project;
        link.where = before.given() ? before.where : def.where;
        link.external = def.external.text;
        const int ends =
            (def.project.given() ? 1 : 0) + (def.milestone.given() ? 1 : 0) + (def.external.given() ? 1 : 0);
        if (ends != 1) {
            diagnostics_.error("link-ends", link.where, "a link names one project, milestone or something external",
                               "such as {project: study}, {milestone: go-live} or {external: planning consent}");
            continue;
        }
        link.kind = def.kind.value_or(def.external.given() ? LinkKind::external : LinkKind::hard);
        if (def.external.given() != (link.kind == LinkKind::external)) {
            diagnostics_.error("link-ends", link.where,
                               "links of kind external name what is waited for with 'external', the others a project",
                               "such as {project: study, kind: hard} or {external: planning consent}");
            continue;
        }
        if (before.given()) {
            const std::optional<ProjectId> found =
                task(before, def.milestone.given() ? ProjectKind::milestone : ProjectKind::project);
            if (!found) {
                continue;
            }
            link.before = *found;
            if (link.before == after) {
                diagnostics_.error("project-cycle", link.where, "'" + result_.projects[after].id + "' waits for itself",
                                   "remove the link");
                continue;
            }
        }
        result_.links.push_back(std::move(link));
    }
}

}  // namespace tranche
