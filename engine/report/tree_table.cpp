#include "report/tree_table.hpp"

#include <utility>  // move

namespace tranche {

namespace {

void add_rows(const ResultTree::Node& node, std::size_t depth, ResultTable& to) {
    std::vector<Cell> cells{Cell::count(static_cast<std::int64_t>(depth))};
    cells.insert(cells.end(), node.cells.begin(), node.cells.end());
    to.add(std::move(cells));
    for (const ResultTree::Node& child : node.children) {
        add_rows(child, depth + 1, to);
    }
}

}  // namespace

ResultTable table_of_tree(const ResultTree& tree) {
    ResultTable result;
    result.columns = tree.columns;
    result.columns.insert(result.columns.begin(), Column{"depth", "Depth", ValueKind::count});
    add_rows(tree.root, 0, result);
    return result;
}

}  // namespace tranche
