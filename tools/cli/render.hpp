// Tables and JSON: how results look in each format.
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "commands.hpp"
#include "tranche/scenario/ends.hpp"

namespace tranche::cli {

using Json = nlohmann::ordered_json;

/// Columns have a name for machines (csv) and a title for people (text, md); numbers stand to the right.
struct Column {
    std::string name;
    std::string title;
    bool number = false;
};

/// Cells twice: for people and for machines.
struct Cell {
    std::string shown;
    std::string raw;
};

struct TextTable {
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;
};

void drop_column(TextTable& table, std::string_view name);

/// bold: headings stand out on a terminal.
std::string as_text(const TextTable& table, bool bold = false);
std::string as_markdown(const TextTable& table);
std::string as_csv(const TextTable& table);
/// REQUIRES: format is text, md or csv.
std::string rendered(const TextTable& table, const std::string& format, bool bold = false);

/// Money for people (to the penny) and for machines (pounds, unrounded).
Cell money_cell(Money money, MoneyUnit unit);
/// Drops the pence of columns in which every amount is whole pounds.
void trim_pence(TextTable& table);

Cell figure_cell(const Figure& figure, MeasureUnit measure, MoneyUnit unit);

/// `gbp`, `percent`, `years`, `month`, `count`, `number`, `ratio`.
std::string_view unit_word(MeasureUnit unit);

Json money_json(Money money, MoneyUnit unit);
Json figure_json(const Figure& figure, MoneyUnit unit);
/// Two-space indentation and a newline at the end.
std::string dumped(const Json& json);

/// A title over a table, for text and md.
std::string titled(const std::string& title, const std::string& subtitle, const std::string& format);

}  // namespace tranche::cli
