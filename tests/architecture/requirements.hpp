// What headers require of their callers, and whether a source asserts it.
//
// A comment that says `REQUIRES:` stands above the declaration of a function or of a constructor. Somewhere a definition of
// that name has to contain an assert. That a thing outlives another cannot be asserted, and is passed over.
#pragma once

#include <string>
#include <vector>

#include "support/source_tree.hpp"

namespace tranche::test {

/// `path:line: NAME requires what no definition of it asserts`, one for each such comment.
std::vector<std::string> unasserted_requirements(const std::vector<SourceFile>& files);

}  // namespace tranche::test
