// A ledger as analyses read it: plain values, at one moment of knowledge.
//
// Two cuts answer "what did we know then". Known at: only entries recorded by that time are in the book. As at: the book is
// asked about months up to and with one. Cutting an old book again gives the same figures that were given then.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "tranche/ledger/baseline.hpp"
#include "tranche/ledger/entry.hpp"

namespace tranche {

struct Book {
    std::vector<Baseline> baselines;  ///< in order; the last one is in force. Never empty where anything is asked
    std::vector<LedgerSum> sums;      ///< of the entries that add
    std::vector<LedgerEntry> others;  ///< the others, in order, without what was undone and without the undoing
};

/// The state of the ledger after its first entries. baselines: all of the ledger's; those recorded later are left out.
/// The entries are as sums_of requires them.
Book book_of(const std::vector<Baseline>& baselines, std::span<const LedgerEntry> entries);

/// The same from what a ledger keeps in short: sums of all entries, and those that do not add (Ledger::other_entries).
Book book_of(std::vector<Baseline> baselines, std::vector<LedgerSum> sums, std::span<const LedgerEntry> other_entries);

/// The default month: the latest closed month, or else the latest month for which money has been recorded. Empty if
/// there is neither.
std::optional<Month> latest_month(const Book& book);

/// The month that was closed last; empty if none was.
std::optional<Month> latest_close(const Book& book);

/// The latest entry of a kind for a subject whose month, if it has one, is not after as_at; null if there is none. An
/// expected date is news of the time when it was recorded, so for milestones the latest entry applies, whatever its
/// date.
const LedgerEntry* latest_entry(const Book& book, EntryKind kind, std::string_view subject, Month as_at);

}  // namespace tranche
