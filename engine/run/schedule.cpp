// Backwards from the last finish: what each project may slip is the least of what its successors leave it.
#include "tranche/run/schedule.hpp"

#include <algorithm>  // find_if, max, min, reverse, stable_sort
#include <utility>    // pair

namespace tranche {

namespace {

bool dated(const Project& project) {
    return project.starts && project.lasts;
}

// Months by which the end of `before` that the link waits for may move before the end of `after` does.
int room(const PlannedLink& link, const Cashflow& cashflow) {
    const auto& before = link.from_finish ? cashflow.finish_shift : cashflow.project_shift;
    const auto& after = link.to_finish ? cashflow.finish_shift : cashflow.project_shift;
    return link.slack + after[link.after] - before[link.before];
}

}  // namespace

Schedule schedule(const Programme& programme, const Plan& plan, const Cashflow& cashflow) {
    const auto finish = [&](ProjectId id) {
        return *programme.projects[id].starts + *programme.projects[id].lasts + cashflow.finish_shift[id];
    };
    int last_finish = 0;
    for (const ProjectId id : plan.project_order) {
        last_finish = dated(programme.projects[id]) ? std::max(last_finish, finish(id)) : last_finish;
    }
    Table<ProjectId, int> may_slip;
    may_slip.resize(programme.projects.size());
    for (const ProjectId id : plan.project_order) {
        may_slip[id] = dated(programme.projects[id]) ? last_finish - finish(id) : 0;
    }
    // Links are in the order of their successors, so backwards every successor is settled before what it waits for.
    for (auto link = plan.links.rbegin(); link != plan.links.rend(); ++link) {
        may_slip[link->before] = std::min(may_slip[link->before], room(*link, cashflow) + may_slip[link->after]);
    }
    Schedule result;
    for (const ProjectId id : plan.project_order) {
        if (dated(programme.projects[id])) {
            const int moved = cashflow.project_shift[id];
            result.projects.push_back({id, *programme.projects[id].starts + moved, finish(id), moved,
                                       cashflow.finish_shift[id] - moved, may_slip[id], may_slip[id] == 0});
        }
    }
    std::stable_sort(result.projects.begin(), result.projects.end(),
                     [](const ScheduledProject& a, const ScheduledProject& b) {
                         return std::pair(a.starts, a.project) < std::pair(b.starts, b.project);
                     });
    const auto last = std::find_if(result.projects.rbegin(), result.projects.rend(),
                                   [&](const ScheduledProject& each) { return each.ends == last_finish; });
    if (last != result.projects.rend()) {
        result.critical_path.push_back(last->project);
    }
    // From the last finish to what holds it, and so on; the link first written where several do.
    for (std::size_t i = 0; i < result.critical_path.size(); ++i) {
        const auto holds = std::find_if(plan.links.begin(), plan.links.end(), [&](const PlannedLink& link) {
            return link.after == result.critical_path[i] && may_slip[link.before] == 0 && room(link, cashflow) == 0;
        });
        if (holds != plan.links.end()) {
            result.critical_path.push_back(holds->before);
        }
    }
    std::reverse(result.critical_path.begin(), result.critical_path.end());
    return result;
}

}  // namespace tranche
