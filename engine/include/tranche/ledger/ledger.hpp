// A ledger on disk: entries, baselines and running sums in one SQLite file.
//
// Entries are only ever added. Triggers in the file prevent changing or deleting them. Every entry's hash covers the
// previous entry, so verify() detects a change made by other means. A chain alone cannot show that its end was cut off, or
// that all entries after some point were rewritten. A copy of the head, kept elsewhere, shows both.
//
// A Writer is one transaction. It waits for other writers, sees everything that they recorded, and adds all of its entries
// or none. When commit() returns, the entries are on the disk. A Ledger reads one state from its first question on.
// Writers wait until it is gone. Open it again to see more.
//
// Reading changes nothing. It needs no permission to write, and leaves no file behind. A ledger of an older format is read
// as it is. Opening it for writing upgrades it, after a copy of it was made and verified.
//
// A Ledger belongs to one thread. Threads and processes may open the same file at the same time.
//
// It does not decide which entries make sense: tranche/ledger/recording.hpp does. docs/reference/ledger-format.md describes
// the file.
//
// Decisions: docs/decisions/2026-11-25-ledger-storage.md, docs/decisions/2026-11-30-ledger-is-one-file.md
#pragma once

#include <chrono>  // milliseconds
#include <functional>
#include <memory>  // unique_ptr
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "tranche/ledger/baseline.hpp"
#include "tranche/ledger/entry.hpp"

namespace tranche {

/// Why a ledger cannot be used. Nothing has been written that was not acknowledged before.
class LedgerError : public std::runtime_error {
public:
    enum class Kind {
        broken,        ///< the disk or the database failed: full, unreadable, damaged
        busy,          ///< another writer held it for longer than one was willing to wait
        missing,       ///< the file does not exist
        exists,        ///< there is one already
        not_a_ledger,  ///< a file of another sort
        newer          ///< written by a later version
    };
    LedgerError(Kind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
    [[nodiscard]] Kind kind() const { return kind_; }

private:
    Kind kind_;
};

/// The most bytes of a baseline's text: about a million amounts by month. A longer one is not appended.
inline constexpr std::size_t longest_baseline_text = std::size_t{64} << 20U;

/// An entry's reference is borne by another that was not reversed.
class DuplicateReference : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The end of the chain: the number of entries, and the hash of the last (genesis_hash() if there are none).
struct LedgerHead {
    std::int64_t entries = 0;
    std::string hash;

    friend bool operator==(const LedgerHead&, const LedgerHead&) = default;
};

struct Verification {
    bool ok = true;
    LedgerHead head;        ///< what was read, up to the first fault
    EntryNumber entry = 0;  ///< the faulty entry; 0 if the problem does not concern one entry
    std::string why;        ///< in a sentence without a full stop
};

class Ledger {
public:
    struct Opening {
        bool writes = false;
        std::chrono::milliseconds patience{10'000};  ///< how long to wait for other writers
        std::string vfs;                             ///< name of the SQLite file system to use; empty: the usual one
    };

    /// What became of a ledger of an older format that was opened for writing.
    struct Migrated {
        int from = 0;
        int to = 0;
        std::string copy;  ///< path of the ledger as it was
    };

    /// A new, empty ledger. Its file gets its name with the first commit, and is not there before. Throws LedgerError:
    /// exists, broken.
    static Ledger create(const std::string& path, const Opening& opening);
    /// Throws LedgerError.
    static Ledger open(const std::string& path, const Opening& opening);

    Ledger(Ledger&&) noexcept;
    Ledger& operator=(Ledger&&) noexcept;
    ~Ledger();

    [[nodiscard]] const std::optional<Migrated>& migrated() const;

    [[nodiscard]] LedgerHead head() const;
    [[nodiscard]] std::vector<LedgerEntry> entries() const;
    /// Entries that neither add nor reverse an entry that adds. There are few, however many amounts there are.
    [[nodiscard]] std::vector<LedgerEntry> other_entries() const;
    [[nodiscard]] std::optional<LedgerEntry> entry(EntryNumber sequence) const;
    /// One at a time, from an entry on, without holding them all.
    void each_entry(EntryNumber from, const std::function<void(const LedgerEntry&)>& take) const;
    /// The totals of the entries that add: sums_of(entries()), kept by the ledger.
    [[nodiscard]] std::vector<LedgerSum> sums() const;
    [[nodiscard]] std::vector<LedgerSum> sums(const std::string& subject) const;
    /// In order; the last one is in force.
    [[nodiscard]] std::vector<Baseline> baselines() const;
    /// The text of a baseline as it was frozen.
    [[nodiscard]] std::string baseline_text(EntryNumber sequence) const;

    /// The entry with this reference that has not been reversed.
    [[nodiscard]] std::optional<EntryNumber> find_reference(const std::string& reference) const;
    /// The entry that undoes this one.
    [[nodiscard]] std::optional<EntryNumber> find_reversal(EntryNumber sequence) const;
    /// Entries whose source is this one.
    [[nodiscard]] std::vector<EntryNumber> entries_from(EntryNumber source) const;

    /// Recomputes every hash, every sum and every baseline's, and checks the file's structure. expected, if not empty, is a head kept
    /// elsewhere. Throws LedgerError only where the file cannot be read at all.
    [[nodiscard]] Verification verify(const std::string& expected = {}) const;

    class Writer;
    /// Waits for other writers. Throws LedgerError: busy, broken.
    Writer begin();

private:
    struct Database;
    explicit Ledger(std::unique_ptr<Database> database);
    std::unique_ptr<Database> database_;
};

/// One transaction. Undone where it is destroyed before commit(). The ledger's questions, asked meanwhile, see its
/// entries.
class Ledger::Writer {
public:
    Writer(Writer&&) noexcept;
    ~Writer();

    /// Adds an entry to the end of the chain and returns its number. Fills in its sequence, previous and hash, and its
    /// recorded_at if that is before the previous entry's. Throws DuplicateReference, and then no entry was added.
    /// REQUIRES: the entry that it reverses exists; if that entry adds, this one has its subject and the opposite
    /// pence.
    EntryNumber append(LedgerEntry& entry);
    /// Adds a baseline and its entry, whose evidence and baseline are filled in. text is baseline_text(...).
    EntryNumber append(LedgerEntry& entry, const std::string& text);

    /// Makes all entries durable. Throws LedgerError, and then none of them was recorded.
    LedgerHead commit();

private:
    friend class Ledger;
    struct State;
    explicit Writer(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace tranche
