// What the programme will have come to: what was recorded, and a forecast of what is to go, by four named methods; and
// what that does to the case.
//
// The case is judged over its own calendar, longer by whole years where money was recorded or is forecast by its owner
// after it. What a slip moves past that is beyond, outside the figures, and told.
//
// A figure's difference from the baseline has three parts which add to it exactly. Cost: every cost line scaled to what
// it will have come to, on the baseline's dates. Benefit: every benefit line as well. Timing: what is left, the same
// amounts in the months in which they fall. A line without a plan has no dates of its own, so it takes those it has.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tranche/appraise/measures.hpp"
#include "tranche/track/slip.hpp"

namespace tranche {

enum class Remaining { plan, rate, owner, slip };

/// How the forecast of what is to go is made: one table, read by the option, its help and its suggestions.
struct RemainingRow {
    std::string_view name;  ///< `plan`
    Remaining by = Remaining::plan;
    std::string_view title;  ///< `Remaining plan`
    std::string_view help;
};
std::span<const RemainingRow> remaining_rows();

/// A measure of the case, baselined and as it will be. Parts in the measure's own unit; months for a payback month.
struct OutturnFigure {
    const MeasureRow* measure = nullptr;
    Figure baseline;
    Figure outturn;
    Figure difference;  ///< outturn less baseline; a count of months where the measure is a month
    Figure cost;
    Figure benefit;
    Figure timing;
};

/// Money up to and with as_at, after it, and what was planned in all. Planned sums leave out what nobody knows.
struct OutturnMoney {
    Pence recorded = 0;
    Pence to_go = 0;
    Pence beyond = 0;   ///< of to_go: past the end of the case
    Pence planned = 0;  ///< over the whole life, with what has no date
    bool known = true;  ///< if not, planned leaves out what nobody knows

    [[nodiscard]] Pence total() const { return recorded + to_go; }
};

struct Outturn {
    const RemainingRow* method = nullptr;
    OutturnMoney cost;
    OutturnMoney benefit;
    std::vector<OutturnFigure> figures;
    std::string why;  ///< why there is no forecast by this method; money and figures are empty then
};

/// A project or event that moves from its planned dates, by its own delay or because of what it waits for.
struct Moved {
    std::string id;
    std::string name;
    Month planned{};  ///< its end
    Month now{};
    bool own = false;  ///< something was recorded of it, or it was missed
};

struct Outturns {
    Month as_at{};
    std::vector<Deadline> late;
    std::vector<Moved> moved;
    std::vector<Outturn> methods;
};

/// Of the methods named, in the table's order; all where none is.
Outturns outturns(const Book& book, Month as_at, std::span<const Remaining> methods = {});

}  // namespace tranche
