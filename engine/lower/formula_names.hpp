// The names that formulas mention, before any of them is read: what has to be known first, and which lines are asked for.
#pragma once

#include <algorithm>  // for_each
#include <set>
#include <string>

#include "read/definition.hpp"

namespace tranche::lowering {

std::set<std::string> names_in(const AssumptionDef& def);
/// Of all formulas of the file's assumptions and lines.
std::set<std::string> names_in(const Definition& definition);

/// Every line of the file that is not lowered yet, as visit(line).
template <class Visit>
void for_each_line(const Definition& definition, Visit visit) {
    const auto visit_all = [&](const LinesDef& lines) {
        std::for_each(lines.costs.begin(), lines.costs.end(), visit);
        std::for_each(lines.benefits.begin(), lines.benefits.end(), visit);
    };
    visit_all(definition);
    for (const WorkstreamDef& workstream : definition.workstreams) {
        visit_all(workstream);
        for (const ProjectDef& project : workstream.projects) {
            visit_all(project);
        }
    }
}

}  // namespace tranche::lowering
