// Projects get their rows first, then milestones and gates, then links, so that a link may name anything in the file.
#include "lower/schedule.hpp"

#include <algorithm>  // max, none_of
#include <utility>    // move

#include "lower/bias.hpp"
#include "lower/dates.hpp"
#include "lower/sources.hpp"
#include "tranche/base/month_or_year.hpp"
#include "tranche/base/spelling.hpp"

namespace tranche::lowering {

namespace {

void lower_phases(const Context& ctx, const ProjectDef& def, Project& project) {
    if (def.phases.empty()) {
        return;
    }
    if (def.lasts) {
        ctx.diagnostics.error("line-form", def.lasts->where,
                              "project '" + def.id.text + "' has both 'lasts' and 'phases'",
                              "its phases say how long it lasts");
    }
    Names phases;
    project.lasts = 0;
    for (const PhaseDef& phase : def.phases) {
        phases.declare(phase.id, "a phase", project.phases.size(), ctx.diagnostics);
        const int months = phase.lasts ? phase.lasts->months : 0;
        project.phases.push_back({phase.id.text, months});
        *project.lasts += months;
    }
}

void lower_project(Context& ctx, const ProjectDef& def, WorkstreamId workstream) {
    ctx.names.projects.declare(def.id, "a project", ctx.programme.projects.size(), ctx.diagnostics);
    Project project;
    project.id = def.id.text;
    project.name = def.name.empty() ? def.id.text : def.name;
    project.workstream = workstream;
    project.band = def.band;
    project.status = def.status;
    project.where = def.id.where;
    project.at = citation(ctx, def.at);
    project.delay = ctx.programme.formulas.literal(0.0);
    project.overrun = project.delay;
    if (def.starts.given()) {
        project.starts = calendar_month(ctx, def.starts).value_or(0);
    }
    if (def.lasts && def.lasts->months == 0) {
        ctx.diagnostics.error("not-a-duration", def.lasts->where, "project '" + def.id.text + "' has no duration",
                              "a project lasts at least a month; for an event, use a milestone");
    }
    if (def.lasts) {
        project.lasts = def.lasts->months;
    }
    if (def.misread) {  // missing dates may follow from what is reported already
        project.starts = project.starts.value_or(0);
        project.lasts = project.lasts.value_or(1);
    }
    lower_phases(ctx, def, project);
    lower_duration_bias(ctx, def, project);
    ctx.programme.projects.add(std::move(project));
}

// A point in time, declared as a project of no length.
ProjectId add_event(Context& ctx, ProjectKind kind, const Text& id, const std::string& name, const Text& on,
                    bool misread, const Text& at) {
    ctx.names.projects.declare(id,
                               kind == ProjectKind::gate ? "a project, milestone or gate" : "a project or milestone",
                               ctx.programme.projects.size(), ctx.diagnostics);
    Project event;
    event.kind = kind;
    event.id = id.text;
    event.name = name.empty() ? id.text : name;
    if (on.given() || misread) {  // that its date is missing may follow from what is told already
        event.starts = on.given() ? calendar_month(ctx, on).value_or(0) : 0;
    }
    event.lasts = 0;
    event.delay = ctx.programme.formulas.literal(0.0);
    event.overrun = event.delay;
    event.where = id.where;
    event.at = citation(ctx, at);
    return ctx.programme.projects.add(std::move(event));
}

// Months later for each award of which nothing comes; the latest of them counts.
void lower_without(Context& ctx, const MilestoneDef& def, Project& milestone) {
    Formulas& formulas = ctx.programme.formulas;
    for (const PairDef& pair : def.without) {
        const std::optional<std::size_t> award = ctx.names.awards.find(pair.key, "award", ctx.diagnostics);
        const std::optional<int> month = pair.value.given() ? calendar_month(ctx, pair.value) : std::nullopt;
        if (!award || !month) {
            continue;
        }
        if (!milestone.starts || *month < *milestone.starts) {
            ctx.diagnostics.error("milestone-without", pair.value.where,
                                  "milestone '" + milestone.id + "' has " +
                                      (milestone.starts ? "an earlier date without the award than with it"
                                                        : "no date of its own, so none without the award"),
                                  "'on' is its date with the award; without it, it comes later");
            continue;
        }
        milestone.without_months = std::max(milestone.without_months, *month - *milestone.starts);
        const NodeId none_comes =
            formulas.apply(Op::at_least, formulas.literal(0.0), formulas.input(ctx.programme.awards[*award].paid));
        const NodeId later = formulas.apply(Op::multiply, formulas.literal(*month - *milestone.starts), none_comes);
        // Awards do not add up: without two of them, the milestone waits for the later date.
        milestone.delay = formulas.nodes()[milestone.delay].op == Op::literal
                              ? later
                              : formulas.apply(Op::maximum, milestone.delay, later);
    }
}

// Named from both sides, it is still held once.
void hold(Context& ctx, ProjectId gate, ProjectId project, Position where) {
    if (std::none_of(ctx.programme.links.begin(), ctx.programme.links.end(),
                     [&](const Link& link) { return link.before == gate && link.after == project; })) {
        Link link;
        link.before = gate;
        link.after = project;
        link.where = where;
        ctx.programme.links.push_back(std::move(link));
    }
}

void lower_links(Context& ctx, const std::vector<LinkDef>& links, ProjectId after) {
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
            ctx.diagnostics.error("link-ends", link.where, "a link names one project, milestone or something external",
                                  "such as {project: study}, {milestone: go-live} or {external: planning consent}");
            continue;
        }
        link.kind = def.kind.value_or(def.external.given() ? LinkKind::external : LinkKind::hard);
        if (def.external.given() != (link.kind == LinkKind::external)) {
            ctx.diagnostics.error("link-ends", link.where,
                                  "a link of kind external needs 'external'; other links need a project or milestone",
                                  "such as {project: study, kind: hard} or {external: planning consent}");
            continue;
        }
        if (before.given()) {
            const std::optional<ProjectId> found =
                task(ctx, before, def.milestone.given() ? ProjectKind::milestone : ProjectKind::project);
            if (!found) {
                continue;
            }
            link.before = *found;
            if (link.before == after) {
                ctx.diagnostics.error("project-cycle", link.where,
                                      "'" + ctx.programme.projects[after].id + "' depends on itself",
                                      "remove the link");
                continue;
            }
        }
        ctx.programme.links.push_back(std::move(link));
    }
}

}  // namespace

void lower_projects(Context& ctx) {
    for (const WorkstreamDef& def : ctx.definition.workstreams) {
        ctx.names.workstreams.declare(def.id, "a workstream", ctx.programme.workstreams.size(), ctx.diagnostics);
        const WorkstreamId workstream = ctx.programme.workstreams.add(
            {def.id.text, def.name.empty() ? def.id.text : def.name, def.lead, def.id.where, citation(ctx, def.at)});
        for (const ProjectDef& project : def.projects) {
            lower_project(ctx, project, workstream);
        }
    }
}

RepeatCounts lower_project_links(Context& ctx, BaseValues& base_values) {
    RepeatCounts counts;
    std::size_t row = 0;
    for (const WorkstreamDef& workstream : ctx.definition.workstreams) {
        for (const ProjectDef& def : workstream.projects) {
            const ProjectId id{row++};
            lower_links(ctx, def.after, id);
            if (def.repeat) {
                lower_repeat(ctx, base_values, counts, *def.repeat, id);
            }
            if (def.gate.given()) {
                if (const std::optional<ProjectId> gate = task(ctx, def.gate, ProjectKind::gate)) {
                    hold(ctx, *gate, id, def.gate.where);
                }
            }
        }
    }
    return counts;
}

// Milestones and gates are the last rows of projects.
void lower_events(Context& ctx) {
    Formulas& formulas = ctx.programme.formulas;
    for (const MilestoneDef& def : ctx.definition.milestones) {
        const ProjectId id = add_event(ctx, ProjectKind::milestone, def.id, def.name, def.on, def.misread, def.at);
        ctx.programme.projects[id].status = def.status;
        lower_without(ctx, def, ctx.programme.projects[id]);
    }
    for (const GateDef& def : ctx.definition.gates) {
        Project& gate =
            ctx.programme.projects[add_event(ctx, ProjectKind::gate, def.id, def.name, def.due, def.misread, def.at)];
        gate.by = def.by;
        Input open;
        open.name = "gate(" + gate.id + ")";
        open.subject = gate.id;
        open.base = 1.0;
        open.use = InputUse::gate;
        open.where = gate.where;
        open.at = gate.at;
        gate.open = formulas.add_input(std::move(open));
        Input delay;
        delay.name = "delay(gate=" + gate.id + ")";
        delay.subject = "gate=" + gate.id;
        delay.use = InputUse::delay;
        delay.unit = "months";
        delay.where = gate.where;
        delay.at = gate.at;
        gate.delay = formulas.input(formulas.add_input(std::move(delay)));
    }
}

GatedWorkstreams lower_event_links(Context& ctx) {
    GatedWorkstreams gated;
    std::size_t row = ctx.programme.projects.size() - ctx.definition.milestones.size() - ctx.definition.gates.size();
    for (const MilestoneDef& def : ctx.definition.milestones) {
        lower_links(ctx, def.after, ProjectId{row++});
    }
    for (const GateDef& def : ctx.definition.gates) {
        const ProjectId gate{row++};
        lower_links(ctx, def.after, gate);
        for (const Text& decided : def.decides) {
            // A project of this id is meant before a workstream of the same id.
            if (!ctx.names.projects.has(decided.text) && ctx.names.workstreams.has(decided.text)) {
                const WorkstreamId workstream{*ctx.names.workstreams.find(decided, "workstream", ctx.diagnostics)};
                gated.emplace_back(gate, workstream);
                for (std::size_t i = 0; i < ctx.programme.projects.size(); ++i) {
                    if (ctx.programme.projects[ProjectId{i}].workstream == workstream) {
                        hold(ctx, gate, ProjectId{i}, decided.where);
                    }
                }
            } else if (const std::optional<ProjectId> project = task(ctx, decided, ProjectKind::project)) {
                hold(ctx, gate, *project, decided.where);
            }
        }
        const bool idle = std::none_of(ctx.programme.links.begin(), ctx.programme.links.end(),
                                       [&](const Link& link) { return link.before == gate; });
        if (idle && def.decides.empty() && !def.misread) {
            ctx.diagnostics.error("gate-idle", def.id.where, "gate '" + def.id.text + "' does not decide on anything",
                                  "name the projects that it decides on, such as decides: [stations]");
        }
    }
    return gated;
}

// What is refused does not happen: neither the lines of the projects nor the grants towards them.
void apply_gates(Context& ctx, const GatedWorkstreams& gated) {
    Formulas& formulas = ctx.programme.formulas;
    std::vector<std::vector<InputId>> of_project(ctx.programme.projects.size());
    std::vector<std::vector<InputId>> of_workstream(ctx.programme.workstreams.size());
    for (const Link& link : ctx.programme.links) {
        if (link.before.exists() && ctx.programme.projects[link.before].kind == ProjectKind::gate) {
            of_project[link.after.index()].push_back(ctx.programme.projects[link.before].open);
        }
    }
    for (const auto& [gate, workstream] : gated) {
        of_workstream[workstream.index()].push_back(ctx.programme.projects[gate].open);
    }
    for (Line& line : ctx.programme.lines) {
        // A line of a project is held with the project; a line of a workstream only by a gate that decides it whole.
        const std::vector<InputId> none;
        for (const InputId open : line.project.exists()      ? of_project[line.project.index()]
                                  : line.workstream.exists() ? of_workstream[line.workstream.index()]
                                                             : none) {
            line.factor = formulas.apply(Op::multiply, formulas.input(open), line.factor);
        }
    }
}

void lower_gate_settings(Context& ctx, const std::vector<ScenarioRow>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::vector<Override>& overrides = ctx.programme.scenarios[ScenarioId{i + 1}].overrides;
        for (const PairDef& set : rows[i].def->gates) {
            const std::optional<ProjectId> id = task(ctx, set.key, ProjectKind::gate);
            if (!id || !set.value.given()) {
                continue;
            }
            const Project& gate = ctx.programme.projects[*id];
            if (set.value.text == "refused") {
                overrides.push_back({gate.open, Verb::replace, 0.0, set.value.where});
                continue;
            }
            const std::optional<Month> month = parse_written_month(set.value.text);
            warn_of_year(ctx.programme.calendar, set.value.text, set.value.where, ctx.diagnostics);
            if (!month) {
                ctx.diagnostics.error("not-a-month", set.value.where,
                                      quoted(set.value.text) + " is not a result of a gate",
                                      "write `refused`, or a later month such as 2014-06");
                continue;
            }
            const int late = ctx.programme.calendar.index_of(*month) - gate.starts.value_or(0);
            if (!gate.starts || late < 0) {
                ctx.diagnostics.error(
                    "gate-due", set.value.where,
                    gate.starts ? "gate '" + gate.id + "' is due in " +
                                      month_text(ctx.programme.calendar.month_at(*gate.starts)) + ", which is later"
                                : "gate '" + gate.id + "' has no date, so it cannot be late",
                    gate.starts ? "a scenario can only postpone a gate; for an earlier date, change its 'due'"
                                : "give its date with 'due'");
                continue;
            }
            overrides.push_back({ctx.programme.formulas.nodes()[gate.delay].input, Verb::replace,
                                 static_cast<double>(late), set.value.where});
        }
    }
}

}  // namespace tranche::lowering
