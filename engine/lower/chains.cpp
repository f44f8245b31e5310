// A chain is a product of how many there are, shares of them, and what one is worth. Each factor is an input of its own, so
// that a scenario can change the take-up alone.
#include "lower/chains.hpp"

#include <cassert>    // assert
#include <algorithm>  // find_if, none_of
#include <array>
#include <utility>  // move

#include "tranche/base/spelling.hpp"

namespace tranche::lowering {

namespace {

// The measure of a chain's step, if one is named.
const Text* measured_by(const ChainDef& chain, std::string_view step) {
    const auto found = std::find_if(chain.measured.begin(), chain.measured.end(),
                                    [&](const PairDef& pair) { return pair.key.text == step; });
    return found == chain.measured.end() ? nullptr : &found->value;
}

// A plain amount of money as an input, so that scenarios can name it.
Term money_input(Formulas& formulas, const std::string& name, Micropounds amount, Position where, LineKind kind) {
    Input input;
    input.name = name;
    input.base = in_pounds(amount);
    input.unit = "\u00a3";
    input.where = where;
    input.of = kind;
    return {formulas.input(formulas.add_input(std::move(input))), {}, Unit::pounds()};
}

// A step with a value for each year has not one that what is recorded could be held against.
void measured_step(Context& ctx, const Line& line, std::string_view step, const Text& measure, const Term& term,
                   bool share, bool taken_off) {
    const std::optional<std::size_t> row = ctx.names.measures.find(measure, "measure", ctx.diagnostics);
    if (!row) {
        return;
    }
    if (!term.years.empty()) {
        ctx.diagnostics.error("measured-step", measure.where,
                              "the " + std::string(step) + " of line '" + line.id + "' has a value for each year",
                              "only steps of the chain with a single value can be measured");
        return;
    }
    ctx.programme.measured_steps.push_back(
        {line.id, std::string(step), *row, term.node, share, taken_off, measure.where});
}

}  // namespace

std::optional<Price> chain_price(Context& ctx, const LineDef& def, Line& line) {
    assert(more_of(def).chain);
    const ChainDef& chain = *more_of(def).chain;
    struct Factor {
        std::string_view name;
        const std::optional<Quantity>& stated;
        bool share;      ///< from 0% to 100%
        bool taken_off;  ///< counts as 1 less itself
    };
    const std::array<Factor, 9> factors{{{"population", chain.population, false, false},
                                         {"take_up", chain.take_up, true, false},
                                         {"impact", chain.impact, true, false},
                                         {"retention", chain.retention, true, false},
                                         {"deadweight", chain.deadweight, true, true},
                                         {"displacement", chain.displacement, true, true},
                                         {"leakage", chain.leakage, true, true},
                                         {"substitution", chain.substitution, true, true},
                                         {"multiplier", chain.multiplier, false, false}}};
    if (!chain.unit_value) {
        return std::nullopt;  // told by the reader
    }
    Formulas& formulas = ctx.programme.formulas;
    const NodeId one = formulas.literal(1.0);
    Term product{.node = one};
    if (chain.measure.given() == chain.population.has_value()) {
        ctx.diagnostics.error("chain-start", chain.where,
                              "the chain of line '" + def.id.text + "' needs one of 'population' and 'measure'",
                              "population gives a number of people or things; measure names a measure of outcome");
        return std::nullopt;
    }
    if (chain.measure.given()) {
        const std::optional<Measured> start = measure_value(ctx, chain.measure, "without");
        const std::optional<Measured> target = start ? measure_value(ctx, chain.measure, "target") : std::nullopt;
        if (!target) {
            return std::nullopt;
        }
        const std::optional<std::size_t> row = ctx.names.measures.find(chain.measure, "measure", ctx.diagnostics);
        // A measure that should fall moves by its path without the programme less its target.
        const bool up = ctx.programme.measures[*row].direction == "up";
        line.driven_by = static_cast<std::uint32_t>(*row);
        product = {formulas.apply(Op::subtract, up ? target->node : start->node, up ? start->node : target->node),
                   {},
                   start->unit};
    }
    bool sound = true;
    for (const Factor& factor : factors) {
        if (!factor.stated) {
            continue;
        }
        // One factor that nobody knows leaves the whole line unquantified. It is listed, not counted.
        if (factor.stated->known == Known::unquantified || factor.stated->known == Known::unpriced) {
            line.valued = factor.stated->known == Known::unpriced ? Valued::unpriced : Valued::unquantified;
            line.set_reason(factor.stated->reason);
            continue;
        }
        const Quantity& said = *factor.stated;
        const bool numbers = said.known != Known::formula && said.known != Known::unknown;
        if (factor.share && numbers && (said.value.negative() || said.high > Decimal{1, 0})) {
            const bool bare = !said.text.text.ends_with('%') && said.value > Decimal{1, 0};
            ctx.diagnostics.error("share-range", said.text.where,
                                  quoted(said.text.text) + " cannot be the " + std::string(factor.name) + " of a chain",
                                  bare ? "did you mean " + said.text.text + "%?" : "it is a share from 0% to 100%");
            sound = false;
            continue;
        }
        std::optional<Term> term = quantity(ctx, *factor.stated, line.id + "." + std::string(factor.name), line.kind);
        if (!term) {
            sound = false;
            continue;
        }
        if (const Text* measure = measured_by(chain, factor.name)) {
            measured_step(ctx, line, factor.name, *measure, *term, factor.share, factor.taken_off);
        }
        // 10% deadweight leaves 1 - 10% of the benefit.
        if (factor.taken_off) {
            term->node = formulas.apply(Op::subtract, one, term->node);
            for (NodeId& year : term->years) {
                year = formulas.apply(Op::subtract, one, year);
            }
        }
        product = times(formulas, product, *term);
    }
    const std::optional<Price> value = price(ctx, *chain.unit_value, line.id + ".unit_value", line, true);
    if (!sound || !value || line.valued != Valued::counted) {
        return std::nullopt;
    }
    Term each = value->term;
    if (value->exact) {
        each = money_input(formulas, line.id + ".unit_value", *value->exact, chain.unit_value->where, line.kind);
    }
    if (const Text* measure = measured_by(chain, "unit_value")) {
        measured_step(ctx, line, "unit_value", *measure, each, false, false);
    }
    for (const PairDef& pair : chain.measured) {
        const auto same = [&](const Factor& factor) { return factor.name == pair.key.text && factor.stated; };
        if (pair.key.text != "unit_value" && std::none_of(factors.begin(), factors.end(), same)) {
            ctx.diagnostics.error("measured-step", pair.key.where,
                                  quoted(pair.key.text) + " is not a step of the chain of line '" + line.id + "'",
                                  "only steps of the chain with a single value can be measured");
        }
    }
    product = times(formulas, product, each);
    product.unit = Unit::pounds();  // what there are of and what one is worth cancel
    return Price{std::nullopt, product, chain.where};
}

std::optional<Price> quantity_price(Context& ctx, const LineDef& def, Line& line) {
    assert(more_of(def).quantity);
    const MoreDef& more = *def.more;
    if (!more.unit_cost) {
        ctx.diagnostics.error("missing-key", def.id.where, "line '" + def.id.text + "' needs 'unit_cost'",
                              "it takes the cost of one unit, or `unpriced`");
        return std::nullopt;
    }
    const StatedAmount& unit_cost = *more.unit_cost;
    for (const Known known : {unit_cost.known(), more.quantity->known}) {
        if (known == Known::unpriced || known == Known::unquantified) {
            line.valued = known == Known::unpriced ? Valued::unpriced : Valued::unquantified;
            line.set_reason(unit_cost.words ? unit_cost.words->reason : more.quantity->reason);
            return std::nullopt;
        }
    }
    std::optional<Term> count = quantity(ctx, *more.quantity, line.id + ".quantity", line.kind);
    std::optional<Term> each = stated_amount(ctx, unit_cost, line.id + ".unit_cost", line.kind);
    if (!count || !each) {
        return std::nullopt;
    }
    if (unit_cost.known() == Known::exactly) {
        each = money_input(ctx.programme.formulas, line.id + ".unit_cost", unit_cost.micropounds, unit_cost.where,
                           line.kind);
    }
    Term product = times(ctx.programme.formulas, *count, *each);
    if (each->unit == Unit::pounds()) {
        product.unit = Unit::pounds();  // £47,779 for one FTE, however that is written
    }
    return is_money(ctx, product, "line '" + line.id + "'", unit_cost.where)
               ? std::optional(Price{std::nullopt, product, unit_cost.where})
               : std::nullopt;
}

}  // namespace tranche::lowering
