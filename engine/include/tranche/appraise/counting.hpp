// The money that a perspective counts.
//
//
// A perspective is a set of organisations. A cost counts when it leaves the set, and a benefit when it enters the set.
// Money that stays inside cancels. Grants and other finance count only where costs are taken net of grant. A group is
// inside if it is named, if a group that contains it is, or if all its members are. If only some members are inside,
// its money cannot be divided and the line is blocked.
#pragma once

#include <vector>

#include "tranche/model/programme.hpp"

namespace tranche {

/// Row of the conventions' schedules by which a line is discounted: its own, or that of the line it belongs to.
std::size_t schedule_of(const Table<LineId, Line>& lines, LineId line);

struct Counted {
    enum class As { nothing, cost, benefit, blocked };
    As as = As::nothing;
    int sign = 1;

    friend bool operator==(const Counted&, const Counted&) = default;
};

class Counting {
public:
    /// REQUIRES: the programme outlives it.
    Counting(const Programme& programme, PerspectiveId perspective);

    [[nodiscard]] Counted of(LineKind kind, OrganisationId from, OrganisationId to) const;

    [[nodiscard]] const std::shared_ptr<const Conventions>& conventions() const { return conventions_; }
    [[nodiscard]] std::size_t schedule(LineId line) const { return schedule_of(*lines_, line); }
    /// Whether its benefit is the public purse's.
    [[nodiscard]] bool saving(LineId line) const { return (*lines_)[line].facets.account == Account::fiscal; }
    [[nodiscard]] bool grant(LineKind kind, OrganisationId from) const;

private:
    enum class Standing { none, partly, inside };
    using Standings = Table<OrganisationId, Standing>;
    static Standings standings(const Programme& programme, const std::optional<std::vector<OrganisationId>>& set);

    CostRule rule_;
    Standings costs_;
    Standings benefits_;
    std::shared_ptr<const Conventions> conventions_;
    const Table<LineId, Line>* lines_;
    const Table<OrganisationId, Organisation>* organisations_;
};

}  // namespace tranche
