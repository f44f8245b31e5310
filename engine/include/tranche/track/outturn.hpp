// The outturn: actuals to date and a forecast of the remainder, by four named methods, and the case appraised with it.
//
//
// The case is appraised over its own calendar, extended by whole years if money after it has been recorded or is
// forecast by its owner. Money that a slip moves past that is `beyond`: outside the figures, and reported. The
// difference of a figure from the baseline has three parts, which add to it exactly. Cost: every cost line is scaled
// to its outturn, on the baseline's dates. Benefit: every benefit line is scaled as well. Timing: the remainder, with
// the same amounts in the months in which they fall. A line without a plan has no planned dates, so it uses its actual
// ones.
//
// Decision: docs/decisions/2026-11-25-outturn-parts.md
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

/// Money up to and including as_at, money after it, and the total plan. Planned sums exclude amounts that are not
/// known.
struct OutturnMoney {
    Pence recorded = 0;
    Pence to_go = 0;
    Pence beyond = 0;   ///< of to_go: past the end of the case
    Pence planned = 0;  ///< over the whole life, with what has no date
    bool known = true;  ///< if false, planned excludes amounts that are not known

    [[nodiscard]] Pence total() const { return recorded + to_go; }
};

struct Outturn {
    const RemainingRow* method = nullptr;
    OutturnMoney cost;
    OutturnMoney benefit;
    std::vector<OutturnFigure> figures;
    std::string why;  ///< why this method gives no forecast; money and figures are then empty
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

/// Uses the methods named, in the table's order; all methods if none is named.
Outturns outturns(const Book& book, Month as_at, std::span<const Remaining> methods = {});

}  // namespace tranche
