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

/// The facets of a line: each question has its own answer, never one mixed tag.
struct Facets {
    Account account = Account::unstated;
    Release release = Release::unstated;
    Nature nature = Nature::unstated;
    Budget budget = Budget::unstated;
    Status status = Status::unstated;

    friend bool operator==(const Facets&, const Facets&) = default;
};

/// The date at month 0 of a line: the start of the calendar, or an event that moves with its project.
enum class AnchorKind : std::uint8_t { calendar, project_start, project_end };

struct Anchor {
    AnchorKind kind = AnchorKind::calendar;
    ProjectId project;
};

/// A part of a line's money: a shape in time from an anchor, times an amount. A line is the sum of its pieces. Each
/// piece is rounded separately, once a year.
struct Piece {
    Micropounds undated = 0;  ///< amount without a date: in totals, in no year
    ShapeId shape;
    NodeId amount;    ///< multiplies the shape: literal 1 if the shape contains the amounts
    NodeId factor;    ///< amount times the line's factor
    NodeId delay;     ///< months, added to what the anchor itself moves by
    SeriesId series;  ///< factors of calendar years, applied after the shift; absent: no factors
    /// All of the piece uses the factor of the year in which this month of the shape falls: the repayment of a loan
    /// has the price of the month in which it was drawn. Absent: each year has its own factor.
    std::optional<std::int32_t> priced_at;
    Anchor anchor;
    std::optional<Anchor> until;  ///< money that would fall after this event does not happen; never the calendar
    int until_lag = 0;            ///< months after that event at which the money ends
    NodeId until_delay;           ///< months, added to what that event itself moves by; absent without one
};

/// An interval [below, upto] of the line's amount that passes from one organisation to another. The cost flows of a
/// cost line tile [0, 1], and so do the benefit flows of a benefit line. Their rounded parts therefore telescope to
/// the rounded whole: the amount paid is the amount received. A finance flow beside them is the part of a cost that
/// another organisation pays back.
struct Flow {
    OrganisationId from;
    OrganisationId to;
    LineKind kind = LineKind::cost;
    NodeId below;
    NodeId upto;
    Funding funding = Funding::unstated;
};

/// Texts that few lines have.
struct Remarks {
    std::string reason;
    std::string note;
};

/// Programmes may have a hundred thousand lines, so a line is kept small. Rare texts are stored apart.
struct Line {
    std::string id;
    std::string name;
    LineKind kind = LineKind::cost;
    WorkstreamId workstream;  ///< absent for a line of the programme itself
    ProjectId project;        ///< absent for a line of a workstream or the programme
    LineId part_of;           ///< the line it belongs to as written: a grant to its cost, a loan to what it buys
    LineId inside;            ///< the line that it is a part of, by the author's word
    bool carved = false;      ///< deducts a part from part_of, so that the part is counted once
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
    std::shared_ptr<const CaseTerms> terms;  ///< facts for the two cases; absent if there are none
    std::shared_ptr<const Remarks> remarks;  ///< absent if there are none

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
