// Backwards from the last finish: what each project may slip is the least of what its successors leave it.
#include "tranche/run/schedule.hpp"

#include <algorithm>  // max, min, stable_sort
#include <utility>    // pair

namespace tranche {

std::vector<ScheduledProject> schedule(const Programme& programme, const Plan& plan, const Cashflow& cashflow) {
    const auto dated = [&](ProjectId id) { return programme.projects[id].starts && programme.projects[id].lasts; };
    const auto finish = [&](ProjectId id) {
        return *programme.projects[id].starts + *programme.projects[id].lasts + cashflow.project_shift[id];
    };
    int last_finish = 0;
    for (const ProjectId id : plan.project_order) {
        last_finish = dated(id) ? std::max(last_finish, finish(id)) : last_finish;
    }
    Table<ProjectId, int> may_slip;
    may_slip.resize(programme.projects.size());
    for (const ProjectId id : plan.project_order) {
        may_slip[id] = dated(id) ? last_finish - finish(id) : 0;
    }
    // Links are in the order of their successors, so backwards every successor is settled before what it waits for.
    for (auto link = plan.links.rbegin(); link != plan.links.rend(); ++link) {
        const int room = link->slack + cashflow.project_shift[link->after] - cashflow.project_shift[link->before];
        may_slip[link->before] = std::min(may_slip[link->before], room + may_slip[link->after]);
    }
    std::vector<ScheduledProject> result;
    for (const ProjectId id : plan.project_order) {
        if (dated(id)) {
            const int moved = cashflow.project_shift[id];
            result.push_back(
                {id, *programme.projects[id].starts + moved, finish(id), moved, may_slip[id], may_slip[id] == 0});
        }
    }
    std::stable_sort(result.begin(), result.end(), [](const ScheduledProject& a, const ScheduledProject& b) {
        return std::pair(a.starts, a.project) < std::pair(b.starts, b.project);
    });
    return result;
}

}  // namespace tranche
