// The names that formulas mention, before any of them is read: what has to be known first, and which lines are asked for.
#pragma once

#include <set>
#include <string>

#include "load/definition.hpp"

namespace tranche {

std::set<std::string> names_in(const AssumptionDef& def);
/// Of all formulas of the file.
std::set<std::string> names_in(const Definition& definition);

template <class Visit>
void for_each_line(const Definition& definition, Visit visit) {
    const auto lines = [&](const LinesDef& of) {
        for (const std::vector<LineDef>* defs : {&of.costs, &of.benefits}) {
            for (const LineDef& def : *defs) {
                visit(def);
            }
        }
    };
    lines(definition);
    for (const WorkstreamDef& workstream : definition.workstreams) {
        lines(workstream);
        for (const ProjectDef& project : workstream.projects) {
            lines(project);
        }
    }
}

}  // namespace tranche
