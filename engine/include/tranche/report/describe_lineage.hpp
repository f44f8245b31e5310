// Where a figure comes from, as a document: one tree.
#pragma once

#include <string>

#include "tranche/explain/lineage.hpp"
#include "tranche/report/subject.hpp"

namespace tranche {

/// address: of the figure, as it was asked for.
Document describe_lineage(const Subject& subject, const std::string& address, const LineageNode& root);

}  // namespace tranche
