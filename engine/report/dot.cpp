// Graphviz: every graph of the document as a digraph. All names are quoted, so that none is taken for syntax.
#include <array>
#include <string>

#include "report/characters.hpp"
#include "tranche/report/renderers.hpp"

namespace tranche {

namespace {

std::string dot_escaped(const std::string& text) {
    std::string result;
    for (const char c : one_line(text)) {
        result += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    }
    return result;
}

std::string quoted(const std::string& text) {
    return "\"" + dot_escaped(text) + "\"";
}

std::string label_of(const Graph::Node& node) {
    std::string result;
    for (const std::string& line : node.label) {
        result += (result.empty() ? "" : "\\n") + dot_escaped(line);
    }
    return "\"" + result + "\"";
}

std::string dot_node(const Graph::Node& node) {
    constexpr std::array<std::string_view, 4> shapes{"", ", shape=diamond", ", shape=octagon", ", shape=ellipse"};
    return quoted(node.id) + " [label=" + label_of(node) + std::string(shapes[static_cast<std::size_t>(node.shape)]) +
           "];\n";
}

std::string dot_graph(const Graph& graph) {
    std::string result = "digraph " + quoted(graph.id) + " {\n  rankdir=LR;\n  node [shape=box];\n";
    for (std::size_t cluster = 0; cluster < graph.clusters.size(); ++cluster) {
        result += "  subgraph " + quoted("cluster_" + graph.clusters[cluster].id) +
                  " {\n    label=" + quoted(graph.clusters[cluster].label) + ";\n";
        for (const Graph::Node& node : graph.nodes) {
            result += node.cluster == cluster ? "    " + dot_node(node) : "";
        }
        result += "  }\n";
    }
    for (const Graph::Node& node : graph.nodes) {
        result += node.cluster == Graph::outside ? "  " + dot_node(node) : "";
    }
    constexpr std::array<std::string_view, 3> strokes{"solid", "dashed", "dotted"};
    for (const Graph::Link& link : graph.links) {
        result += "  " + quoted(graph.nodes[link.from].id) + " -> " + quoted(graph.nodes[link.to].id) +
                  " [style=" + std::string(strokes[static_cast<std::size_t>(link.stroke)]) +
                  ", label=" + quoted(link.label) + "];\n";
    }
    return result + "}\n";
}

std::string render_dot(const Document& document, const OutputStyle&) {
    std::string result;
    for (const DocumentPart& part : document.parts) {
        if (const Graph* graph = std::get_if<Graph>(&part)) {
            result += dot_graph(*graph);
        }
    }
    return result;
}

}  // namespace

const Renderer& dot_renderer() {
    static constexpr Renderer row{
        .name = "dot", .shows = Shows::graphs, .help = "the graph, for Graphviz", .render = render_dot};
    return row;
}

}  // namespace tranche
