// A cell of a printed table is a claim with an address made of its row and its column. Total rows and columns are casts:
// printed figures that the other printed figures should add to.
#include "lower/claims.hpp"

#include <algorithm>  // any_of, find
#include <map>
#include <utility>  // move

#include "lower/expression.hpp"
#include "lower/measures.hpp"
#include "lower/sources.hpp"
#include "tranche/base/month_or_year.hpp"
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
    if (unit == "\u00a3k") {
        return {true, 3, "k"};
    }
    if (unit == "\u00a3m") {
        return {true, 6, "m"};
    }
    return {unit == "\u00a3", 0, unit == "%" ? "%" : ""};
}

const Text* find_pair(const std::vector<PairDef>& pairs, const std::string& key) {
    const auto found =
        std::find_if(pairs.begin(), pairs.end(), [&](const PairDef& pair) { return pair.key.text == key; });
    return found == pairs.end() ? nullptr : &found->value;
}

bool holds(const std::vector<Text>& words, const std::string& word) {
    return std::any_of(words.begin(), words.end(), [&](const Text& each) { return each.text == word; });
}

/// Names of claims and of printed tables and cells, which nothing else refers to.
struct ClaimNames {
    Names names;
    Names tables;
    std::map<std::string, ClaimId> cells;
};

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

std::optional<ClaimId> claim(const ClaimNames& claims, Diagnostics& diagnostics, const Text& name) {
    const auto cell = claims.cells.find(name.text);
    if (cell != claims.cells.end()) {
        return cell->second;
    }
    if (name.text.find(" in ") != std::string::npos) {
        std::vector<std::string> known;
        for (const auto& [each, id] : claims.cells) {
            known.push_back(each);
        }
        diagnostics.error("unknown-reference", name.where, "there is no printed cell '" + name.text.substr(0, 60) + "'",
                          did_you_mean(name.text, known));
        return std::nullopt;
    }
    const std::optional<std::size_t> row = claims.names.find(name, "claim", diagnostics);
    return row ? std::optional(ClaimId{*row}) : std::nullopt;
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

void lower_claim(Context& ctx, ClaimNames& claims, const ClaimDef& def) {
    claims.names.declare(def.id, "a claim", ctx.programme.claims.size(), ctx.diagnostics);
    Claim claim;
    claim.id = def.id.text;
    for (const Text& figure : def.figure) {
        if (std::optional<Asked> found = asked(ctx, figure)) {
            claim.figures.push_back(std::move(*found));
        }
    }
    for (const Text& other : def.alternatives) {
        if (std::optional<Asked> found = asked(ctx, other)) {
            claim.alternatives.push_back(std::move(*found));
        }
    }
    if (def.id.given() && def.figure.empty() == def.about.empty()) {
        ctx.diagnostics.error("claim-form", def.id.where,
                              "claim '" + def.id.text + "' needs either a 'figure' or an 'about'",
                              "'about' is for figures that the programme does not contain");
    }
    claim.about = def.about;
    claim.says = printed(ctx.diagnostics, def.says).value_or(Printed{});
    if (claim.says.unit == PrintedUnit::month) {
        warn_of_year(ctx.programme.calendar, def.says.text, def.says.where, ctx.diagnostics);
    }
    claim.fitted = def.fitted;
    claim.at = citations(ctx, def.at);
    claim.where = def.id.where;
    ctx.programme.claims.add(std::move(claim));
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
            claim.says =
                printed(ctx.diagnostics,
                        def.unit == "%" && !cell.text.ends_with('%') ? Text{cell.text + "%", cell.where} : cell,
                        unit.money, unit.power)
                    .value_or(Printed{});
            const bool negative = cell.text.starts_with('-');
            // Shown as the document prints it: the table states its unit once, a claim states it itself.
            claim.says.text = (negative ? "-" : "") + std::string(unit.money ? "\u00a3" : "") +
                              cell.text.substr(negative ? 1 : 0) + unit.suffix;
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

void lower_table(Context& ctx, ClaimNames& claims, const TableDef& def) {
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

// Relations name claims in any order, so they come last.
void lower_claim_relations(Context& ctx, ClaimNames& claims) {
    for (std::size_t i = 0; i < ctx.definition.claims.claims.size(); ++i) {
        const ClaimDef& def = ctx.definition.claims.claims[i];
        for (const Text& other : def.contradicts) {
            if (const std::optional<ClaimId> found = claim(claims, ctx.diagnostics, other)) {
                ctx.programme.claims[ClaimId{i}].contradicts.push_back(*found);
            }
        }
        if (!def.implied_by.given()) {
            continue;
        }
        Formulas& formulas = ctx.programme.claim_formulas;
        const NameResolver resolve = [&](const std::string& name, Position where) -> std::optional<Measured> {
            const std::optional<ClaimId> id = claim(claims, ctx.diagnostics, {name, where});
            if (!id) {
                return std::nullopt;
            }
            if (*id == ClaimId{i}) {
                ctx.diagnostics.error("formula-cycle", where, "claim '" + name + "' is implied by itself");
                return std::nullopt;
            }
            const Claim& from = ctx.programme.claims[*id];
            const std::optional<InputId> known = formulas.find_input(from.id);
            if (known) {
                return Measured{formulas.input(*known), {}};
            }
            Input input;
            input.name = from.id;
            input.base = from.says.value.to_double();
            input.use = InputUse::claim;
            input.where = from.where;
            return Measured{formulas.input(formulas.add_input(std::move(input))), {}};
        };
        if (!def.implied_by.text.starts_with("=")) {
            ctx.diagnostics.error("formula", def.implied_by.where, "'implied_by' takes a formula, which starts with =");
            continue;
        }
        if (const std::optional<Measured> implied = lower_formula(def.implied_by, formulas, resolve, ctx.diagnostics)) {
            ctx.programme.claims[ClaimId{i}].implied_by = implied->node;
            const std::size_t start = def.implied_by.text.find_first_not_of("= ");
            ctx.programme.claims[ClaimId{i}].implied_text =
                def.implied_by.text.substr(std::min(start, def.implied_by.text.size()));
        }
    }
}

}  // namespace

void lower_claims(Context& ctx) {
    ClaimNames claims;
    for (const ClaimDef& def : ctx.definition.claims.claims) {
        lower_claim(ctx, claims, def);
    }
    for (const TableDef& def : ctx.definition.claims.tables) {
        lower_table(ctx, claims, def);
    }
    lower_claim_relations(ctx, claims);
}

}  // namespace tranche::lowering
