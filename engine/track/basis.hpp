// What every analysis stands on: the plan in force and what was recorded, row by row and month by month.
//
// Months are counted from the start of the baseline's calendar; the range is the calendar, widened by whole years where
// money was recorded or is expected outside it. A line's recorded money is divided among its rows as its planned whole is,
// by cumulative shares, so rows add back to what was recorded. A grant towards a line follows it in proportion to the
// plan, unless the grant is a line of its own and money was recorded for that.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tranche/track/book.hpp"

namespace tranche {

inline constexpr int months_a_year = 12;
inline constexpr std::int64_t micropounds_a_penny = 10'000;  ///< from the ledger's pence to the forecast's units

/// What was recorded against a line in a month.
struct RecordedMonth {
    Pence money = 0;      ///< actuals, accruals and what measures derive
    Pence committed = 0;  ///< ordered, not owed yet
    Pence evidenced = 0;  ///< of money: shown to be real, by entries of that stage or by evidence of the month
};

struct BasisRow {
    std::size_t line = 0;  ///< index into Basis::lines
    std::string from;
    std::string to;
    LineKind kind = LineKind::cost;  ///< finance: a part of a cost that somebody else pays
    Counted::As counts = Counted::As::nothing;
    int sign = 1;
    bool known = true;
    std::vector<Pence> planned;   ///< by month of the range
    std::vector<Pence> recorded;  ///< up to and with as_at
    std::vector<Pence> committed;
    std::vector<Pence> evidenced;
    std::vector<std::optional<Pence>> expected;  ///< the owner's forecast, after as_at
    Pence beyond = 0;
    Pence undated = 0;
};

struct Basis {
    const Baseline* baseline = nullptr;
    Month as_at_month{};
    int as_at = 0;  ///< month index
    int first = 0;  ///< month index of the range's first month; 0 or less
    int months = 0;
    std::vector<PlannedLine> lines;  ///< the baseline's, then those of earlier ones that money was recorded for
    std::vector<BasisRow> rows;
    std::map<std::string, Month, std::less<>> last_recorded;  ///< by line: its latest month with an entry

    [[nodiscard]] std::size_t slot(int month) const { return static_cast<std::size_t>(month - first); }
    [[nodiscard]] int end() const { return first + months; }  ///< the month after the last
    [[nodiscard]] Month month(int index) const { return baseline->calendar.month_at(index); }
    /// Months of the range up to and with as_at.
    [[nodiscard]] std::size_t to_date() const;
    [[nodiscard]] bool calendar_has(int month) const { return month >= 0 && month < baseline->calendar.months(); }
};

/// REQUIRES: the book has a baseline.
Basis basis_of(const Book& book, Month as_at);

/// Parts of an amount in proportion to weights, adding to it exactly; all to the first where the weights are nothing.
std::vector<Pence> shared(Pence amount, const std::vector<Pence>& weights);

/// The sum of the first so many.
Pence sum_of(const std::vector<Pence>& amounts, std::size_t first_so_many);

/// `12.3%`, of a share in hundredths of a percent or as a double of percent.
std::string in_percent(double percent);

}  // namespace tranche
