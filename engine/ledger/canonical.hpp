// The text of an entry that is hashed, in pieces for those who hash many.
#pragma once

#include <cstdint>  // int64_t
#include <string>
#include <string_view>

#include "tranche/ledger/entry.hpp"

namespace tranche {

/// `6:actual`: the length in bytes, a colon, the bytes. What is absent is `0:`.
void append_field(std::string& to, std::string_view text);
void append_field(std::string& to, std::int64_t number);
void append_canonical(std::string& to, const LedgerEntry& entry);

/// 201405 for May 2014.
std::int64_t month_number(Month month);

}  // namespace tranche
