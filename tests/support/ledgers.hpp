// Ledgers for tests: a baseline of one line, and actuals on it.
#pragma once

#include <string>
#include <vector>

#include "support/temporary_folder.hpp"
#include "tranche/ledger/ledger.hpp"

namespace tranche::test {

/// 120,000 a year of staff, of which 100,000 come back as fares, over 2014/15 and 2015/16.
Baseline small_baseline();

LedgerEntry amount_entry(const std::string& line, Month month, Pence pence);

/// In a transaction of its own; the entry is completed.
void append_one(Ledger& ledger, LedgerEntry& entry);

/// A new ledger with small_baseline() and then so many actuals of 100.00 more each, in 2014-04 and on. Its entries.
std::vector<LedgerEntry> make_ledger(const std::string& path, int actuals);

/// With its journal.
void remove_ledger(const std::string& path);

}  // namespace tranche::test
