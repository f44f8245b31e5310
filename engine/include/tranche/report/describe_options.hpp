// Options side by side, their ranking, and whether the ranking is the same in other scenarios, as a document.
#pragma once

#include <vector>

#include "tranche/report/subject.hpp"
#include "tranche/scenario/options.hpp"

namespace tranche {

struct RankedInScenario {
    ScenarioId scenario;
    RankedOptions ranked;
};

Document describe_options(const Subject& subject, const ResultCase& of, const RankedOptions& ranked,
                          const std::vector<RankedInScenario>& scenarios);

}  // namespace tranche
