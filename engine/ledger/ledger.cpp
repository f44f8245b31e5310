#include "tranche/ledger/ledger.hpp"

#include <algorithm>  // max
#include <cassert>
#include <limits>
#include <map>
#include <tuple>
#include <unordered_map>

#include "ledger/canonical.hpp"
#include "ledger/database.hpp"
#include "ledger/files.hpp"
#include "ledger/rows.hpp"  // EntryUnreadable
#include "tranche/base/sha256.hpp"
#include "tranche/base/spelling.hpp"  // quoted
#include "tranche/model/words.hpp"    // word

namespace tranche {

struct Ledger::Database {
    using Key = std::tuple<std::string, Month, EntryKind, Stage>;

    LedgerFile file;
    std::map<Key, LedgerSum> pending;  ///< sums of this transaction that are not in the file yet
    std::optional<Migrated> migrated;

    Database(const std::string& path, LedgerFile::Mode mode, const Opening& opening) : file(path, mode, opening) {}

    void flush() {
        for (const auto& [key, sum] : pending) {
            file.add_to_sum(sum);
        }
        pending.clear();
    }
    /// Of a file of an older format, opened for writing.
    void bring_up(const std::string& path, const Opening& opening);

    /// Every question goes through here: what it sees is one state, and this transaction's own.
    LedgerFile& read() {
        file.begin_read();
        flush();
        return file;
    }
};

Ledger::Ledger(std::unique_ptr<Database> database) : database_(std::move(database)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

Ledger Ledger::create(const std::string& path, const Opening& opening) {
    Ledger result(std::make_unique<Database>(path, LedgerFile::Mode::create, opening));
    if (result.head().entries > 0) {
        throw LedgerError(LedgerError::Kind::exists, path + " exists already");
    }
    return result;
}

Ledger Ledger::open(const std::string& path, const Opening& opening) {
    const LedgerFile::Mode mode = opening.writes ? LedgerFile::Mode::write : LedgerFile::Mode::read;
    Ledger result(std::make_unique<Database>(path, mode, opening));
    if (opening.writes) {
        result.database_->bring_up(path, opening);
    }
    return result;
}

// The copy is made and the file changed in one transaction: nobody records in between, so the copy lacks nothing. It is
// read again from the disk, entry by entry, before anything of the file is changed.
void Ledger::Database::bring_up(const std::string& path, const Opening& opening) {
    if (file.format() < newest_format()) {
        file.begin_write();
        const LedgerHead head = file.end().head;
        const std::string copy = new_file_beside(path, "format-" + std::to_string(file.format()));
        try {
            file.copy_to(copy);
            const Verification found = Ledger::open(copy, {.vfs = opening.vfs}).verify();
            if (!found.ok || found.head != head) {
                throw LedgerError(LedgerError::Kind::broken,
                                  path + " has format " + std::to_string(file.format()) +
                                      " and was not brought to the present one, because it does not hold together: " +
                                      (found.ok ? "its copy has another head" : found.why));
            }
        } catch (...) {
            remove_database(copy);
            throw;
        }
        migrated = Migrated{file.format(), newest_format(), copy};
        file.migrate();
        file.commit();
    }
    file.leave_log();
}

const std::optional<Ledger::Migrated>& Ledger::migrated() const {
    return database_->migrated;
}

LedgerHead Ledger::head() const {
    return database_->read().end().head;
}

std::vector<LedgerEntry> Ledger::entries() const {
    std::vector<LedgerEntry> result;
    result.reserve(static_cast<std::size_t>(head().entries));
    each_entry(1, [&](const LedgerEntry& entry) { result.push_back(entry); });
    return result;
}

std::vector<LedgerEntry> Ledger::other_entries() const {
    std::vector<LedgerEntry> result;
    LedgerFile& file = database_->read();
    file.each(LedgerFile::Which::other, 1, [&](LedgerEntry& entry) {
        entry.previous = entry.sequence > 1 ? file.hash(entry.sequence - 1) : genesis_hash();
        result.push_back(entry);
        return true;
    });
    return result;
}

std::optional<LedgerEntry> Ledger::entry(EntryNumber sequence) const {
    return database_->read().entry(sequence);
}

void Ledger::each_entry(EntryNumber from, const std::function<void(const LedgerEntry&)>& take) const {
    database_->read().each(LedgerFile::Which::all, from, [&](LedgerEntry& entry) {
        take(entry);
        return true;
    });
}

std::vector<LedgerSum> Ledger::sums() const {
    return database_->read().sums(nullptr);
}

std::vector<LedgerSum> Ledger::sums(const std::string& subject) const {
    return database_->read().sums(&subject);
}

std::vector<Baseline> Ledger::baselines() const {
    std::vector<Baseline> result;
    database_->read().each_baseline([&](EntryNumber sequence, const std::string& text) {
        std::optional<Baseline> baseline = baseline_of(text);
        if (!baseline) {
            throw LedgerError(LedgerError::Kind::broken,
                              "the baseline of entry " + std::to_string(sequence) + " cannot be read");
        }
        baseline->sequence = sequence;
        result.push_back(std::move(*baseline));
    });
    return result;
}

std::string Ledger::baseline_text(EntryNumber sequence) const {
    return database_->read().baseline_text(sequence);
}

std::optional<EntryNumber> Ledger::find_reference(const std::string& reference) const {
    return database_->read().find_reference(reference);
}

std::optional<EntryNumber> Ledger::find_reversal(EntryNumber sequence) const {
    return database_->read().find_reversal(sequence);
}

std::vector<EntryNumber> Ledger::entries_from(EntryNumber source) const {
    std::vector<EntryNumber> result;
    database_->read().each(LedgerFile::Which::from_source, source, [&](LedgerEntry& entry) {
        result.push_back(entry.sequence);
        return true;
    });
    return result;
}

Ledger::Writer Ledger::begin() {
    database_->file.begin_write();
    database_->pending.clear();
    return Writer(std::make_unique<Writer::State>(*database_));
}

struct Ledger::Writer::State {
    explicit State(Ledger::Database& of) : database(of), end(of.file.end()), previous(end.head.hash) {}
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (!committed) {
            database.pending.clear();
            database.file.rollback();
        }
    }

    Ledger::Database& database;
    LedgerFile::End end;
    std::string previous;
    Sha256 hash;
    std::string text;
    bool committed = false;
    // Entries that come one after the other mostly add to few sums: the last one is tried first.
    LedgerSum* last = nullptr;

    void add(const LedgerEntry& entry, const LedgerEntry& original) {
        if (!adds(original.kind) || !entry.month || !entry.pence) {
            return;
        }
        if (last == nullptr || database.pending.empty() || last->subject != entry.subject ||
            last->month != *entry.month || last->kind != original.kind || last->stage != original.stage) {
            last = &database.pending[{entry.subject, *entry.month, original.kind, original.stage}];
            last->subject = entry.subject;
            last->month = *entry.month;
            last->kind = original.kind;
            last->stage = original.stage;
        }
        last->pence += *entry.pence;
        ++last->entries;
    }
};

Ledger::Writer::Writer(std::unique_ptr<State> state) : state_(std::move(state)) {}
Ledger::Writer::Writer(Writer&&) noexcept = default;
Ledger::Writer::~Writer() = default;

EntryNumber Ledger::Writer::append(LedgerEntry& entry) {
    State& state = *state_;
    entry.sequence = state.end.head.entries + 1;
    entry.previous = state.previous;
    entry.recorded_at = std::max(entry.recorded_at, state.end.recorded_at);
    state.text.clear();
    append_field(state.text, entry.previous);
    append_canonical(state.text, entry);
    state.hash.update(state.text);
    state.hash.finish(entry.hash);

    if (!entry.reference.empty() && !state.database.file.insert_reference(entry.reference, entry.sequence)) {
        throw DuplicateReference(entry.reference);
    }
    state.database.file.insert(entry);
    if (is_other(entry)) {
        state.database.file.insert_other(entry.sequence);
    }
    if (entry.reverses > 0) {
        const std::optional<LedgerEntry> original = state.database.file.entry(entry.reverses);
        if (!original) {
            throw LedgerError(LedgerError::Kind::broken, "there is no entry " + std::to_string(entry.reverses));
        }
        assert(!adds(original->kind) ||
               (entry.subject == original->subject && entry.pence && *entry.pence == -original->pence.value_or(0)));
        state.add(entry, *original);
        if (!original->reference.empty()) {
            state.database.file.delete_reference(original->reference);
        }
    } else {
        state.add(entry, entry);
    }
    state.end.head = {entry.sequence, entry.hash};
    state.end.recorded_at = entry.recorded_at;
    state.previous = entry.hash;
    return entry.sequence;
}

EntryNumber Ledger::Writer::append(LedgerEntry& entry, const std::string& text) {
    if (text.size() > longest_baseline_text) {
        throw LedgerError(LedgerError::Kind::broken, "the baseline takes " + std::to_string(text.size() >> 20U) +
                                                         " MiB, and a ledger takes up to " +
                                                         std::to_string(longest_baseline_text >> 20U) +
                                                         " MiB; approve a part of the programme");
    }
    entry.evidence = sha256_hex(text);
    entry.baseline = state_->end.head.entries + 1;
    const EntryNumber sequence = append(entry);
    state_->database.file.insert_baseline(sequence, text);
    return sequence;
}

LedgerHead Ledger::Writer::commit() {
    state_->database.flush();
    state_->last = nullptr;
    state_->database.file.commit();
    state_->committed = true;
    return state_->end.head;
}

namespace {

// What verify() remembers of the entries it has passed, to know what the tables beside them must hold.
struct Passed {
    struct Brief {
        EntryKind kind;
        Stage stage;
    };
    std::vector<Brief> briefs;
    std::map<std::tuple<std::string, Month, EntryKind, Stage>, std::pair<Pence, std::int64_t>> sums;
    std::unordered_map<std::string, EntryNumber> references;
    std::unordered_map<EntryNumber, std::string> bearers;
    std::map<EntryNumber, std::string> baselines;
    std::vector<EntryNumber> others;
    bool expected_seen = false;
};

std::string fault_of(const LedgerEntry& entry, EntryNumber wanted, Timestamp not_before, const Passed& passed) {
    if (entry.sequence != wanted) {
        return "it is missing: entry " + std::to_string(entry.sequence) + " stands in its place";
    }
    if (entry.hash != hash_of(entry)) {
        return "its hash does not follow from what it says and the entry before it: it was changed";
    }
    if (entry.recorded_at < not_before) {
        return "it was recorded before the entry before it";
    }
    if (entry.reverses >= entry.sequence || entry.reverses < 0 || entry.source >= entry.sequence || entry.source < 0) {
        return "it names a later entry";
    }
    if (entry.kind == EntryKind::baseline &&
        sha256_hex(passed.baselines.contains(wanted) ? passed.baselines.at(wanted) : std::string{}) != entry.evidence) {
        return "the text of its baseline is not the one that was approved";
    }
    return {};
}

void pass(const LedgerEntry& entry, Passed& passed) {
    passed.briefs.push_back({entry.kind, entry.stage});
    const Passed::Brief original =
        passed.briefs[static_cast<std::size_t>((entry.reverses > 0 ? entry.reverses : entry.sequence) - 1)];
    if (adds(original.kind) && entry.month && entry.pence) {
        auto& [pence, count] = passed.sums[{entry.subject, *entry.month, original.kind, original.stage}];
        pence += *entry.pence;
        ++count;
    }
    if (is_other(entry)) {
        passed.others.push_back(entry.sequence);
    }
    if (const auto bearer = passed.bearers.find(entry.reverses); bearer != passed.bearers.end()) {
        passed.references.erase(bearer->second);
        passed.bearers.erase(bearer);
    }
    if (!entry.reference.empty()) {
        passed.references[entry.reference] = entry.sequence;
        passed.bearers[entry.sequence] = entry.reference;
    }
}

// The tables beside the entries; empty where they follow from them.
std::string fault_beside(const LedgerFile& file, Passed& passed) {
    for (const LedgerSum& sum : file.sums(nullptr)) {
        const auto found = passed.sums.find({sum.subject, sum.month, sum.kind, sum.stage});
        if (found == passed.sums.end() || found->second != std::pair(sum.pence, sum.entries)) {
            return "the running sum of " + quoted(sum.subject) + " in " + month_text(sum.month) +
                   " does not follow from its entries";
        }
        passed.sums.erase(found);
    }
    if (!passed.sums.empty()) {
        return "the running sum of " + quoted(std::get<0>(passed.sums.begin()->first)) + " is missing";
    }
    std::vector<EntryNumber> others;
    file.each_other([&](EntryNumber entry) { others.push_back(entry); });
    if (others != passed.others) {
        return "the list of entries that do not add does not follow from the entries";
    }
    std::string wrong;
    file.each_reference([&](const std::string& reference, EntryNumber entry) {
        const auto found = passed.references.find(reference);
        if (found == passed.references.end() || found->second != entry) {
            wrong = wrong.empty() ? reference : wrong;
        } else {
            passed.references.erase(found);
        }
    });
    if (wrong.empty() && !passed.references.empty()) {
        wrong = passed.references.begin()->first;
    }
    return wrong.empty() ? std::string{} : "the reference " + quoted(wrong) + " does not follow from the entries";
}

}  // namespace

Verification Ledger::verify(const std::string& expected) const {
    Verification result;
    result.head = {0, genesis_hash()};
    const auto fail = [&](EntryNumber entry, const std::string& why) {
        result.ok = false;
        result.entry = entry;
        result.why = why;
    };
    Passed passed;
    passed.expected_seen = expected.empty() || expected == result.head.hash;
    Timestamp not_before = std::numeric_limits<Timestamp>::min();
    LedgerFile& file = database_->read();
    try {
        file.each_baseline(
            [&](EntryNumber sequence, const std::string& text) { passed.baselines.emplace(sequence, text); });
        file.each(LedgerFile::Which::all, std::numeric_limits<EntryNumber>::min(), [&](LedgerEntry& entry) {
            const EntryNumber wanted = result.head.entries + 1;
            entry.previous = result.head.hash;
            if (const std::string why = fault_of(entry, wanted, not_before, passed); !why.empty()) {
                fail(wanted, why);
                return false;
            }
            pass(entry, passed);
            result.head = {wanted, entry.hash};
            not_before = entry.recorded_at;
            passed.expected_seen = passed.expected_seen || entry.hash == expected;
            return true;
        });
        if (result.ok) {
            const std::string why = fault_beside(file, passed);
            const std::string structure = why.empty() ? file.structure_fault() : why;
            if (!structure.empty()) {
                fail(0, structure);
            }
        }
    } catch (const EntryUnreadable& problem) {
        fail(result.head.entries + 1, problem.what());
    } catch (const LedgerError& problem) {
        fail(result.head.entries + 1, std::string("the file is damaged there: ") + problem.what());
    }
    if (result.ok && !passed.expected_seen) {
        fail(result.head.entries + 1,
             "no entry has the hash " + expected +
                 ": entries after the last were cut off, or all from some entry on were written anew");
    }
    return result;
}

}  // namespace tranche
