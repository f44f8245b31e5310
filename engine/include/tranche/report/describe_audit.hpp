// Verdicts on published figures, as a document: a row for each claim and each printed sum.
#pragma once

#include "tranche/audit/audit.hpp"
#include "tranche/report/subject.hpp"

namespace tranche {

Document describe_audit(const Subject& subject, const Audit& audit);

/// Whether every figure is reproduced, within rounding, or not computable.
bool all_agree(const Audit& audit);

}  // namespace tranche
