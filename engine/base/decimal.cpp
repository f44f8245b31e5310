#include "tranche/base/decimal.hpp"

#include <cstdlib>  // strtod

#include "base/wide.hpp"

namespace tranche {

namespace {

constexpr int most_digits = 18;

constexpr std::int64_t power_of_ten(int exponent) {
    std::int64_t result = 1;
    while (exponent-- > 0) {
        result *= 10;
    }
    return result;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// Thousands separators stand before groups of exactly three digits, after a first group of one to three.
bool separators_well_placed(std::string_view whole) {
    if (whole.find(',') == std::string_view::npos) {
        return true;
    }
    std::size_t group = 0;
    bool first = true;
    for (const char c : whole) {
        if (c != ',') {
            ++group;
            continue;
        }
        if (first ? (group == 0 || group > 3) : group != 3) {
            return false;
        }
        first = false;
        group = 0;
    }
    return group == 3;
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
    bool negative = false;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction = point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    if (whole.empty() || !separators_well_placed(whole) || (point != std::string_view::npos && fraction.empty())) {
        return std::nullopt;
    }
    Decimal result;
    int digits = 0;
    const auto take = [&](char c) {
        if (!is_digit(c)) {
            return false;
        }
        if (digits > 0 || c != '0') {
            ++digits;
        }
        if (digits > most_digits) {
            return false;
        }
        result.coefficient = result.coefficient * 10 + (c - '0');
        return true;
    };
    for (const char c : whole) {
        if (c != ',' && !take(c)) {
            return std::nullopt;
        }
    }
    for (const char c : fraction) {
        if (!take(c) || ++result.scale > most_digits) {
            return std::nullopt;
        }
    }
    if (negative) {
        result.coefficient = -result.coefficient;
    }
    return result;
}

// Digits and a power of ten within 2^53 and 10^18 are both exact doubles only sometimes, so the nearest double is asked
// of strtod, which rounds correctly on every platform.
double Decimal::to_double() const {
    const std::string digits = std::to_string(coefficient) + "e-" + std::to_string(scale);
    return std::strtod(digits.c_str(), nullptr);
}

std::optional<std::int64_t> Decimal::scaled_to(int power) const {
    const int shift = power - scale;
    if (shift >= 0) {
        if (shift > most_digits) {
            return coefficient == 0 ? std::optional<std::int64_t>{0} : std::nullopt;
        }
        const Wide wide = static_cast<Wide>(coefficient) * power_of_ten(shift);
        if (wide > INT64_MAX || wide < -static_cast<Wide>(INT64_MAX)) {
            return std::nullopt;
        }
        return static_cast<std::int64_t>(wide);
    }
    if (-shift > most_digits) {
        return 0;
    }
    const std::int64_t divisor = power_of_ten(-shift);
    std::int64_t quotient = coefficient / divisor;
    const std::int64_t remainder = coefficient % divisor;
    const Wide twice = static_cast<Wide>(remainder < 0 ? -remainder : remainder) * 2;
    if (twice > divisor || (twice == divisor && quotient % 2 != 0)) {
        quotient += coefficient < 0 ? -1 : 1;
    }
    return quotient;
}

std::optional<Decimal> Decimal::shifted(int power) const {
    Decimal result = *this;
    result.scale -= power;
    while (result.scale < 0) {
        const Wide wide = static_cast<Wide>(result.coefficient) * 10;
        if (wide > INT64_MAX || wide < -static_cast<Wide>(INT64_MAX)) {
            return std::nullopt;
        }
        result.coefficient = static_cast<std::int64_t>(wide);
        ++result.scale;
    }
    if (result.scale > most_digits) {
        return std::nullopt;
    }
    return result;
}

std::string Decimal::text() const {
    std::string digits = std::to_string(coefficient < 0 ? -coefficient : coefficient);
    if (scale > 0) {
        const auto places = static_cast<std::size_t>(scale);
        if (digits.size() <= places) {
            digits.insert(0, places + 1 - digits.size(), '0');
        }
        digits.insert(digits.size() - places, 1, '.');
        digits.erase(digits.find_last_not_of('0') + 1);
        if (digits.back() == '.') {
            digits.pop_back();
        }
    }
    return (coefficient < 0 ? "-" : "") + digits;
}

std::weak_ordering operator<=>(const Decimal& a, const Decimal& b) {
    const int scale = a.scale > b.scale ? a.scale : b.scale;
    const Wide left = static_cast<Wide>(a.coefficient) * power_of_ten(scale - a.scale);
    const Wide right = static_cast<Wide>(b.coefficient) * power_of_ten(scale - b.scale);
    return left < right ? std::weak_ordering::less
                        : (left > right ? std::weak_ordering::greater : std::weak_ordering::equivalent);
}

}  // namespace tranche
