// Prices that move on the calendar: indexation, and money of another price basis than the programme's.
#include "lower/lowering.hpp"
#include "read/scalars.hpp"
#include "tranche/base/spelling.hpp"

namespace tranche {

// Years from the base: a rate is taken to the power of them by repeated multiplication, an index is divided by its base year.
std::optional<int> Lowering::price_year(Position where) {
    if (def_.prices.base.empty()) {
        return 0;
    }
    const std::optional<int> year = result_.calendar.parse_year(def_.prices.base);
    if (!year) {
        diagnostics_.error("not-a-year", where, quoted(def_.prices.base) + ", the base of 'prices', is not a year",
                           "years look like " + result_.calendar.year_label(0));
    }
    return year;
}

std::optional<Lowering::Term> Lowering::growth_term(NodeId rate, int base) {
    Formulas& formulas = result_.formulas;
    const NodeId one = formulas.literal(1.0);
    const NodeId step = formulas.apply(Op::add, one, rate);
    const int years = series_years();
    std::vector<NodeId> up{one};
    while (static_cast<int>(up.size()) <= std::max(years - base, base) + 1) {
        up.push_back(formulas.apply(Op::multiply, up.back(), step));
    }
    Term result{one, {}, {}};
    for (int year = 0; year < years; ++year) {
        result.years.push_back(year >= base
                                   ? up[static_cast<std::size_t>(year - base)]
                                   : formulas.apply(Op::divide, one, up[static_cast<std::size_t>(base - year)]));
    }
    return result;
}

// `3%`, `3% a year`, an assumption that is a rate, or one that has a value for each year.
std::optional<Lowering::Term> Lowering::index_term(const Text& index) {
    const std::optional<int> base = price_year(index.where);
    if (!base) {
        return std::nullopt;
    }
    Formulas& formulas = result_.formulas;
    const std::string text = index.text.substr(0, index.text.find(" a year"));
    const Parsed<Decimal> rate = parse_number(text);
    constexpr int farthest = 200;
    if (*base < -farthest || *base > farthest) {
        diagnostics_.error("not-a-year", index.where, "the base of 'prices' is too far from the calendar");
        return std::nullopt;
    }
    if (rate.value && !text.ends_with('%')) {
        diagnostics_.error("not-a-percentage", index.where, quoted(index.text) + " is not a percentage",
                           "did you mean " + text + "%?");
        return std::nullopt;
    }
    if (rate.value) {
        return growth_term(formulas.literal(rate.value->to_double()), *base);
    }
    const std::optional<std::size_t> row = assumptions_.find(index, "assumption", diagnostics_);
    if (!row) {
        return std::nullopt;
    }
    const Assumption& assumption = result_.assumptions[AssumptionId{*row}];
    if (!assumption.series.exists()) {
        return growth_term(assumption.node, *base);
    }
    if (*base < 0 || *base >= result_.calendar.years) {
        diagnostics_.error(
            "outside-calendar", index.where,
            "'" + index.text + "' has no value for " + result_.calendar.year_label(*base) + ", the base of 'prices'",
            "choose a base inside the calendar");
        return std::nullopt;
    }
    const std::vector<NodeId>& values = result_.series[assumption.series];
    Term result{formulas.literal(1.0), {}, {}};
    for (const NodeId value : values) {
        result.years.push_back(formulas.apply(Op::divide, value, values[static_cast<std::size_t>(*base)], index.where));
    }
    return result;
}

// What turns an amount of its own price basis into the programme's.
std::optional<Lowering::Term> Lowering::rebase_term(const LineDef& def) {
    const PriceBasis own = def.more->prices;
    const Text deflator{def_.prices.deflator, def.id.where};
    if (deflator.text.empty()) {
        diagnostics_.error("no-deflator", def.id.where,
                           "line '" + def.id.text + "' has " + std::string(word(own)) + " prices and the programme " +
                               (def_.prices.basis.empty() ? "states none" : def_.prices.basis + " ones"),
                           "name a yearly assumption as the deflator, such as prices: {basis: nominal, deflator: gdp}");
        return std::nullopt;
    }
    std::optional<Term> result = index_term(deflator);
    if (result && own == PriceBasis::nominal) {
        for (NodeId& year : result->years) {
            year = result_.formulas.apply(Op::divide, result_.formulas.literal(1.0), year);
        }
    }
    return result;
}

// Both are applied on the calendar, after whatever shift the line has.
bool Lowering::apply_prices(const LineDef& def, Line& line) {
    if (!def.more) {
        return true;
    }
    std::vector<Term> factors;
    if (def.more->index.given()) {
        const std::optional<Term> index = index_term(def.more->index);
        if (!index) {
            return false;
        }
        factors.push_back(*index);
    }
    if (def.more->prices != PriceBasis::unstated && word(def.more->prices) != def_.prices.basis) {
        const std::optional<Term> rebased = rebase_term(def);
        if (!rebased) {
            return false;
        }
        factors.push_back(*rebased);
    }
    for (const Term& factor : factors) {
        for (Piece& piece : line.pieces) {
            if (piece.undated != 0) {
                diagnostics_.error("undated-prices", def.id.where,
                                   "line '" + def.id.text + "' has no dates, so prices cannot move over it",
                                   "leave out 'index' and 'prices', or give it dates");
                return false;
            }
            Term own{result_.formulas.literal(1.0), {}, {}};
            if (piece.series.exists()) {
                own.years = result_.series[piece.series];
            }
            piece.series = result_.series.add(times(own, factor).years);
        }
    }
    return true;
}

}  // namespace tranche
