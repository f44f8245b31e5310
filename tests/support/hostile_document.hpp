// A document whose texts try to break out of every format.
#pragma once

#include <string>
#include <vector>

#include "tranche/document/document.hpp"

namespace tranche::test {

/// Quotes, separators, markup, line breaks, terminal escapes, marks that reverse a line, bytes that are no UTF-8.
const std::vector<std::string>& hostile_names();

/// A table, a series, a tree, a chart, a graph, notes, definitions and findings under those names.
Document hostile_document();

}  // namespace tranche::test
