// For a screen: parts in their order with a blank line between them; notes that follow each other stand together.
#include <string>

#include "report/cell_text.hpp"
#include "report/characters.hpp"
#include "report/chart_text.hpp"
#include "report/text_table.hpp"
#include "tranche/report/renderers.hpp"

namespace tranche {

namespace {

constexpr std::size_t usual_chart = 120;  // where the stream says no width
constexpr std::size_t least_sentence = 16;

// Wrapped where the stream has a width; lines after the first stand below `hang`.
std::string paragraph(const std::string& text, const std::string& first, const std::string& hang,
                      const OutputStyle& options) {
    const std::string line = one_line(text);
    if (options.width == 0) {
        return first + line + "\n";
    }
    const std::size_t used = display_width(first);
    const std::size_t room = std::max(least_sentence, options.width > used ? options.width - used : 0);
    std::string result;
    for (const std::string& part : wrapped(line, std::min(room, std::max(options.width, std::size_t{1})), true)) {
        result += (result.empty() ? first : hang) + part + "\n";
    }
    return result;
}

std::string text_in(const ResultTree& tree, const ResultTree::Node& node, std::size_t column) {
    const Cell& cell = node.cells[column];
    return people_text(cell, cell.kind.value_or(tree.columns[column].kind), true);
}

std::string remarks_of(const ResultTree& tree, const ResultTree::Node& node) {
    std::string result;
    for (const std::size_t column : tree.remarks) {
        const std::string text = text_in(tree, node, column);
        result += text.empty() ? "" : (result.empty() ? "" : ", ") + text;
    }
    return result.empty() ? "" : "  [" + result + "]";
}

void add_node(const ResultTree& tree, const ResultTree::Node& node, const std::string& lead, const std::string& below,
              const OutputStyle& options, std::string& to) {
    const std::string name = text_in(tree, node, 0);
    const std::string figure = text_in(tree, node, 1);
    to += paragraph(name + (figure.empty() ? "" : "  " + figure) + remarks_of(tree, node), lead,
                    below + (node.children.empty() ? "  " : "| "), options);
    const std::string sentence = tree.sentence == 0 ? "" : text_in(tree, node, tree.sentence);
    if (!sentence.empty()) {
        const std::string margin = below + (node.children.empty() ? "  " : "| ");
        to += paragraph(sentence, margin, margin, options);
    }
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        const bool last = i + 1 == node.children.size();
        add_node(tree, node.children[i], below + (last ? "`- " : "|- "), below + (last ? "   " : "|  "), options, to);
    }
}

struct OnScreen {
    const OutputStyle& options;

    std::string operator()(const ResultTable& table) const {
        if (!sees(table.audience, Audience::screen)) {
            return {};
        }
        const Sheet sheet = sheet_of(table, Audience::screen, options);
        if (sheet.rows.empty() || sheet.columns.empty()) {
            return {};
        }
        const std::string title = table.title.empty() ? "" : paragraph(table.title, "", "", options) + "\n";
        return title + text_table(sheet, options);
    }
    std::string operator()(const Note& note) const {
        if (!sees(note.audience, Audience::screen) || note.text.empty()) {
            return {};
        }
        if (note.heading) {
            return strong(one_line(note.text), options) + "\n";
        }
        const std::string margin(static_cast<std::size_t>(2 * note.depth), ' ');
        return paragraph(note.text, margin, margin + "  ", options);
    }
    std::string operator()(const Definitions& definitions) const {
        if (!sees(definitions.audience, Audience::screen) || definitions.entries.empty()) {
            return {};
        }
        std::string result = definitions.title.empty() ? "" : strong(one_line(definitions.title), options) + "\n";
        for (const auto& [term, meaning] : definitions.entries) {
            result += paragraph(term + ": " + meaning, "", "  ", options);
        }
        return result;
    }
    // Its lines are its own: neither wrapped nor cut.
    std::string operator()(const Listing& listing) const {
        return sees(listing.audience, Audience::screen) ? listing.text : std::string();
    }
    std::string operator()(const ResultTree& tree) const {
        std::string result;
        if (sees(tree.audience, Audience::screen)) {
            add_node(tree, tree.root, "", "", options, result);
        }
        return result;
    }
    std::string operator()(const Chart& chart) const {
        const bool drawn = sees(chart.audience, Audience::screen) && !chart.bars.empty();
        return drawn ? chart_text(chart, options.width == 0 ? usual_chart : options.width) : std::string();
    }
    std::string operator()(const Graph&) const { return {}; }
};

bool is_note(const DocumentPart& part) {
    const Note* note = std::get_if<Note>(&part);
    return note != nullptr && !note->heading;
}

std::string render_text(const Document& document, const OutputStyle& options) {
    std::string result;
    if (!document.title.empty()) {
        result += paragraph(document.title, "", "", options);
    }
    if (!document.subtitle.empty()) {
        result += paragraph(document.subtitle, "", "", options);
    }
    const DocumentPart* before = nullptr;
    for (const DocumentPart& part : document.parts) {
        const std::string text = std::visit(OnScreen{options}, part);
        if (text.empty()) {
            continue;
        }
        const bool together =
            before != nullptr && is_note(part) && (is_note(*before) || std::holds_alternative<Note>(*before));
        result += (result.empty() || together ? "" : "\n") + text;
        before = &part;
    }
    return result;
}

}  // namespace

const Renderer& text_renderer() {
    static constexpr Renderer row{
        .name = "text", .shows = Shows::results, .help = "for a screen", .render = render_text, .for_screen = true};
    return row;
}

}  // namespace tranche
