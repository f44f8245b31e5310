// Order and cycles of a dependency graph.
//
// Boost.Graph does the work behind this header (its headers cost over a second a file). The result is a function of the set of
// edges alone, not of the order in which they are given.
#pragma once

#include <cstdint>  // uint32_t
#include <utility>  // pair
#include <vector>

namespace tranche {

/// before -> after
using Edge = std::pair<std::uint32_t, std::uint32_t>;

struct Ordering {
    std::vector<std::uint32_t> order;  ///< every vertex, each after all its predecessors; empty if there is a cycle
    std::vector<std::vector<std::uint32_t>> cycles;  ///< a shortest cycle of every knot, starting at its lowest vertex
};

Ordering order_of(std::size_t vertices, const std::vector<Edge>& edges);

}  // namespace tranche
