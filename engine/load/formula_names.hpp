// The names that formulas mention, before any of them is read: what has to be known first, and which lines are asked for.
#pragma once

#include <set>
#include <string>

#include "load/definition.hpp"

namespace tranche {

std::set<std::string> names_in(const AssumptionDef& def);
/// Of all formulas of the file.
std::set<std::string> names_in(const Definition& definition);

/// Every line of the file, as visit(line, kind).
template <class Visit>
void for_each_line(const Definition& definition, Visit visit) {
    const auto visit_all = [&](const LinesDef& lines) {
        for (const LineDef& line : lines.costs) {
            visit(line, LineKind::cost);
        }
        for (const LineDef& line : lines.benefits) {
            visit(line, LineKind::benefit);
        }
    };
    visit_all(definition);
    for (const WorkstreamDef& workstream : definition.workstreams) {
        visit_all(workstream);
        for (const ProjectDef& project : workstream.projects) {
            visit_all(project);
        }
    }
}

}  // namespace tranche
