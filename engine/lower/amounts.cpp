// A number that a scenario, a draw or a sensitivity may change becomes an input with a name. A plain amount of money does
// not: it stays an integer of a shape, and forms.cpp makes an input of it only where it is multiplied.
#include "lower/amounts.hpp"

#include <algorithm>  // max
#include <utility>    // move

#include "tranche/base/spelling.hpp"

namespace tranche::lowering {

namespace {

/// The year that a formula is read for, and whether a name in it differs from year to year.
struct FormulaYear {
    int year = 0;
    bool differs = false;
};

// The value of a name in a formula, in one year where it differs.
std::optional<Measured> named(Context& ctx, FormulaYear& formula, const std::string& name, Position where) {
    if (ctx.formula_lines.contains(name) && !ctx.names.assumptions.has(name)) {
        return Measured{ctx.formula_lines.value(name, where, ctx.programme.formulas), Unit::pounds()};
    }
    // A dot cannot occur in an id, so `visits.target` is a measure of outcome and its field.
    const std::size_t dot = name.find('.');
    if (dot != std::string::npos) {
        return measure_value(ctx, {name.substr(0, dot), where}, name.substr(dot + 1));
    }
    const std::optional<std::size_t> row = ctx.names.assumptions.find({name, where}, "assumption", ctx.diagnostics);
    if (!row) {
        return std::nullopt;
    }
    const Assumption& assumption = ctx.programme.assumptions[AssumptionId{*row}];
    const Unit unit = Unit::parse(assumption.unit);
    if (!assumption.series.exists()) {
        return Measured{assumption.node, unit};
    }
    formula.differs = true;
    return Measured{ctx.programme.series[assumption.series][static_cast<std::size_t>(formula.year)], unit};
}

// A formula that has to have one value.
std::optional<NodeId> single_formula(Context& ctx, const Text& text) {
    const std::optional<Term> term = yearly_formula(ctx, text);
    if (term && !term->years.empty()) {
        ctx.diagnostics.error("yearly-value", text.where, "a share cannot use a formula that differs from year to year",
                              "use an assumption with a single value");
    }
    return term ? std::optional(term->node) : std::nullopt;
}

bool midpoint(const Context& ctx) {
    return ctx.definition.method.central == "midpoint";
}

}  // namespace

Input stated_input(std::string name, const Quantity& stated, bool midpoint) {
    Input input;
    input.name = std::move(name);
    input.where = stated.text.where;
    input.reason = stated.reason;
    const double value = stated.value.to_double();
    input.bounded = stated.known != Known::exactly;
    switch (stated.known) {
        case Known::exactly: input.base = value; break;
        case Known::between:
            input.low = value;
            input.high = stated.high.to_double();
            input.known = midpoint;
            input.base = midpoint ? (*input.low + *input.high) / 2.0 : 0.0;
            break;
        case Known::at_least:
            input.low = value;
            input.known = false;
            break;
        case Known::up_to:
            input.high = value;
            input.known = false;
            break;
        default: input.known = false;
    }
    return input;
}

// A window that extends may reach years past the calendar, which have prices and values too.
int series_years(const Programme& programme) {
    constexpr int most_added = 50;
    return programme.calendar.years + (programme.delay_window == DelayWindow::extend ? most_added : 0);
}

Term times(Formulas& formulas, const Term& a, const Term& b) {
    Term result{formulas.apply(Op::multiply, a.node, b.node), {}, a.unit * b.unit};
    const std::size_t years = std::max(a.years.size(), b.years.size());
    for (std::size_t year = 0; year < years; ++year) {
        result.years.push_back(formulas.apply(Op::multiply, a.years.empty() ? a.node : a.years[year],
                                              b.years.empty() ? b.node : b.years[year]));
    }
    return result;
}

NodeId times(Formulas& formulas, NodeId factor, NodeId by) {
    const Node& node = formulas.nodes()[factor];
    return node.op == Op::literal && node.literal == 1.0 ? by : formulas.apply(Op::multiply, factor, by);
}

std::optional<Measured> measure_value(Context& ctx, const Text& id, const std::string& field) {
    const std::optional<std::size_t> row = ctx.names.measures.find(id, "measure", ctx.diagnostics);
    if (!row) {
        return std::nullopt;
    }
    const OutcomeMeasure& measure = ctx.programme.measures[*row];
    const std::optional<Printed>* figure = field == "baseline"  ? &measure.baseline
                                           : field == "target"  ? &measure.target
                                           : field == "without" ? &measure.without
                                           : field == "change"  ? &measure.change
                                                                : nullptr;
    if (figure == nullptr || !*figure || (*figure)->bound == Bound::range) {
        ctx.diagnostics.error("unknown-reference", id.where,
                              "measure '" + id.text + "' has no single figure '" + field + "'",
                              figure == nullptr ? did_you_mean(field, {"baseline", "target", "without", "change"})
                                                : "give it as a single number");
        return std::nullopt;
    }
    const bool percent = (*figure)->unit == PrintedUnit::percent;
    return Measured{ctx.programme.formulas.literal((*figure)->value.to_double() / (percent ? 100.0 : 1.0)),
                    percent ? Unit{} : Unit::parse(measure.unit)};
}

// A formula that names something yearly is one formula for each year; a part that does not is shared between them.
std::optional<Term> yearly_formula(Context& ctx, const Text& text) {
    FormulaYear formula;
    const NameResolver resolve = [&](const std::string& name, Position where) {
        return named(ctx, formula, name, where);
    };
    const std::optional<Measured> first = lower_formula(text, ctx.programme.formulas, resolve, ctx.diagnostics);
    if (!first) {
        return std::nullopt;
    }
    Term result{first->node, {}, first->unit};
    // The first reading found out whether any name differs by year. Equal parts of the yearly readings are one node.
    const bool yearly = formula.differs;
    for (formula.year = 0; yearly && formula.year < series_years(ctx.programme); ++formula.year) {
        result.years.push_back(lower_formula(text, ctx.programme.formulas, resolve, ctx.diagnostics)->node);
    }
    return result;
}

NodeId number(Context& ctx, const Number& value) {
    return value.formula ? single_formula(ctx, value.text).value_or(ctx.programme.formulas.literal(0.0))
                         : ctx.programme.formulas.literal(value.value.to_double());
}

// A number of a line's own, as an input that bears its name.
std::optional<Term> quantity(Context& ctx, const Quantity& stated, const std::string& name, LineKind kind) {
    if (!stated.readable) {
        return std::nullopt;
    }
    if (stated.known == Known::formula) {
        return yearly_formula(ctx, stated.text);
    }
    Input input = stated_input(name, stated, midpoint(ctx));
    input.unit = stated.unit;
    input.of = kind;
    return Term{
        ctx.programme.formulas.input(ctx.programme.formulas.add_input(std::move(input))), {}, Unit::parse(stated.unit)};
}

// What an amount of money says beyond a number, in pounds. Empty where it is unreadable or no formula; told.
std::optional<Term> stated_amount(Context& ctx, const StatedAmount& amount, const std::string& name, LineKind kind) {
    if (!amount.readable) {
        return std::nullopt;
    }
    if (!amount.words) {
        return Term{ctx.programme.formulas.literal(in_pounds(amount.micropounds)), {}, Unit::pounds()};
    }
    const StatedAmount::Words& words = *amount.words;
    if (words.known == Known::formula) {
        return yearly_formula(ctx, words.formula);
    }
    const double low = in_pounds(words.low);
    const double high = in_pounds(words.high);
    Input input;
    input.name = name;
    input.unit = "\u00a3";
    input.where = amount.where;
    input.reason = words.reason;
    input.of = kind;
    // A range has no central value unless the file says that its middle is one.
    input.known = words.known == Known::between && midpoint(ctx);
    input.base = input.known ? (low + high) / 2.0 : 0.0;
    input.bounded = true;
    if (words.known == Known::between || words.known == Known::at_least) {
        input.low = low;
    }
    if (words.known == Known::between || words.known == Known::up_to) {
        input.high = high;
    }
    return Term{ctx.programme.formulas.input(ctx.programme.formulas.add_input(std::move(input))), {}, Unit::pounds()};
}

// Money may be in pounds or, for a yearly amount, pounds a year; a plain number is taken to be pounds.
bool is_money(const Context& ctx, const Term& term, const std::string& whose, Position where, bool per_unit) {
    const Unit unit = term.unit.without_years();
    if (unit.plain() || unit == Unit::pounds() || (per_unit && unit.counts_pounds())) {
        return true;
    }
    ctx.diagnostics.error("unit-mismatch", where, whose + " comes to " + term.unit.text() + ", not pounds",
                          "check the units of the names in it");
    return false;
}

}  // namespace tranche::lowering
