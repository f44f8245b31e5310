// The cash-flow table: the result of one lane, row by row and year by year.
//
//
// Every figure of the engine is read from such a table. The line-year is its atom: the window of the line's shape,
// times its factor, rounded once, half to even. Rows divide line-years by cumulative shares, and months divide them by
// cumulative time, so everything adds back exactly. Money that a delay moves past the last year is kept in `beyond`,
// and money without a date in `undated`. Years + beyond + undated is the line.
#pragma once

#include <memory>  // shared_ptr
#include <vector>

#include "tranche/base/calendar.hpp"
#include "tranche/base/money.hpp"
#include "tranche/model/ids.hpp"
#include "tranche/model/shape.hpp"
#include "tranche/model/words.hpp"

namespace tranche {

struct CashRow {
    LineId line;
    OrganisationId from;
    OrganisationId to;
    LineKind kind = LineKind::cost;
    std::uint32_t stream = 0;  ///< index into Cashflow::streams
    double below = 0.0;        ///< its share of the stream: the interval [below, upto]
    double upto = 1.0;
    bool blocked = false;  ///< depends on a share that is not known
};

/// How a line's money fell in this lane: enough to read its months without running again.
struct CashStream {
    ShapeId shape;
    int origin = 0;  ///< month index of the shape's month 0, after the lane's delays
    int until = 0;   ///< month index at which the money ends; the largest integer if the shape ends on its own
    double factor = 1.0;
    std::vector<double> by_year;      ///< factors of calendar years; empty if there are none
    bool undated = false;             ///< has an amount without a date
    std::vector<bool> unknown_years;  ///< years whose factor is not known; empty if all are known
    bool blocked = false;             ///< depends on an unknown value, so its amounts have no meaning
};

struct Cashflow {
    Calendar calendar;
    MoneyUnit unit;
    std::vector<CashRow> rows;
    std::vector<CashRow> outside;  ///< of lines without a figure: who would pay whom
    std::vector<CashStream> streams;
    std::shared_ptr<const Shapes> shapes;
    std::vector<Money> beyond;            ///< [row]
    std::vector<Money> undated;           ///< [row]
    Table<ProjectId, int> project_shift;  ///< months each project's start has moved from its planned date
    Table<ProjectId, int> finish_shift;   ///< and its end

    /// The row's year: worked out where it is asked for, so that a table of many lines stays small.
    [[nodiscard]] Money at(std::size_t row, int year) const;
    /// The row's months, calendar.months() of them; twelve of them add to their year exactly.
    [[nodiscard]] std::vector<Money> months(std::size_t row) const;
};

}  // namespace tranche
