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

std::optional<MonthSpan> Calendar::parse_period(std::string_view text) const {
    const std::size_t dots = text.find("..");
    if (dots != std::string_view::npos) {
        const std::optional<MonthSpan> first = parse_period(text.substr(0, dots));
        const std::optional<MonthSpan> last = parse_period(text.substr(dots + 2));
        if (!first || !last || first->first >= last->first + last->months) {
            return std::nullopt;
        }
        return MonthSpan{first->first, last->first + last->months - first->first};
    }
    if (const std::optional<Month> month = parse_month(text)) {
        return MonthSpan{index_of(*month), 1};
    }
    constexpr std::string_view numbered = "year ";
    if (text.starts_with(numbered)) {
        const std::string_view number = text.substr(numbered.size());
        const std::optional<int> year = number.empty() || number.size() > 3 ? std::nullopt : digits(number);
        return year ? std::optional(MonthSpan{*year * 12, 12}) : std::nullopt;
    }
    const std::size_t quarter = text.find(" Q");
    const std::optional<int> year = parse_year(text.substr(0, quarter));
    if (!year || quarter == std::string_view::npos) {
        return year ? std::optional(MonthSpan{*year * 12, 12}) : std::nullopt;
    }
    const std::string_view number = text.substr(quarter + 2);
    if (number.size() != 1 || number[0] < '1' || number[0] > '4') {
        return std::nullopt;
    }
    return MonthSpan{*year * 12 + (number[0] - '1') * 3, 3};
}

}  // namespace tranche
