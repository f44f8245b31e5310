#include "catalogue.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>  // find_if
#include <array>
#include <fstream>
#include <iterator>  // istreambuf_iterator
#include <stdexcept>
#include <utility>  // pair

namespace tranche::docgen {

namespace {

constexpr std::array<std::pair<std::string_view, std::string Entry::*>, 8> fields{{
    {"code", &Entry::code},
    {"severity", &Entry::severity},
    {"level", &Entry::level},
    {"summary", &Entry::summary},
    {"why", &Entry::why},
    {"example", &Entry::example},
    {"situation", &Entry::situation},
    {"fix", &Entry::fix},
}};

[[noreturn]] void refuse(const YAML::Node& node, const std::string& why) {
    throw std::runtime_error("diagnostics.yaml, line " + std::to_string(node.Mark().line + 1) + ": " + why);
}

std::string without_last_break(std::string text) {
    while (!text.empty() && text.back() == '\n') {
        text.pop_back();
    }
    return text;
}

Entry read_entry(const YAML::Node& node) {
    Entry entry;
    for (const auto& pair : node) {
        const auto key = pair.first.as<std::string>();
        if (key == "level_of") {
            continue;  // of single reproducers, for the test that compares the loader with the schema
        }
        const auto field =
            std::find_if(fields.begin(), fields.end(), [&](const auto& each) { return each.first == key; });
        if (field == fields.end()) {
            refuse(pair.first, "'" + key + "' is not a key of an entry");
        }
        entry.*(field->second) = without_last_break(pair.second.as<std::string>());
    }
    for (const auto& [key, member] : fields) {
        if ((entry.*member).empty() && key != "example" && key != "situation") {
            refuse(node, "an entry without " + std::string(key));
        }
    }
    if (entry.example.empty() == entry.situation.empty()) {
        refuse(node, "an entry has either an example or a situation");
    }
    if (entry.severity != "error" && entry.severity != "warning") {
        refuse(node, "'" + entry.severity + "' is neither error nor warning");
    }
    if (entry.level != "schema" && entry.level != "loader" && entry.level != "yaml" && entry.level != "ledger") {
        refuse(node, "'" + entry.level + "' is none of schema, loader, yaml and ledger");
    }
    return entry;
}

std::string block(std::string_view language, const std::string& text) {
    return "```" + std::string(language) + "\n" + text + "\n```\n\n";
}

// The first diagnostic of a reproducer: it ends where the next begins.
std::string first_diagnostic(const std::string& text) {
    std::string result;
    std::size_t start = 0;
    for (std::size_t at = 0; at < text.size(); at = start) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string line = text.substr(at, end - at);
        start = end + 1;
        if (!result.empty() && !line.starts_with(' ')) {
            break;
        }
        if (!line.starts_with("$ ")) {
            result += line + "\n";
        }
    }
    return without_last_break(result);
}

}  // namespace

std::vector<Entry> read_catalogue(std::string_view yaml) {
    std::vector<Entry> result;
    for (const YAML::Node& node : YAML::Load(std::string(yaml))) {
        result.push_back(read_entry(node));
    }
    return result;
}

// In a text test, what is expected on standard error stands behind `! `.
std::string diagnostic_in(const std::string& test, const std::string& code) {
    std::string result;
    std::size_t start = 0;
    for (std::size_t at = 0; at < test.size(); at = start) {
        const std::size_t end = std::min(test.find('\n', at), test.size());
        const std::string line = test.substr(at, end - at);
        start = end + 1;
        const bool belongs = line.starts_with("!   ");
        if (!result.empty() && !belongs) {
            break;
        }
        if ((result.empty() && line.starts_with("! ") && line.find("[" + code + "]: ") != std::string::npos) ||
            (!result.empty() && belongs)) {
            result += line.substr(2) + "\n";
        }
    }
    return without_last_break(result);
}

std::map<std::string, std::string> read_told(const std::vector<Entry>& catalogue, const std::string& folder) {
    std::map<std::string, std::string> result;
    for (const Entry& entry : catalogue) {
        std::ifstream file(folder + "/" + entry.code + ".expected", std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        if (!text.empty()) {
            result[entry.code] = first_diagnostic(text);
        }
        if (entry.level == "ledger") {
            std::ifstream test(folder + "/../functional/track_errors.test", std::ios::binary);
            const std::string lines{std::istreambuf_iterator<char>(test), std::istreambuf_iterator<char>()};
            if (const std::string diagnostic = diagnostic_in(lines, entry.code); !diagnostic.empty()) {
                result[entry.code] = diagnostic;
            }
        }
    }
    return result;
}

std::string diagnostics_page(const std::vector<Entry>& catalogue, const std::map<std::string, std::string>& told) {
    std::string page =
        "<!-- Made by tranche_docgen from schemas/diagnostics.yaml: edit that, not this. -->\n\n"
        "# Diagnostics\n\n"
        "This page lists the errors and warnings that Tranche can report about a programme file, and that `tranche track` can\n"
        "report about recorded data. After an error, the file is refused or nothing is recorded, and the exit code is 1.\n"
        "Warnings do not change the exit code. One run reports all problems in order of place. A place is the file, line and\n"
        "column, with columns counted in characters. Below it come the line itself with a mark, and often a line of help.\n"
        "Dates and scenarios are checked once everything else is correct.\n\n"
        "| code | | says |\n|---|---|---|\n";
    for (const Entry& entry : catalogue) {
        page += "| [`" + entry.code + "`](#" + entry.code + ") | " + entry.severity + " | " + entry.summary + " |\n";
    }
    for (const Entry& entry : catalogue) {
        page += "\n## " + entry.code + "\n\n" + entry.summary + "\n\n" + entry.why + "\n\n";
        page += entry.example.empty() ? entry.situation + "\n\n" : block("yaml", entry.example);
        const auto printed = told.find(entry.code);
        if (printed != told.end()) {
            page += "The command says, for example:\n\n" + block("text", printed->second);
        }
        page += "**Put right:** " + entry.fix + "\n";
    }
    return page;
}

}  // namespace tranche::docgen
