// The command as a library: everything that main.cpp does but touch the process.
#pragma once

#include <cstddef>
#include <functional>
#include <istream>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "tranche/document/document.hpp"

namespace tranche::cli {

/// What the command runs in. main.cpp fills it from the process, a test from strings.
struct Environment {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    std::string called = "tranche";  ///< as the user called the command, for what to type next
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    bool colours = true;        ///< where there is a terminal: NO_COLOR is empty
    std::size_t width = 120;    ///< of the terminal
    std::size_t out_width = 0;  ///< that results have to fit into; 0: lines may be as long as they need to be
    /// Sees each result before it is rendered: what it has is what the schema of results says.
    std::function<void(std::string_view command, const Document&)> described = {};
    std::string clock;  ///< TRANCHE_CLOCK: the time that it is said to be; empty: the system's
    /// Who records where --by does not say; asked only then, since it may mean asking a network.
    std::function<std::string()> user = [] { return std::string(); };
};

/// `tranche ARGUMENTS`: 0 fine, 1 the input has errors or a check failed, 2 wrong usage, 3 something outside the
/// programme failed. Throws nothing. The working folder is the process's.
int run(const std::vector<std::string>& arguments, Environment& environment);

}  // namespace tranche::cli
