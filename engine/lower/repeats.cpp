// The pieces of a line are copied for every start and moved by whole months. What the line is written with is the first
// start, so a project that happens once is not touched.
#include "lower/repeats.hpp"

#include <algorithm>  // min, none_of
#include <charconv>   // from_chars
#include <cmath>      // abs
#include <utility>    // move

#include "lower/dates.hpp"

namespace tranche::lowering {

namespace {

// What the starts add to is what is counted. Where the count is an assumption, a scenario may say another, and every start
// is as much larger or smaller; a bound, such as up to 5, is kept and scales nothing.
void scale_by_count(Context& ctx, BaseValues& base_values, RepeatCounts& counts, const RepeatDef& def, ProjectId id,
                    int starts) {
    const std::string& text = def.count.text;
    const auto wrong = [&](const std::string& counted) {
        ctx.diagnostics.error("repeat-count", def.count.where,
                              "the starts of '" + ctx.programme.projects[id].id + "' add to " + std::to_string(starts) +
                                  ", not " + counted,
                              "each repetition needs a start in some year");
    };
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc{} && end == text.data() + text.size()) {
        if (number != starts) {
            wrong(text);
        }
        return;
    }
    const std::optional<std::size_t> row = ctx.names.assumptions.find(def.count, "assumption", ctx.diagnostics);
    if (!row) {
        return;
    }
    const Assumption& assumption = ctx.programme.assumptions[AssumptionId{*row}];
    if (!assumption.node.exists()) {
        ctx.diagnostics.error("repeat-count", def.count.where,
                              "'" + assumption.id + "' differs from year to year, so it cannot be a count of projects",
                              "name an assumption with a single value");
        return;
    }
    const Input* input = assumption.input.exists() ? &ctx.programme.formulas.inputs()[assumption.input] : nullptr;
    if (input != nullptr && !input->known) {
        if ((input->low && *input->low > starts) || (input->high && *input->high < starts)) {
            wrong("what '" + assumption.id + "' allows");
        }
        return;
    }
    if (std::abs(base_values.of(ctx.programme.formulas, assumption.node) - starts) > 1e-9) {
        wrong("'" + assumption.id + "'");
    }
    counts[id] = ctx.programme.formulas.apply(Op::divide, assumption.node, ctx.programme.formulas.literal(starts));
}

// A running cost goes on to the end of the calendar and no further, when it starts late as when it starts early.
std::optional<ShapeId> moved_shape(Context& ctx, const Piece& piece, int months, bool running, Position where) {
    Shapes& shapes = ctx.shapes;
    if (months == 0 || shapes.segments(piece.shape) == 0) {
        return piece.shape;
    }
    const int first = shapes.first_month(piece.shape) + months;
    const int last = shapes.end_month(piece.shape) + months;
    const int origin = planned_month(ctx.programme, piece.anchor);
    const int calendar_end = ctx.programme.calendar.months() - origin;
    // A running cost fills the calendar as written. Moved later, it would pass the end.
    const int end = piece.until || !running ? last : std::min(last, calendar_end);
    if (!piece.until && !running && !inside_calendar(ctx, origin + first, origin + last, where)) {
        return std::nullopt;
    }
    std::vector<int> lengths;
    std::vector<Micropounds> amounts;
    int begin = first;
    for (std::size_t i = 0; begin < end && i < shapes.segments(piece.shape); ++i) {
        const int upto = std::min(end, first + shapes.segment_end(piece.shape, i));
        lengths.push_back(upto - begin);
        amounts.push_back(shapes.between(piece.shape, begin - months, upto - months));
        begin = upto;
    }
    return lengths.empty() ? shapes.add_even(0, 1, {}) : shapes.add(first, lengths, amounts);
}

void repeat_line(Context& ctx, const RepeatCounts& counts, Line& line, bool running) {
    Formulas& formulas = ctx.programme.formulas;
    std::vector<Piece> pieces;
    // The first start has taken its grants already.
    int more = -1;
    for (const Repeat& each : ctx.programme.projects[line.project].repeats) {
        more += each.number;
        for (Piece piece : line.pieces) {
            const std::optional<ShapeId> shape = moved_shape(ctx, piece, each.months_after, running, line.where);
            if (!shape) {
                return;
            }
            piece.shape = *shape;
            piece.until_lag += each.months_after;
            if (piece.priced_at) {
                *piece.priced_at += each.months_after;
            }
            piece.amount = formulas.apply(Op::multiply, formulas.literal(each.number), piece.amount);
            pieces.push_back(piece);
        }
    }
    for (Award& award : ctx.programme.awards) {
        award.on_lines +=
            line.factor == formulas.input(award.paid) ? more * total_of(ctx.programme, ctx.shapes, line) : 0;
    }
    line.pieces = std::move(pieces);
    if (const auto count = counts.find(line.project); count != counts.end()) {
        line.factor = formulas.apply(Op::multiply, count->second, line.factor);
    }
}

}  // namespace

void lower_repeat(Context& ctx, BaseValues& base_values, RepeatCounts& counts, const RepeatDef& def, ProjectId id) {
    Project& project = ctx.programme.projects[id];
    if (def.misread || def.starts.empty() || !dated(ctx, id, {"repeat", def.where})) {
        return;
    }
    const int own_year = Calendar::year_of(*project.starts);
    int starts = 0;
    bool sound = true;
    for (const StartsDef& each : def.starts) {
        const std::string year = ctx.programme.calendar.year_label(each.year);
        if (each.number < 1) {
            ctx.diagnostics.error("repeat-starts", each.where,
                                  "'" + project.id + "' has " + std::to_string(each.number) + " starts in " + year,
                                  "leave out years without a start");
            sound = false;
        } else if (each.year >= ctx.programme.calendar.years) {
            ctx.diagnostics.error("outside-calendar", each.where, year + " is outside the calendar",
                                  "change the calendar, or the year");
            sound = false;
        } else if (each.year < own_year) {
            ctx.diagnostics.error("repeat-starts", each.where,
                                  "'" + project.id + "' cannot start in " + year + " before its own start",
                                  "'starts' of the project is the date of its first start: " +
                                      month_text(ctx.programme.calendar.month_at(*project.starts)));
            sound = false;
        }
        starts += each.number;
        project.repeats.push_back({(each.year - own_year) * 12, each.number});
    }
    const auto first = [&](const StartsDef& each) { return each.year == own_year; };
    if (sound && std::none_of(def.starts.begin(), def.starts.end(), first)) {
        ctx.diagnostics.error("repeat-starts", def.starts.front().where,
                              "'" + project.id + "' starts in " + ctx.programme.calendar.year_label(own_year) +
                                  ", but none of its starts is then",
                              "'starts' of the project is the date of its first start");
        sound = false;
    }
    if (!sound) {
        project.repeats.clear();
        return;
    }
    scale_by_count(ctx, base_values, counts, def, id, starts);
}

// What a line is made into (grants, and whatever else is part of it) runs on if the line does.
void apply_repeats(Context& ctx, const RepeatCounts& counts, const std::set<std::string>& running) {
    for (Line& line : ctx.programme.lines) {
        if (line.project.exists() && !ctx.programme.projects[line.project].repeats.empty()) {
            repeat_line(ctx, counts, line,
                        running.contains(line.part_of.exists() ? ctx.programme.lines[line.part_of].id : line.id));
        }
    }
}

}  // namespace tranche::lowering
