// The layers of the engine: reads the table of allowed edges, finds the includes that are not in it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "support/source_tree.hpp"  // SourceFile

namespace tranche::test {

struct EdgeTable {
    /// For each stage what it may include: stages, and single headers such as `run/cashflow.hpp`. Holds the stage itself.
    std::map<std::string, std::set<std::string>> sees;
    /// Stems outside all stages that may include anything: `pipeline` is include/tranche/pipeline.hpp and pipeline.cpp.
    std::set<std::string> top;
};

/// Reads the format explained by edges.txt. Throws on a line that it does not understand.
EdgeTable read_edges(std::string_view text);

/// One sentence for each include that the table does not allow, for each include without a stage, and for each file in
/// a folder that is no stage. Looks at the files it is given and nothing else; paths begin with `engine/`.
std::vector<std::string> forbidden_edges(const EdgeTable& table, const std::vector<SourceFile>& files);

}  // namespace tranche::test
