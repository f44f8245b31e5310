// A figure as a document prints it: a number, how finely it is printed, and words such as "about" or "over".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tranche/base/decimal.hpp"

namespace tranche {

enum class PrintedUnit { plain, percent, pounds, month };
enum class Bound { exactly, about, over, at_least, under, up_to, range };

/// All numbers whose printed form a figure could be; an absent end is open. Percentages are in percent.
struct Interval {
    std::optional<double> low;
    std::optional<double> high;

    [[nodiscard]] bool contains(double value) const;
    /// They share more than an end: 37.8 and 37.9 do not meet, though both could be 37.85.
    [[nodiscard]] bool meets(const Interval& other) const;
    friend bool operator==(const Interval&, const Interval&) = default;
};

struct Printed {
    std::string text;
    PrintedUnit unit = PrintedUnit::plain;
    Bound bound = Bound::exactly;
    Decimal value;       ///< in pounds, percent, months since year 0, or without a unit; the low end of a range
    Decimal high;        ///< of a range
    int last_digit = 0;  ///< power of ten of the last printed digit of value: -2 for 453.05, 5 for £16.5m

    /// Half a last digit to either side for a number, an open end for a bound. Both ends belong to it: which way the author rounds a
    /// tie is not known.
    [[nodiscard]] Interval interval() const;
    /// One printed last digit, in the figure's unit.
    [[nodiscard]] double step() const;

    /// Reads `2027-08`, `633%`, `£16.5m`, `about £3m`, `over £16.5m`, `up to 10%`, `2..3`, `15,268.55k`, `2 years`. If
    /// is_money, a number without a unit counts in units of ten^bare_power pounds. Empty if the text is not a printed
    /// figure.
    static std::optional<Printed> parse(std::string_view text, bool is_money = false, int bare_power = 0);
};

}  // namespace tranche
