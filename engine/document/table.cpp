#include "tranche/document/table.hpp"

#include <algorithm>  // any_of
#include <cassert>
#include <utility>  // move

namespace tranche {

Cell Cell::nested(ResultTable table) {
    Cell result;
    result.table = std::make_shared<const ResultTable>(std::move(table));
    return result;
}

ResultRow& ResultTable::add(std::vector<Cell> cells) {
    assert(cells.size() == columns.size());
    ResultRow& row = rows.emplace_back();
    row.cells = std::move(cells);
    return row;
}

bool ResultTable::has_ends() const {
    return std::any_of(rows.begin(), rows.end(), [](const ResultRow& row) {
        return std::any_of(row.cells.begin(), row.cells.end(), [](const Cell& cell) { return cell.ends.has_value(); });
    });
}

}  // namespace tranche
