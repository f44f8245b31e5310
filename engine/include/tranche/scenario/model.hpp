// A programme, its plan and the questions of its claims: what every question is asked of.
//
// Addresses in a programme are resolved once, when it is opened. After that no analysis reads one again.
#pragma once

#include <vector>

#include "tranche/model/programme.hpp"
#include "tranche/plan/plan.hpp"
#include "tranche/scenario/question.hpp"

namespace tranche {

/// The questions that a claim asks, in the order of its addresses.
struct ClaimQuestions {
    std::vector<Question> figures;
    std::vector<Question> alternatives;
};

struct Model {
    Programme programme;
    Plan plan;
    Table<ClaimId, ClaimQuestions>
        claims;  ///< one row for each claim of the programme; none in a model without an audit
};

/// Addresses of claims that mean nothing are diagnostics; their questions are then missing.
Table<ClaimId, ClaimQuestions> resolve_claims(const Programme& programme, Diagnostics& diagnostics);

}  // namespace tranche
