// A tree as a table: its nodes from the root downwards, with their depth, for readers who have no trees.
#pragma once

#include "tranche/document/document.hpp"

namespace tranche {

ResultTable table_of_tree(const ResultTree& tree);

}  // namespace tranche
