// A shape holds integers. An amount that every run works out cannot be in it, so the shape holds a million pounds, and the
// piece is multiplied by the amount in millions.
#include "lower/pieces.hpp"

#include <utility>  // move

namespace tranche::lowering {

namespace {

constexpr double million = 1e6;
constexpr Micropounds million_pounds = 1'000'000'000'000;

}  // namespace

const MoreDef& more_of(const LineDef& def) {
    static const MoreDef nothing;
    return def.more ? *def.more : nothing;
}

// Empty where nothing is counted: the line then says so by itself, or what is wrong is told.
std::optional<Price> price(Context& ctx, const StatedAmount& amount, const std::string& name, Line& line,
                           bool per_unit) {
    if (!amount.readable) {
        return std::nullopt;
    }
    if (amount.known() == Known::unquantified || amount.known() == Known::unpriced) {
        line.valued = amount.known() == Known::unquantified ? Valued::unquantified : Valued::unpriced;
        line.set_reason(amount.words->reason);
        return std::nullopt;
    }
    if (!amount.words) {
        return Price{amount.micropounds, {}, amount.where};
    }
    const std::optional<Term> term = stated_amount(ctx, amount, name, line.kind);
    if (!term || !is_money(ctx, *term, "line '" + line.id + "'", amount.where, per_unit)) {
        return std::nullopt;
    }
    return Price{std::nullopt, *term, amount.where};
}

// What needs to be known besides the amount, and is not: an input without a value, so that it blocks what needs it.
Price times_unknown(Context& ctx, const Price& price, const std::string& name, const std::string& reason,
                    const Line& line) {
    const std::string full_name = name + "(" + line.id + ")";
    std::optional<InputId> known_missing = ctx.programme.formulas.find_input(full_name);
    if (!known_missing) {
        Input input;
        input.name = full_name;
        input.subject = line.id;
        input.where = price.where;
        input.known = false;
        input.reason = reason;
        input.of = line.kind;
        known_missing = ctx.programme.formulas.add_input(std::move(input));
    }
    const Term missing{.node = ctx.programme.formulas.input(*known_missing)};
    Term known = price.term;
    if (price.exact) {
        known = {ctx.programme.formulas.literal(in_pounds(*price.exact)), {}, Unit::pounds()};
    }
    return {std::nullopt, times(ctx.programme.formulas, known, missing), price.where};
}

void add_piece(Context& ctx, Line& line, const Price& price, const Stretch& stretch) {
    Formulas& formulas = ctx.programme.formulas;
    Piece piece;
    piece.amount = formulas.literal(1.0);
    piece.factor = piece.amount;
    piece.delay = formulas.literal(0.0);
    piece.anchor = stretch.anchor;
    piece.until = stretch.until;
    const Micropounds amount = price.exact.value_or(million_pounds);
    if (stretch.undated) {
        piece.undated = amount;
        piece.shape = ctx.shapes.add_even(0, 1, {});
    } else {
        piece.shape = ctx.shapes.add(stretch.first, stretch.lengths, stretch.spread(amount));
    }
    if (ctx.formula_lines.contains(line.id)) {
        ctx.formula_lines.add_amount(line.id, price.exact ? formulas.literal(in_pounds(amount)) : price.term.node);
    }
    if (!price.exact) {
        const NodeId divisor = formulas.literal(million);
        // A price that differs by year goes into the series, which is read on the calendar after any delay.
        if (price.term.years.empty()) {
            piece.amount = formulas.apply(Op::divide, price.term.node, divisor);
        } else {
            std::vector<NodeId> years;
            for (const NodeId year : price.term.years) {
                years.push_back(formulas.apply(Op::divide, year, divisor));
            }
            piece.series = ctx.programme.series.add(std::move(years));
        }
    }
    line.pieces.push_back(piece);
}

// What a line adds to is an integer; amounts that pass its end are a slip of the keyboard or of the unit.
bool countable(const Context& ctx, const std::string& id, double magnitude, Position where) {
    constexpr double most = 9.2e18;
    if (magnitude <= most) {
        return true;
    }
    ctx.diagnostics.error("amount-too-large", where, "the amounts of line '" + id + "' are too large to count",
                          "the largest sum is £9,200bn; a number without a unit is in the file's unit of money");
    return false;
}

}  // namespace tranche::lowering
