#include "tranche/appraise/counting.hpp"

#include <algorithm>  // find

namespace tranche {

namespace {

// The organisations themselves, groups resolved; a group met again on the way is not entered twice.
void collect_members(const Programme& programme, OrganisationId id, std::vector<bool>& seen) {
    if (seen[id.index()]) {
        return;
    }
    seen[id.index()] = true;
    for (const OrganisationId member : programme.organisations[id].members) {
        collect_members(programme, member, seen);
    }
}

}  // namespace

Counting::Standings Counting::standings(const Programme& programme,
                                        const std::optional<std::vector<OrganisationId>>& set) {
    Standings result;
    result.resize(programme.organisations.size(), set ? Standing::none : Standing::inside);
    result[outside] = Standing::none;
    if (!set) {
        return result;
    }
    std::vector<bool> in_set(programme.organisations.size(), false);
    for (const OrganisationId id : *set) {
        collect_members(programme, id, in_set);
    }
    for (std::size_t i = 1; i < programme.organisations.size(); ++i) {
        const OrganisationId id{i};
        std::vector<bool> parts(programme.organisations.size(), false);
        collect_members(programme, id, parts);
        std::size_t leaves = 0;
        std::size_t inside = 0;
        for (std::size_t part = 0; part < parts.size(); ++part) {
            if (parts[part] && programme.organisations[OrganisationId{part}].members.empty()) {
                ++leaves;
                inside += in_set[part] ? 1 : 0;
            }
        }
        if (in_set[i] || (leaves > 0 && inside == leaves)) {
            result[id] = Standing::inside;
        } else if (inside > 0) {
            result[id] = Standing::partly;
        }
    }
    return result;
}

Counting::Counting(const Programme& programme, PerspectiveId perspective)
    : rule_(programme.perspectives[perspective].costs),
      costs_(standings(programme, programme.perspectives[perspective].costs_of)),
      benefits_(standings(programme, programme.perspectives[perspective].benefits_of)),
      conventions_(programme.conventions),
      lines_(&programme.lines),
      organisations_(&programme.organisations) {}

std::size_t schedule_of(const Table<LineId, Line>& lines, LineId line) {
    const Line& found = lines[line];
    return (found.part_of.exists() ? lines[found.part_of] : found).schedule;
}

bool Counting::grant(LineKind kind, OrganisationId from) const {
    return kind == LineKind::finance && (*organisations_)[from].funder;
}

Counted Counting::of(LineKind kind, OrganisationId from, OrganisationId to) const {
    if (kind == LineKind::finance && rule_ == CostRule::before_grant) {
        return {};
    }
    const Standings& set = kind == LineKind::benefit ? benefits_ : costs_;
    if (set[from] == Standing::partly || set[to] == Standing::partly) {
        return {Counted::As::blocked, 1};
    }
    if (set[from] == set[to]) {
        return {};
    }
    const int inwards = set[to] == Standing::inside ? 1 : -1;
    return kind == LineKind::benefit ? Counted{Counted::As::benefit, inwards} : Counted{Counted::As::cost, -inwards};
}

}  // namespace tranche
