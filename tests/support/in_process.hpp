// Runs the command without starting a process: for tests of hundreds of command lines.
//
// The working folder is the test's own, so paths are absolute or from there. Streams are strings; there is no terminal.
#pragma once

#include <string>
#include <vector>

#include "support/command.hpp"

namespace tranche::test {

/// What `tranche ARGUMENTS` prints, and its exit code. REQUIRES: no other thread changes the working folder meanwhile.
Ran run_in_process(const std::vector<std::string>& arguments, const std::string& input = {});

}  // namespace tranche::test
