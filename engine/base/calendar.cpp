#include "tranche/base/calendar.hpp"

#include <charconv>  // from_chars

namespace tranche {

namespace {

std::optional<int> digits(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || text.front() == '-') {
        return std::nullopt;
    }
    return value;
}

std::string two_digits(int value) {
    return {static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)};
}

}  // namespace

std::optional<Month> parse_month(std::string_view text) {
    if (text.size() != 7 || text[4] != '-') {
        return std::nullopt;
    }
    const std::optional<int> year = digits(text.substr(0, 4));
    const std::optional<int> month = digits(text.substr(5));
    if (!year || !month || *month < 1 || *month > 12 || *year < 1900) {
        return std::nullopt;
    }
    return date::year{*year} / date::month{static_cast<unsigned>(*month)};
}

std::string month_text(Month month) {
    return std::to_string(static_cast<int>(month.year())) + "-" +
           two_digits(static_cast<int>(static_cast<unsigned>(month.month())));
}

int Calendar::index_of(Month month) const {
    return (month - first_month()).count();
}

Month Calendar::month_at(int index) const {
    return first_month() + date::months{index};
}

std::string Calendar::year_label(int year) const {
    const int start = first_year + year;
    if (year_starts == date::January) {
        return std::to_string(start);
    }
    return std::to_string(start) + "/" + two_digits((start + 1) % 100);
}

std::string Calendar::quarter_label(int quarter) const {
    return year_label(quarter / 4) + " Q" + std::to_string(quarter % 4 + 1);
}

std::optional<int> Calendar::parse_year(std::string_view text) const {
    const std::optional<int> start = text.size() >= 4 ? digits(text.substr(0, 4)) : std::nullopt;
    if (!start || *start < 1900) {
        return std::nullopt;
    }
    if (year_starts == date::January) {
        return text.size() == 4 ? std::optional{*start - first_year} : std::nullopt;
    }
    if (text.size() != 7 || text[4] != '/' || digits(text.substr(5)) != (*start + 1) % 100) {
        return std::nullopt;
    }
    return *start - first_year;
}

}  // namespace tranche
