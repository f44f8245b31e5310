// Markdown: the parts of a screen as tables, lists and fenced blocks. What an author wrote is escaped, so that it reads as
// it was written and makes no markup.
#include <algorithm>  // max
#include <string>

#include "report/cell_text.hpp"
#include "report/characters.hpp"
#include "report/chart_text.hpp"
#include "report/sheet.hpp"
#include "report/tree_table.hpp"
#include "tranche/report/renderers.hpp"

namespace tranche {

namespace {

constexpr std::size_t chart_width = 100;

bool letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80U;
}

// Inside a word `_` is no markup, and ids are full of it.
bool marks(const std::string& text, std::size_t at) {
    switch (text[at]) {
        case '\\':
        case '`':
        case '*':
        case '|':
        case '[':
        case ']': return true;
        case '_': return at == 0 || at + 1 == text.size() || !letter(text[at - 1]) || !letter(text[at + 1]);
        case '~': return at + 1 < text.size() && text[at + 1] == '~';
        case '#':
        case '+':
        case '-': return at == 0 && (text.size() == 1 || text[1] == ' ' || text[0] == '#');
        default: return false;
    }
}

std::string escaped(const std::string& raw) {
    const std::string text = one_line(raw);
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '<') {
            result += "&lt;";
        } else if (text[i] == '>') {
            result += "&gt;";
        } else if (text[i] == '&') {
            result += "&amp;";
        } else {
            result += marks(text, i) ? std::string("\\") + text[i] : std::string(1, text[i]);
        }
    }
    return result;
}

// A fence that is longer than any run of backticks in the text.
std::string fenced(const std::string& text) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char c : text) {
        run = c == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    const std::string fence(std::max<std::size_t>(3, longest + 1), '`');
    return fence + "\n" + text + (text.ends_with('\n') ? "" : "\n") + fence + "\n";
}

std::string md_table(const Sheet& sheet) {
    std::string result = "|";
    std::string rule = "|";
    for (const SheetColumn& column : sheet.columns) {
        result += " " + escaped(column.head) + " |";
        rule += column.number ? "---:|" : "---|";
    }
    result += "\n" + rule + "\n";
    for (const SheetRow& row : sheet.rows) {
        result += "|";
        for (const SheetCell& cell : row.cells) {
            result += " " + escaped(cell.text) + " |";
        }
        result += "\n";
    }
    return result;
}

struct OnPage {
    const OutputStyle& options;

    std::string operator()(const ResultTable& table) const {
        if (!sees(table.audience, Audience::page)) {
            return {};
        }
        const Sheet sheet = sheet_of(table, Audience::page, options);
        if (sheet.rows.empty() || sheet.columns.empty()) {
            return {};
        }
        return (table.title.empty() ? "" : "**" + escaped(table.title) + "**\n\n") + md_table(sheet);
    }
    std::string operator()(const Note& note) const {
        if (!sees(note.audience, Audience::page) || note.text.empty()) {
            return {};
        }
        const std::string margin(static_cast<std::size_t>(2 * note.depth), ' ');
        return (note.heading ? "**" + escaped(note.text) + "**" : margin + "- " + escaped(note.text)) + "\n";
    }
    std::string operator()(const Definitions& definitions) const {
        if (!sees(definitions.audience, Audience::page) || definitions.entries.empty()) {
            return {};
        }
        std::string result = definitions.title.empty() ? "" : "**" + escaped(definitions.title) + "**\n\n";
        for (const auto& [term, meaning] : definitions.entries) {
            result += "- **" + escaped(term) + "**: " + escaped(meaning) + "\n";
        }
        return result;
    }
    std::string operator()(const Listing& listing) const {
        return sees(listing.audience, Audience::page) && !listing.text.empty() ? fenced(listing.text) : std::string();
    }
    std::string operator()(const ResultTree& tree) const {
        return sees(tree.audience, Audience::page) ? md_table(sheet_of(table_of_tree(tree), Audience::page, options))
                                                   : std::string();
    }
    std::string operator()(const Chart& chart) const {
        const bool drawn = sees(chart.audience, Audience::page) && !chart.bars.empty();
        return drawn ? fenced(chart_text(chart, chart_width)) : std::string();
    }
    std::string operator()(const Graph&) const { return {}; }
};

bool is_list_note(const DocumentPart& part) {
    const Note* note = std::get_if<Note>(&part);
    return note != nullptr && !note->heading;
}

std::string render_markdown(const Document& document, const OutputStyle& options) {
    std::string result = document.title.empty() ? "" : "**" + escaped(document.title) + "**\n";
    if (!document.subtitle.empty()) {
        result += (result.empty() ? "" : "\n") + escaped(document.subtitle) + "\n";
    }
    const DocumentPart* before = nullptr;
    for (const DocumentPart& part : document.parts) {
        const std::string text = std::visit(OnPage{options}, part);
        if (text.empty()) {
            continue;
        }
        const bool list_goes_on = before != nullptr && is_list_note(part) && is_list_note(*before);
        result += (result.empty() || list_goes_on ? "" : "\n") + text;
        before = &part;
    }
    return result;
}

}  // namespace

const Renderer& md_renderer() {
    static constexpr Renderer row{
        .name = "md", .shows = Shows::results, .help = "Markdown, for a document", .render = render_markdown};
    return row;
}

}  // namespace tranche
