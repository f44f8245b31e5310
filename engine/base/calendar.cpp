#include "tranche/base/calendar.hpp"

#include <date/date.h>  // year_month_day

#include <charconv>  // from_chars

#include "base/month_names.hpp"

namespace tranche {

namespace {

constexpr int earliest_year = 1900;
constexpr int years_before_first = 20;  // that a year of two digits may lie before the calendar

std::optional<int> digits(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || text.front() == '-') {
        return std::nullopt;
    }
    return value;
}

std::string two_digits(int value) {
    return {static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)};
}

// A spreadsheet's name of a month, `Oct`, or the whole of it, in letters of either case; 0 for any other text.
int named_month(std::string_view text) {
    std::string name(text);
    for (char& c : name) {
        c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    for (std::size_t i = 0; i < month_names.size(); ++i) {
        if (name == month_names[i] || (name.size() == 3 && month_names[i].starts_with(name))) {
            return static_cast<int>(i) + 1;
        }
    }
    return 0;
}

/// The two halves of `2013/14`, `2013-14` or `2013\u201314`.
struct Halves {
    std::string_view first;
    std::string_view second;
};

std::optional<Halves> halves(std::string_view text) {
    for (const std::string_view between : {"/", "-", "\u2013"}) {
        const std::size_t at = text.find(between);
        if (at != std::string_view::npos) {
            return Halves{text.substr(0, at), text.substr(at + between.size())};
        }
    }
    return std::nullopt;
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
    if (!year || !month || *month < 1 || *month > 12 || *year < earliest_year) {
        return std::nullopt;
    }
    return Month(*year, *month);
}

std::string month_text(Month month) {
    return std::to_string(month.year()) + "-" + two_digits(month.month());
}

std::optional<Month> parse_written_month(std::string_view text) {
    const std::size_t gap = text.find(' ');
    if (gap == std::string_view::npos) {
        return parse_month(text);
    }
    const int month = named_month(text.substr(0, gap));
    const std::string_view number = text.substr(gap + 1);
    const std::optional<int> year = number.size() == 4 ? digits(number) : std::nullopt;
    return month > 0 && year && *year >= earliest_year ? std::optional(Month(*year, month)) : std::nullopt;
}

std::string month_in_words(Month month) {
    std::string name(month_names[static_cast<std::size_t>(month.month() - 1)]);
    name.front() = static_cast<char>(name.front() - 'a' + 'A');
    return name + " " + std::to_string(month.year());
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
    if (year_starts == january) {
        const std::optional<int> year = text.size() == 4 ? digits(text) : std::nullopt;
        return year && *year >= earliest_year ? std::optional{*year - first_year} : std::nullopt;
    }
    const std::optional<Halves> written = halves(text);
    const std::optional<int> first = written ? digits(written->first) : std::nullopt;
    const std::optional<int> second = written ? digits(written->second) : std::nullopt;
    if (!first || !second || (written->first.size() != 4 && written->first.size() != 2) ||
        (written->second.size() != 2 && (written->second.size() != 4 || written->first.size() != 4))) {
        return std::nullopt;
    }
    int start = *first;
    if (written->first.size() == 2) {
        // While the first year of the calendar is itself being read, two digits are about the year 2000.
        const int earliest = (first_year == 0 ? 2000 : first_year) - years_before_first;
        start = earliest + ((*first - earliest) % 100 + 100) % 100;
    }
    if (start < earliest_year || *second != (written->second.size() == 4 ? start + 1 : (start + 1) % 100)) {
        return std::nullopt;
    }
    return start - first_year;
}

bool Calendar::month_or_year(std::string_view text) const {
    return parse_month(text) && parse_year(text);
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
    if (const std::optional<Month> month = parse_written_month(text)) {
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
