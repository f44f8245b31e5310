// First the columns and rows that the reader sees, then the columns of texts: each displayed column settles on its own
// whether its amounts have pence.
#include "report/sheet.hpp"

#include <algorithm>  // any_of, count_if, find
#include <cassert>

#include "report/cell_text.hpp"

namespace tranche {

namespace {

enum class End { low, central, high };

const Value& value_at(const Cell& cell, End end) {
    if (!cell.ends || end == End::central) {
        return cell.value;
    }
    return end == End::low ? cell.ends->low : cell.ends->high;
}

/// A displayed column before it is text.
struct ColumnStrip {
    std::string head;
    bool number = false;
    End end = End::central;
    struct Item {
        const Cell* cell;
        ValueKind kind;
    };
    std::vector<Item> items;
};

/// The reader's columns and rows of a table.
struct Seen {
    std::vector<const Column*> columns;
    std::vector<std::size_t> at;  ///< index of each in the table
    std::vector<const ResultRow*> rows;
};

bool has_value(const Cell& cell) {
    return !cell.blank && (!cell.absent() || cell.ends);
}

Seen seen_of(const ResultTable& table, Audience reader) {
    Seen result;
    for (const ResultRow& row : table.rows) {
        if (sees(row.audience, reader)) {
            result.rows.push_back(&row);
        }
    }
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const Column& column = table.columns[i];
        const auto filled = [&](const ResultRow* row) { return has_value(row->cells[i]); };
        const bool wanted =
            !column.if_any || reader == Audience::csv || std::any_of(result.rows.begin(), result.rows.end(), filled);
        if (sees(column.audience, reader) && column.kind != ValueKind::table && wanted) {
            result.columns.push_back(&column);
            result.at.push_back(i);
        }
    }
    return result;
}

SheetCell sheet_cell(const ColumnStrip::Item& item, End end, bool pence, Audience reader) {
    const Cell& cell = *item.cell;
    const bool is_text = std::holds_alternative<std::string>(cell.value);
    SheetCell result{{}, item.kind, is_text, cell.tone};
    if (end != End::central) {
        // A figure without a range has the same value at both ends.
        const Value& value = value_at(cell, end);
        result.text = reader == Audience::csv ? raw_text(value, item.kind) : people_text(value, item.kind, pence);
    } else {
        result.text = reader == Audience::csv ? raw_text(cell, item.kind) : people_text(cell, item.kind, pence);
    }
    return result;
}

Sheet sheet_of(const std::vector<ColumnStrip>& strips, std::size_t rows, Audience reader, const OutputStyle& options) {
    Sheet result;
    result.rows.resize(rows);
    for (const ColumnStrip& strip : strips) {
        assert(strip.items.size() == rows);
        result.columns.push_back({strip.head, strip.number});
        PenceRule rule(options.pence);
        for (const ColumnStrip::Item& item : strip.items) {
            rule.see(*item.cell);
        }
        for (std::size_t i = 0; i < rows; ++i) {
            result.rows[i].cells.push_back(sheet_cell(strip.items[i], strip.end, rule.pence(), reader));
        }
    }
    return result;
}

// People see the name of a group on its first row.
void name_once(Sheet& sheet) {
    for (std::size_t column = 0; column + 1 < sheet.labels; ++column) {
        std::string before;
        for (SheetRow& row : sheet.rows) {
            std::string& text = row.cells[column].text;
            if (text == before) {
                text.clear();
            } else {
                before = text;
            }
        }
    }
}

Sheet upright(const ResultTable& table, const Seen& seen, Audience reader, const OutputStyle& options) {
    std::vector<ColumnStrip> strips;
    const bool csv = reader == Audience::csv;
    for (std::size_t i = 0; i < seen.columns.size(); ++i) {
        const Column& column = *seen.columns[i];
        const auto ended = [&](const ResultRow* row) { return row->cells[seen.at[i]].ends.has_value(); };
        const bool ends = std::any_of(seen.rows.begin(), seen.rows.end(), ended);
        const auto add = [&](std::string head, End end) {
            ColumnStrip& strip = strips.emplace_back();
            strip.head = std::move(head);
            strip.number = kind_row(column.kind).number;
            strip.end = end;
            for (const ResultRow* row : seen.rows) {
                const Cell& cell = row->cells[seen.at[i]];
                strip.items.push_back({&cell, cell.kind.value_or(column.kind)});
            }
        };
        if (ends) {
            add(csv ? column.header() + "_low" : column.title + ", low", End::low);
        }
        add(csv ? column.header() : column.title, End::central);
        if (ends) {
            add(csv ? column.header() + "_high" : column.title + ", high", End::high);
        }
    }
    Sheet result = sheet_of(strips, seen.rows.size(), reader, options);
    for (std::size_t i = 0; i < seen.rows.size(); ++i) {
        result.rows[i].total = seen.rows[i]->total;
    }
    if (table.layout == Layout::series) {
        result.labels = 0;
        for (const std::size_t at : seen.at) {
            result.labels += at <= table.group_columns ? 1 : 0;
        }
        if (reader != Audience::csv) {
            name_once(result);
        }
    }
    return result;
}

Sheet turned(const ResultTable& table, const Seen& seen, Audience reader, const OutputStyle& options) {
    const bool csv = reader == Audience::csv;
    std::vector<Cell> names;
    std::vector<Cell> definitions;
    bool defined = false;
    for (const Column* column : seen.columns) {
        names.push_back(Cell::text(csv ? column->header() : column->title));
        definitions.push_back(Cell::text(column->definition));
        defined = defined || !column->definition.empty();
    }
    std::vector<ColumnStrip> strips;
    const auto add_texts = [&](std::string head, const std::vector<Cell>& cells) {
        ColumnStrip& strip = strips.emplace_back();
        strip.head = std::move(head);
        for (const Cell& cell : cells) {
            strip.items.push_back({&cell, ValueKind::text});
        }
    };
    add_texts(csv ? table.turned_key : table.turned_title, names);
    const bool ends = table.has_ends();
    for (const ResultRow* row : seen.rows) {
        const auto add = [&](std::string head, End end) {
            ColumnStrip& strip = strips.emplace_back();
            strip.head = std::move(head);
            strip.number = true;
            strip.end = end;
            for (std::size_t i = 0; i < seen.columns.size(); ++i) {
                const Cell& cell = row->cells[seen.at[i]];
                strip.items.push_back({&cell, cell.kind.value_or(seen.columns[i]->kind)});
            }
        };
        if (ends) {
            add(csv ? "low" : "Low", End::low);
        }
        add(csv ? row->key : ends ? table.central : row->title, End::central);
        if (ends) {
            add(csv ? "high" : "High", End::high);
        }
    }
    // Beside several figures, sentences leave no room.
    if (defined && (csv || seen.rows.size() == 1)) {
        add_texts(csv ? "definition" : "Definition", definitions);
    }
    return sheet_of(strips, seen.columns.size(), reader, options);
}

}  // namespace

Sheet sheet_of(const ResultTable& table, Audience reader, const OutputStyle& options) {
    const Seen seen = seen_of(table, reader);
    Sheet result = table.turned ? turned(table, seen, reader, options) : upright(table, seen, reader, options);
    // A figure that everybody knows the place of is one label; a table of nothing but numbers has none.
    result.labels = std::min(result.labels, result.columns.size());
    return result;
}

Sheet wide_sheet_of(const ResultTable& table, const OutputStyle& options) {
    assert(table.layout == Layout::series);
    const Sheet tall = sheet_of(table, Audience::csv, options);
    const std::size_t axis = tall.labels - 1;
    Sheet result;
    std::vector<std::string> periods;
    for (std::size_t i = 0; i < axis; ++i) {
        result.columns.push_back({tall.columns[i].head});
    }
    result.columns.push_back({"figure"});
    for (const SheetRow& row : tall.rows) {
        const std::string& period = row.cells[axis].text;
        if (std::find(periods.begin(), periods.end(), period) == periods.end()) {
            periods.push_back(period);
            result.columns.push_back({period, true});
        }
    }
    const auto same_group = [&](const SheetRow& a, const SheetRow& b) {
        return std::equal(a.cells.begin(), a.cells.begin() + static_cast<std::ptrdiff_t>(axis), b.cells.begin(),
                          [](const SheetCell& x, const SheetCell& y) { return x.text == y.text; });
    };
    for (std::size_t first = 0; first < tall.rows.size();) {
        std::size_t end = first;
        while (end < tall.rows.size() && same_group(tall.rows[first], tall.rows[end])) {
            ++end;
        }
        for (std::size_t figure = tall.labels; figure < tall.columns.size(); ++figure) {
            SheetRow& row = result.rows.emplace_back();
            row.cells.assign(tall.rows[first].cells.begin(),
                             tall.rows[first].cells.begin() + static_cast<std::ptrdiff_t>(axis));
            row.cells.push_back({tall.columns[figure].head, ValueKind::text, true});
            row.cells.resize(result.columns.size());
            for (std::size_t at = first; at < end; ++at) {
                const auto found = std::find(periods.begin(), periods.end(), tall.rows[at].cells[axis].text);
                row.cells[axis + 1 + static_cast<std::size_t>(found - periods.begin())] = tall.rows[at].cells[figure];
            }
        }
        first = end;
    }
    return result;
}

}  // namespace tranche
