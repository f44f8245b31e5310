// Rules of the house about the text of the sources. Each is a function from files to sentences, one for each breach.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/source_tree.hpp"  // SourceFile

namespace tranche::test {

using Breaches = std::vector<std::string>;

/// Public headers include our own and the standard library's, nothing else.
Breaches foreign_headers_in_public_headers(const std::vector<SourceFile>& files);

/// tools/ reaches the engine through its public headers, and CLI11 through tools/cli/options.cpp alone.
Breaches forbidden_includes_in_tools(const std::vector<SourceFile>& files);

/// A command describes its result and does not know in which format it will be printed: only tools/cli/run.cpp asks.
Breaches formats_compared_in_tools(const std::vector<SourceFile>& files);

/// The engine does not print, exit or read the clock, the environment or a source of chance; and calls no function of
/// <cmath> whose last bit depends on the C library.
Breaches forbidden_calls_in_engine(const std::vector<SourceFile>& files);

/// A file this long should be two.
constexpr int longest_file = 600;
Breaches files_too_long(const std::vector<SourceFile>& files);

/// Each type of the engine has a name of its own: headers that define the same one.
Breaches types_defined_twice(const std::vector<SourceFile>& files);

/// Every file (below `folder`) is named in the text of that folder's CMakeLists.txt: what is in the tree is built.
/// `prefixes` are leading parts that the list leaves out, the longest first.
Breaches files_not_listed(const std::vector<SourceFile>& files, std::string_view cmake_lists,
                          const std::vector<std::string>& prefixes);

}  // namespace tranche::test
