// The measures of every scenario and reading, and the comparisons of a programme, as a document.
#pragma once

#include <span>
#include <vector>

#include "tranche/report/measure_columns.hpp"
#include "tranche/report/subject.hpp"

namespace tranche {

struct ScenarioResult {
    ScenarioId scenario;
    Appraisal appraisal;
};

struct ComparisonResult {
    const Comparison* comparison = nullptr;
    Appraisal of;
    Appraisal against;
};

struct ScenarioParts {
    std::vector<ScenarioResult> scenarios;
    std::vector<ScenarioResult> readings;
    std::vector<ComparisonResult> compared;
};
Document describe_scenarios(const Subject& subject, const ResultCase& of, const ScenarioParts& parts);

}  // namespace tranche
