// Dates of lines: months of the calendar, and events that move with the project or milestone they belong to.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lower/context.hpp"
#include "lower/place.hpp"

namespace tranche::lowering {

/// A month: so many after an anchor.
struct Point {
    Anchor anchor;
    int first = 0;
};

/// Months in a row. Where they are a project's own, they last until that event, however late it comes.
struct Span {
    Anchor anchor;
    int first = 0;  ///< after the anchor
    int months = 1;
    std::optional<Anchor> until = {};
};

/// `2014-01`, `2013/14`, `project.end`, the id of a milestone. Empty and reported where it is not a date.
std::optional<Point> point(const Context& ctx, const Text& text, const LinePlace& place);
/// The month after the last: a period is over when it ends, an event when it happens.
std::optional<Point> end_point(const Context& ctx, const Text& text, const LinePlace& place);
/// `2013/14..2015/16`, `24 months from go-live`, `project`; an event is one month.
std::optional<Span> span(const Context& ctx, const Text& text, const LinePlace& place);

/// Counted from the calendar's first month. `or_words`: what else the key takes, for a suggestion.
std::optional<int> calendar_month(const Context& ctx, const Text& text, const std::vector<std::string>& or_words = {});
/// Counted from the calendar's first year, and inside the calendar.
std::optional<int> calendar_year(const Context& ctx, const Text& text);
/// False, and reported, where months [from, to) are not all in the calendar.
bool inside_calendar(const Context& ctx, int from, int to, Position where);

/// A row of the schedule, of the kind that the key asks for.
std::optional<ProjectId> task(const Context& ctx, const Text& id, ProjectKind wanted);
/// False, and reported at `text`, where the project has no dates.
bool dated(const Context& ctx, ProjectId id, const Text& text);

/// The month of an anchor in the plan as written. REQUIRES: its project is dated.
int planned_month(const Programme& programme, const Anchor& anchor);
/// What a piece comes to in the plan as written. A shape that lasts until an event is longer than that.
Micropounds planned_total(const Programme& programme, const Shapes& shapes, const Piece& piece);
/// The shape of a piece, cut where the plan as written ends it.
ShapeId planned_shape(const Programme& programme, Shapes& shapes, const Piece& piece);
/// What a line comes to in the plan as written, without amounts that every run works out.
Micropounds total_of(const Programme& programme, const Shapes& shapes, const Line& line);

}  // namespace tranche::lowering
