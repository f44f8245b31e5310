// What a result of a ledger is made of: the file, where its chain ends, and the month that was asked about.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tranche/document/document.hpp"
#include "tranche/ledger/ledger.hpp"
#include "tranche/track/book.hpp"

namespace tranche {

/// A ledger as results name it.
struct LedgerSubject {
    std::string file;
    LedgerHead head;
    std::string_view version;  ///< of the program
};

/// What the ledger holds, as it was asked about.
struct AskedMonth {
    const Book& book;
    Month as_at{};
    std::optional<Timestamp> known_at;
    LedgerSubject ledger;
};

/// `As at 2014-09, as known at ...; baseline of entry 1, nominal prices; £`.
/// REQUIRES: the book has a baseline.
std::string subtitle_of(const AskedMonth& asked);

/// The version of the program, the ledger and its head.
ResultTable manifest_of(const LedgerSubject& ledger);

}  // namespace tranche
