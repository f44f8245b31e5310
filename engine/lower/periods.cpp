// Plain amounts of all periods become one shape, because a file is made of such lines: one piece for ten years instead of
// ten. Only an amount that is worked out, and an increment, needs a piece of its own.
#include "lower/periods.hpp"

#include <cassert>    // assert
#include <algorithm>  // find
#include <cmath>      // abs
#include <span>

#include "lower/pieces.hpp"
#include "lower/prices.hpp"
#include "lower/spreads.hpp"
#include "tranche/base/spelling.hpp"

namespace tranche::lowering {

bool lower_periods(Context& ctx, const LineDef& def, const LinePlace& /*place*/, Line& line) {
    assert(def.cells_at.given());
    const MoreDef& more = more_of(def);
    const std::vector<std::string> bases{"cash", "level", "increment", "unstated"};
    if (more.basis.given() && std::find(bases.begin(), bases.end(), more.basis.text) == bases.end()) {
        ctx.diagnostics.error("unknown-word", more.basis.where,
                              quoted(more.basis.text) + " is not one of " + listed(bases),
                              did_you_mean(more.basis.text, bases));
        return false;
    }
    const bool increments = more.basis.text == "increment";
    const bool unstated = more.basis.text == "unstated";
    if (increments && def.cell_months != 12) {
        ctx.diagnostics.error("line-form", more.basis.where, "increments are yearly amounts", "write them as by_year");
        return false;
    }
    if (def.until.given() && !increments) {
        ctx.diagnostics.error("misplaced-key", def.until.where,
                              "on a line with periods, 'until' needs basis: increment", "leave out the later periods");
        return false;
    }
    double magnitude = 0.0;
    bool sound = true;
    const auto periods = static_cast<std::size_t>(ctx.programme.calendar.months() / def.cell_months);
    std::vector<Micropounds> plain(periods, 0);
    const auto label = [&](int period) {
        return def.cell_months == 12  ? ctx.programme.calendar.year_label(period)
               : def.cell_months == 3 ? ctx.programme.calendar.quarter_label(period)
                                      : month_text(ctx.programme.calendar.month_at(period));
    };
    for (const CellDef& cell : def.cells) {
        if (!cell.amount.readable || static_cast<std::size_t>(cell.period) >= periods) {
            continue;  // told
        }
        std::optional<Price> found = price(ctx, cell.amount, def.id.text + " in " + label(cell.period), line);
        if (!found) {
            sound = sound && line.valued != Valued::counted;
            continue;
        }
        // Whether 100 means 100 once or 100 more every year is not known, so the line is blocked, not guessed. Zero is zero.
        if (unstated && !(found->exact && *found->exact == 0)) {
            found =
                times_unknown(ctx, *found, "basis",
                              "it is not stated whether its yearly amounts are cash, a level or an increment", line);
        }
        if (found->exact && !increments) {
            magnitude += std::abs(static_cast<double>(*found->exact));
            plain[static_cast<std::size_t>(cell.period)] = *found->exact;
            continue;
        }
        if (found->exact) {
            magnitude +=
                std::abs(static_cast<double>(*found->exact)) * static_cast<double>(ctx.programme.calendar.years);
        }
        const std::optional<Stretch> stretch = period_stretch(ctx, def, cell.period);
        if (!stretch) {
            return false;
        }
        add_piece(ctx, line, *found, *stretch);
    }
    if (!countable(ctx, def.id.text, magnitude, def.cells_at.where)) {
        return false;
    }
    // Periods of nothing at either end are left out: they would only cost room.
    std::size_t first = 0;
    std::size_t last = plain.size();
    while (last > 0 && plain[last - 1] == 0) {
        --last;
    }
    while (first < last && plain[first] == 0) {
        ++first;
    }
    if (first < last || line.pieces.empty()) {
        Piece piece;
        piece.amount = ctx.programme.formulas.literal(1.0);
        piece.factor = piece.amount;
        piece.delay = ctx.programme.formulas.literal(0.0);
        const std::span<const Micropounds> amounts = std::span(plain).subspan(first, last - first);
        piece.shape = ctx.shapes.add_even(static_cast<int>(first) * def.cell_months, def.cell_months, amounts);
        if (ctx.formula_lines.contains(line.id)) {
            double sum = 0.0;
            for (const Micropounds each : amounts) {
                sum += in_pounds(each);
            }
            ctx.formula_lines.add_amount(line.id, ctx.programme.formulas.literal(sum));
        }
        line.pieces.push_back(piece);
    }
    return sound;
}

}  // namespace tranche::lowering
