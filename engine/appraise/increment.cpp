#include "tranche/appraise/increment.hpp"

#include <cassert>

#include "appraise/columns.hpp"

namespace tranche {

namespace {

void join(std::vector<LineId>& lines, const std::vector<LineId>& others) {
    for (const LineId line : others) {
        note(lines, line);
    }
}

/// Takes one amount off another, and knows the rest where both are known.
struct TakeOff {
    void operator()(Money& from, Money other) const { from -= other; }
    void operator()(CostBenefit& from, const CostBenefit& other) const {
        from.cost -= other.cost;
        from.benefit -= other.benefit;
        from.cost_known = from.cost_known && other.cost_known;
        from.benefit_known = from.benefit_known && other.benefit_known;
    }
};

}  // namespace

Appraisal increment(const Appraisal& of, const Appraisal& against) {
    assert(of.years.size() == against.years.size() && of.months.size() == against.months.size());
    assert(of.by_schedule.size() == against.by_schedule.size());
    Appraisal result = of;
    for_each_amount(result, against, TakeOff{});
    join(result.split, against.split);
    join(result.unknown, against.unknown);
    join(result.excluded, against.excluded);
    result.grant_known = of.grant_known && against.grant_known;
    result.no_cost_figure = of.no_cost_figure || against.no_cost_figure;
    result.no_benefit_figure = of.no_benefit_figure || against.no_benefit_figure;
    return result;
}

}  // namespace tranche
