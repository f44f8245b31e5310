// One cost, benefit or financing flow: pieces in time, a factor, facets, and who it is from and to.
#pragma once

#include <cstdint>  // uint8_t
#include <memory>   // shared_ptr
#include <optional>
#include <string>
#include <utility>  // move
#include <vector>

#include "tranche/base/diagnostic.hpp"  // Position
#include "tranche/model/cases.hpp"      // Bias
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

    friend bool operator==(const Facets&, const Facets&) = default;
};

/// What a line's month 0 is: the start of the calendar, or an event that moves with its project.
enum class AnchorKind : std::uint8_t { calendar, project_start, project_end };

struct Anchor {
    AnchorKind kind = AnchorKind::calendar;
    ProjectId project;
};

/// A stretch of a line's money: a shape in time that hangs on an anchor, times an amount. A line is the sum of its
/// pieces, each rounded by itself, once a year.
struct Piece {
    Micropounds undated = 0;  ///< amount without a date: in totals, in no year
    ShapeId shape;
    NodeId amount;    ///< what the shape is multiplied by: literal 1 where the shape holds the amounts themselves
    NodeId factor;    ///< amount times the line's factor
    NodeId delay;     ///< months, added to what the anchor itself moves by
    SeriesId series;  ///< factors of calendar years, applied after the shift; absent: none
    /// Month of the shape in whose year the series is read for all of it: what is paid back of a loan has the price of
    /// the month it was drawn in. Absent: each year has its own factor.
    std::optional<std::int32_t> priced_at;
    Anchor anchor;
    std::optional<Anchor> until;  ///< money that would fall after this event does not happen; never the calendar
    int until_lag = 0;            ///< months after it from which none does
    NodeId until_delay;           ///< months, added to what that event itself moves by; absent without one
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
    Funding funding = Funding::unstated;
};

/// What few lines say of themselves in words.
struct Remarks {
    std::string reason;
    std::string note;
};

/// Programmes of a hundred thousand lines are read, so a line is kept small: rare words stand apart.
struct Line {
    std::string id;
    std::string name;
    LineKind kind = LineKind::cost;
    WorkstreamId workstream;  ///< absent for a line of the programme itself
    ProjectId project;        ///< absent for a line of a workstream or the programme
    LineId part_of;           ///< the line it belongs to as written: a grant to its cost, a loan to what it buys
    LineId inside;            ///< the line that it is a part of, by the author's word
    bool carved = false;      ///< takes what stands inside part_of out of it again, so that nothing is counted twice
    Valued valued = Valued::counted;
    Facets facets;
    Vat vat = Vat::unstated;
    std::optional<std::uint32_t> measure;    ///< row of Programme::measures: what shows whether it happens
    std::optional<std::uint32_t> driven_by;  ///< row of Programme::measures: its chain starts from what that moves by
    std::optional<std::uint32_t> needs;      ///< row of Programme::awards: without it, the line does not happen
    NodeId factor;                           ///< multiplies every piece
    std::vector<Piece> pieces;
    std::vector<Flow> flows;
    Position where;
    std::optional<Citation> at;
    std::uint8_t schedule = 0;               ///< row of Conventions::schedules by which it is discounted
    std::shared_ptr<const CaseTerms> terms;  ///< what the two cases make of it; absent where it says nothing
    std::shared_ptr<const Remarks> remarks;  ///< absent where there are none

    /// Why it is not counted, where the author says so; empty otherwise.
    [[nodiscard]] const std::string& reason() const {
        static const std::string none;
        return remarks ? remarks->reason : none;
    }
    void set_reason(std::string reason) {
        if (!reason.empty() || remarks) {
            remarks = std::make_shared<const Remarks>(Remarks{std::move(reason), remarks ? remarks->note : ""});
        }
    }
};

}  // namespace tranche
