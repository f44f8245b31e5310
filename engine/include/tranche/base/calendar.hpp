// Months and financial years.
//
// The month is the grid, the financial year the atom of money. A Calendar places month 0 at the start of the first
// financial year; everything inside the engine counts months from there. Days do not occur: a plan is by month.
#pragma once

#include <date/date.h>  // year_month

#include <optional>
#include <string>
#include <string_view>

namespace tranche {

using Month = date::year_month;

/// `2014-01`; empty where the text is not a month.
std::optional<Month> parse_month(std::string_view text);
std::string month_text(Month month);

/// Months of a calendar, counted from its start: `first` up to, not including, `first + months`.
struct MonthSpan {
    int first = 0;
    int months = 1;

    friend bool operator==(const MonthSpan&, const MonthSpan&) = default;
};

struct Calendar {
    int first_year = 2000;                  ///< the calendar year in which the first financial year starts
    int years = 1;                          ///< length of the case, in financial years
    date::month year_starts = date::April;  ///< first month of a financial year

    [[nodiscard]] int months() const { return years * 12; }
    [[nodiscard]] Month first_month() const { return date::year{first_year} / year_starts; }

    /// Months from the start of the calendar; negative before it.
    [[nodiscard]] int index_of(Month month) const;
    [[nodiscard]] Month month_at(int index) const;
    /// Financial year containing a month index, counted from 0; floors for months before the calendar.
    [[nodiscard]] static int year_of(int month_index) {
        return month_index >= 0 ? month_index / 12 : -((11 - month_index) / 12);
    }

    /// `2013/14`, or `2013` where years start in January.
    [[nodiscard]] std::string year_label(int year) const;
    /// `2013/14 Q3`.
    [[nodiscard]] std::string quarter_label(int quarter) const;
    /// Reads `2013/14` (or `2013` for calendar years) into a year counted from 0; may lie outside the case. Empty where
    /// the text is not a year of this calendar, including one whose halves do not follow each other (`2013/15`).
    [[nodiscard]] std::optional<int> parse_year(std::string_view text) const;

    /// Reads `2013-09`, `2013/14`, `2013/14 Q3`, `year 2`, and a span of two of them such as `2013/14..2019/20`; may lie
    /// outside the case.
    [[nodiscard]] std::optional<MonthSpan> parse_period(std::string_view text) const;

    friend bool operator==(const Calendar&, const Calendar&) = default;
};

}  // namespace tranche
