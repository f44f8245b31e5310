// A ledger on disk: entries, baselines and running sums in one SQLite file.
//
// Entries are only ever added. The file itself refuses to change or delete them (triggers), and every entry's hash covers
// the one before it, so that a change made by other means is found by verify(). What a chain cannot show by itself, a
// history rewritten from some entry on or cut off at the end, shows against a head that was kept elsewhere.
//
// A Writer is one transaction: it waits for other writers, sees all that they recorded, and adds all of its entries or
// none. What commit() returned from is on the disk. A Ledger reads one state from its first question on, however many
// others write meanwhile; open it again to see more.
//
// What this does not do: decide which entries make sense. That is tranche/ledger/recording.hpp's work.
// docs/reference/ledger-format.md describes the file.
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
        missing,       ///< there is no such file
        exists,        ///< there is one already
        not_a_ledger,  ///< a file of another sort
        newer          ///< written by a later version
    };
    LedgerError(Kind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
    [[nodiscard]] Kind kind() const { return kind_; }

private:
    Kind kind_;
};

/// An entry's reference is borne by another that was not reversed.
class DuplicateReference : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The end of the chain: how many entries, and the hash of the last (genesis_hash() where there are none).
struct LedgerHead {
    std::int64_t entries = 0;
    std::string hash;

    friend bool operator==(const LedgerHead&, const LedgerHead&) = default;
};

struct Verification {
    bool ok = true;
    LedgerHead head;        ///< what was read, up to the first fault
    EntryNumber entry = 0;  ///< that does not hold; 0 where it is none in particular
    std::string why;        ///< in a sentence without a full stop
};

class Ledger {
public:
    struct Opening {
        bool writes = false;
        std::chrono::milliseconds patience{10'000};  ///< how long to wait for other writers
        std::string vfs;                             ///< name of the SQLite file system to use; empty: the usual one
    };

    /// A new, empty ledger. Throws LedgerError: exists, broken.
    static Ledger create(const std::string& path, const Opening& opening);
    /// One of an older format is brought to this one first. Throws LedgerError.
    static Ledger open(const std::string& path, const Opening& opening);

    Ledger(Ledger&&) noexcept;
    Ledger& operator=(Ledger&&) noexcept;
    ~Ledger();

    [[nodiscard]] LedgerHead head() const;
    [[nodiscard]] std::vector<LedgerEntry> entries() const;
    /// Those whose kind does not add, nor reverse one that does: few, however many amounts there are.
    [[nodiscard]] std::vector<LedgerEntry> other_entries() const;
    [[nodiscard]] std::optional<LedgerEntry> entry(EntryNumber sequence) const;
    /// One at a time, from an entry on, without holding them all.
    void each_entry(EntryNumber from, const std::function<void(const LedgerEntry&)>& take) const;
    /// What the entries that add come to: sums_of(entries()), kept by the ledger.
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
    /// Waits for its turn. Throws LedgerError: busy, broken.
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

    /// Adds an entry to the end of the chain. Its sequence, previous, hash are filled in; so is recorded_at, where it lies
    /// before that of the entry before it. Gives back its number. Throws DuplicateReference, and then nothing was
    /// added. REQUIRES: what it reverses exists, and where that adds, this has its subject and the opposite pence.
    EntryNumber append(LedgerEntry& entry);
    /// Adds a baseline and its entry, whose evidence and baseline are filled in. text is baseline_text(...).
    EntryNumber append(LedgerEntry& entry, const std::string& text);

    /// Makes all of it last. Throws LedgerError, and then nothing of it has happened.
    LedgerHead commit();

private:
    friend class Ledger;
    struct State;
    explicit Writer(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace tranche
