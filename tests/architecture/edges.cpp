#include "architecture/edges.hpp"

#include <sstream>    // istringstream
#include <stdexcept>  // runtime_error

namespace tranche::test {
namespace {

constexpr std::string_view public_folder = "engine/include/tranche/";
constexpr std::string_view private_folder = "engine/";

std::string first_part(std::string_view path) {
    const std::size_t slash = path.find('/');
    return slash == std::string_view::npos ? "" : std::string(path.substr(0, slash));
}

std::string stem(std::string_view path) {
    return std::string(path.substr(0, path.find('.')));
}

/// Path of a file from its stage on: `read/tree.hpp` for engine/read/tree.hpp, `pipeline.hpp` for one of no stage.
std::string_view from_stage(std::string_view path) {
    path.remove_prefix(path.starts_with(public_folder) ? public_folder.size() : private_folder.size());
    return path;
}

}  // namespace

EdgeTable read_edges(std::string_view text) {
    EdgeTable table;
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string kind;
        if (!(words >> kind) || kind.starts_with('#')) {
            continue;
        }
        std::string word;
        if (kind == "order") {
            std::set<std::string> left;
            while (words >> word) {
                left.insert(word);
                table.sees[word] = left;
            }
        } else if (kind == "only" && words >> word && word.ends_with(':')) {
            const std::string stage = word.substr(0, word.size() - 1);
            std::set<std::string> seen{stage};
            while (words >> word) {
                seen.insert(word);
            }
            table.sees[stage] = seen;
        } else if (kind == "top") {
            while (words >> word) {
                table.top.insert(word);
            }
        } else {
            throw std::runtime_error("not a line of a table of edges: " + line);
        }
    }
    return table;
}

std::vector<std::string> forbidden_edges(const EdgeTable& table, const std::vector<SourceFile>& files) {
    std::vector<std::string> found;
    for (const SourceFile& file : files) {
        const bool is_public = file.path.starts_with(public_folder);
        const std::string_view own = from_stage(file.path);
        const std::string stage = first_part(own);
        const auto row = table.sees.find(stage);
        const bool is_top = stage.empty() && table.top.contains(stem(own));
        if (row == table.sees.end() && !is_top) {
            found.push_back(file.path + " is in no stage of the table");
            continue;
        }
        for (const Include& include : includes_of(file.text)) {
            const bool names_public = include.target.starts_with("tranche/");
            if (!include.quoted && !names_public) {
                continue;  // of the standard library or of a foreign one
            }
            const std::string at = file.path + ":" + std::to_string(include.line) + " includes " + include.target;
            const std::string target = include.target.substr(names_public ? std::string_view("tranche/").size() : 0);
            const std::string target_stage = first_part(target);
            if (is_public && !names_public) {
                found.push_back(at + ", which is not public");
            } else if (is_top && target_stage.empty() && table.top.contains(stem(target))) {
                continue;  // its own header
            } else if (!table.sees.contains(target_stage)) {
                found.push_back(at + ", which is in no stage of the table");
            } else if (!is_top && !row->second.contains(target_stage) && !row->second.contains(target)) {
                found.push_back(at + ", but " + stage + " does not see " + target_stage);
            }
        }
    }
    return found;
}

}  // namespace tranche::test
