// A cell of a printed table is a claim with an address made of its row and its column. Total rows and columns are casts:
// printed figures that the other printed figures should add to.
#include "lower/tables.hpp"

#include <algorithm>  // any_of, find
#include <cctype>     // isalpha
#include <utility>    // move

#include "tranche/base/figure_text.hpp"
#include "lower/measures.hpp"
#include "lower/sources.hpp"
#include "tranche/base/spelling.hpp"

namespace tranche::lowering {

namespace {

constexpr std::string_view total_word = "total";

std::string cell_name(const TableDef& def, const std::string& row, const std::string& column) {
    return def.id.text + "." + row + " in " + column;
}

struct CellUnit {
    bool money = false;
    int power = 0;
    std::string suffix;  ///< what makes a cell's text say its unit
};

CellUnit unit_of(const std::string& unit) {
    const std::optional<int> power = pounds_power(unit);
    if (!power) {
        return {false, 0, unit == "%" ? "%" : ""};
    }
    return {true, *power, *power == 3 ? "k" : *power == 6 ? "m" : *power == 9 ? "bn" : ""};
}

// A table states its unit once, a claim states it itself. A dash stays a dash.
std::string cell_text(const std::string& cell, const CellUnit& unit) {
    const bool words = !cell.empty() && std::isalpha(static_cast<unsigned char>(cell.front())) != 0;  // about 50
    const std::size_t number = words ? cell.rfind(' ') + 1 : 0;
    const std::string plain = plain_figure(cell.substr(number));
    const bool negative = plain.starts_with('-');
    const std::string digits = plain.substr(negative ? 1 : 0);
    const bool dash = plain == "0" && cell.find('0') == std::string::npos;
    if (dash || digits.find_first_of("\u00a3%") != std::string::npos) {
        return cell;
    }
    const bool own_unit = std::isalpha(static_cast<unsigned char>(digits.back())) != 0;
    return cell.substr(0, number) + (negative ? "-" : "") + (unit.money ? "\u00a3" : "") + digits +
           (own_unit ? "" : unit.suffix);
}

const Text* find_pair(const std::vector<PairDef>& pairs, const std::string& key) {
    const auto found =
        std::find_if(pairs.begin(), pairs.end(), [&](const PairDef& pair) { return pair.key.text == key; });
    return found == pairs.end() ? nullptr : &found->value;
}

bool holds(const std::vector<Text>& words, const std::string& word) {
    return std::any_of(words.begin(), words.end(), [&](const Text& each) { return each.text == word; });
}

// A heading such as 2009-10 is a year if another one can only be a year, or if there are several and each could be.
std::vector<bool> years_among(const Calendar& calendar, const std::vector<Text>& headings) {
    std::size_t only_years = 0;
    std::size_t either = 0;
    std::size_t only_months = 0;
    for (const Text& heading : headings) {
        const bool month = parse_written_month(heading.text).has_value();
        either += calendar.month_or_year(heading.text) ? 1 : 0;
        only_years += !month && calendar.parse_year(heading.text) ? 1 : 0;
        only_months += month && !calendar.month_or_year(heading.text) ? 1 : 0;
    }
    std::vector<bool> result;
    for (const Text& heading : headings) {
        result.push_back(calendar.parse_year(heading.text) &&
                         (!calendar.month_or_year(heading.text) || only_years > 0 || (either > 1 && only_months == 0)));
    }
    return result;
}

// `figures` gives the figure of one axis; the other axis says which period, scenario or line of it, or all of it.
std::optional<Asked> cell_figure(const Context& ctx, const TableDef& def, const Text& row, bool row_is_year,
                                 const Text& column, bool column_is_year) {
    const Text* of_row = find_pair(def.figures, row.text);
    const Text* of_column = find_pair(def.figures, column.text);
    const Text* figure = of_row != nullptr ? of_row : of_column;
    if (figure == nullptr) {
        return std::nullopt;
    }
    std::optional<Asked> result = asked(ctx, *figure);
    const Text& other = of_row != nullptr ? column : row;
    if (!result || other.text == total_word) {
        return result;
    }
    Address& address = result->address;
    // The heading is looked up among periods first: a year cannot be an id of anything else.
    const bool year = of_row != nullptr ? column_is_year : row_is_year;
    if (year) {
        address.period = ctx.programme.calendar.year_label(*ctx.programme.calendar.parse_year(other.text));
    } else if (parse_written_month(other.text)) {
        address.period = other.text;
    } else if (ctx.names.scenarios.has(other.text)) {
        address.scenario = other.text;
    } else if (ctx.names.lines.has(other.text)) {
        address.filter.emplace_back("line", other.text);
    } else if (ctx.names.workstreams.has(other.text)) {
        address.filter.emplace_back("workstream", other.text);
    } else {
        ctx.diagnostics.error(
            "unknown-reference", other.where,
            "'" + other.text + "' is not a period, scenario, line or workstream, so its cells do not name a figure",
            "leave it out of 'figures', or use the programme's name for it");
        return std::nullopt;
    }
    return result;
}

void lower_table_cells(Context& ctx, ClaimNames& claims, const TableDef& def) {
    const CellUnit unit = unit_of(def.unit);
    const std::vector<Citation> at = citations(ctx, def.at);
    std::vector<Text> row_names;
    for (const RowDef& row : def.rows) {
        row_names.push_back(row.name);
    }
    const std::vector<bool> year_rows = years_among(ctx.programme.calendar, row_names);
    const std::vector<bool> year_columns = years_among(ctx.programme.calendar, def.columns);
    for (std::size_t i = 0; i < def.rows.size(); ++i) {
        const RowDef& row = def.rows[i];
        if (row.cells.size() != def.columns.size()) {
            ctx.diagnostics.error("table-width", row.name.where,
                                  "row '" + row.name.text + "' has " + std::to_string(row.cells.size()) +
                                      " cells for " + std::to_string(def.columns.size()) + " columns",
                                  "a blank cell is written ~");
            continue;
        }
        for (std::size_t column = 0; column < row.cells.size(); ++column) {
            if (!row.cells[column].given()) {
                continue;
            }
            Claim claim;
            claim.id = cell_name(def, row.name.text, def.columns[column].text);
            const Text& cell = row.cells[column];
            claim.says = printed(ctx.diagnostics, cell, unit.money, unit.power).value_or(Printed{});
            if (def.unit == "%" && claim.says.unit == PrintedUnit::plain) {
                claim.says.unit = PrintedUnit::percent;
            }
            claim.says.text = cell_text(cell.text, unit);
            if (std::optional<Asked> figure =
                    cell_figure(ctx, def, row.name, year_rows[i], def.columns[column], year_columns[column])) {
                claim.figures.push_back(std::move(*figure));
            }
            // A total is what follows from its row's cells, not what inputs were rebuilt from.
            claim.fitted = holds(def.fitted, row.name.text) && def.columns[column].text != total_word;
            claim.at = at;
            claim.where = cell.where;
            const std::string id = claim.id;
            claims.cells.emplace(id, ctx.programme.claims.add(std::move(claim)));
        }
    }
}

void lower_casts(Context& ctx, ClaimNames& claims, const TableDef& def) {
    const std::vector<Citation> at = citations(ctx, def.at);
    const auto cell = [&](const std::string& row, const std::string& column) -> std::optional<ClaimId> {
        const auto found = claims.cells.find(cell_name(def, row, column));
        return found == claims.cells.end() ? std::nullopt : std::optional(found->second);
    };
    const auto add = [&](const std::string& id, std::vector<std::pair<std::optional<ClaimId>, int>> parts,
                         std::optional<ClaimId> total, Position where) {
        Cast cast;
        cast.id = id;
        cast.at = at;
        cast.where = where;
        for (const auto& [part, sign] : parts) {
            if (part) {  // a blank cell adds nothing
                cast.parts.emplace_back(*part, sign);
            }
        }
        if (total && !cast.parts.empty()) {
            cast.total = *total;
            ctx.programme.casts.push_back(std::move(cast));
        }
    };
    std::vector<std::string> rows;
    std::vector<std::string> columns;
    for (const RowDef& row : def.rows) {
        rows.push_back(row.name.text);
    }
    for (const Text& column : def.columns) {
        columns.push_back(column.text);
    }
    const auto without_total = [](std::vector<std::string> names) {
        std::erase(names, std::string(total_word));
        return names;
    };
    for (const CastDef& cast : def.casts) {
        if (cast.axis.given()) {
            const bool along_rows = cast.axis.text == "rows";
            const std::vector<std::string>& across = along_rows ? columns : rows;
            if (!along_rows && cast.axis.text != "columns") {
                ctx.diagnostics.error("unknown-word", cast.axis.where,
                                      "'" + cast.axis.text + "' is neither rows nor columns",
                                      did_you_mean(cast.axis.text, {"rows", "columns"}));
            } else if (std::find(across.begin(), across.end(), total_word) == across.end()) {
                ctx.diagnostics.error("cast-total", cast.axis.where,
                                      "table '" + def.id.text + "' has no " +
                                          std::string(along_rows ? "column" : "row") + " 'total' to add to");
            } else {
                for (const std::string& each : along_rows ? rows : columns) {
                    std::vector<std::pair<std::optional<ClaimId>, int>> parts;
                    for (const std::string& part : without_total(across)) {
                        parts.emplace_back(along_rows ? cell(each, part) : cell(part, each), 1);
                    }
                    add(def.id.text + "." + each, std::move(parts),
                        along_rows ? cell(each, std::string(total_word)) : cell(std::string(total_word), each),
                        cast.axis.where);
                }
            }
            continue;
        }
        // {net: = benefit - cost}: in every column.
        std::vector<std::pair<std::string, int>> terms;
        // A formula of rows is signed addition, so it is read by words and not as a formula of inputs.
        int sign = 1;
        std::size_t at_word = cast.formula.text.find_first_not_of("= ");
        bool sound =
            cast.formula.text.starts_with('=') && std::find(rows.begin(), rows.end(), cast.row.text) != rows.end();
        while (sound && at_word != std::string::npos) {
            const std::size_t end = cast.formula.text.find(' ', at_word);
            const std::string word = cast.formula.text.substr(at_word, end - at_word);
            if (word == "+" || word == "-") {
                sign = word == "-" ? -1 : 1;
            } else {
                sound = std::find(rows.begin(), rows.end(), word) != rows.end();
                terms.emplace_back(word, sign);
            }
            at_word = end == std::string::npos ? end : cast.formula.text.find_first_not_of(' ', end);
        }
        if (!sound || terms.empty()) {
            ctx.diagnostics.error("cast-formula", cast.row.where,
                                  "'" + cast.row.text + ": " + cast.formula.text +
                                      "' does not say how rows of table '" + def.id.text + "' add",
                                  "such as {net: = benefit - cost}");
            continue;
        }
        for (const std::string& column : columns) {
            std::vector<std::pair<std::optional<ClaimId>, int>> parts;
            for (const auto& [row, row_sign] : terms) {
                parts.emplace_back(cell(row, column), row_sign);
            }
            add(cell_name(def, cast.row.text, column), std::move(parts), cell(cast.row.text, column), cast.row.where);
        }
    }
}

}  // namespace

std::optional<Asked> asked(const Context& ctx, const Text& text) {
    std::string problem;
    std::optional<Address> address = Address::parse(text.text, problem);
    if (!address) {
        ctx.diagnostics.error("not-an-address", text.where,
                              "'" + text.text.substr(0, 80) + "' is not the address of a figure: " + problem,
                              "addresses look like roi@delay or benefit(workstream=alcohol)@base/partners in 2014/15");
        return std::nullopt;
    }
    return Asked{std::move(*address), text.where};
}

void lower_table(Context& ctx, ClaimNames& claims, const TableDef& def) {
    if (def.unit.find("\u00a3") != std::string::npos && !pounds_power(def.unit)) {
        ctx.diagnostics.error(
            "table-unit", def.unit_at, quoted(def.unit) + " is not a unit of money",
            "units of money are \u00a3, \u00a3k or \u00a3000, \u00a3m and \u00a3bn; for other units write a word");
        return;
    }
    claims.tables.declare(def.id, "a table", 0, ctx.diagnostics);
    const auto known_heading = [&](const Text& name, std::string_view key, bool rows_only) {
        std::vector<std::string> headings;
        for (const RowDef& row : def.rows) {
            headings.push_back(row.name.text);
        }
        for (const Text& column : def.columns) {
            if (!rows_only) {
                headings.push_back(column.text);
            }
        }
        if (std::find(headings.begin(), headings.end(), name.text) == headings.end()) {
            ctx.diagnostics.error(
                "unknown-reference", name.where,
                "'" + std::string(key) + "' names '" + name.text + "', which table '" + def.id.text + "' does not have",
                did_you_mean(name.text, headings));
        }
    };
    for (const PairDef& pair : def.figures) {
        known_heading(pair.key, "figures", false);
    }
    for (const PairDef& pair : def.labels) {
        known_heading(pair.key, "labels", false);
    }
    for (const Text& name : def.fitted) {
        known_heading(name, "fitted", true);
    }
    lower_table_cells(ctx, claims, def);
    lower_casts(ctx, claims, def);
}

}  // namespace tranche::lowering
