// Dates, float and the critical path.
//
// Float is the months a project can slip before something that waits for it slips past its own float, or before the last
// finish of the whole plan moves. A project without float is critical; a milestone or a gate can be. Only hard links
// count.
#pragma once

#include <optional>
#include <vector>

#include "tranche/model/programme.hpp"
#include "tranche/plan/plan.hpp"
#include "tranche/run/cashflow.hpp"

namespace tranche {

struct ScheduledProject {
    ProjectId project;
    int starts = 0;   ///< month index, after the lane's delays
    int ends = 0;     ///< month index after its last month; of a milestone or gate the same as `starts`
    int moved = 0;    ///< months from its planned date
    int overrun = 0;  ///< months by which it lasts longer than planned
    int total_float = 0;
    bool critical = false;
};

struct Schedule {
    std::vector<ScheduledProject> projects;  ///< those with dates, by start, then as written
    std::vector<ProjectId> critical_path;    ///< to the last finish; each project is delayed by the one before it
};

Schedule schedule(const Programme& programme, const Plan& plan, const Cashflow& cashflow);

}  // namespace tranche
