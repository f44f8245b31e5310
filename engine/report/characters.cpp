// utf8proc decodes and knows the width of each character. It is in no public header, and core does not link it.
#include "report/characters.hpp"

#include <fmt/format.h>  // format
#include <utf8proc.h>

#include <algorithm>  // max, min

namespace tranche {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

/// A character, its bytes, and whether they were UTF-8.
struct Character {
    utf8proc_int32_t code = 0;
    std::size_t bytes = 1;
    bool valid = false;
};

Character first_of(std::string_view text) {
    Character result;
    const utf8proc_ssize_t bytes =
        utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                         static_cast<utf8proc_ssize_t>(std::min<std::size_t>(text.size(), 4)), &result.code);
    if (bytes > 0) {
        result.bytes = static_cast<std::size_t>(bytes);
        result.valid = true;
    }
    return result;
}

// C0, delete, C1, line and paragraph separators, and the marks and overrides that change the direction of a line.
bool forbidden(utf8proc_int32_t code) {
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x061C || code == 0x200E || code == 0x200F ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

std::size_t width_of(const Character& character) {
    return character.valid ? static_cast<std::size_t>(std::max(0, utf8proc_charwidth(character.code))) : 1;
}

// The bytes of text that fill at most so many columns; at least one character, so that a loop over the rest ends.
std::size_t bytes_within(std::string_view text, std::size_t width) {
    std::size_t bytes = 0;
    std::size_t columns = 0;
    while (bytes < text.size()) {
        const Character next = first_of(text.substr(bytes));
        columns += width_of(next);
        if (columns > width && bytes > 0) {
            break;
        }
        bytes += next.bytes;
    }
    return bytes;
}

}  // namespace

std::size_t display_width(std::string_view text) {
    std::size_t result = 0;
    while (!text.empty()) {
        const Character next = first_of(text);
        result += width_of(next);
        text.remove_prefix(next.bytes);
    }
    return result;
}

std::string one_line(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const Character next = first_of(text);
        if (next.valid && (next.code == '\n' || next.code == '\t' || next.code == '\r')) {
            result += ' ';
        } else if (!next.valid || forbidden(next.code)) {
            result += replacement;
        } else {
            result += text.substr(0, next.bytes);
        }
        text.remove_prefix(next.bytes);
    }
    return result;
}

std::string with_escapes(std::string_view json) {
    std::string result;
    while (!json.empty()) {
        const Character next = first_of(json);
        const bool line_break = next.valid && next.code == '\n';  // between members
        if (!line_break && (!next.valid || forbidden(next.code))) {
            result += fmt::format("\\u{:04x}", next.valid ? next.code : 0xFFFD);
        } else {
            result += json.substr(0, next.bytes);
        }
        json.remove_prefix(next.bytes);
    }
    return result;
}

std::string padded(const std::string& text, std::size_t width, bool right) {
    const std::string blanks(width - std::min(width, display_width(text)), ' ');
    return right ? blanks + text : text + blanks;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width, bool whole) {
    std::vector<std::string> lines(1);
    std::size_t used = 0;
    const auto add = [&](std::string_view word) {
        const std::size_t columns = display_width(word);
        const bool first = used == 0;
        if (!first && used + 1 + columns > width) {
            lines.emplace_back();
            used = 0;
        } else if (!first) {
            lines.back() += ' ';
            ++used;
        }
        lines.back() += word;
        used += columns;
    };
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        std::string_view word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        while (!whole && width > 0 && display_width(word) > width) {
            const std::size_t bytes = bytes_within(word, width);
            add(word.substr(0, bytes));
            word.remove_prefix(bytes);
        }
        if (!word.empty()) {
            add(word);
        }
    }
    return lines;
}

}  // namespace tranche
