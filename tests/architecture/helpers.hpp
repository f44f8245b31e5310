// Sources of a stage are compiled together in a release (tools/cmake/TrancheUnity.cmake), where their unnamed namespaces
// are one. A helper with a name that a second source uses as well would not compile there, or worse, a call would choose
// the other source's overload without a word.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "support/source_tree.hpp"  // SourceFile

namespace tranche::test {

/// Names that the text declares directly in an unnamed namespace: functions, types, constants, and aliases with what they
/// stand for. Operators are left out, since their operands tell them apart.
std::map<std::string, std::string> helpers_in(std::string_view text);

/// One sentence for each name that two sources of one folder declare in an unnamed namespace. An alias of the same type
/// in both is one thing, and allowed.
std::vector<std::string> shared_helpers(const std::vector<SourceFile>& files);

}  // namespace tranche::test
