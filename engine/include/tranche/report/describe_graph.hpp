// The dependency graph of projects, as a document: a picture, and its nodes and links as tables for programs.
#pragma once

#include "tranche/report/subject.hpp"

namespace tranche {

Document describe_graph(const Subject& subject);

}  // namespace tranche
