// The passes of lowering, in order. Each is a function with a header of its own; its arguments are what it may touch.
//
// The order is not free. Nodes are numbered as they are made, selections take inputs before lines have their factors, and
// a line's factor is the product of what each pass multiplies into it: gates and repeats first, then needs, selections,
// options and cases.
#include "tranche/lower/lower.hpp"

#include <cassert>  // assert
#include <memory>   // make_shared
#include <utility>  // move

#include "lower/assumptions.hpp"
#include "lower/awards.hpp"
#include "lower/base_values.hpp"
#include "lower/cases.hpp"
#include "lower/claims.hpp"
#include "lower/comparisons.hpp"
#include "lower/context.hpp"
#include "lower/lines.hpp"
#include "lower/measures.hpp"
#include "lower/method.hpp"
#include "lower/nesting.hpp"
#include "lower/options.hpp"
#include "lower/organisations.hpp"
#include "lower/repeats.hpp"
#include "lower/risks.hpp"
#include "lower/scenarios.hpp"
#include "lower/schedule.hpp"
#include "lower/selections.hpp"
#include "lower/settings.hpp"
#include "lower/sources.hpp"
#include "lower/tracking.hpp"
#include "read/written.hpp"

namespace tranche {

namespace {

using namespace lowering;

// What the programme says of itself as a whole.
void lower_title(Context& ctx) {
    const Definition& def = ctx.definition;
    if (def.id.given() && !is_id(def.id.text)) {
        refuse_id(def.id, "a programme", ctx.diagnostics);
    }
    Programme& programme = ctx.programme;
    programme.id = def.id.text;
    programme.name = def.name.empty() ? def.id.text : def.name;
    programme.summary = def.summary;
    programme.owner = def.owner;
    programme.price_basis = def.prices.basis + (def.prices.base.empty() ? "" : " " + def.prices.base);
    programme.calendar = *def.calendar;
    programme.delay_window = def.calendar_def.delay_window;
    programme.where = def.where;
}

// A piece is multiplied by its own amount and by what scales its line.
void finish_factors(Programme& programme) {
    Formulas& formulas = programme.formulas;
    const auto one = [&](NodeId id) {
        return formulas.nodes()[id].op == Op::literal && formulas.nodes()[id].literal == 1.0;
    };
    for (Line& line : programme.lines) {
        for (Piece& piece : line.pieces) {
            piece.factor = one(piece.amount) ? line.factor : formulas.apply(Op::multiply, piece.amount, line.factor);
        }
    }
}

}  // namespace

std::optional<Programme> lower(Written written) {
    if (!written) {
        return std::nullopt;
    }
    const Definition& definition = written->definition;
    Reader& reader = written->reader;
    assert(definition.calendar);
    Context ctx{definition, reader.diagnostics};

    // Needs the definition alone. After it the calendar is fixed, and with it what a year or a month is.
    lower_title(ctx);
    // Needs nothing. After it a place in a source can be cited, which nearly every other pass does.
    lower_sources(ctx);
    // Needs sources. After it every organisation that the file declares has its row; `outside` is row 0.
    lower_organisations(ctx);
    // Needs organisations. After it the decision can name whose case it judges.
    lower_perspectives(ctx);
    // Needs the calendar. After it the programme's own discount schedule is row 0; lines may still add more.
    Conventions conventions = lower_method(ctx);
    // Needs perspectives. After it the decision has its rule, and waits for lower_cases() to have its case.
    lower_decision(ctx);
    // Needs sources and the calendar. After it formulas may take what a measure of outcome says.
    lower_measures(ctx);

    // Needs the trees of the lines, so it comes before they are read. After it formulas may name lines that come later.
    ctx.formula_lines = FormulaLines(definition);
    // Needs measures and the names of lines. After it every named number is a node or a series of them.
    lower_assumptions(ctx);
    // Needs organisations. After it every award is an input; how much of it comes is settled when lines take from it.
    lower_awards(ctx);

    // Needs the definition alone.
    const std::vector<ScenarioRow> rows = scenario_rows(definition);
    // Needs the trees of the lines. After it every group of lines that a scenario names has its inputs.
    const Selections selections = collect_selections(ctx, rows);
    // Needs sources. After it every option is an input that is 1 while it is in force.
    lower_options(ctx);
    // Needs selections, options and assumptions. After it every scenario has its row and what it says of those three.
    lower_scenarios(ctx, rows, selections);
    // Needs the decision, and scenarios before them so that their rows do not move. After it both cases have rows.
    lower_cases(ctx);
    // Needs all scenarios. After it each knows what it is based on.
    lower_parents(ctx, rows);

    // Needs the calendar. After it workstreams and projects have their rows and dates.
    lower_projects(ctx);
    // Needs projects and awards. After it milestones and gates have theirs, so that every event of the file has a name.
    lower_events(ctx);
    // Shares and sums are checked with the values that are written; they are kept from here to the last check.
    BaseValues base_values;
    // Needs events and assumptions. After it projects know what they wait for and how often they start.
    const RepeatCounts counts = lower_project_links(ctx, base_values);
    // Needs the links of projects. After it every link is there, and every gate decides something.
    const GatedWorkstreams gated = lower_event_links(ctx);

    // Needs all of the above: a line may name any of it. After it every line has its pieces, its flows and a factor of 1,
    // and its tree is given back.
    const LineNotes notes = lower_lines(ctx, reader, conventions, base_values);
    // Needs lines, because a risk is borne with one. After it risks that have a price are lines too, the last of the
    // author's own.
    const RiskLines risk_lines = lower_risk_lines(ctx, conventions, base_values);
    // Needs lines with their grants and loans. After it a line has pieces for every start of its project.
    apply_repeats(ctx, counts, notes.running);
    // Needs lines. After it lines of gated projects are multiplied by the gate's decision.
    apply_gates(ctx, gated);
    // Needs gates with their inputs. After it scenarios refuse gates or put them off.
    lower_gate_settings(ctx, rows);
    // Needs what the lines take from each award. After it the part of an award that comes is known, and checked.
    lower_award_settings(ctx, rows, notes.sound);
    // Needs the fallback of awards. After it lines that need an award are gone without it.
    apply_needs(ctx);
    // Needs all lines and their pieces. After it no amount is counted twice, and no line is added any more.
    nest_lines(ctx, notes.nested);

    // Needs pieces as written. After it a year's amount that a scenario sets is an input of its own.
    set_years_of_lines(ctx, rows);
    // Needs every input with a range, those of years included. After it scenarios at one end of the ranges are complete.
    set_bounds(ctx, rows);
    // Needs lines and projects. After it they are multiplied and moved by the selections they belong to.
    apply_selections(ctx, selections);
    // Needs the delays that selections gave to projects. After it what belongs to an option not in force is 0.
    apply_options(ctx, notes.in_options);
    // Needs factors with all of that, because an adjustment is on top. After it the two cases differ from each other.
    apply_cases(ctx, risk_lines);
    // Needs the factors of lines, which are final. After it every piece has its own.
    finish_factors(ctx.programme);
    // Needs lines. After it every word of every selection has met a line.
    check_selections(ctx, rows, selections, notes.sound);
    // Needs final factors. After it formulas that name lines have their values.
    ctx.formula_lines.bind(ctx.programme);

    // Needs lines and projects. After it the register of risks says what covers them.
    lower_risks(ctx, notes.covers);
    // Needs lines. Reports only.
    check_cohorts(ctx, notes.cohorts);
    // Needs scenarios and awards. After it each comparison has both its sides.
    lower_comparisons(ctx);
    // Needs the definition alone.
    lower_tracking(ctx);
    // Needs every name that an address may hold. After it each printed figure and cell asks for something.
    lower_claims(ctx);

    // Nothing is added any more.
    ctx.programme.conventions = std::make_shared<const Conventions>(std::move(conventions));
    ctx.programme.formulas.close();
    ctx.programme.shapes = std::make_shared<const Shapes>(std::move(ctx.shapes));
    if (reader.diagnostics.errors() != written->errors_before) {
        return std::nullopt;
    }
    return std::move(ctx.programme);
}

}  // namespace tranche
