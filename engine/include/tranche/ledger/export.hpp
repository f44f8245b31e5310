// A ledger as text, and back: JSON Lines, an object for each entry, with all that its hash covers.
//
// A ledger that is restored from them has the same entries, the same hashes, the same head.
#pragma once

#include <cstddef>  // size_t
#include <string>
#include <string_view>

#include "tranche/base/diagnostic.hpp"
#include "tranche/ledger/ledger.hpp"

namespace tranche {

/// The most bytes of a line. It is read whole, so it has an end: a baseline's text, escaped, fits (longest_baseline_text),
/// and every other entry is far shorter.
inline constexpr std::size_t longest_entry_line = (2 * longest_baseline_text) + (std::size_t{1} << 20U);

/// One line, without its end. baseline is the text of a baseline's, and empty for every other entry.
std::string entry_line(const LedgerEntry& entry, std::string_view baseline);

/// Appends the entry that a line says, with its own times and hash: it must be the next one of the chain. False, with a
/// diagnostic, where it is not.
bool restore_line(std::string_view line, Position where, Ledger::Writer& writer, Diagnostics& diagnostics);

}  // namespace tranche
