// The delays of late projects become inputs like those of a scenario: a project's own delay, or its overrun where it had
// begun; and, by the same rule, a delay of its lines that are fixed to the calendar.
#include "tranche/track/slip.hpp"

#include <algorithm>  // any_of, find_if, max, stable_sort
#include <memory>     // make_shared

#include "tranche/lower/lower.hpp"
#include "tranche/plan/plan.hpp"

namespace tranche {

namespace {

struct Slip {
    std::string project;
    int months = 0;
    bool overrun = false;
};

void add_slip(Programme& programme, const Slip& slip) {
    const std::optional<ProjectId> id = find(programme.projects, slip.project);
    if (!id) {
        return;
    }
    Input input;
    input.name = "slip(" + slip.project + ")";
    input.subject = slip.project;
    input.base = slip.months;
    input.use = slip.overrun ? InputUse::overrun : InputUse::delay;
    input.unit = "months";
    const NodeId months = programme.formulas.input(programme.formulas.add_input(std::move(input)));
    const auto later = [&](NodeId& delay) { delay = programme.formulas.apply(Op::add, delay, months); };
    Project& project = programme.projects[*id];
    later(slip.overrun ? project.overrun : project.delay);
    if (slip.overrun) {
        return;
    }
    for (Line& line : programme.lines) {
        for (Piece& piece : line.pieces) {
            if (line.project == *id && piece.anchor.kind == AnchorKind::calendar) {
                later(piece.delay);
            }
        }
    }
}

// The case of the baseline, from its own text.
std::optional<Baseline> again(const Baseline& baseline, const std::vector<Slip>& slips) {
    Diagnostics diagnostics;
    const auto text = std::make_shared<const SourceText>(SourceText{baseline.definition_name, baseline.definition});
    std::optional<Programme> programme = lower(read_programme(text, diagnostics));
    if (!programme) {
        return std::nullopt;
    }
    for (const Slip& slip : slips) {
        add_slip(*programme, slip);
    }
    std::optional<Plan> compiled = plan(*programme, diagnostics);
    if (!compiled || diagnostics.has_errors()) {
        return std::nullopt;
    }
    BaselineTerms terms;
    terms.together.clear();
    for (const std::string& id : {baseline.scenario, baseline.reading, baseline.option}) {
        const auto found = std::find_if(programme->scenarios.begin(), programme->scenarios.end(),
                                        [&](const Scenario& each) { return each.id == id; });
        if (found != programme->scenarios.end()) {
            terms.together.emplace_back(static_cast<std::size_t>(found - programme->scenarios.begin()));
        }
    }
    const std::optional<PerspectiveId> perspective = find(programme->perspectives, baseline.perspective);
    if (!perspective) {
        return std::nullopt;
    }
    terms.perspective = *perspective;
    return freeze(Model{std::move(*programme), std::move(*compiled)}, *text, terms);
}

}  // namespace

std::vector<Deadline> deadlines(const Book& book, Month as_at) {
    const Baseline& baseline = book.baselines.back();
    const Day now = last_day(as_at);
    std::vector<Deadline> result;
    for (const PlannedProject& project : baseline.projects) {
        const std::optional<Month> planned = project.kind == ProjectKind::project ? project.ends : project.starts;
        const LedgerEntry* entry = latest_entry(book, EntryKind::milestone, project.id, as_at);
        if (!planned || (project.kind == ProjectKind::project && (entry == nullptr || !entry->date))) {
            continue;
        }
        Deadline deadline{project.id, project.name, project.kind, *planned, {}, Reached::due, 0, 0, {}};
        Day on = last_day(*planned);
        if (entry != nullptr && entry->date) {
            deadline.on = entry->date;
            deadline.note = entry->note;
            on = *entry->date;
            deadline.state = on <= now ? Reached::reached : Reached::expected;
        } else if (*planned <= as_at) {
            deadline.state = Reached::missed;
            on = now;
        }
        deadline.days_late = std::max(0, static_cast<int>(on - last_day(*planned)));
        const int moved = on.month() - *planned;
        deadline.months_late = std::max(0, moved + (deadline.state == Reached::missed ? 1 : 0));
        result.push_back(std::move(deadline));
    }
    std::stable_sort(result.begin(), result.end(),
                     [](const Deadline& a, const Deadline& b) { return a.planned < b.planned; });
    return result;
}

Replan replan(const Baseline& baseline, const std::vector<Deadline>& deadlines) {
    const std::optional<Baseline> same = again(baseline, {});
    if (!same || same->rows != baseline.rows) {
        return {std::nullopt, "the plan was frozen by version " + baseline.engine_version +
                                  ", and this one does not make the same of its definition"};
    }
    std::vector<Slip> slips;
    for (const Deadline& deadline : deadlines) {
        if (deadline.months_late == 0) {
            continue;
        }
        const auto project = std::find_if(baseline.projects.begin(), baseline.projects.end(),
                                          [&](const PlannedProject& each) { return each.id == deadline.id; });
        slips.push_back({deadline.id, deadline.months_late, project->kind == ProjectKind::project});
    }
    if (slips.empty()) {
        return {same, {}};
    }
    Replan result{again(baseline, slips), {}};
    if (!result.plan) {
        result.why = "the definition cannot be planned with these delays";
    }
    return result;
}

}  // namespace tranche
