// The table of output formats. A new format is a file with its function, a declaration and a row here.
#include "tranche/report/renderers.hpp"

#include <algorithm>  // find
#include <array>

namespace tranche {

std::string render_text(const Document& document, const OutputStyle& options);
std::string render_csv(const Document& document, const OutputStyle& options);
std::string render_json(const Document& document, const OutputStyle& options);
std::string render_markdown(const Document& document, const OutputStyle& options);
std::string render_svg(const Document& document, const OutputStyle& options);
std::string render_sarif(const Document& document, const OutputStyle& options);
std::string render_junit(const Document& document, const OutputStyle& options);
std::string render_dot(const Document& document, const OutputStyle& options);
std::string render_mermaid(const Document& document, const OutputStyle& options);

std::span<const Renderer> renderers() {
    static constexpr std::array<Renderer, 9> rows{{
        {"text", Shows::results, "for a screen", render_text, true},
        {"csv", Shows::results, "for a spreadsheet: one table, every column", render_csv},
        {"json", Shows::results, "for programs: every figure, with the hashes of the inputs", render_json},
        {"md", Shows::results, "Markdown, for a document", render_markdown},
        {"sarif", Shows::findings, "findings, for code review", render_sarif},
        {"junit", Shows::findings, "findings, for continuous integration", render_junit},
        {"dot", Shows::graphs, "the graph, for Graphviz", render_dot},
        {"mermaid", Shows::graphs, "the graph, for Mermaid", render_mermaid},
        {"svg", Shows::charts, "the charts, as a picture", render_svg},
    }};
    return rows;
}

const Renderer* find_renderer(std::string_view name) {
    for (const Renderer& each : renderers()) {
        if (each.name == name) {
            return &each;
        }
    }
    return nullptr;
}

std::vector<std::string> renderer_names(std::initializer_list<Shows> shows) {
    std::vector<std::string> result;
    for (const Renderer& each : renderers()) {
        if (std::find(shows.begin(), shows.end(), each.shows) != shows.end()) {
            result.emplace_back(each.name);
        }
    }
    return result;
}

}  // namespace tranche
