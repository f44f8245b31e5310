// The ledger's file as rows: the only place that knows SQLite. It stores and finds, and judges nothing.
//
// Whatever SQLite complains of becomes a LedgerError.
#pragma once

#include <functional>
#include <memory>  // unique_ptr
#include <optional>
#include <string>
#include <vector>

#include "tranche/ledger/entry.hpp"
#include "tranche/ledger/ledger.hpp"

namespace tranche {

/// A ledger's file, opened.
///
/// Reading changes nothing and leaves nothing behind, and needs no permission to write. What a file of an older format
/// lacks is worked out in memory. Writing goes through a rollback journal, which is gone when nobody writes: a ledger is
/// one file, and may lie on a share.
class LedgerFile {
public:
    enum class Mode {
        create,  ///< under another name until the first commit: a ledger appears whole or not at all
        write,
        read
    };
    /// Where it is opened for writing and its format is older, nothing but migrate() may come first.
    LedgerFile(const std::string& path, Mode mode, const Ledger::Opening& opening);
    LedgerFile(const LedgerFile&) = delete;
    LedgerFile& operator=(const LedgerFile&) = delete;
    ~LedgerFile();

    /// Of the file; newest_format() after migrate().
    [[nodiscard]] int format() const;
    /// Brings the file to the newest format, in a transaction that has begun.
    void migrate();
    /// Copies the file as this transaction sees it. to is a new, empty file.
    void copy_to(const std::string& to) const;
    /// From the write-ahead log of the first release to a journal. Does nothing where others have the file open.
    void leave_log();

    void begin_read();   ///< from here on one state is seen
    void begin_write();  ///< waits until no other writes
    void commit();
    void rollback() noexcept;

    struct End {
        LedgerHead head;
        Timestamp recorded_at = 0;
    };
    [[nodiscard]] End end() const;

    /// `hash` in hexadecimal, of the entry.
    void insert(const LedgerEntry& entry);
    void insert_baseline(EntryNumber sequence, const std::string& text);
    void add_to_sum(const LedgerSum& sum);
    /// The entry is one of those that Which::other lists.
    void insert_other(EntryNumber sequence);
    /// False where another entry bears it.
    bool insert_reference(const std::string& reference, EntryNumber entry);
    void delete_reference(const std::string& reference);

    enum class Which { all, other, from_source };
    /// In order, from a sequence on; from_source: the run of entries whose source is that one. Leaves `previous` empty unless all.
    /// Stops where take gives false. Throws EntryUnreadable.
    void each(Which which, EntryNumber from, const std::function<bool(LedgerEntry&)>& take) const;
    [[nodiscard]] std::optional<LedgerEntry> entry(EntryNumber sequence) const;
    [[nodiscard]] std::string hash(EntryNumber sequence) const;
    [[nodiscard]] std::vector<LedgerSum> sums(const std::string* subject) const;
    void each_other(const std::function<void(EntryNumber)>& take) const;
    void each_reference(const std::function<void(const std::string&, EntryNumber)>& take) const;
    void each_baseline(const std::function<void(EntryNumber, const std::string&)>& take) const;
    [[nodiscard]] std::string baseline_text(EntryNumber sequence) const;
    [[nodiscard]] std::optional<EntryNumber> find_reference(const std::string& reference) const;
    [[nodiscard]] std::optional<EntryNumber> find_reversal(EntryNumber sequence) const;

    /// What SQLite finds wrong with the structure of the file, and what of the tables, indexes and triggers is not as
    /// the migrations make it; empty where nothing is.
    [[nodiscard]] std::string structure_fault() const;

private:
    struct State;
    void create();
    void open_to_write();
    void open_to_read();

    std::unique_ptr<State> state_;
};

/// That this version writes.
int newest_format();

}  // namespace tranche
