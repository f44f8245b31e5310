// One bad input for each diagnostic, and what the command says of it.
//
// A reproducer is <stem>.yaml beside <stem>.expected in tests/errors; the stem is the code, or the code, a hyphen and
// what is particular about it. Inputs that are no text, or too large to keep, are made by generated.cpp; their expected text
// stands there all the same. The command line is the first line of the expected text: `$ tranche check <stem>.yaml`
// unless another command is what tells the code.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "support/command.hpp"  // Ran

namespace tranche::test {

struct Generated {
    std::string stem;
    std::string argument;                             ///< what `tranche check` is given, from inside the folder
    std::function<void(const std::string&)> prepare;  ///< makes the input in that folder
};

const std::vector<Generated>& generated_inputs();

/// Its input is made by generated.cpp, and is no file beside the expected text.
bool is_generated(const std::string& stem);

/// Stems of all reproducers, in order.
std::vector<std::string> reproducer_stems();

/// Command line of a reproducer: words after `tranche`.
std::vector<std::string> command_of(const std::string& stem);

/// Runs it (or, with other words before the file, that) where its input is, and keeps what it printed.
Ran run_reproducer(const std::string& stem, const std::vector<std::string>& words);

/// What <stem>.expected holds: the command line, standard error, and `exit 1`.
std::string transcript_of(const std::vector<std::string>& words, const Ran& ran);

std::string expected_path(const std::string& stem);
std::string expected_text(const std::string& stem);  ///< empty where there is none yet

/// Codes that a text of diagnostics tells.
std::vector<std::string> codes_told(const std::string& text);

}  // namespace tranche::test
