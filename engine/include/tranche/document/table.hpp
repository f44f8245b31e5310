// A table of a result: columns with a kind, rows of cells, and the shape that the table has in JSON.
//
// One table serves every reader. People see the columns that are for people, under their titles. CSV has the columns
// that are for spreadsheets, under the last word of their keys. JSON follows from the keys by rule:
//
// - A dot in a column's key nests: `difference_gbp.cost_gbp` is a member `cost_gbp` of an object `difference_gbp`.
// - An absent cell is null. Its reason goes under `why`, by the last word of the key, in the object that holds the value:
//   `month.rate` is explained by `month.why.rate`.
// - Where a column says `beside`, reasons and ends of a range stand beside that object instead, each under the last word
//   of the key: `measures.npv_gbp` is explained by `why.npv_gbp`, its ends are `low.npv_gbp` and `high.npv_gbp`, and
//   where one end alone is known, `bound.npv_gbp` says to which side the figure is open.
// - A blank cell has no member.
#pragma once

#include <string>
#include <vector>

#include "tranche/document/cell.hpp"
#include "tranche/document/kind.hpp"

namespace tranche {

struct Column {
    std::string key;    ///< path in JSON; its last word is the header in CSV
    std::string title;  ///< for people
    ValueKind kind = ValueKind::text;
    Audience audience = Audience::all;
    std::string definition;  ///< what the figure is, in a sentence; empty where the title says it
    bool beside = false;     ///< where reasons and ends are in JSON: see above
    std::string csv;         ///< header in CSV, where the last word of the key would not do
    bool if_any = false;     ///< people see the column only where a row has a value in it

    [[nodiscard]] std::string header() const {
        return csv.empty() ? key.substr(key.rfind('.') + 1) : csv;  // npos + 1 is 0: a key without dots
    }
};

/// A finding of a check, with its place: the content of SARIF and JUnit.
struct Finding {
    enum class Level : std::uint8_t { fine, note, warning, error };

    std::string rule;     ///< `not_reproduced`, or a code of a diagnostic
    std::string name;     ///< of the test
    std::string message;  ///< empty where the level is fine
    std::string file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    Level level = Level::fine;
};

struct ResultRow {
    std::vector<Cell> cells;
    Audience audience = Audience::all;
    std::string member;  ///< in JSON, of a record or a series: the object that its cells go into
    std::string key;     ///< over the row where a table is turned, in CSV
    std::string title;   ///< and for people
    std::optional<Finding> finding;
    bool total = false;  ///< a sum of rows above, set apart for people
};

/// The shape in JSON.
enum class Layout : std::uint8_t {
    list,    ///< an array of objects, one for each row
    record,  ///< an object: the members of rows, each in the row's own object where the row names one
    values,  ///< an array of the cells of the first column
    /// Rows that share their leading `group_columns` become one object: those columns once, then each other column as an
    /// array over the rows. The column after the groups is the axis: it goes once into an array beside the table, under
    /// its key. Rows that name a member, such as money without a date, become objects under that name.
    series,
};

struct ResultTable {
    std::string key;  ///< path in JSON; empty: members go into the object around it
    std::string title;
    std::vector<Column> columns;
    std::vector<ResultRow> rows;
    Layout layout = Layout::list;
    Audience audience = Audience::all;
    std::size_t group_columns = 0;         ///< of a series; people see their values once
    bool open = false;                     ///< further keys depend on what was asked, so a schema allows them
    bool turned = false;                   ///< people and CSV read columns downwards and rows across
    std::string turned_key = "measure";    ///< header of the first column of a turned table, in CSV
    std::string turned_title = "Measure";  ///< and for people
    std::string central = "Central";       ///< of a turned table with ends: title between `Low` and `High`

    /// Adds a row for everybody. REQUIRES: as many cells as columns.
    ResultRow& add(std::vector<Cell> cells);
    [[nodiscard]] bool has_ends() const;
};

}  // namespace tranche
