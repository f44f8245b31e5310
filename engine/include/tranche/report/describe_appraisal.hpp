// The measures of a case, its decision, and by what conventions it was found, as documents: one case, one case beside
// another, or the financial and the economic case with the bridge between them.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "tranche/report/measure_columns.hpp"
#include "tranche/report/subject.hpp"
#include "tranche/scenario/bridge.hpp"

namespace tranche {

struct AppraisalParts {
    std::vector<JudgedCase> methods;  ///< the same money by each discount schedule; the first is in force
    std::vector<JudgedCase> decided;  ///< the case of the decision by each; empty where the programme has none
    std::optional<Bounds> range;      ///< of the first, where some amount has two ends
    bool by_method = false;           ///< schedules were asked for
    bool adjusted = false;            ///< the financial or the economic case was asked for
    std::span<const ScenarioId> together = {};
};
/// REQUIRES: at least one method; as many decided, or none.
Document describe_appraisal(const Subject& subject, const ResultCase& of, const AppraisalParts& parts);

struct IncrementParts {
    JudgedCase value;    ///< the case
    JudgedCase against;  ///< what it is set against
    Appraisal increment;
    std::vector<JudgedCase> decided;  ///< both as the decision is found, or empty
};
Document describe_increment(const Subject& subject, const ResultCase& of, const IncrementParts& parts);

struct BridgeParts {
    const Bridge& bridge;
    std::vector<JudgedCase> decided;
};
Document describe_bridge(const Subject& subject, const ResultCase& of, const BridgeParts& parts);

}  // namespace tranche
