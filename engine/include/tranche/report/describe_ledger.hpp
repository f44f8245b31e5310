// What a ledger holds and what was added to it, as documents.
#pragma once

#include <string>
#include <vector>

#include "tranche/ledger/baseline.hpp"
#include "tranche/ledger/import.hpp"
#include "tranche/report/ledger_subject.hpp"

namespace tranche {

/// `actual of outreach-team in 2014-05, £1,234.56`.
std::string entry_text(const LedgerEntry& entry);

/// Every entry and column of the log.
Document describe_log(const LedgerSubject& subject, const Ledger& ledger);

Document describe_verification(const LedgerSubject& subject, const Verification& verification);

/// What was recorded by one command. REQUIRES: there is an entry.
Document describe_recorded(const LedgerSubject& subject, const std::vector<LedgerEntry>& entries);

/// rehearsal: with --dry-run, so that no entry was recorded.
Document describe_import(const LedgerSubject& subject, const Imported& imported, const std::string& file,
                         bool rehearsal);

/// A baseline that was approved, and what it changes against the one before it, null where there was none.
Document describe_baseline(const LedgerSubject& subject, const LedgerEntry& entry, const Baseline& baseline,
                           const Baseline* before);

}  // namespace tranche
