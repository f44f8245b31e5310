// Commands and what they print, as text: the format of the .test files and of the console blocks in pages.
// README.md in this folder explains how to write one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "functional/matching.hpp"

namespace tranche::test {

/// One `$` line and what follows it.
struct Step {
    std::size_t line = 0;            ///< of the `$`, counted from 1
    std::vector<std::string> words;  ///< of the command line
    std::string standard_input;      ///< file after `<`; empty where there is none
    std::string content;             ///< what `write` writes
    Lines out;
    Lines err;  ///< without their `! `
    int exit_code = 0;
    /// Where the expectation stands: these lines of the file, counted from 0, and what is before each of them.
    std::size_t first = 0;
    std::size_t last = 0;
    std::string margin;
};

struct Transcript {
    std::vector<Step> steps;
    /// A page shows what a screen shows: errors and results in one column, in the order of printing.
    bool one_screen = false;
};

/// Splits a command line as a shell would, with '...' and "..." and nothing else of a shell. Throws on the rest of it.
std::vector<std::string> split_words(std::string_view line);

/// Reads lines [begin, end) as steps, each line behind `margin`. Throws, with the number of the line, on what it cannot
/// read. Comments and blank lines may stand before a `$`.
std::vector<Step> read_steps(const Lines& lines, std::size_t begin, std::size_t end, const std::string& margin);

/// A whole .test file. Throws also where there is no step in it.
Transcript read_transcript(std::string_view text);

/// What came of a step.
struct Played {
    Lines out;
    Lines err;
    int exit_code = 0;
};

/// Where the steps of one transcript run: a temporary folder in which `programmes` is the project's own.
class Stage {
public:
    virtual ~Stage() = default;
    virtual Played play(const Step& step, bool one_screen) = 0;
};

/// What is wrong with each step that did not print what it should have, with line and difference; and the file with the
/// expectations of those rewritten to what was printed.
struct Review {
    std::string complaints;
    std::string approved;
};

/// Plays every step, also after one that fails. `text` is the file that the transcript was read from, `name` is how
/// complaints call it.
Review review(const Transcript& transcript, Stage& stage, std::string_view text, const std::string& name);

}  // namespace tranche::test
