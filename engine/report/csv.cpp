// CSV after RFC 4180, with line feeds: one table, under the keys that JSON has too.
//
// A spreadsheet runs a cell that begins like a formula, so a text that does gets an apostrophe before it. Figures are left
// alone, negative ones too: they are no texts.
#include <string>

#include "report/characters.hpp"
#include "report/sheet.hpp"
#include "report/tree_table.hpp"
#include "tranche/report/renderers.hpp"

namespace tranche {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string result = "\"";
    for (const char c : text) {
        result += c == '"' ? "\"\"" : std::string(1, c);
    }
    return result + "\"";
}

bool is_number(const std::string& text) {
    const std::size_t first = text.starts_with('-') ? 1 : 0;
    return text.size() > first && text.find_first_not_of("0123456789.", first) == std::string::npos;
}

// A tab or a return at the start counts as a formula's beginning too, in programs that skip it.
std::string harmless(const std::string& text) {
    const bool runs = !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    const std::string line = one_line(text);
    return runs ? "'" + line : line;
}

// Excel makes 2014-01 the first of a month and 2011/12 December. It leaves 2014-M01 (as in SDMX) and FY2011/12 alone.
std::string for_excel(const std::string& text) {
    constexpr std::string_view digits = "0123456789";
    const bool label = text.size() == 7 && text.find_first_not_of(digits) == 4 &&
                       text.find_first_not_of(digits, 5) == std::string::npos;
    if (!label) {
        return text;
    }
    switch (text[4]) {
        case '-': return text.substr(0, 5) + "M" + text.substr(5);
        case '/': return "FY" + text;
        default: return text;
    }
}

std::string csv_field(const SheetCell& cell, const OutputStyle& options) {
    const bool dated = cell.kind == ValueKind::month || cell.kind == ValueKind::period;
    // A printed figure is a text that is a number.
    const bool figure = !cell.literal || (kind_row(cell.kind).number && is_number(cell.text));
    const std::string text = figure ? cell.text : harmless(cell.text);
    return field(options.for_excel && dated ? for_excel(text) : text);
}

std::string csv_of(const Sheet& sheet, const OutputStyle& options) {
    std::string result;
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
        const std::string head = harmless(sheet.columns[i].head);
        result += (i == 0 ? "" : ",") + field(options.for_excel ? for_excel(head) : head);
    }
    result += "\n";
    for (const SheetRow& row : sheet.rows) {
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            result += (i == 0 ? "" : ",") + csv_field(row.cells[i], options);
        }
        result += "\n";
    }
    return result;
}

std::string render_csv(const Document& document, const OutputStyle& options) {
    std::string result;
    const auto add = [&](const ResultTable& table) {
        const bool wide = options.wide && table.layout == Layout::series;
        const Sheet sheet = wide ? wide_sheet_of(table, options) : sheet_of(table, Audience::csv, options);
        result += (result.empty() ? "" : "\n") + csv_of(sheet, options);
    };
    for (const DocumentPart& part : document.parts) {
        const ResultTable* table = std::get_if<ResultTable>(&part);
        const ResultTree* tree = std::get_if<ResultTree>(&part);
        if (table != nullptr && sees(table->audience, Audience::csv)) {
            add(*table);
        } else if (tree != nullptr && sees(tree->audience, Audience::csv)) {
            add(table_of_tree(*tree));
        }
    }
    return (options.for_excel ? std::string(byte_order_mark) : "") + result;
}

}  // namespace

const Renderer& csv_renderer() {
    static constexpr Renderer row{.name = "csv",
                                  .shows = Shows::results,
                                  .help = "for a spreadsheet: one table, every column",
                                  .render = render_csv};
    return row;
}

}  // namespace tranche
