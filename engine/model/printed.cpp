#include "tranche/model/printed.hpp"

#include <array>
#include <cctype>   // isalpha, tolower
#include <cmath>    // abs
#include <utility>  // pair

#include "tranche/base/figure_text.hpp"
#include "base/text.hpp"              // trimmed
#include "tranche/base/calendar.hpp"  // parse_month

namespace tranche {

namespace {

struct Number {
    Decimal value;
    PrintedUnit unit = PrintedUnit::plain;
    int last_digit = 0;
};

constexpr std::array<std::pair<std::string_view, int>, 6> scales{
    {{"k", 3}, {"m", 6}, {"bn", 9}, {"thousand", 3}, {"million", 6}, {"billion", 9}}};
constexpr std::array<std::string_view, 4> counted{"year", "years", "month", "months"};

std::optional<Number> parse_number(std::string_view text, bool is_money, int bare_power) {
    text = trimmed(text);
    Number result;
    if (const std::optional<Month> month = parse_written_month(text)) {
        result.unit = PrintedUnit::month;
        result.value = {*month - Month{}, 0};  // months since January of the year 0: only differences count
        return result;
    }
    const std::string plain = plain_figure(text);
    text = plain;
    const bool negative = text.starts_with('-');
    text.remove_prefix(negative ? 1 : 0);
    constexpr std::string_view pound = "\u00a3";
    const bool pounds = text.starts_with(pound);
    text.remove_prefix(pounds ? pound.size() : 0);
    std::size_t end = text.size();
    while (end > 0 && std::isalpha(static_cast<unsigned char>(text[end - 1])) != 0) {
        --end;
    }
    std::string unit(text.substr(end));
    for (char& c : unit) {
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    std::string_view digits = trimmed(text.substr(0, end));
    int power = 0;
    if (digits.ends_with('%') && unit.empty()) {
        digits = trimmed(digits.substr(0, digits.size() - 1));
        result.unit = PrintedUnit::percent;
    } else if (unit.empty()) {
        power = pounds ? 0 : (is_money ? bare_power : 0);
        result.unit = pounds || is_money ? PrintedUnit::pounds : PrintedUnit::plain;
    } else {
        bool known = false;
        for (const auto& [name, value] : scales) {
            if (unit == name) {
                known = true;
                power = value;
                result.unit = PrintedUnit::pounds;
            }
        }
        for (const std::string_view word : counted) {
            known = known || (unit == word && !pounds);
        }
        if (!known) {
            return std::nullopt;
        }
    }
    const std::optional<Decimal> value = Decimal::parse(digits);
    const std::optional<Decimal> scaled = value ? value->shifted(power) : std::nullopt;
    if (!scaled) {
        return std::nullopt;
    }
    result.value = *scaled;
    result.value.coefficient = negative ? -result.value.coefficient : result.value.coefficient;
    result.last_digit = power - value->scale;
    return result;
}

double power_of_ten(int exponent) {
    double result = 1.0;
    for (int i = 0; i < std::abs(exponent); ++i) {
        result *= 10.0;
    }
    return exponent < 0 ? 1.0 / result : result;
}

// Figures are doubles and so are ends: a tie must not hang on the last bit of either.
double slack(double value) {
    return 1e-9 * (1.0 + std::abs(value));
}

constexpr std::array<std::pair<std::string_view, Bound>, 6> bounds{{{"about ", Bound::about},
                                                                    {"over ", Bound::over},
                                                                    {"at least ", Bound::at_least},
                                                                    {"under ", Bound::under},
                                                                    {"up to ", Bound::up_to},
                                                                    {"around ", Bound::about}}};

}  // namespace

bool Interval::contains(double value) const {
    return (!low || value >= *low - slack(*low)) && (!high || value <= *high + slack(*high));
}

bool Interval::meets(const Interval& other) const {
    const auto below = [](const Interval& a, const Interval& b) {
        return a.high && b.low && *a.high <= *b.low + slack(*b.low);
    };
    return !below(*this, other) && !below(other, *this);
}

double Printed::step() const {
    return power_of_ten(last_digit);
}

Interval Printed::interval() const {
    const double at = value.to_double();
    const double half = step() / 2;
    switch (bound) {
        case Bound::over:
        case Bound::at_least: return {at, std::nullopt};
        case Bound::under:
        case Bound::up_to: return {std::nullopt, at};
        case Bound::range: return {at - half, high.to_double() + half};
        case Bound::exactly:
        case Bound::about: break;
    }
    return {at - half, at + half};
}

std::optional<Printed> Printed::parse(std::string_view text, bool is_money, int bare_power) {
    Printed result;
    result.text = text;
    std::string_view rest = trimmed(text);
    for (const auto& [word, bound] : bounds) {
        if (rest.starts_with(word)) {
            result.bound = bound;
            rest = trimmed(rest.substr(word.size()));
            break;
        }
    }
    const std::optional<FigureRange> range = figure_range(rest);
    const std::optional<Number> first = parse_number(range ? std::string_view(range->low) : rest, is_money, bare_power);
    if (!first) {
        return std::nullopt;
    }
    result.value = first->value;
    result.unit = first->unit;
    result.last_digit = first->last_digit;
    if (range) {
        const std::optional<Number> second = parse_number(range->high, is_money, bare_power);
        if (!second || second->unit != first->unit || second->value < first->value || result.bound != Bound::exactly) {
            return std::nullopt;
        }
        result.bound = Bound::range;
        result.high = second->value;
    }
    return result;
}

}  // namespace tranche
