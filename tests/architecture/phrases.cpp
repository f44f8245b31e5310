// Sources are scanned once, character by character: a regular expression over C++ would take `"//"` for a comment.
#include "architecture/phrases.hpp"

#include <algorithm>  // count
#include <cctype>     // isspace
#include <regex>
#include <stdexcept>

namespace tranche::test {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        lines.emplace_back(text.substr(start, end - start));
        start = end + 1;
    }
    return lines;
}

std::string trimmed(std::string_view text) {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) {
        text.remove_prefix(1);
    }
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) {
        text.remove_suffix(1);
    }
    return std::string(text);
}

int line_at(std::string_view text, std::size_t at) {
    return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

/// A literal or a comment: [begin, end) with its quotes or slashes, and what it says.
struct Piece {
    bool comment = false;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text;
};

Piece line_comment(std::string_view text, std::size_t at) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::size_t words = at;
    while (words < end && (text[words] == '/' || text[words] == '<' || text[words] == '!')) {
        ++words;
    }
    return {true, at, end, trimmed(text.substr(words, end - words))};
}

Piece raw_string(std::string_view text, std::size_t quote) {
    const std::size_t open = std::min(text.find('(', quote), text.size());
    const std::string close = ")" + std::string(text.substr(quote + 1, open - quote - 1)) + "\"";
    const std::size_t end = std::min(text.find(close, open), text.size() - close.size());
    return {false, quote, end + close.size(), std::string(text.substr(open + 1, end - open - 1))};
}

Piece plain_string(std::string_view text, std::size_t quote) {
    std::string words;
    std::size_t at = quote + 1;
    for (; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\') {
            ++at;
            words += ' ';  // an escape is a line break or a quotation mark, never part of a word
        } else {
            words += text[at];
        }
    }
    return {false, quote, at + 1, words};
}

std::vector<Piece> pieces_of(std::string_view text) {
    std::vector<Piece> pieces;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = text.substr(at);
        if (rest.starts_with("//")) {
            pieces.push_back(line_comment(text, at));
            at = pieces.back().end;
        } else if (rest.starts_with("/*")) {
            const std::size_t end = std::min(text.find("*/", at + 2), text.size());
            pieces.push_back({true, at, end, trimmed(text.substr(at + 2, end - at - 2))});
            at = end;
        } else if (text[at] == '"') {
            pieces.push_back(at > 0 && text[at - 1] == 'R' ? raw_string(text, at) : plain_string(text, at));
            at = pieces.back().end;
        } else if (rest.starts_with("'\"'") || rest.starts_with("'\\\"'")) {
            at += rest[1] == '"' ? 3 : 4;  // a quotation mark as a character begins no string
        } else {
            ++at;
        }
    }
    return pieces;
}

std::vector<Passage> passages_of(const SourceFile& file, bool comments) {
    std::vector<Passage> passages;
    std::size_t end_of_last = std::string::npos;
    for (const Piece& piece : pieces_of(file.text)) {
        if (piece.comment != comments) {
            end_of_last = std::string::npos;
            continue;
        }
        const bool goes_on =
            end_of_last != std::string::npos &&
            trimmed(std::string_view(file.text).substr(end_of_last, piece.begin - end_of_last)).empty();
        if (goes_on) {
            passages.back().text += (comments ? " " : "") + piece.text;
        } else {
            passages.push_back({file.path, line_at(file.text, piece.begin), piece.text});
        }
        end_of_last = piece.end;
    }
    return passages;
}

std::vector<std::string> fields_of(const std::string& line) {
    std::vector<std::string> fields;
    std::size_t start = 0;
    for (std::size_t bar = line.find(" | "); bar != std::string::npos; bar = line.find(" | ", start)) {
        fields.push_back(trimmed(std::string_view(line).substr(start, bar - start)));
        start = bar + 3;
    }
    fields.push_back(trimmed(std::string_view(line).substr(start)));
    return fields;
}

bool is_document(const std::string& path) {
    return path.ends_with(".md");
}

bool is_exempt(const Passage& passage, const PhraseList& list, std::vector<bool>& needed) {
    bool exempt = false;
    for (std::size_t i = 0; i < list.exemptions.size(); ++i) {
        const Exemption& row = list.exemptions[i];
        if (passage.path == row.path && passage.text.find(row.words) != std::string::npos) {
            needed[i] = true;
            exempt = true;
        }
    }
    return exempt;
}

}  // namespace

std::vector<Passage> paragraphs_of(const SourceFile& file) {
    std::vector<Passage> passages;
    std::string fence;
    bool within = false;
    int number = 0;
    for (const std::string& line : lines_of(file.text)) {
        ++number;
        const std::string words = trimmed(line);
        if (!fence.empty()) {
            fence = words == fence ? "" : fence;
            within = false;
        } else if (words.starts_with("```")) {
            fence = words.substr(0, words.find_first_not_of('`'));
            within = false;
        } else if (words.empty()) {
            within = false;
        } else if (within && !words.starts_with("|")) {
            passages.back().text += " " + words;
        } else {
            passages.push_back({file.path, number, words});
            within = true;
        }
    }
    return passages;
}

std::vector<Passage> strings_of(const SourceFile& file) {
    return passages_of(file, false);
}

std::vector<Passage> comments_of(const SourceFile& file) {
    return passages_of(file, true);
}

PhraseList read_phrases(std::string_view text) {
    PhraseList list;
    int number = 0;
    for (const std::string& line : lines_of(text)) {
        ++number;
        if (line.empty() || line.starts_with("#")) {
            continue;
        }
        const std::vector<std::string> fields = fields_of(line);
        if (fields.size() == 3 && (fields[0] == "all" || fields[0] == "docs")) {
            list.phrases.push_back({fields[0] == "all", fields[1], fields[2]});
        } else if (fields.size() == 4 && fields[0] == "allow") {
            list.exemptions.push_back({fields[1], fields[2]});
        } else {
            throw std::runtime_error("line " + std::to_string(number) + " of the phrases cannot be read");
        }
    }
    return list;
}

Breaches phrases_found(const std::vector<Passage>& passages, const PhraseList& list) {
    Breaches found;
    std::vector<bool> needed(list.exemptions.size(), false);
    for (const Phrase& phrase : list.phrases) {
        const std::regex pattern(phrase.pattern, std::regex::icase | std::regex::optimize);
        for (const Passage& passage : passages) {
            std::smatch match;
            if ((phrase.everywhere || is_document(passage.path)) && std::regex_search(passage.text, match, pattern) &&
                !is_exempt(passage, list, needed)) {
                found.push_back(passage.path + ":" + std::to_string(passage.line) + " says '" + match.str() +
                                "'; say " + phrase.better);
            }
        }
    }
    for (std::size_t i = 0; i < needed.size(); ++i) {
        if (!needed[i]) {
            found.push_back(list.exemptions[i].path + " no longer says '" + list.exemptions[i].words + "'");
        }
    }
    return found;
}

}  // namespace tranche::test
