// The deduction is a line of its own, with the part's pieces negated. It has the whole's flows and facets, so whoever pays the
// whole pays that much less.
#include "lower/nesting.hpp"

#include <map>
#include <utility>  // move

#include "lower/dates.hpp"

namespace tranche::lowering {

namespace {

// In no year may the parts come to more than the whole, which would leave less than nothing of it.
void check_wholes(const Context& ctx) {
    std::map<LineId, std::vector<Micropounds>> parts;  // of wholes: what their parts come to in each year
    const auto add_years = [&](const Line& line, std::vector<Micropounds>& years) {
        years.resize(static_cast<std::size_t>(ctx.programme.calendar.years), 0);
        for (const Piece& piece : line.pieces) {
            const int origin = planned_month(ctx.programme, piece.anchor);
            for (std::size_t year = 0; year < years.size(); ++year) {
                const int first = static_cast<int>(year) * 12 - origin;
                years[year] += ctx.shapes.between(piece.shape, first, first + 12);
            }
        }
    };
    for (const Line& line : ctx.programme.lines) {
        if (line.carved) {
            add_years(line, parts[line.part_of]);
        }
    }
    for (auto& [id, years] : parts) {
        const Line& whole = ctx.programme.lines[id];
        const bool positive = total_of(ctx.programme, ctx.shapes, whole) >= 0;
        add_years(whole, years);
        for (std::size_t year = 0; year < years.size(); ++year) {
            if (positive ? years[year] < 0 : years[year] > 0) {
                ctx.diagnostics.error("part-of", whole.where,
                                      "in " + ctx.programme.calendar.year_label(static_cast<int>(year)) +
                                          " the parts of line '" + whole.id + "' exceed the line",
                                      "a part must not exceed the whole in any year");
                break;
            }
        }
    }
}

void nest(Context& ctx, LineId id, LineId whole, Position where) {
    ctx.programme.lines[id].inside = whole;
    const auto plain = [&](LineId each) {
        const Line& line = ctx.programme.lines[each];
        bool result = line.valued == Valued::counted && !line.pieces.empty();
        for (const Piece& piece : line.pieces) {
            result = result && ctx.programme.formulas.nodes()[piece.amount].op == Op::literal && !piece.series.exists();
        }
        return result;
    };
    if (!plain(id) || !plain(whole)) {
        // An amount that is worked out in every run cannot be deducted from a shape that is fixed now.
        Line& memo = ctx.programme.lines[id];
        if (memo.valued == Valued::counted) {
            memo.set_reason("inside '" + ctx.programme.lines[whole].id + "'");
        }
        memo.valued = memo.valued == Valued::counted ? Valued::memo : memo.valued;
        memo.pieces.clear();
        return;
    }
    const Micropounds part = total_of(ctx.programme, ctx.shapes, ctx.programme.lines[id]);
    const Micropounds total = total_of(ctx.programme, ctx.shapes, ctx.programme.lines[whole]);
    if ((total >= 0 && part > total) || (total < 0 && part < total)) {
        ctx.diagnostics.error("part-of", where,
                              "line '" + ctx.programme.lines[id].id + "' is larger than '" +
                                  ctx.programme.lines[whole].id + "', which contains it",
                              "a part must not exceed the whole");
        return;
    }
    Line carved = ctx.programme.lines[whole];
    carved.id += ".less." + ctx.programme.lines[id].id;
    carved.part_of = whole;
    carved.carved = true;
    carved.pieces = ctx.programme.lines[id].pieces;
    for (Piece& piece : carved.pieces) {
        std::vector<Micropounds> amounts;
        std::vector<int> lengths;
        int end = 0;
        for (std::size_t i = 0; i < ctx.shapes.segments(piece.shape); ++i) {
            amounts.push_back(-ctx.shapes.amount(piece.shape, i));
            lengths.push_back(ctx.shapes.segment_end(piece.shape, i) - end);
            end = ctx.shapes.segment_end(piece.shape, i);
        }
        piece.shape = ctx.shapes.add(lengths.empty() ? 0 : ctx.shapes.first_month(piece.shape), lengths, amounts);
        piece.undated = -piece.undated;
    }
    carved.inside = id;  // what scales or moves the part does so to what is carved out for it
    ctx.programme.lines.add(std::move(carved));
}

}  // namespace

// A line inside another is counted there already. Where both are known it is carved out of the whole, so that rows stay disjoint and
// any of them may be added; otherwise it is a memo, listed and not counted.
void nest_lines(Context& ctx, const std::vector<NestedLine>& nested) {
    for (const auto& [part_of, id] : nested) {
        const std::optional<std::size_t> row = ctx.names.lines.find(part_of, "line", ctx.diagnostics);
        if (!row) {
            continue;
        }
        const LineId whole{*row};
        // The chain of wholes ends: a circle is refused before its last link is made.
        bool circle = whole == id;
        for (LineId each = ctx.programme.lines[whole].inside; each.exists() && !circle;
             each = ctx.programme.lines[each].inside) {
            circle = each == id;
        }
        if (circle || ctx.programme.lines[whole].kind != ctx.programme.lines[id].kind) {
            const Line& line = ctx.programme.lines[id];
            ctx.diagnostics.error("part-of", part_of.where,
                                  circle ? "line '" + line.id + "' would be inside itself"
                                         : "line '" + line.id + "' is a " + std::string(word(line.kind)) +
                                               " and cannot be inside a " +
                                               std::string(word(ctx.programme.lines[whole].kind)),
                                  "name a line of the same kind that contains it");
            continue;
        }
        nest(ctx, id, whole, part_of.where);
    }
    check_wholes(ctx);
}

}  // namespace tranche::lowering
