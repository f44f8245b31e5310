// tranche COMMAND ...: finds the command, parses its options, runs it, prints what it came to.
#include <sys/ioctl.h>  // winsize
#include <unistd.h>     // isatty

#include <algorithm>  // any_of, find, min, rotate
#include <cstdio>     // fwrite
#include <cstdlib>    // getenv
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

#include "commands.hpp"
#include "tranche/base/spelling.hpp"
#include "version.hpp"

namespace {

using namespace tranche::cli;

// A member of a group is named with it: `track record`.
std::string last_word(std::string_view name) {
    return std::string(name.substr(name.rfind(' ') + 1));
}

std::string usage(const std::vector<Command>& table, const Command* group = nullptr) {
    const std::string called = group == nullptr ? "tranche" : "tranche " + std::string(group->name);
    std::string result = called + ": " +
                         (group == nullptr ? "benefits realisation and programme tracking" : std::string(group->help)) +
                         "\n\nusage: " + called + " COMMAND ARGUMENTS [OPTIONS]\n\n";
    for (const Command& command : table) {
        const std::string name = last_word(command.name);
        result += "  " + name + std::string(14 - name.size(), ' ') + std::string(command.help) + "\n";
    }
    return result + "\n`" + called + " COMMAND --help` lists a command's options.\n";
}

// The command that the first word names; null, and it has been said why, where none is.
const Command* chosen(const std::vector<Command>& table, const std::string& called, const std::string& word) {
    std::vector<std::string> names;
    const Command* command = nullptr;
    for (const Command& each : table) {
        names.push_back(last_word(each.name));
        command = names.back() == word ? &each : command;
    }
    if (command == nullptr) {
        const std::string hint = tranche::did_you_mean(word, names);
        std::string message = called;
        message += ": there is no command '" + word + "'; ";
        message += hint.empty() ? "there are " + tranche::listed(names, names.size()) : hint;
        std::fputs((message + "\n").c_str(), stderr);
    }
    return command;
}

void print(std::FILE* to, const std::string& text) {
    if (std::fwrite(text.data(), 1, text.size(), to) != text.size() || std::fflush(to) != 0) {
        throw std::runtime_error("cannot write the output");
    }
}

std::size_t screen_width() {
    winsize size{};
    constexpr std::size_t usual = 120;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : usual;
}

int run(const std::string& called, std::vector<std::string> arguments) {
    // An option before the command belongs to it: `tranche --quiet check FILE`.
    const auto names_command = [](const std::string& word) {
        return std::any_of(commands().begin(), commands().end(),
                           [&](const Command& each) { return each.name == word; });
    };
    const auto asks = [&](std::string_view option) {
        return std::find(arguments.begin(), arguments.end(), option) != arguments.end();
    };
    const auto first_command = std::find_if(arguments.begin(), arguments.end(), names_command);
    if (first_command != arguments.end()) {
        std::rotate(arguments.begin(), first_command, first_command + 1);
    } else if (asks("--version")) {
        arguments = {"--version"};
    }
    if (arguments.empty()) {
        print(stderr, usage(commands()));
        return 2;
    }
    const auto asks_help = [&] {
        return arguments.front() == "--help" || arguments.front() == "-h" || arguments.front() == "help";
    };
    if (asks_help()) {
        print(stdout, usage(commands()));
        return 0;
    }
    if (arguments.front() == "--version") {
        print(stdout, "tranche " + std::string(version) + "\n");
        return 0;
    }
    const Command* command = chosen(commands(), "tranche", arguments.front());
    if (command != nullptr && command->members != nullptr) {
        const std::vector<Command>& members = command->members();
        arguments.erase(arguments.begin());
        if (arguments.empty() || asks_help()) {
            print(arguments.empty() ? stderr : stdout, usage(members, command));
            return arguments.empty() ? 2 : 0;
        }
        command = chosen(members, "tranche " + std::string(command->name), arguments.front());
    }
    if (command == nullptr) {
        return 2;
    }
    const Parsed parsed = parse(*command, {arguments.begin() + 1, arguments.end()});
    if (parsed.stop) {
        print(parsed.exit_code == 0 ? stdout : stderr, parsed.message);
        return parsed.exit_code;
    }
    Outcome outcome;
    outcome.called = called;
    const char* no_colour = std::getenv("NO_COLOR");  // counts when it is not empty
    const bool colours = no_colour == nullptr || *no_colour == '\0';
    outcome.colour = colours && isatty(STDERR_FILENO) != 0;
    outcome.bold = colours && isatty(STDOUT_FILENO) != 0 && parsed.options.output.empty();
    outcome.width = screen_width();
    const int exit_code = command->run(parsed.options, outcome);
    print(stderr, outcome.err);
    if (parsed.options.output.empty()) {
        print(stdout, outcome.out);
    } else if (!outcome.out.empty()) {
        write_file(parsed.options.output, outcome.out);
    }
    return exit_code;
}

}  // namespace

int main(int count, char** values) {
    try {
        return run(count > 0 ? values[0] : "tranche", {values + std::min(count, 1), values + count});
    } catch (const tranche::AmountTooLarge& problem) {
        std::fprintf(stderr, "tranche: %s\n", problem.what());
        return 1;
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "tranche: %s\n", problem.what());
        return 3;
    }
}
