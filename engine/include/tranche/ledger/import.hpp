// Imports a finance system's CSV into a ledger: all of its rows, or none.
//
//
// Rows are read one at a time, so a file may be of any length. Every row's problem is reported, with line and column.
// Importing a file a second time, byte for byte, changes nothing, unless the first import was reversed.
//
//
// Without a mapping, the heading names the columns: line, month, amount, and optionally kind, stage, reference, note.
// A mapping translates the file's own columns, codes, period numbers and year-to-date amounts.
#pragma once

#include <cstdint>  // uint64_t
#include <functional>
#include <map>
#include <memory>  // shared_ptr
#include <optional>
#include <set>
#include <string>

#include "tranche/base/diagnostic.hpp"
#include "tranche/ledger/ledger.hpp"
#include "tranche/ledger/recording.hpp"

namespace tranche {

/// How to read a date such as 05/06/2014. If this is not set, a date that could be two days is refused.
enum class DateOrder { unstated, day_first, month_first };
std::span<const std::string_view> words_of(DateOrder);

/// The meaning of a file's columns, codes and periods: a YAML file of the finance office.
struct ImportMapping {
    std::map<std::string, std::string>
        columns;  ///< of line (or code), month (or period), amount, ...: the file's name for it
    std::map<std::string, std::string> codes;  ///< finance code -> line
    std::set<std::string> skip;                ///< codes that do not belong to the programme
    std::optional<int> first_year;             ///< calendar year in which period 1 lies
    DateOrder dates = DateOrder::unstated;
    bool year_to_date = false;  ///< amounts are totals since the year began: what is new is recorded
    bool income_negative = false;
};

/// Reads a mapping. Empty, with diagnostics, if the text is not a mapping or names lines that the baseline does not
/// have.
std::optional<ImportMapping> read_mapping(std::shared_ptr<const SourceText> text, const Baseline& baseline,
                                          Diagnostics& diagnostics);

struct ImportSource {
    std::string name;    ///< as the user typed it
    std::string sha256;  ///< of the whole file
    /// Fills at most so many bytes, and gives back how many; 0 at the end.
    std::function<std::size_t(char*, std::size_t)> read;
    std::function<void(std::uint64_t)> progress;  ///< now and then, with the number of bytes read; may be empty
};

struct Imported {
    EntryNumber before = 0;  ///< the entry that imported the same file before; nothing was done
    EntryNumber entry = 0;   ///< of the import
    std::int64_t rows = 0;
    std::int64_t skipped = 0;                                     ///< rows with codes to skip
    std::map<std::string, std::pair<std::int64_t, Pence>> lines;  ///< entries and pence of each line
};

/// Checks and appends. The caller commits if there was no error and this is not a rehearsal.
Imported import_rows(const Ledger& ledger, Ledger::Writer& writer, Recording& recording, const Recorder& recorder,
                     const ImportSource& source, const ImportMapping& mapping, Diagnostics& diagnostics);

}  // namespace tranche
