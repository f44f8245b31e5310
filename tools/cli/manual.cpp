// `tranche manual`: the manual page, in troff, written from the tables.
#include "commands.hpp"
#include "version.hpp"

namespace tranche::cli {

namespace {

// As troff prints it unchanged: a hyphen that can be copied, and no line that begins with a request.
std::string roff(std::string_view text) {
    constexpr std::string_view pound = "£";  // two bytes, which troff would take for two letters
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i).starts_with(pound)) {
            result += "\\(Po";
            i += pound.size() - 1;
            continue;
        }
        const char c = text[i];
        switch (c) {
            case '\\': result += "\\e"; break;
            case '-': result += "\\-"; break;
            case '\'': result += "\\(aq"; break;
            case '`': result += "\\(ga"; break;
            case '"': result += "\\(dq"; break;
            default: result += c;
        }
    }
    return result.starts_with('.') ? "\\&" + result : result;
}

std::string item(const std::string& term, std::string_view text) {
    return ".TP\n" + term + "\n" + roff(text) + "\n";
}

std::string of_command(const Command& command) {
    std::string result = ".SS \"tranche " + roff(command.name);
    for (const Argument& argument : command.arguments) {
        result += " " + std::string(argument.name) + (argument.many ? "..." : "");
    }
    result += " [OPTIONS]\"\n" + roff(command.help) + ".\n";
    for (const Argument& argument : command.arguments) {
        result += item("\\fI" + std::string(argument.name) + "\\fP", argument.help);
    }
    for (const std::span<const OptionRow> rows : command.options) {
        for (const OptionRow& row : rows) {
            const std::string value = row.placeholder.empty() ? "" : " \\fI" + std::string(row.placeholder) + "\\fP";
            result += item("\\fB" + roff(row.name) + "\\fP" + value, option_help(row));
        }
    }
    if (!command.examples.empty()) {
        result += ".PP\nExample:\n.PP\n.nf\n";
        for (const std::string_view example : command.examples) {
            result += "tranche " + roff(example) + "\n";
        }
        result += ".fi\n";
    }
    return result;
}

int manual(const Options&, Outcome& outcome) {
    std::string& page = outcome.out;
    page = ".\\\" Made by `tranche manual` from its tables of commands and options.\n.TH TRANCHE 1 \"\" \"Tranche " +
           std::string(version) + "\" \"User Commands\"\n.nh\n.ad l\n.SH NAME\ntranche \\- " +
           "benefits realisation and programme tracking\n.SH SYNOPSIS\n.B tranche\n\\fICOMMAND ARGUMENTS\\fP "
           "[\\fIOPTIONS\\fP]\n.SH DESCRIPTION\n" +
           roff(
               "Tranche models the business case of a change programme, audits published figures against it, and "
               "tracks actuals in a ledger. A programme is a YAML file.") +
           "\n.SH COMMANDS\n";
    for (const Command* each : commands()) {
        page += of_command(*each);
    }
    page += ".SH EXIT STATUS\n" + item("0", "All is well.") + item("1", "The input has errors, or a check failed.") +
            item("2", "The command line is wrong.") +
            item("3", "Something outside the programme failed: a disk, a file that may not be read, a pipe.") +
            ".SH ENVIRONMENT\n" + item("NO_COLOR", "If it is not empty, the output has no colours.") +
            item("TRANCHE_CLOCK", "The time that ledger commands take for now, such as 2014-06-03T10:15:00Z.");
    return 0;
}

}  // namespace

const Command& manual_command() {
    static const Command command{.name = "manual",
                                 .help = "print the manual page, for man",
                                 .options = {writing_options()},
                                 .run = manual,
                                 .examples = {"manual --output tranche.1"}};
    return command;
}

}  // namespace tranche::cli
