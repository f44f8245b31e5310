// Actuals against the baseline: the month, to date and the whole life, as a document.
#pragma once

#include "tranche/report/ledger_subject.hpp"
#include "tranche/track/status.hpp"

namespace tranche {

Document describe_status(const AskedMonth& asked, const StatusReport& status);

}  // namespace tranche
