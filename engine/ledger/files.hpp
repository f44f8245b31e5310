// What a ledger needs of the file system besides SQLite: new files that follow no link and overwrite nothing, and a name
// that appears only when the file behind it is whole.
#pragma once

#include <string>

namespace tranche {

/// A new, empty file beside another: `PATH.TAG`, or `PATH.TAG-2` and so on where there is one already. It has the
/// permissions of the other where that exists. Throws LedgerError (broken).
std::string new_file_beside(const std::string& path, const std::string& tag);

/// Gives a finished file its name, for good: what this returned from outlives a loss of power. Where replace is false and
/// a file of that name has appeared meanwhile, throws LedgerError (exists) and leaves both as they are.
void publish_file(const std::string& finished, const std::string& path, bool replace);

/// Removes a file and the journals that SQLite may have left beside it.
void remove_database(const std::string& path) noexcept;

/// The file is there and holds at least a byte.
bool has_bytes(const std::string& path);

/// The database's header asks for a write-ahead log, as those of the first release do.
bool asks_for_log(const std::string& path);

}  // namespace tranche
