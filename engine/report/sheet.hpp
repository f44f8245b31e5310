// A table as one reader has it: the reader's columns and rows, turned where the table says so, ends of ranges in columns
// of their own, every cell a text.
#pragma once

#include <string>
#include <vector>

#include "tranche/document/table.hpp"
#include "tranche/report/renderers.hpp"

namespace tranche {

struct SheetColumn {
    std::string head;
    bool number = false;
};

struct SheetCell {
    std::string text;
    ValueKind kind = ValueKind::text;
    bool literal = false;  ///< an author's text, not a figure: a spreadsheet might run it
    Tone tone = Tone::plain;
};

struct SheetRow {
    std::vector<SheetCell> cells;
    bool total = false;
};

struct Sheet {
    std::vector<SheetColumn> columns;
    std::vector<SheetRow> rows;
    std::size_t labels = 1;  ///< leading columns that say what a row is
};

/// reader: screen, page or csv.
Sheet sheet_of(const ResultTable& table, Audience reader, const OutputStyle& options);

/// A series for a spreadsheet, with a column for each period and a row for each figure of each group.
Sheet wide_sheet_of(const ResultTable& table, const OutputStyle& options);

}  // namespace tranche
