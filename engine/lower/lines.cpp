// The line goes through its passes in this order: facets, terms of the two cases, form and pieces, flows and grants, loan,
// cashable share. Each needs the one before. Grants, loans and the part that is not cashable are lines of their own.
#include "lower/lines.hpp"

#include <memory>  // make_shared
#include <string_view>
#include <utility>  // move

#include "lower/amounts.hpp"
#include "lower/cases.hpp"
#include "lower/forms.hpp"
#include "lower/formula_names.hpp"
#include "lower/funding.hpp"
#include "lower/loans.hpp"
#include "lower/method.hpp"
#include "lower/sources.hpp"
#include "tranche/base/spelling.hpp"

namespace tranche::lowering {

namespace {

// Words of a line that are settled when all lines are there.
void note_asides(const Context& ctx, const LineDef& def, LineKind kind, const LinePlace& place, LineNotes& notes) {
    if (!def.id.given()) {
        return;
    }
    if (!def.covers.empty()) {
        notes.covers.push_back({def.id, kind, def.covers});
    }
    if (def.cohort.given()) {
        notes.cohorts.push_back({def.id, kind, {def.cohort}});
    }
    if (!def.in.empty()) {
        notes.in_options.push_back({def.id, kind, def.in});
    }
    if (def.yearly && place.project.exists() && !ctx.programme.projects[place.project].repeats.empty()) {
        notes.running.insert(def.id.text);
    }
}

// A line of which a part is cashable is two that share its money, so that each facet has its own.
void split_cashable(Context& ctx, BaseValues& base_values, const LineDef& def, LineId id) {
    if (!def.more || !def.more->cashable_share) {
        return;
    }
    const Number& stated = *def.more->cashable_share;
    const NodeId share = number(ctx, stated);
    const double base = base_values.of(ctx.programme.formulas, share);
    if (!(base >= 0.0 && base <= 1.0) || ctx.programme.lines[id].facets.release != Release::unstated) {
        ctx.diagnostics.error("cashable-share", stated.text.where,
                              base >= 0.0 && base <= 1.0
                                  ? "line '" + def.id.text + "' has both 'release' and 'cashable_share'"
                                  : "the cashable share of line '" + def.id.text + "' is not a share",
                              "write a share from 0% to 100%; the rest is not cashable");
        return;
    }
    Formulas& formulas = ctx.programme.formulas;
    const NodeId rest = formulas.apply(Op::subtract, formulas.literal(1.0), share);
    Line other = ctx.programme.lines[id];
    other.id += ".non-cashable";
    other.name += ", not cashable";
    other.part_of = id;
    other.facets.release = Release::non_cashable;
    for (Flow& flow : other.flows) {  // [share + rest x below, share + rest x upto]
        flow.below = formulas.apply(Op::add, share, formulas.apply(Op::multiply, rest, flow.below));
        flow.upto = formulas.apply(Op::add, share, formulas.apply(Op::multiply, rest, flow.upto));
    }
    Line& cashable = ctx.programme.lines[id];
    cashable.facets.release = Release::cashable;
    for (Flow& flow : cashable.flows) {
        flow.below = formulas.apply(Op::multiply, share, flow.below);
        flow.upto = formulas.apply(Op::multiply, share, flow.upto);
    }
    ctx.programme.lines.add(std::move(other));
}

}  // namespace

bool lower_line(Context& ctx, Conventions& conventions, BaseValues& base_values, const LineDef& def, LineKind kind,
                const LinePlace& place) {
    Line line;
    line.id = def.id.text;
    line.name = def.name.empty() ? def.id.text : def.name;
    line.kind = kind;
    line.workstream = place.workstream;
    line.project = place.project;
    line.facets = {def.account, def.release, def.nature, def.budget, def.status};
    line.factor = ctx.programme.formulas.literal(1.0);
    if (!def.id.given()) {
        ctx.programme.lines.add(std::move(line));
        return false;  // the reader has said so, and whatever else is wrong would have no name
    }
    ctx.names.lines.declare(def.id, "a line", ctx.programme.lines.size(), ctx.diagnostics);
    if (def.measure.given()) {
        line.measure = ctx.names.measures.find(def.measure, "measure", ctx.diagnostics);
    }
    if (def.needs.given()) {
        line.needs = ctx.names.awards.find(def.needs, "award", ctx.diagnostics);
    }
    line.where = def.id.where;
    line.at = citation(ctx, def.at);
    if (def.more) {
        if (!def.more->note.empty()) {
            line.remarks = std::make_shared<const Remarks>(Remarks{{}, def.more->note});
        }
        if (def.more->discount.given()) {
            line.schedule = schedule_row(conventions, ctx.diagnostics, def.more->discount).value_or(0);
        }
    }
    lower_case_keys(ctx, def, line);
    if (!lower_form(ctx, def, place, line)) {
        ctx.programme.lines.add(std::move(line));  // scenarios may name it, and are not told that it is missing
        return false;
    }
    const auto misplaced = [&](const Text* given, std::string_view key, std::string_view belongs) {
        if (given != nullptr && given->given()) {
            ctx.diagnostics.error(
                "misplaced-key", given->where,
                "'" + std::string(key) + "' is used on " + std::string(word(kind)) + " line '" + def.id.text + "'",
                "it belongs to a " + std::string(belongs));
        }
    };
    const auto first_of = [](const std::vector<PartDef>& parts) {
        return parts.empty() ? nullptr : &parts.front().organisation;
    };
    const LineId id = ctx.programme.lines.add(std::move(line));
    if (kind == LineKind::cost) {
        misplaced(first_of(def.to), "to", "benefit");
        lower_cost_flows(ctx, base_values, def, place, id);
    } else {
        misplaced(first_of(def.funded), "funded", "cost");
        misplaced(&def.spent_by, "spent_by", "cost");
        misplaced(&def.award, "award", "cost");
        lower_benefit_flows(ctx, base_values, def, id);
    }
    lower_loan(ctx, base_values, def, id);
    split_cashable(ctx, base_values, def, id);
    return true;
}

LineNotes lower_lines(Context& ctx, Reader& reader, Conventions& conventions, BaseValues& base_values) {
    LineNotes notes;
    // A large file is made of lines, so one at a time is read and lowered, and its tree given back.
    const auto lower_all = [&](const std::vector<TreeRef>& trees, LineKind kind, const LinePlace& place) {
        for (const TreeRef& tree : trees) {
            if (ctx.diagnostics.full()) {
                return;
            }
            const std::size_t errors = ctx.diagnostics.errors();
            LineDef def;
            read(reader, tree, def);
            reader.trees.let_go(tree);
            // The line takes the next row; its grants and loans come after it.
            const LineId id{ctx.programme.lines.size()};
            if (lower_line(ctx, conventions, base_values, def, kind, place) && def.more && def.more->part_of.given()) {
                notes.nested.push_back({def.more->part_of, id});
            }
            note_asides(ctx, def, kind, place, notes);
            notes.sound = notes.sound && ctx.diagnostics.errors() == errors;
        }
    };
    const auto lower_both = [&](const LinesDef& lines, const LinePlace& place) {
        lower_all(lines.costs, LineKind::cost, place);
        lower_all(lines.benefits, LineKind::benefit, place);
    };
    const Definition& programme = ctx.definition;
    // A vector that grows holds the lines twice for a moment, and 100,000 of them are most of the memory.
    std::size_t lines = 0;
    for_each_line(programme, [&](const TreeRef&) { ++lines; });
    ctx.programme.lines.reserve(lines);
    lower_both(programme, {.workstream = {}, .project = {}, .spent_by = programme.spent_by});
    std::size_t project_row = 0;
    for (std::size_t i = 0; i < programme.workstreams.size(); ++i) {
        const WorkstreamDef& workstream = programme.workstreams[i];
        const Text& spent_by = workstream.spent_by.given() ? workstream.spent_by : programme.spent_by;
        lower_both(workstream, {WorkstreamId{i}, {}, spent_by});
        for (const ProjectDef& project : workstream.projects) {
            lower_both(project, {WorkstreamId{i}, ProjectId{project_row++},
                                 project.spent_by.given() ? project.spent_by : spent_by});
        }
    }
    return notes;
}

}  // namespace tranche::lowering
