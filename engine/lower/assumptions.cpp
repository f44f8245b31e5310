// Assumptions are declared first, so that a formula may name one that comes later in the file. Formulas among them are
// aliases until they are settled. A yearly assumption is a series with an input for each year.
#include "lower/assumptions.hpp"

#include <algorithm>  // find_if, none_of
#include <map>
#include <utility>  // move

#include "lower/amounts.hpp"
#include "lower/formula_names.hpp"
#include "lower/sources.hpp"
#include "tranche/base/spelling.hpp"

namespace tranche::lowering {

namespace {

// Formulas may name assumptions that come later, so each is settled after those it names. Where they stand in a circle one of them is
// not, and is taken for a plain number; the plan tells the circle by the names of its aliases.
std::vector<std::size_t> settling_order(const std::vector<AssumptionDef>& defs) {
    enum class Seen { no, open, yes };
    std::vector<Seen> seen(defs.size(), Seen::no);
    std::map<std::string, std::size_t> rows;
    for (std::size_t i = 0; i < defs.size(); ++i) {
        rows.emplace(defs[i].id.text, i);
    }
    std::vector<std::size_t> order;
    std::vector<std::size_t> waiting;
    for (std::size_t first = 0; first < seen.size(); ++first) {
        waiting.push_back(first);
        while (!waiting.empty()) {
            const std::size_t at = waiting.back();
            if (seen[at] != Seen::no) {
                if (seen[at] == Seen::open) {
                    order.push_back(at);
                }
                seen[at] = Seen::yes;
                waiting.pop_back();
                continue;
            }
            seen[at] = Seen::open;
            // An assumption stays on the stack, open, until those that it names are done.
            for (const std::string& name : names_in(defs[at])) {
                const auto found = rows.find(name);
                if (found != rows.end() && seen[found->second] == Seen::no) {
                    waiting.push_back(found->second);
                }
            }
        }
    }
    return order;
}

void set_range(const Context& ctx, const AssumptionDef& def, Input& input) {
    if (def.range.empty()) {
        return;
    }
    const bool numbers =
        std::none_of(def.range.begin(), def.range.end(), [](const Number& each) { return each.formula; });
    if (def.range.size() != 2 || !numbers || def.range[0].value > def.range[1].value) {
        ctx.diagnostics.error("range", def.range.front().text.where,
                              "a range is two numbers, with the low number first", "such as [12%, 20%]");
        return;
    }
    input.low = def.range[0].value.to_double();
    input.high = def.range[1].value.to_double();
}

void settle_yearly(Context& ctx, const AssumptionDef& def, AssumptionId id) {
    std::vector<NodeId> years;
    for (int year = 0; year < series_years(ctx.programme); ++year) {
        const auto said = std::find_if(def.by_year.begin(), def.by_year.end(),
                                       [&](const YearValueDef& each) { return each.year == year; });
        const std::string name = def.id.text + " in " + ctx.programme.calendar.year_label(year);
        Input input;
        if (said != def.by_year.end() && said->value.known == Known::formula) {
            ctx.diagnostics.error("not-a-number", said->value.text.where,
                                  "a yearly value takes a number, not a formula",
                                  "write a formula of yearly assumptions as the value of another");
        }
        if (said != def.by_year.end()) {
            input = stated_input(name, said->value, ctx.definition.method.central == "midpoint");
        } else {
            input.name = name;
            // Silence about a year is not zero: whatever needs that year is blocked.
            input.known = false;
            input.where = def.id.where;
            input.reason = "no value is given for " + ctx.programme.calendar.year_label(year);
        }
        input.unit = def.unit;
        years.push_back(ctx.programme.formulas.input(ctx.programme.formulas.add_input(std::move(input))));
    }
    if (!def.range.empty()) {
        ctx.diagnostics.error("range", def.range.front().text.where,
                              "'" + def.id.text + "' has a value for each year and no range of its own",
                              "give ranges to its years, such as {2013/14: 50..60}");
    }
    ctx.programme.assumptions[id].series = ctx.programme.series.add(std::move(years));
}

void settle_formula(Context& ctx, const AssumptionDef& def, AssumptionId id) {
    if (!def.range.empty()) {
        ctx.diagnostics.error("range", def.range.front().text.where,
                              "'" + def.id.text + "' is a formula and has no range of its own",
                              "give ranges to the assumptions that it is made of");
    }
    const std::optional<Term> term = yearly_formula(ctx, def.value->text);
    Assumption& assumption = ctx.programme.assumptions[id];
    if (!term) {
        ctx.programme.formulas.bind(assumption.node, ctx.programme.formulas.literal(0.0));
        return;
    }
    if (assumption.unit.empty()) {
        assumption.unit = term->unit.plain() ? "" : term->unit.text();
    } else if (!term->unit.plain() && term->unit != Unit::parse(assumption.unit)) {
        ctx.diagnostics.error(
            "unit-mismatch", def.value->text.where,
            "the formula of '" + def.id.text + "' comes to " + term->unit.text() + ", not " + assumption.unit,
            "check the units of the names in the formula");
    }
    if (term->years.empty()) {
        ctx.programme.formulas.bind(assumption.node, term->node);
    } else {
        // The alias was reserved before it was known that the value differs by year. Nothing refers to it.
        ctx.programme.formulas.bind(assumption.node, ctx.programme.formulas.literal(0.0));
        assumption.node = NodeId::none();
        assumption.series = ctx.programme.series.add(term->years);
    }
}

void settle_assumption(Context& ctx, std::size_t i) {
    const AssumptionDef& def = ctx.definition.assumptions[i];
    const AssumptionId id{i};
    if (!def.by_year.empty()) {
        settle_yearly(ctx, def, id);
    } else if (def.value && def.value->known == Known::formula) {
        settle_formula(ctx, def, id);
    } else {
        Assumption& assumption = ctx.programme.assumptions[id];
        Input input =
            stated_input(def.id.text, def.value.value_or(Quantity{}), ctx.definition.method.central == "midpoint");
        input.unit = assumption.unit;
        input.where = def.id.where;
        input.at = assumption.at;
        set_range(ctx, def, input);
        assumption.input = ctx.programme.formulas.add_input(std::move(input));
        assumption.node = ctx.programme.formulas.input(assumption.input);
    }
}

}  // namespace

void lower_assumptions(Context& ctx) {
    for (const AssumptionDef& def : ctx.definition.assumptions) {
        ctx.names.assumptions.declare(def.id, "an assumption", ctx.programme.assumptions.size(), ctx.diagnostics);
        Assumption assumption;
        assumption.id = def.id.text;
        assumption.name = def.name.empty() ? def.id.text : def.name;
        assumption.unit = !def.unit.empty() || !def.value ? def.unit : def.value->unit;
        assumption.owner = def.owner;
        assumption.evidence = def.evidence;
        assumption.status = def.status;
        assumption.where = def.id.where;
        assumption.at = citation(ctx, def.at);
        if (def.id.given() && !def.misread && def.value.has_value() == !def.by_year.empty()) {
            ctx.diagnostics.error(
                def.value ? "line-form" : "missing-key", def.id.where,
                "assumption '" + def.id.text + (def.value ? "' has both 'value' and 'by_year'" : "' needs 'value'"),
                def.value ? "keep one" : "it takes a number, a rate, a bound or a formula; or by_year, a map of years");
        }
        if (def.value && def.value->known == Known::formula) {
            assumption.node = ctx.programme.formulas.reserve(def.id.text, def.value->text.where);
        }
        ctx.programme.assumptions.add(std::move(assumption));
    }
    for (const std::size_t i : settling_order(ctx.definition.assumptions)) {
        settle_assumption(ctx, i);
    }
}

}  // namespace tranche::lowering
