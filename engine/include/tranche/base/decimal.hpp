// Exact decimal numbers, as written in a file.
//
// A Decimal is coefficient x 10^-scale with an 18-digit coefficient: enough for a trillion pounds to the millionth.
// Amounts stay decimals from the page to the plan; only factors become doubles. There is no arithmetic here beyond what reading and comparing
// printed figures needs.
//
// Decision: docs/decisions/2026-11-21-percentages.md
#pragma once

#include <compare>  // weak_ordering
#include <cstdint>  // int64_t
#include <optional>
#include <string>
#include <string_view>

namespace tranche {

struct Decimal {
    std::int64_t coefficient = 0;
    int scale = 0;  ///< digits after the point, 0 to 18

    /// Reads `-1,027.10` style text: sign, digits with optional thousands separators (groups of three), a point.
    /// No exponent, no unit. Empty where the text is not such a number or has over 18 significant digits.
    static std::optional<Decimal> parse(std::string_view text);

    [[nodiscard]] double to_double() const;

    /// The value times 10^power as an integer, rounded half to even; empty where it does not fit in 63 bits.
    [[nodiscard]] std::optional<std::int64_t> scaled_to(int power) const;

    /// The value times 10^power, exactly; empty when a digit does not fit.
    [[nodiscard]] std::optional<Decimal> shifted(int power) const;

    /// As few digits as say it: `-1027.1`, `0.16`.
    [[nodiscard]] std::string text() const;

    [[nodiscard]] bool negative() const { return coefficient < 0; }
    [[nodiscard]] bool zero() const { return coefficient == 0; }

    /// By value: 1.50 equals 1.5.
    friend std::weak_ordering operator<=>(const Decimal& a, const Decimal& b);
    friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }
};

}  // namespace tranche
