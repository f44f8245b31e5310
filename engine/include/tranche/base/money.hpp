// Money on the integer lattice.
//
// A Money is a whole number of lattice units. The unit is the plan's (MoneyUnit): a millionth of a pound, coarser only
// where a programme's total could pass 2^53 units. Sums are integer sums, exact in any order. Rounding happens in one place, when a
// line's year is computed; everything below a line-year divides it by cumulative rounding, so parts add back.
//
// Decision: docs/decisions/2026-11-21-integer-money.md
#pragma once

#include <compare>  // operator<=>
#include <cstdint>  // int64_t
#include <string>

namespace tranche {

struct Money {
    std::int64_t units = 0;

    friend constexpr auto operator<=>(const Money&, const Money&) = default;
    constexpr Money& operator+=(Money other) {
        units += other.units;
        return *this;
    }
    constexpr Money& operator-=(Money other) {
        units -= other.units;
        return *this;
    }
    friend constexpr Money operator+(Money a, Money b) { return Money{a.units + b.units}; }
    friend constexpr Money operator-(Money a, Money b) { return Money{a.units - b.units}; }
    friend constexpr Money operator-(Money a) { return Money{-a.units}; }
};

/// How many lattice units make a pound: 10^digits, digits 6 unless the programme is too large for that.
struct MoneyUnit {
    int digits = 6;

    [[nodiscard]] std::int64_t per_pound() const;
    /// Pounds as the nearest double: for ratios and for output, never for sums.
    [[nodiscard]] double pounds(Money money) const;
    /// Exact decimal text in pounds, without trailing zeros: `8710800`, `-0.000001`.
    [[nodiscard]] std::string text(Money money) const;

    friend constexpr bool operator==(const MoneyUnit&, const MoneyUnit&) = default;
};

/// Integers past this lose exactness in a double; every total of a plan stays within it.
inline constexpr std::int64_t largest_exact = std::int64_t{1} << 53;

/// amount x part / whole, rounded half to even, exactly. REQUIRES: 0 < whole, 0 <= part.
std::int64_t proportion(std::int64_t amount, std::int64_t part, std::int64_t whole);

}  // namespace tranche
