// Workstreams, projects, milestones, gates, and the links between them.
//
//
// The plan's dates are taken as given, and delays are counted from them. A link moves its successor only by the part
// of a delay that exceeds the slack in the plan.
//
// Decision: docs/decisions/2026-11-22-milestones-are-projects.md
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tranche/base/diagnostic.hpp"  // Position
#include "tranche/model/cases.hpp"      // Bias
#include "tranche/model/ids.hpp"
#include "tranche/model/node.hpp"      // Citation
#include "tranche/model/register.hpp"  // Phase
#include "tranche/model/words.hpp"

namespace tranche {

struct Workstream {
    std::string id;
    std::string name;
    std::string lead;
    Position where;
    std::optional<Citation> at;
};

/// More starts of the same project: how many, and how long after its own, which is the first.
struct Repeat {
    int months_after = 0;
    int number = 1;
};

/// Milestones and gates have dates, links and delays as projects have, so they are rows of the same table, after the
/// projects. They last 0 months, and have no workstream, phases or lines.
struct Project {
    ProjectKind kind = ProjectKind::project;
    std::string id;
    std::string name;
    WorkstreamId workstream;
    std::optional<int> starts;  ///< month index of the calendar; absent where no date is given
    std::optional<int> lasts;   ///< months; the sum of its phases where it has any
    std::vector<Phase> phases;
    std::vector<Repeat> repeats;  ///< all of its starts; empty where it happens once
    NodeId delay;                 ///< its own months of delay; literal 0 unless something selects it
    NodeId overrun;               ///< months by which it lasts longer; literal 0 unless something selects it
    std::optional<Bias> bias;     ///< the optimism bias of its duration
    int without_months = 0;       ///< of a milestone: the most by which a missing award moves it
    std::string band;             ///< the source's word for how soon, kept as given
    std::string by;               ///< who decides at a gate
    InputId open;                 ///< of a gate: 1, or 0 where what it decides is refused
    Status status = Status::unstated;
    Position where;
    std::optional<Citation> at;
};

struct Link {
    ProjectId before;  ///< absent for an external link
    ProjectId after;
    LinkType type = LinkType::finish_to_start;
    LinkKind kind = LinkKind::hard;  ///< hard links move dates and warn, soft and external ones are drawn
    int lag = 0;                     ///< months
    std::string external;            ///< what an external link waits for
    Position where;
};

}  // namespace tranche
