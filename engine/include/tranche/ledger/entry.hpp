// One entry of a ledger, as a plain value.
//
//
// A ledger is a list of entries. An entry is never changed or removed. Amounts of one line and month add. For levels
// (a forecast, a measure, progress, a milestone, a risk, a RAG rating), the latest entry applies. A reversal corrects
// a mistake and names the entry that it reverses. Money is whole pence, signed. Every entry contains the hash of the
// previous entry, so that changes are detected.
//
//
// Two times are kept apart. `month` (or `date`) says when an event happened or counts. `recorded_at` says when the
// office knew. "As at" and "known at" are therefore two questions, and both can be answered years later.
#pragma once

#include <cstdint>  // int64_t
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tranche/base/calendar.hpp"  // Month, Day
#include "tranche/base/decimal.hpp"

namespace tranche {

/// Money in a ledger: whole pence. A lattice unit of Money is a ten-thousandth of one.
using Pence = std::int64_t;
/// Microseconds since 1970-01-01 UTC.
using Timestamp = std::int64_t;
/// The number of an entry, from 1 without gaps; 0 if there is none.
using EntryNumber = std::int64_t;

enum class EntryKind {
    baseline,    ///< the plan was frozen: subject is the programme; evidence is the hash of the baseline's text
    actual,      ///< money spent or gained: subject is a line
    accrual,     ///< owed but not paid yet; reversed when the invoice is recorded
    commitment,  ///< ordered but not owed yet; reversed likewise
    derived,     ///< a line's benefit that follows from a recorded measure at baselined values; source is that measure
    forecast,    ///< the line owner's forecast for a future month; the latest applies
    evidence,    ///< what a line delivered in a month has reached a stage since
    measure,     ///< a measure of outcome stood at value
    progress,    ///< a project was value percent done
    milestone,   ///< a milestone, gate or project's end was reached, or is expected, on date
    risk,        ///< a risk's status, in the office's words
    rag,         ///< a red, amber or green that a person sets over the thresholds; note says why
    change,      ///< approved money moved from counterpart (contingency) to subject, a line
    reversal,    ///< undoes entry `reverses`; of money, with the opposite pence
    import,      ///< a file was imported; its rows follow, with source = this entry; evidence is the file's hash
    close        ///< the month, and all before it, are locked. A new kind goes before it
};

/// How far a benefit is shown to be real.
enum class Stage { unstated, delivered, evidenced, audited };

std::span<const std::string_view> words_of(EntryKind);
std::span<const std::string_view> words_of(Stage);

/// What the pence of a kind add to, in the sums of a line and month.
enum class AddsTo : std::uint8_t {
    none,        ///< the latest entry applies, or the kind has no pence
    money,       ///< what was spent or gained, or is owed
    commitments  ///< what was ordered: kept apart from money, and of months ahead too
};

/// What sets a kind apart, as data. A new kind is an enumerator and a row. A kind that is not an amount also has a form of
/// its own in Recording.
struct EntryKindRow {
    EntryKind kind;  ///< so that a row out of its place does not compile
    std::string_view word;
    AddsTo adds_to = AddsTo::none;
    bool amount = false;            ///< `track record --amount` and imports take it as a kind; only of one that adds
    bool brings = false;            ///< entries that name it as their source go with it when it is reversed
    std::string_view instead = {};  ///< what to do instead, of a kind that is not reversed; empty: it is
};

const EntryKindRow& row_of(EntryKind kind);

inline bool adds(EntryKind kind) {
    return row_of(kind).adds_to != AddsTo::none;
}

/// The kinds that an amount may be of, in the order of the table; the first is meant where none is named.
std::span<const EntryKind> amount_kinds();

/// Fields that do not apply to an entry are empty, 0 or unstated. tranche/ledger/fields.hpp lists them, with their names in
/// the file, in exports and in the command's output.
struct LedgerEntry {
    EntryNumber sequence = 0;
    EntryKind kind = EntryKind::actual;
    std::string subject;         ///< id of a line, measure, project, milestone, risk or programme, or a file's name
    EntryNumber baseline = 0;    ///< entry of the baseline in force when it was recorded; a baseline names itself
    std::optional<Month> month;  ///< the month that it counts for
    std::optional<Day> date;     ///< of a milestone; the day a baseline or change was approved
    std::optional<Pence> pence;
    std::optional<Decimal> value;  ///< of a measure; percent done; rows of an import
    Stage stage = Stage::unstated;
    std::string status;       ///< of a risk; red, amber or green
    std::string evidence;     ///< SHA-256 of a file, in hexadecimal
    std::string reference;    ///< of the finance system; no two entries share one, unless the first was reversed
    std::string note;         ///< a remark, a reason, a rationale
    std::string counterpart;  ///< of a change: the line the money comes from
    std::string by;           ///< who recorded it
    std::string approved_by;
    Timestamp recorded_at = 0;  ///< never before that of the entry before it
    EntryNumber reverses = 0;
    EntryNumber source = 0;  ///< the import or the measure that it came with
    std::string previous;    ///< hash of the entry before it; 64 zeros for the first
    std::string hash;        ///< SHA-256 in hexadecimal, over `previous` and all of the above

    friend bool operator==(const LedgerEntry&, const LedgerEntry&) = default;
};

/// The hash of what is before the first entry.
std::string genesis_hash();

/// The hashed bytes after the previous hash: the length and text of each field, in the order above.
/// docs/reference/ledger-format.md describes them.
std::string canonical(const LedgerEntry& entry);

/// SHA-256 over previous and canonical(entry).
std::string hash_of(const LedgerEntry& entry);

/// The total of a line's entries of one kind and stage in a month, reversals included.
struct LedgerSum {
    std::string subject;
    Month month{};
    EntryKind kind = EntryKind::actual;
    Stage stage = Stage::unstated;
    Pence pence = 0;
    std::int64_t entries = 0;  ///< how many, reversals included

    friend bool operator==(const LedgerSum&, const LedgerSum&) = default;
};

/// The sums of entries that add, by subject, month, kind and stage. The ledger keeps exactly these sums beside its
/// entries. The sums of the first entries are those known at an earlier time. REQUIRES: the first entries of one
/// ledger, in order.
std::vector<LedgerSum> sums_of(std::span<const LedgerEntry> entries);

/// Whether an entry is one of the few that neither add nor reverse an amount that does.
bool is_other(const LedgerEntry& entry);

/// Which entries count no more because a later one undoes them: [sequence - 1].
/// REQUIRES: the first entries of one ledger, in order.
std::vector<bool> reversed(std::span<const LedgerEntry> entries);

/// How many of the entries had been recorded by then: they are the first ones.
std::size_t known_at(std::span<const LedgerEntry> entries, Timestamp when);

/// `2014-06-03T10:15:00Z`; seconds and their fraction may be left out, and a date alone is its first instant.
std::optional<Timestamp> parse_timestamp(std::string_view text);
std::string timestamp_text(Timestamp when);

/// `2014-06-30`; empty if the text is not a date.

/// `1234.56`, `-0.05`: pounds, exactly.
std::string pence_text(Pence pence);

}  // namespace tranche
