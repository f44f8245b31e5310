// Help, from the tables: what `tranche`, `tranche help COMMAND` and `tranche COMMAND --help` print.
#include <algorithm>  // min

#include "commands.hpp"
#include "sections.hpp"

namespace tranche::cli {

namespace {

// A name and what it means, in the same columns for every command.
std::string row(const std::string& name, std::string_view help, std::size_t column) {
    return "  " + name + std::string(column - std::min(column - 1, name.size()), ' ') + std::string(help) + "\n";
}

// What does not fit goes on below the help's column, or below the name where the screen is too narrow for two columns.
// A word that is wider than the screen is not broken.
void fold_line(const std::string& line, std::size_t width, std::string& result) {
    const std::size_t margin = std::min(line.find_first_not_of(' '), line.size());
    const std::size_t gap = line.find("  ", margin);
    std::size_t hanging = gap == std::string::npos ? margin : line.find_first_not_of(' ', gap);
    hanging = hanging == std::string::npos || hanging + 20 > width ? margin + 4 : hanging;
    std::string rest = line;
    while (rest.size() > width) {
        const std::size_t indent = rest.find_first_not_of(' ');
        std::size_t at = rest.rfind(' ', width);
        if (at == std::string::npos || at <= indent) {
            at = rest.find(' ', indent);
        }
        if (at == std::string::npos) {
            break;
        }
        result += rest.substr(0, rest.find_last_not_of(' ', at) + 1) + "\n";
        rest = std::string(hanging, ' ') + rest.substr(std::min(rest.find_first_not_of(' ', at), rest.size()));
    }
    result += rest + "\n";
}

const CommandGroup* group_of(const Command& command) {
    for (const CommandGroup& each : command_groups()) {
        if (command.name.starts_with(std::string(each.name) + " ")) {
            return &each;
        }
    }
    return nullptr;
}

constexpr std::size_t options_column = 24;
constexpr std::size_t commands_column = 14;

}  // namespace

std::string option_help(const OptionRow& option) {
    return std::string(option.help) + (option.help.ends_with(":") ? " " + listed(option.choices) : "") +
           (option.initial.empty() ? "" : " (" + std::string(option.initial) + ")");
}

std::string help_text(const Command& command) {
    std::string usage = "usage: tranche " + std::string(command.name);
    std::string arguments;
    for (const Argument& argument : command.arguments) {
        usage += " " + std::string(argument.name) + (argument.many ? "..." : "");
        arguments += row(std::string(argument.name), argument.help, options_column);
    }
    std::string result =
        std::string(command.help) + "\n\n" + usage + " [OPTIONS]\n\n" + arguments + (arguments.empty() ? "" : "\n");
    for (const std::span<const OptionRow> rows : command.options) {
        for (const OptionRow& each : rows) {
            const std::string value = each.placeholder.empty() ? "" : " " + std::string(each.placeholder);
            result += row(std::string(each.name) + value, option_help(each), options_column);
        }
    }
    result += row("--help", "print this", options_column) + row("--version", "print the version", options_column);
    if (!command.examples.empty()) {
        result += command.examples.size() == 1 ? "\nexample:\n" : "\nexamples:\n";
        for (const std::string_view example : command.examples) {
            result += "  tranche " + std::string(example) + "\n";
        }
    }
    return result;
}

std::string overview() {
    std::string result =
        "tranche: benefits realisation and programme tracking\n\nusage: tranche COMMAND ARGUMENTS [OPTIONS]\n";
    for (const CommandSection& section : command_sections()) {
        result += "\n" + std::string(section.title) + "\n";
        const CommandGroup* told = nullptr;  // a group is one row, where its first member stands
        for (const Command* each : section.commands) {
            const CommandGroup* group = group_of(*each);
            if (group == nullptr) {
                result += row(std::string(each->name), each->help, commands_column);
            } else if (group != told) {
                result += row(std::string(group->name), group->help, commands_column);
            }
            told = group;
        }
    }
    return result +
           "\nBegin with `tranche new FOLDER`, which writes a programme, and `tranche appraise FOLDER`.\n"
           "`tranche help COMMAND` lists a command's options.\n";
}

std::string group_help(const CommandGroup& group) {
    const std::string called = "tranche " + std::string(group.name);
    std::string result =
        called + ": " + std::string(group.help) + "\n\nusage: " + called + " COMMAND ARGUMENTS [OPTIONS]\n\n";
    for (const Command* each : commands()) {
        if (each->name.starts_with(std::string(group.name) + " ")) {
            result += row(std::string(each->name.substr(group.name.size() + 1)), each->help, commands_column);
        }
    }
    return result + "\n`tranche help " + std::string(group.name) + " COMMAND` lists a command's options.\n";
}

std::string folded(const std::string& text, std::size_t width) {
    std::string result;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        fold_line(text.substr(from, end - from), width, result);
        from = end + 1;
    }
    return result;
}

}  // namespace tranche::cli
