// Three ways to fit, the first that does is taken: the table as it is, with the sentences of its last column wrapped;
// groups of columns below each other; one figure to a line.
#include "report/text_table.hpp"

#include <algorithm>  // max, min
#include <optional>

#include "report/characters.hpp"

namespace tranche {

namespace {

constexpr std::size_t between = 2;                 // blanks between columns
constexpr std::size_t least_label = 10;            // a label that is folded narrower cannot be read
constexpr std::size_t least_sentence_column = 24;  // the same of a sentence

std::string toned(const std::string& text, Tone tone, const OutputStyle& options) {
    if (!options.colour || tone == Tone::plain) {
        return text;
    }
    const char* colour = tone == Tone::green ? "\033[32m" : tone == Tone::amber ? "\033[33m" : "\033[31m";
    return colour + text + "\033[0m";
}

/// Columns that stand beside each other, and how wide each is.
struct Strip {
    std::vector<std::size_t> columns;
    std::vector<std::size_t> widths;
};

std::vector<std::size_t> widths_of(const Sheet& sheet) {
    std::vector<std::size_t> widths;
    for (const SheetColumn& column : sheet.columns) {
        widths.push_back(display_width(column.head));
    }
    for (const SheetRow& row : sheet.rows) {
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            widths[i] = std::max(widths[i], display_width(row.cells[i].text));
        }
    }
    return widths;
}

std::size_t total_of(const std::vector<std::size_t>& widths) {
    std::size_t result = 0;
    for (const std::size_t width : widths) {
        result += width + (result == 0 ? 0 : between);
    }
    return result;
}

std::string without_trailing_blanks(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

// One row of the strip; a text that is wider than its column goes on below.
std::string lines_of(const Strip& strip, const std::vector<std::string>& texts, const std::vector<Tone>& tones,
                     const Sheet& sheet, const OutputStyle& options) {
    std::vector<std::vector<std::string>> cells;
    std::size_t height = 1;
    for (std::size_t i = 0; i < strip.columns.size(); ++i) {
        // A text that fits keeps its blanks, which may set it in below another.
        const bool fits = sheet.columns[strip.columns[i]].number || display_width(texts[i]) <= strip.widths[i];
        cells.push_back(fits ? std::vector<std::string>{texts[i]} : wrapped(texts[i], strip.widths[i]));
        height = std::max(height, cells.back().size());
    }
    std::string result;
    for (std::size_t line = 0; line < height; ++line) {
        std::string text;
        for (std::size_t i = 0; i < strip.columns.size(); ++i) {
            const std::string part = line < cells[i].size() ? cells[i][line] : std::string();
            const std::string cell = padded(part, strip.widths[i], sheet.columns[strip.columns[i]].number);
            text += (i == 0 ? "" : std::string(between, ' ')) + (part.empty() ? cell : toned(cell, tones[i], options));
        }
        result += without_trailing_blanks(std::move(text));
    }
    return result;
}

std::string strip_text(const Strip& strip, const Sheet& sheet, const OutputStyle& options) {
    std::vector<std::string> heads;
    for (const std::size_t column : strip.columns) {
        heads.push_back(sheet.columns[column].head);
    }
    const std::vector<Tone> plain(heads.size(), Tone::plain);
    std::string head = lines_of(strip, heads, plain, sheet, options);
    head.pop_back();
    std::string result = strong(head, options) + "\n";
    for (const SheetRow& row : sheet.rows) {
        std::vector<std::string> texts;
        std::vector<Tone> tones;
        for (const std::size_t column : strip.columns) {
            texts.push_back(row.cells[column].text);
            tones.push_back(row.cells[column].tone);
        }
        result += lines_of(strip, texts, tones, sheet, options);
    }
    return result;
}

// The labels of a strip, folded to leave the rest of the width to one figure. Empty where they cannot be.
std::optional<Strip> labels_beside(const Sheet& sheet, const std::vector<std::size_t>& widths, std::size_t most,
                                   std::size_t width) {
    Strip result;
    std::size_t used = 0;
    for (std::size_t i = 0; i < sheet.labels; ++i) {
        result.columns.push_back(i);
        result.widths.push_back(widths[i]);
        used += widths[i] + between;
    }
    for (std::size_t i = 0; used + most > width && i < result.widths.size(); ++i) {
        const std::size_t over = used + most - width;
        const std::size_t spare = result.widths[i] > least_label ? result.widths[i] - least_label : 0;
        const std::size_t less = sheet.columns[i].number ? 0 : std::min(over, spare);
        result.widths[i] -= less;
        used -= less;
    }
    return used + most > width ? std::nullopt : std::optional(result);
}

std::optional<std::vector<Strip>> folded(const Sheet& sheet, std::vector<std::size_t> widths, std::size_t width) {
    std::size_t most = 0;
    for (std::size_t i = sheet.labels; i < widths.size(); ++i) {
        if (!sheet.columns[i].number) {
            widths[i] = std::min(widths[i], std::max(least_sentence_column, width / 2));
        }
        most = std::max(most, widths[i]);
    }
    const std::optional<Strip> labels = labels_beside(sheet, widths, most, width);
    if (!labels) {
        return std::nullopt;
    }
    std::vector<Strip> result{*labels};
    std::size_t used = total_of(labels->widths);
    for (std::size_t i = sheet.labels; i < widths.size(); ++i) {
        if (used + between + widths[i] > width) {
            result.push_back(*labels);
            used = total_of(labels->widths);
        }
        result.back().columns.push_back(i);
        result.back().widths.push_back(widths[i]);
        used += between + widths[i];
    }
    return result;
}

// For each row its labels, then a line for each figure under its title.
std::string one_to_a_line(const Sheet& sheet, const OutputStyle& options) {
    std::string result;
    for (const SheetRow& row : sheet.rows) {
        std::string label;
        for (std::size_t i = 0; i < sheet.labels; ++i) {
            label += (label.empty() || row.cells[i].text.empty() ? "" : ", ") + row.cells[i].text;
        }
        for (const std::string& line : wrapped(label, options.width)) {
            result += strong(line, options) + "\n";
        }
        for (std::size_t i = sheet.labels; i < row.cells.size(); ++i) {
            const SheetCell& cell = row.cells[i];
            if (cell.text.empty()) {
                continue;
            }
            std::string line = sheet.columns[i].head.empty() ? "" : sheet.columns[i].head + ": ";
            const std::size_t room = options.width - std::min(options.width - 1, between);
            // A number goes to a line of its own rather than be broken.
            if (sheet.columns[i].number && display_width(line) + display_width(cell.text) > room) {
                for (const std::string& part : wrapped(line, room)) {
                    result += without_trailing_blanks(std::string(between, ' ') + part);
                }
                line.clear();
            }
            const std::vector<std::string> parts =
                sheet.columns[i].number ? std::vector{line + cell.text} : wrapped(line + cell.text, room);
            for (const std::string& part : parts) {
                result += std::string(between, ' ') + toned(part, cell.tone, options) + "\n";
            }
        }
    }
    return result;
}

}  // namespace

std::string strong(const std::string& text, const OutputStyle& options) {
    return options.colour && !text.empty() ? "\033[1m" + text + "\033[0m" : text;
}

std::string text_table(const Sheet& sheet, const OutputStyle& options) {
    Strip all;
    all.widths = widths_of(sheet);
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
        all.columns.push_back(i);
    }
    const std::size_t total = total_of(all.widths);
    if (options.width == 0 || total <= options.width || sheet.columns.empty()) {
        return strip_text(all, sheet, options);
    }
    const std::size_t others = total - all.widths.back();
    if (!sheet.columns.back().number && sheet.columns.size() > sheet.labels &&
        others + least_sentence_column <= options.width) {
        all.widths.back() = options.width - others;
        return strip_text(all, sheet, options);
    }
    const std::optional<std::vector<Strip>> strips = folded(sheet, all.widths, options.width);
    if (!strips) {
        return one_to_a_line(sheet, options);
    }
    std::string result;
    for (const Strip& strip : *strips) {
        result += (result.empty() ? "" : "\n") + strip_text(strip, sheet, options);
    }
    return result;
}

}  // namespace tranche
