// Dates, float and the critical path.
//
// Float is the months a project can slip before something that waits for it slips past its own float, or before the last
// finish of the whole plan moves. A project without float is critical. Only hard links count.
#pragma once

#include <optional>
#include <vector>

#include "tranche/model/programme.hpp"
#include "tranche/plan/plan.hpp"
#include "tranche/run/cashflow.hpp"

namespace tranche {

struct ScheduledProject {
    ProjectId project;
    int starts = 0;  ///< month index, after the lane's delays
    int ends = 0;    ///< month index after its last month
    int moved = 0;   ///< months from its planned date
    int total_float = 0;
    bool critical = false;
};

/// Projects with dates, by start, then as written.
std::vector<ScheduledProject> schedule(const Programme& programme, const Plan& plan, const Cashflow& cashflow);

}  // namespace tranche
