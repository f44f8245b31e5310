// The words and numbers of the definition language, without their places.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tranche/base/decimal.hpp"

namespace tranche {

/// Why a text is not what was asked for; the value otherwise.
template <class T>
struct Parsed {
    std::optional<T> value;
    std::string problem;  ///< a sentence
    std::string suggestion;
};

/// Pounds: `225` times ten^bare_power, `£1.115m`, `225k`, `1,027.10`, `-£1.5m`.
Parsed<Decimal> parse_money(std::string_view text, int bare_power);
/// `16%`, `0.16`, `+20%`, `12`.
Parsed<Decimal> parse_number(std::string_view text);
/// Whole months: `12 months`, `1 month`, `2 years`.
Parsed<int> parse_duration(std::string_view text);

}  // namespace tranche
