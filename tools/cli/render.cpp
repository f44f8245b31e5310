#include "render.hpp"

#include <fmt/format.h>  // format

#include <algorithm>  // all_of, max
#include <array>
#include <cmath>  // isfinite
#include <variant>

#include "tranche/appraise/breakdown.hpp"
#include "tranche/base/sha256.hpp"
#include "version.hpp"

namespace tranche::cli {

namespace {

// Display width by characters; the texts of programmes are Latin, where that is what a terminal shows.
std::size_t width_of(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string padded(const std::string& text, std::size_t width, bool right) {
    const std::string blanks(width - std::min(width, width_of(text)), ' ');
    return right ? blanks + text : text + blanks;
}

std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string result = "\"";
    for (const char c : text) {
        result += c == '"' ? "\"\"" : std::string(1, c);
    }
    return result + "\"";
}

std::string markdown_field(const std::string& text) {
    std::string result;
    for (const char c : text) {
        result += c == '|' ? "\\|" : std::string(1, c);
    }
    return result;
}

}  // namespace

std::string as_text(const TextTable& table, bool bold) {
    std::vector<std::size_t> widths;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        std::size_t width = width_of(table.columns[column].title);
        for (const auto& row : table.rows) {
            width = std::max(width, width_of(row[column].shown));
        }
        widths.push_back(width);
    }
    const auto line = [&](const auto& text_of) {
        std::string result;
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            result += (column == 0 ? "" : "  ") + padded(text_of(column), widths[column], table.columns[column].number);
        }
        result.erase(result.find_last_not_of(' ') + 1);
        return result + "\n";
    };
    std::string result = line([&](std::size_t column) { return table.columns[column].title; });
    if (bold) {
        result = "\033[1m" + result.substr(0, result.size() - 1) + "\033[0m\n";
    }
    for (const auto& row : table.rows) {
        result += line([&](std::size_t column) { return row[column].shown; });
    }
    return result;
}

std::string as_markdown(const TextTable& table) {
    std::string result = "|";
    std::string rule = "|";
    for (const Column& column : table.columns) {
        result += " " + markdown_field(column.title) + " |";
        rule += column.number ? "---:|" : "---|";
    }
    result += "\n" + rule + "\n";
    for (const auto& row : table.rows) {
        result += "|";
        for (const Cell& cell : row) {
            result += " " + markdown_field(cell.shown) + " |";
        }
        result += "\n";
    }
    return result;
}

std::string as_csv(const TextTable& table) {
    std::string result;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        result += (column == 0 ? "" : ",") + csv_field(table.columns[column].name);
    }
    result += "\n";
    for (const auto& row : table.rows) {
        for (std::size_t column = 0; column < row.size(); ++column) {
            result += (column == 0 ? "" : ",") + csv_field(row[column].raw);
        }
        result += "\n";
    }
    return result;
}

std::string rendered(const TextTable& table, const std::string& format, bool bold) {
    if (format == "csv") {
        return as_csv(table);
    }
    return format == "md" ? as_markdown(table) : as_text(table, bold);
}

Cell money_cell(Money money, MoneyUnit unit) {
    return {pounds_text(money, unit), unit.text(money)};
}

void trim_pence(TextTable& table) {
    const auto money = [&](std::size_t column) {
        return table.columns[column].name.ends_with("_gbp") || table.columns[column].name == "value" ||
               table.columns[column].name == "against" || table.columns[column].name == "increment" ||
               table.columns[column].name == "low" || table.columns[column].name == "high";
    };
    const auto pence = [](const std::string& shown) { return shown.size() > 3 && shown[shown.size() - 3] == '.'; };
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        const auto whole = [&](const std::vector<Cell>& row) {
            return !pence(row[column].shown) || row[column].shown.ends_with(".00");
        };
        if (!money(column) || !std::all_of(table.rows.begin(), table.rows.end(), whole)) {
            continue;
        }
        for (auto& row : table.rows) {
            std::string& shown = row[column].shown;
            if (pence(shown)) {
                shown.resize(shown.size() - 3);
            }
        }
    }
}

Cell figure_cell(const Figure& figure, MeasureUnit measure, MoneyUnit unit) {
    const Json raw = figure_json(figure, unit);
    return {figure_text(figure, measure, unit),
            raw.is_null() ? "" : (raw.is_string() ? raw.get<std::string>() : raw.dump())};
}

std::string_view unit_word(MeasureUnit unit) {
    constexpr std::array<std::string_view, 7> words{"gbp", "percent", "years", "month", "count", "number", "ratio"};
    return words[static_cast<std::size_t>(unit)];
}

void drop_column(TextTable& table, std::string_view name) {
    const auto same = [name](const Column& column) { return column.name == name; };
    const auto at = std::find_if(table.columns.begin(), table.columns.end(), same) - table.columns.begin();
    table.columns.erase(table.columns.begin() + at);
    for (auto& row : table.rows) {
        row.erase(row.begin() + at);
    }
}

// A pound amount of up to 15 digits is written exactly by the shortest form of its nearest double.
Json money_json(Money money, MoneyUnit unit) {
    if (money.units % unit.per_pound() == 0) {
        return money.units / unit.per_pound();
    }
    return unit.pounds(money);
}

Json figure_json(const Figure& figure, MoneyUnit unit) {
    struct Visitor {
        MoneyUnit unit;
        Json operator()(std::monostate) const { return nullptr; }
        Json operator()(Money value) const { return money_json(value, unit); }
        Json operator()(double value) const { return value; }
        Json operator()(int value) const { return value; }
        Json operator()(Month value) const { return month_text(value); }
    };
    return std::visit(Visitor{unit}, figure.value);
}

Json cost_benefit_json(const CostBenefit& amounts, MoneyUnit unit) {
    const auto known = [&](bool is, Money money) { return is ? money_json(money, unit) : Json(); };
    return {{"cost_gbp", known(amounts.cost_known, amounts.cost)},
            {"benefit_gbp", known(amounts.benefit_known, amounts.benefit)},
            {"net_gbp", known(amounts.known(), amounts.net())}};
}

Json excluded_json(const Programme& programme, const Appraisal& appraisal) {
    Json result = Json::array();
    for (const LineId id : appraisal.excluded) {
        const Line& line = programme.lines[id];
        result.push_back({{"line", line.id}, {"kind", word(line.kind)}, {"why", word(line.valued)}});
        if (!line.reason().empty()) {
            result.back()["reason"] = line.reason();
        }
    }
    return result;
}

void add_range(Json& to, const Bounds& bounds, MoneyUnit unit) {
    for (const bool high : {false, true}) {
        Json values = Json::object();
        for (const MeasureRow& row : measures()) {
            const Range range = range_of(row, bounds);
            values[std::string(row.key)] = figure_json(high ? range.high : range.low, unit);
        }
        to[high ? "high" : "low"] = std::move(values);
    }
    Json open = Json::object();
    for (const MeasureRow& row : measures()) {
        const Range range = range_of(row, bounds);
        if (range.low.computable() != range.high.computable()) {
            open[std::string(row.key)] = range.low.computable() ? "above" : "below";
        }
    }
    if (!open.empty()) {
        to["bound"] = std::move(open);
    }
}

void add_measures(Json& to, const Appraisal& appraisal) {
    Json values = Json::object();
    Json why = Json::object();
    for (const MeasureRow& row : measures()) {
        const Figure figure = row.compute(appraisal);
        values[std::string(row.key)] = figure_json(figure, appraisal.unit);
        if (!figure.computable()) {
            why[std::string(row.key)] = figure.why;
        }
    }
    to["measures"] = std::move(values);
    if (!why.empty()) {
        to["why"] = std::move(why);
    }
    to["beyond_gbp"] = cost_benefit_json(appraisal.beyond, appraisal.unit);
    to["unallocated_gbp"] = cost_benefit_json(appraisal.undated, appraisal.unit);
}

Json inputs_json(const std::vector<std::shared_ptr<const SourceText>>& texts) {
    Json result = Json::array();
    for (const std::shared_ptr<const SourceText>& each : texts) {
        result.push_back({{"file", each->name}, {"sha256", sha256_hex(each->text)}});
    }
    return result;
}

Json manifest(const Opened& opened) {
    const Conventions& conventions = *opened.model.programme.conventions;
    return {{"tranche", version},
            {"inputs", inputs_json(opened.texts)},
            {"method",
             {{"payback", "year"},
              {"roi", "net-over-cost"},
              {"delay_window", word(opened.model.programme.delay_window)},
              {"discount", conventions.schedules.front().id},
              {"base", opened.model.programme.calendar.year_label(conventions.base_year)},
              {"timing", word(conventions.timing)},
              {"savings", word(conventions.savings)}}}};
}

Json headed(const Opened& opened, const Options& options, bool scenario) {
    Json result{{"manifest", manifest(opened)}};
    if (scenario) {
        result["scenario"] = options.text("--scenario");
    }
    for (const std::string_view name : {"reading", "option", "case"}) {
        const std::string option = "--" + std::string(name);
        if (options.given(option) && options.text(option) != "as-written") {
            result[std::string(name)] = options.text(option);
        }
    }
    return result;
}

std::string dumped(const Json& json) {
    return json.dump(2) + "\n";
}

std::string notes(const Programme& programme, const Appraisal& appraisal) {
    std::vector<std::pair<std::string, std::string>> reasons;  // why, and the measures it holds of
    for (const MeasureRow& row : measures()) {
        const Figure figure = row.compute(appraisal);
        if (figure.computable() || row.where_any) {
            continue;
        }
        const auto same = [&](const auto& each) { return each.first == figure.why; };
        const auto found = std::find_if(reasons.begin(), reasons.end(), same);
        if (found == reasons.end()) {
            reasons.emplace_back(figure.why, row.title);
        } else {
            found->second += ", " + std::string(row.title);
        }
    }
    std::string result;
    for (const auto& [why, titles] : reasons) {
        const bool small = why.front() >= 'a' && why.front() <= 'z';
        const char first = static_cast<char>(small ? why.front() - 'a' + 'A' : why.front());
        result += first + why.substr(1) + ": no " + titles + "\n";
    }
    const auto lines = [&](const std::string& title, const std::vector<LineId>& ids) {
        std::vector<std::string> names;
        for (const LineId id : ids) {
            const Line& line = programme.lines[id];
            names.push_back(line.id + (line.reason().empty() ? "" : " (" + line.reason() + ")"));
        }
        result += names.empty() ? "" : title + ": " + listed(names, 40) + "\n";
    };
    lines("Left out, split not stated", appraisal.split);
    lines("Left out, no single known amount", appraisal.unknown);
    lines("Claimed without a figure, and not counted", appraisal.excluded);
    std::vector<LineId> inside;
    for (std::size_t i = 0; i < programme.lines.size(); ++i) {
        const Line& line = programme.lines[LineId{i}];
        if (line.inside.exists() && !line.carved && line.pieces.empty()) {
            inside.emplace_back(i);
        }
    }
    lines("Inside other lines, and not counted again", inside);
    const auto amounts = [&](const std::string& title, const CostBenefit& each) {
        if (each.cost != Money{} || each.benefit != Money{}) {
            result += title + ": cost " + amount_text(each.cost, appraisal.unit) + ", benefit " +
                      amount_text(each.benefit, appraisal.unit) + ", net " + amount_text(each.net(), appraisal.unit) +
                      "\n";
        }
    };
    amounts("Moved past " + appraisal.calendar.year_label(appraisal.calendar.years - 1), appraisal.beyond);
    amounts("Without a date", appraisal.undated);
    return result;
}

std::string notes_of(const Programme& programme, const std::string& title, const Appraisal& appraisal) {
    std::string result;
    std::string lines = notes(programme, appraisal);
    for (std::size_t end = lines.find('\n'); end != std::string::npos; end = lines.find('\n')) {
        const bool capital = lines.front() >= 'A' && lines.front() <= 'Z';
        const char first = static_cast<char>(capital ? lines.front() - 'A' + 'a' : lines.front());
        result += title + ": " + first + lines.substr(1, end);
        lines.erase(0, end + 1);
    }
    return result;
}

std::string bands_text(const DiscountSchedule& schedule, int years) {
    std::string result;
    const bool one = schedule.bands.size() == 1 || schedule.bands[1].from >= years;
    for (const DiscountBand& band : schedule.bands) {
        if (band.from < years) {
            result += fmt::format("{}{:g}%", result.empty() ? "" : ", ", 100 * band.rate);
            result += one ? " a year" : fmt::format(" from year {}", band.from);
        }
    }
    return result;
}

Json conventions_json(const Conventions& conventions, const Calendar& calendar) {
    Json schedules = Json::array();
    for (const DiscountSchedule& each : conventions.schedules) {
        schedules.push_back(
            {{"id", each.id}, {"title", each.title}, {"status", word(each.status)}, {"source", each.source}});
    }
    return {{"schedules", std::move(schedules)},
            {"base", calendar.year_label(conventions.base_year)},
            {"timing", word(conventions.timing)},
            {"savings", word(conventions.savings)}};
}

std::string titled(const std::string& title, const std::string& subtitle, const std::string& format) {
    return format == "md" ? "**" + title + "**\n\n" + subtitle + "\n\n" : title + "\n" + subtitle + "\n\n";
}

std::string rests_on(const Programme& programme) {
    std::string parts;
    for (const auto& [word, count] : statuses(programme)) {
        if (count > 0) {
            parts += (parts.empty() ? "" : ", ") + std::to_string(count) +
                     (word == "unstated" ? " of unstated status" : " " + std::string(word));
        }
    }
    return parts.empty() ? "" : "Rests on lines: " + parts + ".\n";
}

Json status_json(const Programme& programme) {
    Json result = Json::object();
    for (const auto& [word, count] : statuses(programme)) {
        if (count > 0) {
            result[std::string(word)] = count;
        }
    }
    return result;
}

}  // namespace tranche::cli
