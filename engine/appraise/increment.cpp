#include "tranche/appraise/increment.hpp"

#include <algorithm>  // find
#include <cstddef>    // size_t

namespace tranche {

namespace {

void take_off(CostBenefit& from, const CostBenefit& other) {
    from.cost -= other.cost;
    from.benefit -= other.benefit;
    from.cost_known = from.cost_known && other.cost_known;
    from.benefit_known = from.benefit_known && other.benefit_known;
}

void take_off(std::vector<CostBenefit>& from, const std::vector<CostBenefit>& other) {
    for (std::size_t i = 0; i < from.size(); ++i) {
        take_off(from[i], other[i]);
    }
}

void join(std::vector<LineId>& lines, const std::vector<LineId>& others) {
    for (const LineId line : others) {
        if (std::find(lines.begin(), lines.end(), line) == lines.end()) {
            lines.push_back(line);
        }
    }
}

}  // namespace

Appraisal increment(const Appraisal& of, const Appraisal& against) {
    Appraisal result = of;
    take_off(result.years, against.years);
    take_off(result.months, against.months);
    take_off(result.beyond, against.beyond);
    take_off(result.undated, against.undated);
    join(result.split, against.split);
    join(result.unknown, against.unknown);
    join(result.excluded, against.excluded);
    for (std::size_t row = 0; row < result.by_schedule.size(); ++row) {
        take_off(result.by_schedule[row].years, against.by_schedule[row].years);
        for (std::size_t year = 0; year < result.by_schedule[row].savings.size(); ++year) {
            result.by_schedule[row].savings[year] -= against.by_schedule[row].savings[year];
        }
    }
    result.granted -= against.granted;
    result.grant_known = of.grant_known && against.grant_known;
    result.no_cost_figure = of.no_cost_figure || against.no_cost_figure;
    result.no_benefit_figure = of.no_benefit_figure || against.no_benefit_figure;
    return result;
}

}  // namespace tranche
