// Entries as rows of the table `entry`: the columns, what is bound to them, and what is read out of them.
#pragma once

#include <SQLiteCpp/Statement.h>

#include <optional>
#include <stdexcept>
#include <string>

#include "tranche/ledger/entry.hpp"

namespace tranche {

/// Says that bytes of an entry do not make an entry any more: a column of another type, an unknown word.
class EntryUnreadable : public std::runtime_error {
public:
    EntryUnreadable(EntryNumber entry, const std::string& why) : std::runtime_error(why), entry_(entry) {}
    [[nodiscard]] EntryNumber entry() const { return entry_; }

private:
    EntryNumber entry_;
};

/// `sequence, kind, ...`, in the order of tranche/ledger/fields.hpp.
const std::string& entry_columns();

/// `INSERT INTO entry (...) VALUES (?, ...)`.
const std::string& insert_entry();

/// Binds all of an entry to the parameters of insert_entry(). Texts are not copied: the entry outlives the step.
void bind_entry(SQLite::Statement& statement, const LedgerEntry& entry);

/// Reads a row whose first columns are entry_columns(). Throws EntryUnreadable.
void read_entry(const SQLite::Statement& row, LedgerEntry& entry);

/// May 2014 out of 201405; empty where that is not a month.
std::optional<Month> month_of_number(std::int64_t number);

}  // namespace tranche
