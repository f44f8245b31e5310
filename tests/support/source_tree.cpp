#include "support/source_tree.hpp"

#include <algorithm>   // sort
#include <filesystem>  // recursive_directory_iterator
#include <fstream>
#include <iterator>  // istreambuf_iterator
#include <stdexcept>

namespace tranche::test {
namespace {

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    const std::size_t found = text.find_first_not_of(" \t", at);
    return found == std::string_view::npos ? text.size() : found;
}

/// True where the '#' at `at` begins an #include; strings in such a line are names of files.
bool begins_include(std::string_view text, std::size_t at) {
    return text.substr(skip_blanks(text, at + 1)).starts_with("include");
}

std::size_t find_or_end(std::string_view text, std::string_view wanted, std::size_t from) {
    const std::size_t found = text.find(wanted, from);
    return found == std::string_view::npos ? text.size() : found;
}

/// End of the string or character that opens at `at`, one past its closing quote; a raw string where `raw`.
std::size_t end_of_literal(std::string_view text, std::size_t at, bool raw) {
    if (raw) {
        const std::size_t open = find_or_end(text, "(", at);
        const std::string close = ")" + std::string(text.substr(at + 1, open - at - 1)) + "\"";
        return std::min(text.size(), find_or_end(text, close, open) + close.size());
    }
    std::size_t end = at + 1;
    while (end < text.size() && text[end] != text[at] && text[end] != '\n') {
        end += text[end] == '\\' ? 2U : 1U;
    }
    return std::min(text.size(), end + 1);
}

}  // namespace

std::string read_text(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        throw std::runtime_error("cannot read " + path);
    }
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<SourceFile> read_sources(const std::string& root, const std::string& folder) {
    namespace fs = std::filesystem;
    std::vector<SourceFile> files;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(fs::path(root) / folder)) {
        const fs::path extension = entry.path().extension();
        if (entry.is_regular_file() && (extension == ".hpp" || extension == ".cpp")) {
            files.push_back({entry.path().lexically_relative(root).generic_string(), read_text(entry.path().string())});
        }
    }
    if (files.empty()) {
        throw std::runtime_error("no source under " + folder);
    }
    std::sort(files.begin(), files.end(), [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    return files;
}

std::string code_only(std::string_view text) {
    std::string code;
    bool in_include = false;
    std::size_t at = 0;
    // Drops text[at, end) but for its line breaks.
    const auto drop_to = [&](std::size_t end) {
        for (; at < end; ++at) {
            if (text[at] == '\n') {
                code += '\n';
            }
        }
    };
    while (at < text.size()) {
        const char c = text[at];
        const bool after_word = at > 0 && is_word(text[at - 1]);
        if (text.substr(at).starts_with("//")) {
            drop_to(find_or_end(text, "\n", at));
        } else if (text.substr(at).starts_with("/*")) {
            drop_to(std::min(text.size(), find_or_end(text, "*/", at + 2) + 2));
            code += ' ';
        } else if (!in_include && (c == '"' || (c == '\'' && !after_word))) {  // 1'000 is a number
            const bool raw = c == '"' && at > 0 && text[at - 1] == 'R';
            code += c;
            drop_to(end_of_literal(text, at, raw));
            code += c;
        } else {
            in_include = c != '\n' && (in_include || (c == '#' && begins_include(text, at)));
            code += c;
            ++at;
        }
    }
    return code;
}

std::vector<Include> includes_of(std::string_view text) {
    const std::string code = code_only(text);
    std::vector<Include> includes;
    int line = 0;
    for (std::size_t start = 0, end = 0; start < code.size(); start = end + 1) {
        end = find_or_end(code, "\n", start);
        ++line;
        const std::string_view content = std::string_view(code).substr(start, end - start);
        const std::size_t hash = skip_blanks(content, 0);
        if (hash == content.size() || content[hash] != '#' || !begins_include(content, hash)) {
            continue;
        }
        const std::size_t open = content.find_first_of("<\"", hash);
        if (open == std::string_view::npos) {
            continue;
        }
        const bool quoted = content[open] == '"';
        const std::size_t close = find_or_end(content, quoted ? "\"" : ">", open + 1);
        includes.push_back({line, quoted, std::string(content.substr(open + 1, close - open - 1))});
    }
    return includes;
}

}  // namespace tranche::test
