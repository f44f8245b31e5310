// tranche COMMAND ...: finds the command, parses its options, runs it, prints what it came to.
#include <sys/ioctl.h>  // winsize
#include <unistd.h>     // isatty

#include <cstdio>   // fwrite, rename, remove
#include <cstdlib>  // getenv
#include <exception>
#include <fstream>
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
        "tranche: benefits realisation and programme tracking\n\nusage: tranche COMMAND FILE [OPTIONS]\n\n";
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

// Written beside and renamed, so that a reader never sees half a file.
void write_file(const std::string& path, const std::string& text) {
    const std::string beside = path + ".part";
    std::ofstream file(beside, std::ios::binary);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    if (!file || std::rename(beside.c_str(), path.c_str()) != 0) {
        std::remove(beside.c_str());
        throw std::runtime_error("cannot write " + path);
    }
}

std::size_t screen_width() {
    winsize size{};
    constexpr std::size_t usual = 120;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : usual;
}

int run(const std::vector<std::string>& arguments) {
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
                          (hint.empty() ? "there are " + tranche::listed(names) : hint) + "\n");
        return 2;
    }
    const Parsed parsed = parse(*command, {arguments.begin() + 1, arguments.end()});
    if (parsed.stop) {
        print(parsed.exit_code == 0 ? stdout : stderr, parsed.message);
        return parsed.exit_code;
    }
    Outcome outcome;
    outcome.colour = isatty(STDERR_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
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
        return run({values + 1, values + count});
    } catch (const tranche::AmountTooLarge& problem) {
        std::fprintf(stderr, "tranche: %s\n", problem.what());
        return 1;
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "tranche: %s\n", problem.what());
        return 3;
    }
}
