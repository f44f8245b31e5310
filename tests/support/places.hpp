// Where the project's files and the built command are.
//
// One source knows both paths. A path that is defined for every source would give each checkout other command lines,
// and a cache of compilations could not serve the second checkout with the objects of the first.
#pragma once

#include <string>

namespace tranche::test {

/// The root of the project, without a slash at the end.
std::string source_folder();

/// The command `tranche` of this build.
std::string command_path();

}  // namespace tranche::test
