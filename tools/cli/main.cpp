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

std::string usage() {
    std::string result =
        "tranche: benefits realisation and programme tracking\n\nusage: tranche COMMAND ARGUMENTS [OPTIONS]\n\n";
    for (const Command& command : commands()) {
        result += "  " + std::string(command.name) + std::string(14 - command.name.size(), ' ') +
                  std::string(command.help) + "\n";
    }
    return result + "\n`tranche COMMAND --help` lists a command's options.\n";
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
        print(stderr, usage());
        return 2;
    }
    if (arguments.front() == "--help" || arguments.front() == "-h" || arguments.front() == "help") {
        print(stdout, usage());
        return 0;
    }
    if (arguments.front() == "--version") {
        print(stdout, "tranche " + std::string(version) + "\n");
        return 0;
    }
    std::vector<std::string> names;
    const Command* command = nullptr;
    for (const Command& each : commands()) {
        names.emplace_back(each.name);
        command = each.name == arguments.front() ? &each : command;
    }
    if (command == nullptr) {
        const std::string hint = tranche::did_you_mean(arguments.front(), names);
        print(stderr, "tranche: there is no command '" + arguments.front() + "'; " +
                          (hint.empty() ? "there are " + tranche::listed(names, names.size()) : hint) + "\n");
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
