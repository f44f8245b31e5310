// Mermaid: every graph of the document as a flow chart. Mermaid has no escapes in quoted text but entities, and takes ids
// such as `end` for its own words: ids that could be are written with an underscore before them.
#include <array>
#include <string>

#include "report/characters.hpp"
#include "tranche/report/renderers.hpp"

namespace tranche {

namespace {

std::string entities(const std::string& text) {
    std::string result;
    for (const char c : one_line(text)) {
        switch (c) {
            case '"': result += "#quot;"; break;
            case '#': result += "#35;"; break;
            case '&': result += "#amp;"; break;
            case '<': result += "#lt;"; break;
            case '>': result += "#gt;"; break;
            case '|': result += "#124;"; break;
            case '`': result += "#96;"; break;
            default: result += c;
        }
    }
    return result;
}

std::string id_of(const std::string& id) {
    constexpr std::array<std::string_view, 10> words{"end",     "graph", "subgraph",  "style",     "class",
                                                     "default", "click", "flowchart", "linkStyle", "classDef"};
    std::string result;
    for (const char c : one_line(id)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
                           c == '-' || static_cast<unsigned char>(c) >= 0x80U;
        result += plain ? c : '_';
    }
    for (const std::string_view word : words) {
        result = result == word ? "_" + result : result;
    }
    return result;
}

std::string mermaid_node(const Graph::Node& node) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> brackets{
        {{"[", "]"}, {"{", "}"}, {"{{", "}}"}, {"([", "])"}}};
    const auto& [open, close] = brackets[static_cast<std::size_t>(node.shape)];
    std::string label;
    for (const std::string& line : node.label) {
        label += (label.empty() ? "" : ": ") + entities(line);
    }
    return id_of(node.id) + std::string(open) + "\"" + label + "\"" + std::string(close) + "\n";
}

std::string mermaid_graph(const Graph& graph) {
    std::string result = "flowchart LR\n";
    for (std::size_t cluster = 0; cluster < graph.clusters.size(); ++cluster) {
        result += "  subgraph " + id_of(graph.clusters[cluster].id) + "[\"" + entities(graph.clusters[cluster].label) +
                  "\"]\n";
        for (const Graph::Node& node : graph.nodes) {
            result += node.cluster == cluster ? "    " + mermaid_node(node) : "";
        }
        result += "  end\n";
    }
    for (const Graph::Node& node : graph.nodes) {
        result += node.cluster == Graph::outside ? "  " + mermaid_node(node) : "";
    }
    for (const Graph::Link& link : graph.links) {
        const std::string arrow = link.stroke == Graph::Stroke::solid ? " -->|" : " -.->|";
        result += "  " + id_of(graph.nodes[link.from].id) + arrow + "\"" + entities(link.label) + "\"| " +
                  id_of(graph.nodes[link.to].id) + "\n";
    }
    return result;
}

std::string render_mermaid(const Document& document, const OutputStyle&) {
    std::string result;
    for (const DocumentPart& part : document.parts) {
        if (const Graph* graph = std::get_if<Graph>(&part)) {
            result += mermaid_graph(*graph);
        }
    }
    return result;
}

}  // namespace

const Renderer& mermaid_renderer() {
    static constexpr Renderer row{
        .name = "mermaid", .shows = Shows::graphs, .help = "the graph, for Mermaid", .render = render_mermaid};
    return row;
}

}  // namespace tranche
