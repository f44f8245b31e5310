// The outturn by each method of forecasting, and what it does to the case, as a document.
#pragma once

#include "tranche/report/ledger_subject.hpp"
#include "tranche/track/outturn.hpp"

namespace tranche {

Document describe_outturn(const AskedMonth& asked, const Outturns& outturns);

}  // namespace tranche
