// The return of a counting regime, as a document.
#pragma once

#include "tranche/report/ledger_subject.hpp"
#include "tranche/track/returns.hpp"

namespace tranche {

Document describe_return(const AskedMonth& asked, const Return& made);

}  // namespace tranche
