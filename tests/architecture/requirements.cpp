#include "architecture/requirements.hpp"

#include <algorithm>  // count
#include <optional>
#include <regex>
#include <string_view>

namespace tranche::test {
namespace {

constexpr std::string_view mark = "REQUIRES:";

bool is_comment(std::string_view line) {
    const std::size_t first = line.find_first_not_of(' ');
    return first != std::string_view::npos && line.substr(first).starts_with("//");
}

std::string_view line_at(std::string_view text, std::size_t at) {
    const std::size_t begin = text.rfind('\n', at) + 1;  // npos + 1 is 0
    return text.substr(begin, std::min(text.find('\n', at), text.size()) - begin);
}

struct Requirement {
    std::string what;
    std::string function;  // empty: the comment is above something else
};

Requirement requirement_at(std::string_view text, std::size_t at) {
    Requirement result;
    if (!is_comment(line_at(text, at))) {
        return {std::string(line_at(text, at)), ""};  // beside a member
    }
    std::size_t next = at;
    while (next < text.size() && is_comment(line_at(text, next))) {
        result.what += line_at(text, next);
        next = std::min(text.find('\n', next), text.size() - 1) + 1;
    }
    const std::string declaration(text.substr(next, text.find(';', next) - next));
    std::smatch name;
    const bool of_type = std::regex_search(declaration, std::regex(R"(^\s*(class|struct|enum|using)\b)"));
    if (!of_type && std::regex_search(declaration, name, std::regex(R"((\w+|operator\S+)\s*\()"))) {
        result.function = name[1];
    }
    return result;
}

// The text from the head of a definition to the brace that closes it, which stands below its beginning.
std::optional<std::string_view> definition_at(std::string_view text, std::size_t at) {
    const std::size_t begin = text.rfind('\n', at) + 1;
    const std::size_t open = text.find_first_of("{;", at);
    if (open == std::string_view::npos || text[open] == ';' || is_comment(line_at(text, at))) {
        return std::nullopt;
    }
    const std::size_t indented = text.find_first_not_of(' ', begin) - begin;
    const std::string close = "\n" + std::string(indented, ' ') + "}";
    const std::size_t one_line = text.find('\n', open);
    const std::size_t end = text[one_line - 1] == '}' ? one_line : text.find(close, open);
    return text.substr(begin, std::min(end, text.size()) - begin);
}

bool is_asserted(const std::vector<SourceFile>& files, const std::string& function) {
    for (const SourceFile& file : files) {
        const std::string_view text = file.text;
        for (std::size_t at = text.find(function + "("); at != std::string_view::npos;
             at = text.find(function + "(", at + 1)) {
            const bool inside_a_word = at > 0 && (std::isalnum(static_cast<unsigned char>(text[at - 1])) != 0 ||
                                                  text[at - 1] == '_' || text[at - 1] == '.');
            const std::optional<std::string_view> definition = definition_at(text, at);
            if (!inside_a_word && definition && definition->find("assert(") != std::string_view::npos) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace

std::vector<std::string> unasserted_requirements(const std::vector<SourceFile>& files) {
    std::vector<std::string> result;
    for (const SourceFile& file : files) {
        if (!file.path.ends_with(".hpp")) {
            continue;
        }
        const std::string_view text = file.text;
        for (std::size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + 1)) {
            const Requirement requirement = requirement_at(text, at);
            const bool of_a_lifetime = requirement.what.find("outlive") != std::string::npos;
            if (!of_a_lifetime && (requirement.function.empty() || !is_asserted(files, requirement.function))) {
                const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
                result.push_back(file.path + ":" + std::to_string(line) + ": " +
                                 (requirement.function.empty() ? "what is not a function" : requirement.function) +
                                 " requires what no definition of it asserts");
            }
        }
    }
    return result;
}

}  // namespace tranche::test
