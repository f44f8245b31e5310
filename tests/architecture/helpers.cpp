// A reader of declarations and not of C++: it counts braces, and takes from what stands before a body, an initialiser or
// a semicolon the name that is declared. Our own style, which clang-format keeps, makes that enough.
#include "architecture/helpers.hpp"

#include <algorithm>  // min
#include <cctype>     // isalnum
#include <regex>

namespace tranche::test {
namespace {

bool in_a_name(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// The name that ends before `end`, blanks left aside; empty where there is none.
std::string name_before(std::string_view text, std::size_t end) {
    while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\n')) {
        --end;
    }
    std::size_t begin = end;
    while (begin > 0 && in_a_name(text[begin - 1])) {
        --begin;
    }
    return std::string(text.substr(begin, end - begin));
}

/// Without `template <...>` in front, whose parameters hold words that a declaration begins with.
std::string_view without_template(std::string_view head) {
    const std::size_t start = head.find_first_not_of(" \n");
    head.remove_prefix(start == std::string_view::npos ? head.size() : start);
    if (!head.starts_with("template")) {
        return head;
    }
    int depth = 0;
    for (std::size_t i = 0; i < head.size(); ++i) {
        depth += head[i] == '<' ? 1 : head[i] == '>' ? -1 : 0;
        if (head[i] == '>' && depth == 0) {
            return head.substr(i + 1);
        }
    }
    return head;
}

/// What a declaration of this head declares: `std::string text_of(Month month)` declares text_of.
std::string declared(std::string_view head) {
    head = without_template(head);
    const std::string text(head);
    static const std::regex type(R"(^\s*(?:struct|class|union|enum class|enum|using)\s+(\w+)(?![\w:]))");
    static const std::regex skipped(
        R"(^\s*(?:using namespace\b|using\s+[\w:]+::|static_assert\b|namespace\b)|\boperator\b)");
    std::smatch found;
    if (std::regex_search(text, skipped)) {
        return {};
    }
    if (std::regex_search(text, found, type)) {
        return found[1];
    }
    // A function's name stands before its first bracket, a constant's before `=` or at the end.
    return name_before(head, std::min({head.find('('), head.find('='), head.find('['), head.size()}));
}

/// What an alias stands for; empty for all else.
std::string alias_of(std::string_view head) {
    head.remove_prefix(std::min(head.find_first_not_of(" \n"), head.size()));
    return head.starts_with("using ") ? std::string(head.substr(std::min(head.find('='), head.size()))) : std::string{};
}

/// Position after the brace that closes the one at `open`.
std::size_t after_braces(std::string_view text, std::size_t open) {
    int depth = 0;
    for (std::size_t i = open; i < text.size(); ++i) {
        depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
        if (depth == 0) {
            return i + 1;
        }
    }
    return text.size();
}

/// Reads from behind the opening brace of an unnamed namespace to its closing one.
void read_namespace(std::string_view code, std::size_t at, std::map<std::string, std::string>& names) {
    std::size_t begin = at;
    while (at < code.size() && code[at] != '}') {
        if (code[at] == '#' && code.substr(begin, at - begin).find_first_not_of(" \n") == std::string_view::npos) {
            at = begin = std::min(code.find('\n', at), code.size());
        } else if (code[at] == ';' || code[at] == '{') {
            const std::string_view head = code.substr(begin, at - begin);
            const std::string name = declared(head);
            if (!name.empty()) {
                names.emplace(name, alias_of(head));
            }
            at = code[at] == '{' ? after_braces(code, at) : at + 1;
            // What follows a body begins anew; what follows an initialiser is a semicolon, and declares no name.
            begin = at;
        } else {
            ++at;
        }
    }
}

std::string folder_of(const std::string& path) {
    return path.substr(0, path.rfind('/'));
}

}  // namespace

std::map<std::string, std::string> helpers_in(std::string_view text) {
    const std::string code = code_only(text);
    const std::string_view opening = "namespace {";
    std::map<std::string, std::string> names;
    for (std::size_t at = code.find(opening); at != std::string::npos; at = code.find(opening, at + 1)) {
        read_namespace(code, at + opening.size(), names);
    }
    return names;
}

std::vector<std::string> shared_helpers(const std::vector<SourceFile>& files) {
    std::map<std::string, std::pair<std::string, std::string>> seen;  // folder and name: the first source, its alias
    std::vector<std::string> result;
    for (const SourceFile& file : files) {
        if (!file.path.ends_with(".cpp")) {
            continue;
        }
        for (const auto& [name, alias] : helpers_in(file.text)) {
            const auto [first, added] = seen.try_emplace(folder_of(file.path) + " " + name, file.path, alias);
            if (!added && (alias.empty() || alias != first->second.second)) {
                result.push_back("'" + name + "' of " + first->second.first + " is also in " + file.path +
                                 ": share it in a header of the stage, or name it apart");
            }
        }
    }
    return result;
}

}  // namespace tranche::test
