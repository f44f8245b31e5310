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

/// Says that bytes of an entry are no entry any more: a column of another type, a word that is none.
class EntryUnreadable : public std::runtime_error {
public:
    EntryUnreadable(EntryNumber entry, const std::string& why) : std::runtime_error(why), entry_(entry) {}
    [[nodiscard]] EntryNumber entry() const { return entry_; }

private:
    EntryNumber entry_;
};

class LedgerFile {
public:
    enum class Mode { create, write, read };
    LedgerFile(const std::string& path, Mode mode, const Ledger::Opening& opening);
    LedgerFile(const LedgerFile&) = delete;
    LedgerFile& operator=(const LedgerFile&) = delete;
    ~LedgerFile();

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
    /// False where another entry bears it.
    bool insert_reference(const std::string& reference, EntryNumber entry);
    void delete_reference(const std::string& reference);

    enum class Which { all, besides_money, from_source };
    /// In order, from a sequence on; from_source: the run of entries whose source is that one. Leaves `previous` empty unless all.
    /// Stops where take gives false. Throws EntryUnreadable.
    void each(Which which, EntryNumber from, const std::function<bool(LedgerEntry&)>& take) const;
    [[nodiscard]] std::optional<LedgerEntry> entry(EntryNumber sequence) const;
    [[nodiscard]] std::string hash(EntryNumber sequence) const;
    [[nodiscard]] std::vector<LedgerSum> sums(const std::string* subject) const;
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
    std::unique_ptr<State> state_;
};

}  // namespace tranche
