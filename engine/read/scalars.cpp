// Numbers are read as decimals, digit by digit, and never pass through a double: 0.1 has to stay a tenth.
#include "read/scalars.hpp"

#include <array>
#include <cctype>   // tolower, isalpha
#include <utility>  // pair

#include "tranche/base/figure_text.hpp"
#include "base/text.hpp"              // trimmed
#include "tranche/base/spelling.hpp"  // quoted

namespace tranche {

namespace {

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return result;
}

// Digits first, letters after: splits `1.115m` into number and unit word.
std::pair<std::string_view, std::string_view> split_unit(std::string_view text) {
    std::size_t end = text.size();
    while (end > 0 && std::isalpha(static_cast<unsigned char>(text[end - 1])) != 0) {
        --end;
    }
    return {trimmed(text.substr(0, end)), text.substr(end)};
}

constexpr std::array<std::pair<std::string_view, int>, 7> money_units{
    {{"k", 3}, {"m", 6}, {"bn", 9}, {"thousand", 3}, {"million", 6}, {"billion", 9}, {"p", -2}}};

template <class T>
Parsed<T> problem(std::string sentence, std::string suggestion = {}) {
    return {std::nullopt, std::move(sentence), std::move(suggestion)};
}

bool has_exponent(std::string_view text) {
    const std::size_t at = text.find_first_of("eE");
    return at != std::string_view::npos && at > 0 &&
           text.find_first_not_of("0123456789.,+-eE") == std::string_view::npos;
}

bool not_finite(const std::string& word) {
    return word == "nan" || word == ".nan" || word == "inf" || word == ".inf" || word == "-.inf" || word == "-inf" ||
           word == "+.inf" || word == "infinity";
}

}  // namespace

Parsed<Decimal> parse_money(std::string_view text, int bare_power) {
    std::string_view rest = trimmed(text);
    // A bare number, which most amounts are, needs no look at signs and units.
    if (const std::optional<Decimal> bare = Decimal::parse(rest)) {
        if (const std::optional<Decimal> pounds = bare->shifted(bare_power)) {
            return {pounds, {}, {}};
        }
    }
    if (not_finite(lower(rest))) {
        return problem<Decimal>(quoted(text) + " is not an amount",
                                "amounts are numbers, such as 225, £1.115m or 225k");
    }
    if (has_exponent(rest)) {
        return problem<Decimal>(quoted(text) + " has an exponent",
                                "write the amount out, or with a unit: 225k, £1.115m");
    }
    const std::string plain = plain_figure(rest);
    rest = plain;
    const bool negative = !rest.empty() && rest.front() == '-';
    if (negative) {
        rest.remove_prefix(1);
    }
    constexpr std::string_view pound = "\u00a3";
    const bool in_pounds = rest.starts_with(pound);
    if (in_pounds) {
        rest.remove_prefix(pound.size());
    }
    if (!rest.empty() && (rest.front() == '-' || (negative && rest.front() == '+'))) {
        return problem<Decimal>(quoted(text) + " is not an amount",
                                "amounts look like 225, £1.115m, 225k or \"1,027.10\"");
    }
    const auto [number, unit] = split_unit(rest);
    int power = unit.empty() ? (in_pounds ? 0 : bare_power) : -100;
    for (const auto& [name, value] : money_units) {
        if (lower(unit) == name) {
            power = value;
        }
    }
    std::optional<Decimal> value = Decimal::parse(number);
    if (!value || power == -100) {
        return problem<Decimal>(quoted(text) + " is not an amount",
                                "amounts look like 225, £1.115m, 225k or \"1,027.10\"");
    }
    value = value->shifted(power);
    if (!value) {
        return problem<Decimal>(quoted(text) + " has too many digits for an amount of money");
    }
    value->coefficient = negative ? -value->coefficient : value->coefficient;
    return {value, {}, {}};
}

Parsed<Decimal> parse_number(std::string_view text) {
    std::string_view rest = trimmed(text);
    const bool percent = !rest.empty() && rest.back() == '%';
    if (percent) {
        rest = trimmed(rest.substr(0, rest.size() - 1));
    }
    std::optional<Decimal> value = Decimal::parse(rest);
    if (value && percent) {
        value = value->shifted(-2);
    }
    if (!value) {
        return problem<Decimal>(quoted(text) + " is not a number",
                                "numbers look like 16%, 0.16 or 1,200; formulas start with =");
    }
    return {value, {}, {}};
}

Parsed<int> parse_duration(std::string_view text) {
    const auto [number, unit] = split_unit(trimmed(text));
    const std::string word = lower(unit);
    const int months_each = word == "month" || word == "months" ? 1 : (word == "year" || word == "years" ? 12 : 0);
    const std::optional<Decimal> value = Decimal::parse(number);
    constexpr std::int64_t most_months = 1200;
    if (months_each > 0 && value && value->negative()) {
        return problem<int>(quoted(text) + " is below zero", "to bring work forward, change its dates");
    }
    if (months_each == 0 || !value) {
        return problem<int>(quoted(text) + " is not a length of time", "lengths look like 12 months or 2 years");
    }
    const std::optional<std::int64_t> whole = value->scaled_to(0);
    if (!whole || Decimal{*whole, 0} != *value) {
        return problem<int>(quoted(text) + " is not a whole number of " + (months_each == 1 ? "months" : "years"),
                            "delays and lengths are whole months");
    }
    if (*whole > most_months / months_each) {
        return problem<int>(quoted(text) + " is over a hundred years", "lengths go up to 1200 months");
    }
    return {static_cast<int>(*whole) * months_each, {}, {}};
}

}  // namespace tranche
