// An index is a series with the value 1 in the base year of prices. A rate is taken to the power of years by repeated
// multiplication, because the last bit of pow() depends on the C library.
#include "lower/prices.hpp"

#include <algorithm>  // max
#include <utility>    // move

#include "read/scalars.hpp"
#include "tranche/base/spelling.hpp"

namespace tranche::lowering {

namespace {

// Years from the base: a rate is taken to the power of them by repeated multiplication, an index is divided by its base year.
std::optional<int> price_year(const Context& ctx, Position where) {
    if (ctx.definition.prices.base.empty()) {
        return 0;
    }
    const std::optional<int> year = ctx.programme.calendar.parse_year(ctx.definition.prices.base);
    if (!year) {
        ctx.diagnostics.error("not-a-year", where,
                              quoted(ctx.definition.prices.base) + ", the base of 'prices', is not a year",
                              "years look like " + ctx.programme.calendar.year_label(0));
    }
    return year;
}

std::optional<Term> growth_term(Context& ctx, NodeId rate, int base) {
    Formulas& formulas = ctx.programme.formulas;
    const NodeId one = formulas.literal(1.0);
    const NodeId step = formulas.apply(Op::add, one, rate);
    const int years = series_years(ctx.programme);
    std::vector<NodeId> up{one};
    while (static_cast<int>(up.size()) <= std::max(years - base, base) + 1) {
        up.push_back(formulas.apply(Op::multiply, up.back(), step));
    }
    Term result{.node = one};
    for (int year = 0; year < years; ++year) {
        result.years.push_back(year >= base
                                   ? up[static_cast<std::size_t>(year - base)]
                                   : formulas.apply(Op::divide, one, up[static_cast<std::size_t>(base - year)]));
    }
    return result;
}

// What turns an amount of its own price basis into the programme's.
std::optional<Term> rebase_term(Context& ctx, const LineDef& def) {
    const PriceBasis own = def.more->prices;
    const Text deflator{ctx.definition.prices.deflator, def.id.where};
    if (deflator.text.empty()) {
        ctx.diagnostics.error(
            "no-deflator", def.id.where,
            "line '" + def.id.text + "' has " + std::string(word(own)) + " prices and the programme " +
                (ctx.definition.prices.basis.empty() ? "states none" : ctx.definition.prices.basis + " ones"),
            "name a yearly assumption as the deflator, such as prices: {basis: nominal, deflator: gdp}");
        return std::nullopt;
    }
    std::optional<Term> result = index_term(ctx, deflator);
    if (result && own == PriceBasis::nominal) {
        for (NodeId& year : result->years) {
            year = ctx.programme.formulas.apply(Op::divide, ctx.programme.formulas.literal(1.0), year);
        }
    }
    return result;
}

}  // namespace

// `3%`, `3% a year`, an assumption that is a rate, or one that has a value for each year.
std::optional<Term> index_term(Context& ctx, const Text& index) {
    const std::optional<int> base = price_year(ctx, index.where);
    if (!base) {
        return std::nullopt;
    }
    Formulas& formulas = ctx.programme.formulas;
    const std::string text = index.text.substr(0, index.text.find(" a year"));
    const Parsed<Decimal> rate = parse_number(text);
    // A base year far away would need as many nodes as there are years between.
    constexpr int farthest = 200;
    if (*base < -farthest || *base > farthest) {
        ctx.diagnostics.error("not-a-year", index.where, "the base of 'prices' is too far from the calendar");
        return std::nullopt;
    }
    if (rate.value && !text.ends_with('%')) {
        ctx.diagnostics.error("not-a-percentage", index.where, quoted(index.text) + " is not a percentage",
                              "did you mean " + text + "%?");
        return std::nullopt;
    }
    if (rate.value) {
        return growth_term(ctx, formulas.literal(rate.value->to_double()), *base);
    }
    const std::optional<std::size_t> row = ctx.names.assumptions.find(index, "assumption", ctx.diagnostics);
    if (!row) {
        return std::nullopt;
    }
    const Assumption& assumption = ctx.programme.assumptions[AssumptionId{*row}];
    if (!assumption.series.exists()) {
        return growth_term(ctx, assumption.node, *base);
    }
    if (*base < 0 || *base >= ctx.programme.calendar.years) {
        ctx.diagnostics.error("outside-calendar", index.where,
                              "'" + index.text + "' has no value for " + ctx.programme.calendar.year_label(*base) +
                                  ", the base of 'prices'",
                              "choose a base inside the calendar");
        return std::nullopt;
    }
    const std::vector<NodeId>& values = ctx.programme.series[assumption.series];
    Term result{.node = formulas.literal(1.0)};
    for (const NodeId value : values) {
        result.years.push_back(formulas.apply(Op::divide, value, values[static_cast<std::size_t>(*base)], index.where));
    }
    return result;
}

// Both are applied on the calendar, after whatever shift the line has.
bool apply_prices(Context& ctx, const LineDef& def, Line& line) {
    if (!def.more) {
        return true;
    }
    std::vector<Term> factors;
    if (def.more->index.given()) {
        const std::optional<Term> index = index_term(ctx, def.more->index);
        if (!index) {
            return false;
        }
        factors.push_back(*index);
    }
    if (def.more->prices != PriceBasis::unstated && word(def.more->prices) != ctx.definition.prices.basis) {
        const std::optional<Term> rebased = rebase_term(ctx, def);
        if (!rebased) {
            return false;
        }
        factors.push_back(*rebased);
    }
    for (const Term& factor : factors) {
        for (Piece& piece : line.pieces) {
            if (piece.undated != 0) {
                ctx.diagnostics.error("undated-prices", def.id.where,
                                      "line '" + def.id.text + "' has no dates, so its prices cannot change",
                                      "leave out 'index' and 'prices', or give it dates");
                return false;
            }
            Term own{.node = ctx.programme.formulas.literal(1.0)};
            if (piece.series.exists()) {
                own.years = ctx.programme.series[piece.series];
            }
            piece.series = ctx.programme.series.add(times(ctx.programme.formulas, own, factor).years);
        }
    }
    return true;
}

}  // namespace tranche::lowering
