// A finance system's CSV into a ledger: all of its rows, or none.
//
// Rows are read one at a time, so a file may be of any length. Every row's problem is told, with line and column. A file
// that was imported before, byte for byte, changes nothing, unless that import was reversed.
//
// Without a mapping the heading names the columns: line, month, amount, and where wanted kind, stage, reference, note. With
// one, the file's own columns, codes, period numbers and year-to-date amounts are turned into these.
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

/// How a date such as 05/06/2014 is meant. Without a word on it, one that could be two days is refused.
enum class DateOrder { unstated, day_first, month_first };
std::span<const std::string_view> words_of(DateOrder);

/// What a file's columns, codes and periods mean: a YAML file of the finance office.
struct ImportMapping {
    std::map<std::string, std::string>
        columns;  ///< of line (or code), month (or period), amount, ...: the file's name for it
    std::map<std::string, std::string> codes;  ///< finance code -> line
    std::set<std::string> skip;                ///< codes that are none of the programme's
    std::optional<int> first_year;             ///< calendar year in which period 1 lies
    DateOrder dates = DateOrder::unstated;
    bool year_to_date = false;  ///< amounts are totals since the year began: what is new is recorded
    bool income_negative = false;
};

/// Reads a mapping. Empty, with diagnostics, where it is none or names lines that the baseline does not have.
std::optional<ImportMapping> read_mapping(std::shared_ptr<const SourceText> text, const Baseline& baseline,
                                          Diagnostics& diagnostics);

struct ImportSource {
    std::string name;    ///< as the user typed it
    std::string sha256;  ///< of the whole file
    /// Fills at most so many bytes, and gives back how many; 0 at the end.
    std::function<std::size_t(char*, std::size_t)> read;
    std::function<void(std::uint64_t)> progress;  ///< told now and then how many bytes have been read; may be empty
};

struct Imported {
    EntryNumber before = 0;  ///< the same file was imported by this entry: nothing was done
    EntryNumber entry = 0;   ///< of the import
    std::int64_t rows = 0;
    std::int64_t skipped = 0;                                     ///< rows with codes to skip
    std::map<std::string, std::pair<std::int64_t, Pence>> lines;  ///< entries and pence of each line
};

/// Judges and appends; the caller commits where there was no error, and where this is no rehearsal.
Imported import_rows(const Ledger& ledger, Ledger::Writer& writer, Recording& recording, const Recorder& recorder,
                     const ImportSource& source, const ImportMapping& mapping, Diagnostics& diagnostics);

}  // namespace tranche
