// A plan: a programme compiled for running.
//
// Everything that does not depend on a lane is settled here, once: the order of formulas and projects, the slack of
// every link, the unit of money, one stream per line and one row per flow of money. A plan is immutable; running it never changes it.
#pragma once

#include <memory>  // shared_ptr
#include <optional>
#include <vector>

#include "tranche/base/calendar.hpp"
#include "tranche/base/diagnostic.hpp"
#include "tranche/base/money.hpp"
#include "tranche/model/ids.hpp"
#include "tranche/model/line.hpp"
#include "tranche/model/node.hpp"
#include "tranche/model/programme.hpp"
#include "tranche/model/schedule.hpp"
#include "tranche/model/shape.hpp"

namespace tranche {

using StreamId = Id<struct StreamTag>;

/// A hard link between two dated projects. If its end of `before` moves by s months, its end of `after` moves by at
/// least s - slack.
struct PlannedLink {
    ProjectId before;
    ProjectId after;
    bool from_finish = true;  ///< of before; otherwise its start
    bool to_finish = false;   ///< of after
    int slack = 0;            ///< months by which the plan itself leaves room; 0 where the plan already breaks the link
    int excused = 0;          ///< months by which the plan as written breaks it
};

/// One piece of a line: window(shape, moved by months) x factor x the year's own factor, rounded once a year.
struct Stream {
    LineId line;
    ShapeId shape;
    Micropounds undated = 0;  ///< in the plan's unit
    NodeId factor;
    NodeId delay;
    SeriesId series;                        ///< absent: no factors of years
    std::optional<std::int32_t> priced_at;  ///< month of the shape that gives all of it its factor of a year
    ProjectId moves_with;                   ///< absent for pieces fixed to the calendar
    bool from_finish = false;               ///< moves with that project's finish, otherwise with its start
    int origin = 0;                         ///< planned month index of the shape's month 0
    ProjectId until;                        ///< absent: the end of the shape is the end
    NodeId until_delay;
    bool until_finish = false;
    int until_origin = 0;  ///< planned month index from which no money falls
};

/// One organisation paying another a part of a stream. Rows are disjoint: any choice of them may be added.
struct Row {
    LineId line;
    StreamId stream;
    OrganisationId from;
    OrganisationId to;
    LineKind kind = LineKind::cost;
    NodeId below;
    NodeId upto;
};

struct Plan {
    Calendar calendar;  ///< with the years that an extending delay window adds
    MoneyUnit unit;
    std::shared_ptr<const Shapes> shapes;  ///< in the plan's unit

    std::vector<double> base;        ///< every input's own value
    std::vector<NodeId> node_order;  ///< every node after its operands
    Table<NodeId, Node> nodes;

    std::vector<bool> used;   ///< whether any counted amount depends on the input
    std::vector<bool> known;  ///< whether every input's own value is one
    bool all_known = true;
    Table<SeriesId, std::vector<NodeId>> series;  ///< one node for each year of the calendar

    Table<ProjectId, NodeId> project_delay;
    Table<ProjectId, NodeId> project_overrun;  ///< months by which it lasts longer
    std::vector<ProjectId> project_order;      ///< every project after those it waits for
    std::vector<PlannedLink> links;            ///< in the order of their successors in project_order

    Table<StreamId, Stream> streams;
    std::vector<Row> rows;     ///< grouped by stream
    std::vector<Row> outside;  ///< of lines that are claimed without a figure; of no stream
};

/// Compiles. Cycles among projects and formulas, and links that the plan itself breaks, are diagnostics; empty if any is an error.
std::optional<Plan> plan(const Programme& programme, Diagnostics& diagnostics);

}  // namespace tranche
