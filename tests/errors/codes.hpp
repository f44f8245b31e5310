// Which codes the sources use, read from their text.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "support/source_tree.hpp"  // SourceFile

namespace tranche::test {

struct UsedCodes {
    /// Codes that are told, directly or through a function that has a parameter named `code`.
    std::set<std::string> codes;
    /// Those of them given to a `.warning(`.
    std::set<std::string> warnings;
    /// Places that tell a code which is neither a literal nor a parameter named `code`: no scan would find it.
    std::vector<std::string> hidden;
};

UsedCodes codes_in(const std::vector<SourceFile>& files);

}  // namespace tranche::test
