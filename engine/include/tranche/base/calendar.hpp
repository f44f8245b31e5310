// Months, days and financial years.
//
// The month is the grid, the financial year the atom of money. A Calendar places month 0 at the start of the first
// financial year; everything inside the engine counts months from there. A plan is by month: days occur only where a
// ledger records when something was approved or reached.
//
// Month and Day are integers of our own. The library `date` does the reckoning of days in calendar.cpp and stays out of
// this header, which nearly every source includes: it would cost each of them 0.7 s of compilation.
#pragma once

#include <cassert>
#include <compare>  // operator<=>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tranche {

/// The number of a month in its year, 1 to 12, where one is named in code.
inline constexpr int january = 1;
inline constexpr int march = 3;
inline constexpr int april = 4;

/// A month of a year. The difference of two months is a number of months.
class Month {
public:
    /// January of the year 0: before every month that a plan or a ledger can name.
    constexpr Month() = default;
    /// REQUIRES: month is 1 to 12; year is not negative.
    constexpr Month(int year, int month) : count_(year * 12 + month - 1) {
        assert(month >= 1 && month <= 12 && year >= 0);
    }

    [[nodiscard]] constexpr int year() const { return count_ / 12; }
    /// 1 to 12.
    [[nodiscard]] constexpr int month() const { return count_ % 12 + 1; }

    constexpr Month& operator+=(int months) {
        count_ += months;
        return *this;
    }
    friend constexpr Month operator+(Month month, int months) { return month += months; }
    friend constexpr Month operator-(Month month, int months) { return month += -months; }
    friend constexpr int operator-(Month later, Month earlier) { return later.count_ - earlier.count_; }
    friend constexpr auto operator<=>(const Month&, const Month&) = default;

private:
    int count_ = 0;  ///< months since January of the year 0
};

/// A day. The difference of two days is a number of days.
class Day {
public:
    /// 1 January 1970.
    constexpr Day() = default;
    /// Days since 1 January 1970; negative before it.
    constexpr explicit Day(std::int64_t since_1970) : count_(since_1970) {}

    [[nodiscard]] constexpr std::int64_t since_1970() const { return count_; }
    /// The month that the day lies in.
    [[nodiscard]] Month month() const;
    /// 1 to 31.
    [[nodiscard]] int day_of_month() const;

    friend constexpr Day operator+(Day day, int days) { return Day(day.count_ + days); }
    friend constexpr std::int64_t operator-(Day later, Day earlier) { return later.count_ - earlier.count_; }
    friend constexpr auto operator<=>(const Day&, const Day&) = default;

private:
    std::int64_t count_ = 0;
};

/// Empty where the month does not have that day, as 30 February.
std::optional<Day> day_of(Month month, int day_of_month);
Day last_day(Month month);

/// `2014-01`; empty where the text is not a month.
std::optional<Month> parse_month(std::string_view text);
std::string month_text(Month month);
/// `2014-01` as authors also write it: `January 2014`, `Jan 2014`.
std::optional<Month> parse_written_month(std::string_view text);
/// `January 2014`.
std::string month_in_words(Month month);

/// `2014-06-30`; empty where the text is not a day.
std::optional<Day> parse_date(std::string_view text);
std::string date_text(Day day);

/// Months of a calendar, counted from its start: `first` up to, not including, `first + months`.
struct MonthSpan {
    int first = 0;
    int months = 1;

    friend bool operator==(const MonthSpan&, const MonthSpan&) = default;
};

struct Calendar {
    int first_year = 2000;    ///< the calendar year in which the first financial year starts
    int years = 1;            ///< length of the case, in financial years
    int year_starts = april;  ///< first month of a financial year, 1 to 12

    [[nodiscard]] int months() const { return years * 12; }
    [[nodiscard]] Month first_month() const { return {first_year, year_starts}; }

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
    /// Reads `2013/14`, `13/14`, `2013/2014` and the same with a hyphen or a dash (or `2013` for calendar years) into a
    /// year counted from 0; may lie outside the case. A year of two digits lies between 20 years before the first year and
    /// 79 after it. Empty where the text is not a year of this calendar, including one whose halves do not follow each
    /// other (`2013/15`). `2009-10` is the year 2009/10 here, so callers that also take months ask parse_written_month()
    /// first.
    [[nodiscard]] std::optional<int> parse_year(std::string_view text) const;
    /// The text is a month that could as well be meant as a financial year: `2009-10`, and not `2009-11`.
    [[nodiscard]] bool month_or_year(std::string_view text) const;

    /// Reads `2013-09`, `2013/14`, `2013/14 Q3`, `year 2`, and a span of two of them such as `2013/14..2019/20`; may lie
    /// outside the case. `2009-10` is October 2009.
    [[nodiscard]] std::optional<MonthSpan> parse_period(std::string_view text) const;

    friend bool operator==(const Calendar&, const Calendar&) = default;
};

}  // namespace tranche
