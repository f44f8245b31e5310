// A date is a month of the calendar or an event. Events keep their project as an anchor, so that money moves when the
// project does. planned_*() say where an anchor is in the plan as written.
#include "lower/dates.hpp"

#include <cassert>    // assert
#include <algorithm>  // max, min

#include "read/scalars.hpp"  // parse_duration
#include "tranche/base/month_or_year.hpp"
#include "tranche/base/spelling.hpp"

namespace tranche::lowering {

namespace {

constexpr std::string_view start_of = ".start";
constexpr std::string_view end_of = ".end";

bool is_span(std::string_view text) {
    return text.find("..") != std::string_view::npos;
}

std::optional<ProjectId> own_dated_project(const Context& ctx, const Text& text, const LinePlace& place) {
    if (!place.project.exists()) {
        ctx.diagnostics.error("no-project", text.where,
                              "'" + text.text + "' means the line's project, but this line is not in a project",
                              "move the line into a project, or give it its own dates");
        return std::nullopt;
    }
    return dated(ctx, place.project, text) ? std::optional(place.project) : std::nullopt;
}

std::optional<Anchor> project_event(const Context& ctx, const Text& text, std::size_t dot, const LinePlace& place) {
    const AnchorKind kind = text.text.substr(dot) == end_of ? AnchorKind::project_end : AnchorKind::project_start;
    const Text id{text.text.substr(0, dot), text.where};
    if (id.text == "project") {
        const std::optional<ProjectId> own = own_dated_project(ctx, text, place);
        return own ? std::optional(Anchor{kind, *own}) : std::nullopt;
    }
    const std::optional<std::size_t> row = ctx.names.projects.find(id, "project", ctx.diagnostics);
    return row && dated(ctx, ProjectId{*row}, text) ? std::optional(Anchor{kind, ProjectId{*row}}) : std::nullopt;
}

// What moves with a row of the schedule: the start or end of a project, or a milestone.
std::optional<Anchor> event(const Context& ctx, const Text& text, const LinePlace& place, std::string_view takes) {
    if (!text.given()) {
        return std::nullopt;  // told by the reader
    }
    const std::size_t dot = text.text.rfind('.');
    if (dot != std::string::npos && (text.text.substr(dot) == start_of || text.text.substr(dot) == end_of)) {
        return project_event(ctx, text, dot, place);
    }
    std::string hint;
    if (ctx.names.projects.has(text.text)) {
        const std::size_t row = *ctx.names.projects.find(text, "milestone", ctx.diagnostics);
        if (ctx.programme.projects[ProjectId{row}].kind != ProjectKind::project) {
            return dated(ctx, ProjectId{row}, text) ? std::optional(Anchor{AnchorKind::project_start, ProjectId{row}})
                                                    : std::nullopt;
        }
        hint = "write " + text.text + ".start or " + text.text + ".end";
    } else {
        // Whatever could stand here is a candidate, so that `brige.end` finds `bridge.end`.
        std::vector<std::string> candidates{"project.start", "project.end", "project", "unstated"};
        for (const Project& project : ctx.programme.projects) {
            candidates.push_back(project.id);
            if (project.kind == ProjectKind::project) {
                candidates.push_back(project.id + std::string(start_of));
                candidates.push_back(project.id + std::string(end_of));
            }
        }
        hint = did_you_mean(text.text, candidates);
    }
    ctx.diagnostics.error("not-a-date", text.where, quoted(text.text) + " is not a date that a line can have",
                          hint.empty() ? std::string(takes) : hint);
    return std::nullopt;
}

}  // namespace

std::optional<int> calendar_month(const Context& ctx, const Text& text, const std::vector<std::string>& or_words) {
    const std::optional<Month> month = parse_written_month(text.text);
    warn_of_year(ctx.programme.calendar, text.text, text.where, ctx.diagnostics);
    if (!month) {
        const std::string hint = did_you_mean(text.text, or_words);
        ctx.diagnostics.error("not-a-month", text.where, quoted(text.text) + " is not a month",
                              hint.empty() ? "months look like 2014-01" : hint);
        return std::nullopt;
    }
    return ctx.programme.calendar.index_of(*month);
}

std::optional<int> calendar_year(const Context& ctx, const Text& text) {
    const Calendar& calendar = ctx.programme.calendar;
    const std::optional<int> year = calendar.parse_year(text.text);
    if (!year) {
        ctx.diagnostics.error("not-a-year", text.where, quoted(text.text) + " is not a financial year",
                              "years look like " + calendar.year_label(0));
        return std::nullopt;
    }
    if (*year < 0 || *year >= calendar.years) {
        ctx.diagnostics.error("outside-calendar", text.where,
                              text.text + " is outside the calendar, " + calendar.year_label(0) + " to " +
                                  calendar.year_label(calendar.years - 1),
                              "change the calendar, or the year");
        return std::nullopt;
    }
    return year;
}

bool inside_calendar(const Context& ctx, int from, int to, Position where) {
    if (from >= 0 && to <= ctx.programme.calendar.months()) {
        return true;
    }
    ctx.diagnostics.error("outside-calendar", where,
                          "the money falls outside the calendar, " + month_text(ctx.programme.calendar.first_month()) +
                              " to " + month_text(ctx.programme.calendar.month_at(ctx.programme.calendar.months() - 1)),
                          "change the calendar, or the date");
    return false;
}

int planned_month(const Programme& programme, const Anchor& anchor) {
    if (anchor.kind == AnchorKind::calendar) {
        return 0;
    }
    const Project& project = programme.projects[anchor.project];
    assert(project.starts && (project.lasts || anchor.kind == AnchorKind::project_start));
    return *project.starts + (anchor.kind == AnchorKind::project_end ? *project.lasts : 0);
}

// What a piece comes to in the plan as written: a shape that lasts until an event is longer than that.
Micropounds planned_total(const Programme& programme, const Shapes& shapes, const Piece& piece) {
    return piece.until ? shapes.before(piece.shape, planned_month(programme, *piece.until) + piece.until_lag -
                                                        planned_month(programme, piece.anchor))
                       : shapes.total(piece.shape);
}

ShapeId planned_shape(const Programme& programme, Shapes& shapes, const Piece& piece) {
    if (!piece.until) {
        return piece.shape;
    }
    const int first = shapes.first_month(piece.shape);
    const int upto = planned_month(programme, *piece.until) + piece.until_lag - planned_month(programme, piece.anchor);
    std::vector<int> lengths;
    std::vector<Micropounds> amounts;
    int begin = first;
    for (std::size_t i = 0; begin < upto && i < shapes.segments(piece.shape); ++i) {
        const int end = std::min(upto, first + shapes.segment_end(piece.shape, i));
        lengths.push_back(end - begin);
        amounts.push_back(shapes.between(piece.shape, begin, end));
        begin = end;
    }
    return shapes.add(first, lengths, amounts);
}

// What a line comes to as the plan stands; the amounts that are worked out in every run are not in it.
Micropounds total_of(const Programme& programme, const Shapes& shapes, const Line& line) {
    Micropounds total = 0;
    for (const Piece& piece : line.pieces) {
        total += planned_total(programme, shapes, piece) + piece.undated;
    }
    return total;
}

// A row of the schedule, of the kind that the key asks for.
std::optional<ProjectId> task(const Context& ctx, const Text& id, ProjectKind wanted) {
    if (!ctx.names.projects.has(id.text)) {
        // Suggest ids of the kind that the key asks for, not of all rows of the schedule.
        Names of_kind;
        for (std::size_t i = 0; i < ctx.programme.projects.size(); ++i) {
            const Project& project = ctx.programme.projects[ProjectId{i}];
            if (project.kind == wanted && !project.id.empty() && !of_kind.has(project.id)) {
                of_kind.alias({project.id, project.where}, "", i, ctx.diagnostics);
            }
        }
        of_kind.find(id, word(wanted), ctx.diagnostics);
        return std::nullopt;
    }
    const ProjectId found{*ctx.names.projects.find(id, word(wanted), ctx.diagnostics)};
    const ProjectKind kind = ctx.programme.projects[found].kind;
    if (kind != wanted) {
        ctx.diagnostics.error(
            "unknown-reference", id.where,
            "'" + id.text + "' is a " + std::string(word(kind)) + ", not a " + std::string(word(wanted)),
            wanted == ProjectKind::gate || kind == ProjectKind::gate
                ? ""
                : "write {" + std::string(word(kind)) + ": " + id.text + "}");
        return std::nullopt;
    }
    return found;
}

bool dated(const Context& ctx, ProjectId id, const Text& text) {
    const Project& project = ctx.programme.projects[id];
    if (project.starts && project.lasts) {
        return true;
    }
    ctx.diagnostics.error(
        "undated-project", text.where,
        std::string(word(project.kind)) + " '" + project.id + "' has no dates, so money cannot be tied to it",
        project.kind == ProjectKind::project     ? "give it 'starts' and 'lasts'"
        : project.kind == ProjectKind::milestone ? "say when it is reached with 'on'"
                                                 : "say when it is decided with 'due'");
    return false;
}

std::optional<Point> point(const Context& ctx, const Text& text, const LinePlace& place) {
    if (!is_span(text.text)) {
        if (const std::optional<MonthSpan> period = ctx.programme.calendar.parse_period(text.text)) {
            warn_of_year(ctx.programme.calendar, text.text, text.where, ctx.diagnostics);
            return Point{{}, period->first};
        }
    }
    const std::optional<Anchor> anchor =
        event(ctx, text, place, "dates look like 2014-01, 2013/14 Q3, 2013/14, project.end or the id of a milestone");
    return anchor ? std::optional(Point{*anchor, 0}) : std::nullopt;
}

// The month after the last: a period is over when it ends, an event when it happens.
std::optional<Point> end_point(const Context& ctx, const Text& text, const LinePlace& place) {
    std::optional<Point> result = point(ctx, text, place);
    if (result && result->anchor.kind == AnchorKind::calendar) {
        result->first += ctx.programme.calendar.parse_period(text.text)->months;
    }
    return result;
}

std::optional<Span> span(const Context& ctx, const Text& text, const LinePlace& place) {
    if (const std::optional<MonthSpan> period = ctx.programme.calendar.parse_period(text.text)) {
        warn_of_year(ctx.programme.calendar, text.text, text.where, ctx.diagnostics);
        return Span{{}, period->first, period->months, {}};
    }
    if (text.text == "project") {
        const std::optional<ProjectId> project = own_dated_project(ctx, text, place);
        if (!project) {
            return std::nullopt;
        }
        return Span{{AnchorKind::project_start, *project},
                    0,
                    std::max(1, *ctx.programme.projects[*project].lasts),
                    Anchor{AnchorKind::project_end, *project}};
    }
    constexpr std::string_view from_word = " from ";
    const std::size_t from_at = text.text.find(from_word);
    if (from_at != std::string::npos) {
        const Parsed<int> months = parse_duration(std::string_view(text.text).substr(0, from_at));
        if (!months.value) {
            ctx.diagnostics.error("not-a-duration", text.where, months.problem, months.suggestion);
            return std::nullopt;
        }
        const std::size_t rest = from_at + from_word.size();
        Text date{text.text.substr(rest), text.where, text.verbatim};
        date.where.column += text.verbatim ? static_cast<std::uint32_t>(rest) : 0;
        const std::optional<Point> first = point(ctx, date, place);
        return first ? std::optional(Span{first->anchor, first->first, *months.value, {}}) : std::nullopt;
    }
    const std::optional<Anchor> anchor =
        event(ctx, text, place,
              "months look like 2014-01, 2013/14, 2013/14..2015/16, 24 months from project.end or `project`");
    return anchor ? std::optional(Span{*anchor, 0, 1, {}}) : std::nullopt;
}

}  // namespace tranche::lowering
