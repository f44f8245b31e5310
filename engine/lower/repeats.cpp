// Projects that happen more than once: the lines of one, again for every start.
//
// A line is the sum of its pieces, so starting again is more pieces: the same money later, times as many as start then.
#include <algorithm>  // min, none_of
#include <charconv>   // from_chars
#include <cmath>      // abs
#include <set>
#include <utility>  // move

#include "lower/lowering.hpp"

namespace tranche {

void Lowering::lower_repeat(const RepeatDef& def, ProjectId id) {
    Project& project = result_.projects[id];
    if (def.misread || def.starts.empty() || !dated(id, {"repeat", def.where})) {
        return;
    }
    const int own_year = Calendar::year_of(*project.starts);
    int starts = 0;
    bool sound = true;
    for (const StartsDef& each : def.starts) {
        const std::string year = result_.calendar.year_label(each.year);
        if (each.number < 1) {
            diagnostics_.error("repeat-starts", each.where,
                               "of '" + project.id + "' there start " + std::to_string(each.number) + " in " + year,
                               "leave out years in which none starts");
            sound = false;
        } else if (each.year >= result_.calendar.years) {
            diagnostics_.error("outside-calendar", each.where, year + " is outside the calendar",
                               "change the calendar, or the year");
            sound = false;
        } else if (each.year < own_year) {
            diagnostics_.error("repeat-starts", each.where,
                               "'" + project.id + "' cannot start in " + year + " before its own start",
                               "'starts' of the project is when the first one does: " +
                                   month_text(result_.calendar.month_at(*project.starts)));
            sound = false;
        }
        starts += each.number;
        project.repeats.push_back({(each.year - own_year) * 12, each.number});
    }
    const auto first = [&](const StartsDef& each) { return each.year == own_year; };
    if (sound && std::none_of(def.starts.begin(), def.starts.end(), first)) {
        diagnostics_.error("repeat-starts", def.starts.front().where,
                           "'" + project.id + "' starts in " + result_.calendar.year_label(own_year) +
                               ", but none of its starts is then",
                           "'starts' of the project is when the first one does");
        sound = false;
    }
    if (!sound) {
        project.repeats.clear();
        return;
    }
    scale_by_count(def, id, starts);
}

// What the starts add to is what is counted. Where the count is an assumption, a scenario may say another, and every start
// is as much larger or smaller; a bound, such as up to 5, is kept and scales nothing.
void Lowering::scale_by_count(const RepeatDef& def, ProjectId id, int starts) {
    const std::string& text = def.count.text;
    const auto wrong = [&](const std::string& counted) {
        diagnostics_.error(
            "repeat-count", def.count.where,
            "the starts of '" + result_.projects[id].id + "' add to " + std::to_string(starts) + ", not " + counted,
            "every one of them starts in some year");
    };
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc{} && end == text.data() + text.size()) {
        if (number != starts) {
            wrong(text);
        }
        return;
    }
    const std::optional<std::size_t> row = assumptions_.find(def.count, "assumption", diagnostics_);
    if (!row) {
        return;
    }
    const Assumption& assumption = result_.assumptions[AssumptionId{*row}];
    if (!assumption.node.exists()) {
        diagnostics_.error("repeat-count", def.count.where,
                           "'" + assumption.id + "' differs from year to year, and is no count of projects",
                           "name an assumption with one value");
        return;
    }
    const Input* input = assumption.input.exists() ? &result_.formulas.inputs()[assumption.input] : nullptr;
    if (input != nullptr && !input->known) {
        if ((input->low && *input->low > starts) || (input->high && *input->high < starts)) {
            wrong("what '" + assumption.id + "' allows");
        }
        return;
    }
    if (std::abs(base_value(assumption.node) - starts) > 1e-9) {
        wrong("'" + assumption.id + "'");
    }
    counts_[id] = result_.formulas.apply(Op::divide, assumption.node, result_.formulas.literal(starts));
}

// What a line is made into (grants, and whatever else is part of it) runs on if the line does.
void Lowering::apply_repeats() {
    for (Line& line : result_.lines) {
        if (line.project.exists() && !result_.projects[line.project].repeats.empty()) {
            repeat_line(line, running_.contains(line.part_of.exists() ? result_.lines[line.part_of].id : line.id));
        }
    }
}

void Lowering::repeat_line(Line& line, bool running) {
    Formulas& formulas = result_.formulas;
    std::vector<Piece> pieces;
    int more = -1;
    for (const Repeat& each : result_.projects[line.project].repeats) {
        more += each.number;
        for (Piece piece : line.pieces) {
            const std::optional<ShapeId> shape = moved_shape(piece, each.months_after, running, line.where);
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
    for (Award& award : result_.awards) {
        award.on_lines += line.factor == formulas.input(award.paid) ? more * total_of(line) : 0;
    }
    line.pieces = std::move(pieces);
    if (const auto count = counts_.find(line.project); count != counts_.end()) {
        line.factor = formulas.apply(Op::multiply, count->second, line.factor);
    }
}

// A running cost goes on to the end of the calendar and no further, when it starts late as when it starts early.
std::optional<ShapeId> Lowering::moved_shape(const Piece& piece, int months, bool running, Position where) {
    Shapes& shapes = shapes_;
    if (months == 0 || shapes.segments(piece.shape) == 0) {
        return piece.shape;
    }
    const int first = shapes.first_month(piece.shape) + months;
    const int last = shapes.end_month(piece.shape) + months;
    const int origin = planned_month(piece.anchor);
    const int calendar_end = result_.calendar.months() - origin;
    const int end = piece.until || !running ? last : std::min(last, calendar_end);
    if (!piece.until && !running && !inside_calendar(origin + first, origin + last, where)) {
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

}  // namespace tranche
