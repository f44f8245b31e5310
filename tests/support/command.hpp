// Runs a program as a person would, and keeps what it printed.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace tranche::test {

/// Where the two outputs go.
enum class Screen {
    apart,     ///< two pipes
    together,  ///< one pipe, in the order of printing: what a screen would show, without being one
    terminal,  ///< a pseudo-terminal, 100 columns wide; line ends come back as the terminal makes them, \r\n
};

struct Invocation {
    std::vector<std::string> words;   ///< the program's path and its arguments
    std::string called;               ///< what the program is told it was called by; the path where empty
    std::string folder = ".";         ///< where it runs
    std::string input = "/dev/null";  ///< file that standard input reads, as seen from the folder
    Screen screen = Screen::apart;
    /// Added to the environment, in which nothing that speaks of colours or of widths is left.
    std::map<std::string, std::string> environment;
};

struct Ran {
    int exit_code = 0;  ///< 128 and the signal's number where a signal ended it
    std::string out;    ///< of both, unless they were kept apart
    std::string err;
};

/// Throws where the program cannot be started. One that prints nothing for two minutes is ended.
Ran run_command(const Invocation& invocation);

}  // namespace tranche::test
