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

std::string dumped(const Json& json) {
    return json.dump(2) + "\n";
}

std::string titled(const std::string& title, const std::string& subtitle, const std::string& format) {
    return format == "md" ? "**" + title + "**\n\n" + subtitle + "\n\n" : title + "\n" + subtitle + "\n\n";
}

}  // namespace tranche::cli
