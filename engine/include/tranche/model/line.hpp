// One cost, benefit or financing flow: a shape in time, a factor, facets, and who it is from and to.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tranche/base/diagnostic.hpp"  // Position
#include "tranche/model/ids.hpp"
#include "tranche/model/node.hpp"   // Citation
#include "tranche/model/shape.hpp"  // Micropounds
#include "tranche/model/words.hpp"

namespace tranche {

/// What a line is made of, each question with its own answer; never one mixed tag.
struct Facets {
    Account account = Account::unstated;
    Release release = Release::unstated;
    Nature nature = Nature::unstated;
    Budget budget = Budget::unstated;
    Status status = Status::unstated;
};

/// What a line's month 0 is: the start of the calendar, or an event that moves with its project.
enum class AnchorKind { calendar, project_start, project_end };

struct Anchor {
    AnchorKind kind = AnchorKind::calendar;
    ProjectId project;
};

/// An interval [below, upto] of the line's amount that goes from one organisation to another. A cost line's
/// cost flows tile [0, 1], as do a benefit line's benefit flows, so their rounded parts telescope to the rounded whole:
/// what is paid is what is received. A finance flow beside them is the part
/// of a cost that somebody else pays back.
struct Flow {
    OrganisationId from;
    OrganisationId to;
    LineKind kind = LineKind::cost;
    NodeId below;
    NodeId upto;
};

struct Line {
    std::string id;
    std::string name;
    LineKind kind = LineKind::cost;
    WorkstreamId workstream;  ///< absent for a line of the programme itself
    ProjectId project;        ///< absent for a line of a workstream or the programme
    LineId part_of;           ///< the cost that a grant of a fixed amount pays towards
    Facets facets;
    std::optional<std::size_t> measure;  ///< row of Programme::measures: what shows whether it happens
    ShapeId shape;
    Micropounds undated = 0;  ///< amount without a date: in totals, in no year
    NodeId factor;            ///< multiplies every amount of the line
    NodeId delay;             ///< months, added to what the anchor itself moves by
    Anchor anchor;
    std::vector<Flow> flows;
    Position where;
    std::optional<Citation> at;
};

}  // namespace tranche
