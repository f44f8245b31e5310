// Cost, benefit, net and cumulative net by period, as a document.
#pragma once

#include "tranche/appraise/breakdown.hpp"
#include "tranche/report/subject.hpp"

namespace tranche {

struct ForecastParts {
    const Breakdown& groups;
    const Breakdown& total;      ///< the same money in one group
    const Appraisal& appraisal;  ///< for what it leaves out
    bool grouped = false;        ///< groups has more than the total
    bool chart = false;          ///< the cumulative net is drawn
    bool discounted = false;     ///< with the discount factor, the present value and its running total of each year
};

/// REQUIRES: groups and total have the same periods, which are years where it is discounted.
Document describe_forecast(const Subject& subject, const ResultCase& of, const ForecastParts& parts);

}  // namespace tranche
