#include "tranche/graph/order.hpp"

#include <algorithm>  // reverse, sort, unique
#include <iterator>   // back_inserter
#include <queue>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>

namespace tranche {

namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

// Depth first from vertex 0 upwards along sorted edges, so that the order is a function of the edges alone.
std::vector<std::uint32_t> topological(const Graph& graph) {
    std::vector<std::uint32_t> order;
    try {
        boost::topological_sort(graph, std::back_inserter(order));
    } catch (const boost::not_a_dag&) {
        return {};
    }
    std::reverse(order.begin(), order.end());
    return order;
}

// Breadth first from one vertex of the knot until an edge comes back to it.
std::vector<std::uint32_t> shortest_cycle_through(std::uint32_t start, const Graph& graph,
                                                  const std::vector<int>& knot_of) {
    std::vector<std::uint32_t> parent(boost::num_vertices(graph), start);
    std::vector<bool> seen(boost::num_vertices(graph), false);
    std::queue<std::uint32_t> waiting;
    waiting.push(start);
    seen[start] = true;
    while (!waiting.empty()) {
        const std::uint32_t v = waiting.front();
        waiting.pop();
        for (const auto neighbour : boost::make_iterator_range(boost::adjacent_vertices(v, graph))) {
            const auto target = static_cast<std::uint32_t>(neighbour);
            if (knot_of[target] != knot_of[start]) {
                continue;
            }
            if (target == start) {
                std::vector<std::uint32_t> path;
                for (std::uint32_t at = v; at != start; at = parent[at]) {
                    path.push_back(at);
                }
                path.push_back(start);
                std::reverse(path.begin(), path.end());
                return path;
            }
            if (!seen[target]) {
                seen[target] = true;
                parent[target] = v;
                waiting.push(target);
            }
        }
    }
    return {};
}

}  // namespace

Ordering order_of(std::size_t vertices, const std::vector<Edge>& edges) {
    std::vector<Edge> sorted = edges;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    const Graph graph(sorted.begin(), sorted.end(), vertices);
    Ordering result;
    result.order = topological(graph);
    if (result.order.size() == vertices) {
        return result;
    }
    std::vector<int> knot_of(vertices);
    const int knots = boost::strong_components(
        graph, boost::make_iterator_property_map(knot_of.begin(), boost::get(boost::vertex_index, graph)));
    std::vector<bool> told(static_cast<std::size_t>(knots), false);
    for (std::uint32_t v = 0; v < vertices; ++v) {
        const auto knot = static_cast<std::size_t>(knot_of[v]);
        if (told[knot]) {
            continue;
        }
        std::vector<std::uint32_t> cycle = shortest_cycle_through(v, graph, knot_of);
        if (!cycle.empty()) {
            told[knot] = true;
            result.cycles.push_back(std::move(cycle));
        }
    }
    return result;
}

}  // namespace tranche
