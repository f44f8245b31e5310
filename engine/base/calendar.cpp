#include "tranche/base/calendar.hpp"

#include <date/date.h>  // year_month_day

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

date::year_month dated(Month month) {
    return date::year{month.year()} / date::month{static_cast<unsigned>(month.month())};
}

date::year_month_day dated(Day day) {
    return date::sys_days{date::days{day.since_1970()}};
}

Day counted(date::sys_days day) {
    return Day(day.time_since_epoch().count());
}

}  // namespace

Month Day::month() const {
    const date::year_month_day day = dated(*this);
    return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month()))};
}

int Day::day_of_month() const {
    return static_cast<int>(static_cast<unsigned>(dated(*this).day()));
}

std::optional<Day> day_of(Month month, int day_of_month) {
    if (day_of_month < 1) {
        return std::nullopt;
    }
    const date::year_month_day day = dated(month) / date::day{static_cast<unsigned>(day_of_month)};
    return day.ok() ? std::optional(counted(day)) : std::nullopt;
}

Day last_day(Month month) {
    return counted(dated(month) / date::last);
}

std::optional<Month> parse_month(std::string_view text) {
    if (text.size() != 7 || text[4] != '-') {
        return std::nullopt;
    }
    const std::optional<int> year = digits(text.substr(0, 4));
    const std::optional<int> month = digits(text.substr(5));
    if (!year || !month || *month < 1 || *month > 12 || *year < 1900) {
        return std::nullopt;
    }
    return Month(*year, *month);
}

std::string month_text(Month month) {
    return std::to_string(month.year()) + "-" + two_digits(month.month());
}

std::optional<Day> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const std::optional<int> year = digits(text.substr(0, 4));
    const std::optional<int> month = digits(text.substr(5, 2));
    const std::optional<int> day = digits(text.substr(8));
    if (!year || !month || !day || *month < 1 || *month > 12) {
        return std::nullopt;
    }
    return day_of(Month(*year, *month), *day);
}

std::string date_text(Day day) {
    return month_text(day.month()) + "-" + two_digits(day.day_of_month());
}

int Calendar::index_of(Month month) const {
    return month - first_month();
}

Month Calendar::month_at(int index) const {
    return first_month() + index;
}

std::string Calendar::year_label(int year) const {
    const int start = first_year + year;
    if (year_starts == january) {
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
    if (year_starts == january) {
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
