#include "functional/coverage.hpp"

#include <algorithm>  // any_of
#include <regex>

#include "functional/matching.hpp"

namespace tranche::test {
namespace {

/// The words of `periods: year, quarter and month (year)`; none where the help is no such list.
std::vector<std::string> choices_in(const std::string& help) {
    static const std::regex list(
        R"(^(?:[^:]*: )?((?:[a-z0-9-]+, )*[a-z0-9-]+ (?:and|or) [a-z0-9-]+)(?: \([a-z-]+\))?$)");
    static const std::regex word("[a-z0-9-]+");
    std::smatch found;
    std::vector<std::string> choices;
    if (std::regex_match(help, found, list)) {
        const std::string words = found[1];
        for (std::sregex_iterator at(words.begin(), words.end(), word), end; at != end; ++at) {
            if (at->str() != "and" && at->str() != "or") {
                choices.push_back(at->str());
            }
        }
    }
    return choices;
}

bool uses(const CommandLine& line, const std::string& option, const std::string& choice) {
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (choice.empty() ? line[i] == option || line[i].starts_with(option + "=")
                           : line[i] == option + "=" + choice ||
                                 (line[i] == option && i + 1 < line.size() && line[i + 1] == choice)) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::vector<std::string> commands_in_help(std::string_view help) {
    static const std::regex row(R"(^  ([a-z][a-z-]*)  +\S.*$)");
    std::vector<std::string> names;
    for (const std::string& line : lines_of(help)) {
        std::smatch found;
        if (std::regex_match(line, found, row)) {
            names.push_back(found[1]);
        }
    }
    return names;
}

bool lists_commands(std::string_view help) {
    return help.find(" COMMAND ARGUMENTS [OPTIONS]\n") != std::string_view::npos;
}

std::vector<OptionHelp> options_in_help(std::string_view help) {
    static const std::regex row(R"(^\s+(?:-\w, ?)?(--[a-z][a-z-]*)( [A-Z]\S*)?\s\s+(\S.*)$)");
    std::vector<OptionHelp> options;
    for (const std::string& line : lines_of(help)) {
        std::smatch found;
        if (std::regex_match(line, found, row)) {
            options.push_back({found[1], found[2].matched ? choices_in(found[3]) : std::vector<std::string>{}});
        }
    }
    return options;
}

std::vector<std::string> untested(const std::string& command, const std::vector<OptionHelp>& options,
                                  const std::vector<CommandLine>& lines) {
    const auto runs = [&](const CommandLine& line) {
        const std::size_t blank = command.find(' ');
        return !line.empty() && line.front() == command.substr(0, blank) &&
               (blank == std::string::npos || (line.size() > 1 && line[1] == command.substr(blank + 1)));
    };
    const auto is_used = [&](const std::string& option, const std::string& choice) {
        return std::any_of(lines.begin(), lines.end(), [&](const CommandLine& line) {
            return runs(line) && (option.empty() || uses(line, option, choice));
        });
    };
    if (!is_used("", "")) {
        return {"no test runs " + command};
    }
    std::vector<std::string> found;
    for (const OptionHelp& option : options) {
        if (!is_used(option.name, "")) {
            found.push_back("no test runs " + command + " with " + option.name);
            continue;
        }
        for (const std::string& choice : option.choices) {
            if (!is_used(option.name, choice)) {
                found.push_back("no test runs " + command + " with " + option.name + " " + choice);
            }
        }
    }
    return found;
}

}  // namespace tranche::test
