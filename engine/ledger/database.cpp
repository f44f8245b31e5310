#include "ledger/database.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>  // result codes

#include <algorithm>  // any_of
#include <limits>
#include <map>

#include "ledger/canonical.hpp"  // month_number
#include "ledger/migrations.hpp"
#include "tranche/base/sha256.hpp"  // bytes_of_hex
#include "tranche/model/words.hpp"  // from_word

namespace tranche {

namespace {

using Kind = LedgerError::Kind;

constexpr std::int64_t application = 0x54524E43;  // "TRNC"

constexpr const char* entry_columns =
    "sequence, kind, subject, baseline, month, date, pence, value, stage, status, evidence, reference, note, "
    "counterpart, recorder, approver, recorded_at, reverses, source, hash";

constexpr const char* besides_money =
    "kind NOT IN ('actual', 'accrual', 'commitment', 'derived') AND (kind <> 'reversal' OR pence IS NULL)";

[[noreturn]] void rethrow(const SQLite::Exception& problem, const std::string& path) {
    const std::string what = problem.what();
    switch (problem.getErrorCode() & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw LedgerError(Kind::busy, path + " is being written by another process; try again in a moment");
        case SQLITE_FULL:
            throw LedgerError(Kind::broken, "no room left on the disk of " + path + "; nothing was recorded");
        case SQLITE_NOTADB: throw LedgerError(Kind::not_a_ledger, path + " is not a ledger");
        case SQLITE_READONLY:
            throw LedgerError(Kind::broken, path + " cannot be written: it or its folder is read-only");
        default: throw LedgerError(Kind::broken, path + ": " + what);
    }
}

// Binds without copying: every value outlives the step.
class Binding {
public:
    explicit Binding(SQLite::Statement& statement) : statement_(statement) {}

    void number(std::int64_t value) { statement_.bind(++at_, value); }
    void optional_number(std::int64_t value) {
        ++at_;
        if (value != 0) {
            statement_.bind(at_, value);
        }
    }
    void text(const std::string& value) { statement_.bindNoCopy(++at_, value); }
    void optional_text(const std::string& value) {
        ++at_;
        if (!value.empty()) {
            statement_.bindNoCopy(at_, value);
        }
    }
    void optional_bytes(const std::string& value) {
        ++at_;
        if (!value.empty()) {
            statement_.bindNoCopy(at_, value.data(), static_cast<int>(value.size()));
        }
    }

private:
    SQLite::Statement& statement_;
    int at_ = 0;
};

// Reads the columns of an entry in turn, and insists on their types: a damaged byte may turn one into another.
class Columns {
public:
    explicit Columns(const SQLite::Statement& statement) : statement_(statement) {
        sequence_ = statement_.getColumn(0).getInt64();
    }

    std::int64_t number(const char* name) { return read(name, SQLITE_INTEGER, true).getInt64(); }
    std::optional<std::int64_t> optional_number(const char* name) {
        const SQLite::Column column = read(name, SQLITE_INTEGER, false);
        return column.isNull() ? std::nullopt : std::optional<std::int64_t>(column.getInt64());
    }
    std::string text(const char* name, bool required = false) {
        const SQLite::Column column = read(name, SQLITE_TEXT, required);
        return column.isNull() ? std::string{} : std::string(column.getText(), static_cast<std::size_t>(column.size()));
    }
    std::string hex(const char* name, bool required) {
        const SQLite::Column column = read(name, SQLITE_BLOB, required);
        return column.isNull() ? std::string{}
                               : hex_of_bytes({static_cast<const char*>(column.getBlob()),
                                               static_cast<std::size_t>(column.size())});
    }
    [[noreturn]] void refuse(const char* name) const {
        throw EntryUnreadable(sequence_, std::string("its ") + name + " is not one");
    }

private:
    SQLite::Column read(const char* name, int type, bool required) {
        SQLite::Column column = statement_.getColumn(at_++);
        if (column.getType() != type && (required || !column.isNull())) {
            refuse(name);
        }
        return column;
    }

    const SQLite::Statement& statement_;
    EntryNumber sequence_ = 0;
    int at_ = 0;
};

std::optional<Month> month_at(std::int64_t number) {
    const auto year = static_cast<int>(number / 100);
    const auto month = static_cast<int>(number % 100);
    return number > 0 && number < 1'000'000 && month >= 1 && month <= 12 ? std::optional(Month(year, month))
                                                                         : std::nullopt;
}

void read_entry(const SQLite::Statement& row, LedgerEntry& entry) {
    Columns columns(row);
    entry.sequence = columns.number("sequence");
    const std::optional<EntryKind> kind = from_word<EntryKind>(columns.text("kind", true));
    if (!kind) {
        columns.refuse("kind");
    }
    entry.kind = *kind;
    entry.subject = columns.text("subject", true);
    entry.baseline = columns.optional_number("baseline").value_or(0);
    const std::optional<std::int64_t> month = columns.optional_number("month");
    entry.month = month ? month_at(*month) : std::nullopt;
    if (month && !entry.month) {
        columns.refuse("month");
    }
    const std::string day = columns.text("date");
    entry.date = parse_date(day);
    if (!day.empty() && !entry.date) {
        columns.refuse("date");
    }
    entry.pence = columns.optional_number("pence");
    const std::string value = columns.text("value");
    entry.value = value.empty() ? std::nullopt : Decimal::parse(value);
    if (!value.empty() && (!entry.value || entry.value->text() != value)) {
        columns.refuse("value");
    }
    const std::string stage = columns.text("stage");
    const std::optional<Stage> known = stage.empty() ? Stage::unstated : from_word<Stage>(stage);
    if (!known || stage == "unstated") {
        columns.refuse("stage");
    }
    entry.stage = *known;
    entry.status = columns.text("status");
    entry.evidence = columns.hex("evidence", false);
    entry.reference = columns.text("reference");
    entry.note = columns.text("note");
    entry.counterpart = columns.text("counterpart");
    entry.by = columns.text("recorder", true);
    entry.approved_by = columns.text("approver");
    entry.recorded_at = columns.number("time of recording");
    entry.reverses = columns.optional_number("reversed entry").value_or(0);
    entry.source = columns.optional_number("source").value_or(0);
    entry.hash = columns.hex("hash", true);
}

std::string stage_text(Stage stage) {
    return stage == Stage::unstated ? std::string{} : std::string(word(stage));
}

}  // namespace

struct LedgerFile::State {
    std::string path;
    SQLite::Database database;
    bool in_transaction = false;
    std::map<std::string, std::unique_ptr<SQLite::Statement>> statements;

    State(const std::string& at, int flags, const Ledger::Opening& opening)
        : path(at), database(at, flags, static_cast<int>(opening.patience.count()), opening.vfs) {}

    // Prepared once, and found by the text's place in the program.
    SQLite::Statement& prepared(const std::string& sql) {
        std::unique_ptr<SQLite::Statement>& statement = statements[sql];
        if (!statement) {
            statement = std::make_unique<SQLite::Statement>(database, sql);
        } else {
            statement->reset();
            statement->clearBindings();
        }
        return *statement;
    }

    std::int64_t number(const std::string& sql) { return database.execAndGet(sql).getInt64(); }

    void migrate(int from) {
        for (const Migration& migration : migrations()) {
            if (migration.format > from) {
                database.exec(std::string(migration.sql));
                database.exec("PRAGMA user_version = " + std::to_string(migration.format));
            }
        }
    }

    // Everything a file says of its own shape, in order.
    static std::vector<std::string> shape_of(SQLite::Database& of) {
        std::vector<std::string> result;
        SQLite::Statement rows(of, "SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name");
        while (rows.executeStep()) {
            result.push_back(rows.getColumn(0).getString() + " " + rows.getColumn(1).getString() + ": " +
                             rows.getColumn(2).getString());
        }
        return result;
    }
};

namespace {

template <class Work>
auto guarded(const std::string& path, const Work& work) {
    try {
        return work();
    } catch (const SQLite::Exception& problem) {
        rethrow(problem, path);
    }
}

int newest_format() {
    return migrations().back().format;
}

}  // namespace

// A reader opens for writing too where it may: the shared index of a write-ahead log is a file that readers write.
LedgerFile::LedgerFile(const std::string& path, Mode mode, const Ledger::Opening& opening) {
    const int flags = mode == Mode::create ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READWRITE;
    try {
        state_ = std::make_unique<State>(path, flags, opening);
    } catch (const SQLite::Exception& problem) {
        if ((problem.getErrorCode() & 0xff) == SQLITE_CANTOPEN) {
            throw LedgerError(mode == Mode::create ? Kind::broken : Kind::missing,
                              mode == Mode::create ? "cannot create " + path : "there is no ledger " + path);
        }
        rethrow(problem, path);
    }
    guarded(path, [&] {
        const std::int64_t owner = state_->number("PRAGMA application_id");
        const std::int64_t format = state_->number("PRAGMA user_version");
        const bool empty = state_->number("SELECT count(*) FROM sqlite_schema") == 0;
        if (owner == application && format > newest_format()) {
            throw LedgerError(Kind::newer, path + " has format " + std::to_string(format) +
                                               ", and this version knows formats up to " +
                                               std::to_string(newest_format()) +
                                               "; a later version of tranche wrote it and can read it");
        }
        if (mode == Mode::create ? !empty && owner != application : owner != application) {
            throw LedgerError(
                mode == Mode::create ? Kind::exists : Kind::not_a_ledger,
                path + (mode == Mode::create ? " exists already, and is not a ledger" : " is not a ledger"));
        }
        if (mode == Mode::create && empty) {
            state_->database.exec("PRAGMA journal_mode = WAL");
        }
        state_->database.exec("PRAGMA synchronous = FULL");
        if (format < newest_format()) {
            begin_write();
            const auto now = static_cast<int>(state_->number("PRAGMA user_version"));
            state_->migrate(now);
            if (now == 0) {
                state_->database.exec("PRAGMA application_id = " + std::to_string(application));
            }
            commit();
        }
    });
}

LedgerFile::~LedgerFile() {
    rollback();
}

void LedgerFile::begin_read() {
    if (!state_->in_transaction) {
        guarded(state_->path, [&] { state_->database.exec("BEGIN"); });
        state_->in_transaction = true;
    }
}

void LedgerFile::begin_write() {
    rollback();
    guarded(state_->path, [&] { state_->database.exec("BEGIN IMMEDIATE"); });
    state_->in_transaction = true;
}

void LedgerFile::commit() {
    guarded(state_->path, [&] { state_->database.exec("COMMIT"); });
    state_->in_transaction = false;
}

void LedgerFile::rollback() noexcept {
    if (state_ && state_->in_transaction) {
        for (auto& [sql, statement] : state_->statements) {
            statement->tryReset();
        }
        state_->database.tryExec("ROLLBACK");  // SQLite may have done so already
        state_->in_transaction = false;
    }
}

LedgerFile::End LedgerFile::end() const {
    return guarded(state_->path, [&] {
        SQLite::Statement& row =
            state_->prepared("SELECT sequence, hash, recorded_at FROM entry ORDER BY sequence DESC LIMIT 1");
        End end{{0, genesis_hash()}, std::numeric_limits<Timestamp>::min()};
        if (row.executeStep()) {
            const SQLite::Column hash = row.getColumn(1);
            end.head = {row.getColumn(0).getInt64(), hex_of_bytes({static_cast<const char*>(hash.getBlob()),
                                                                   static_cast<std::size_t>(hash.size())})};
            end.recorded_at = row.getColumn(2).getInt64();
        }
        row.reset();
        return end;
    });
}

void LedgerFile::insert(const LedgerEntry& entry) {
    guarded(state_->path, [&] {
        static const std::string sql = "INSERT INTO entry (" + std::string(entry_columns) +
                                       ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        SQLite::Statement& statement = state_->prepared(sql);
        const std::string kind(word(entry.kind));
        const std::string day = entry.date ? date_text(*entry.date) : std::string{};
        const std::string value = entry.value ? entry.value->text() : std::string{};
        const std::string stage = stage_text(entry.stage);
        const std::string evidence = bytes_of_hex(entry.evidence);
        const std::string hash = bytes_of_hex(entry.hash);
        Binding row(statement);
        row.number(entry.sequence);
        row.text(kind);
        row.text(entry.subject);
        row.optional_number(entry.baseline);
        row.optional_number(entry.month ? month_number(*entry.month) : 0);
        row.optional_text(day);
        if (entry.pence) {
            row.number(*entry.pence);
        } else {
            row.optional_number(0);
        }
        row.optional_text(value);
        row.optional_text(stage);
        row.optional_text(entry.status);
        row.optional_bytes(evidence);
        row.optional_text(entry.reference);
        row.optional_text(entry.note);
        row.optional_text(entry.counterpart);
        row.text(entry.by);
        row.optional_text(entry.approved_by);
        row.number(entry.recorded_at);
        row.optional_number(entry.reverses);
        row.optional_number(entry.source);
        row.optional_bytes(hash);
        statement.exec();
    });
}

void LedgerFile::insert_baseline(EntryNumber sequence, const std::string& text) {
    guarded(state_->path, [&] {
        SQLite::Statement& statement = state_->prepared("INSERT INTO baseline (sequence, text) VALUES (?, ?)");
        statement.bind(1, sequence);
        statement.bindNoCopy(2, text);
        statement.exec();
    });
}

void LedgerFile::add_to_sum(const LedgerSum& sum) {
    guarded(state_->path, [&] {
        SQLite::Statement& statement = state_->prepared(
            "INSERT INTO sums (subject, month, kind, stage, pence, entries) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT DO UPDATE SET pence = pence + excluded.pence, entries = entries + excluded.entries");
        const std::string kind(word(sum.kind));
        const std::string stage = stage_text(sum.stage);
        Binding row(statement);
        row.text(sum.subject);
        row.number(month_number(sum.month));
        row.text(kind);
        row.text(stage);
        row.number(sum.pence);
        row.number(sum.entries);
        statement.exec();
    });
}

bool LedgerFile::insert_reference(const std::string& reference, EntryNumber entry) {
    return guarded(state_->path, [&] {
        SQLite::Statement& statement =
            state_->prepared("INSERT INTO reference (reference, entry) VALUES (?, ?) ON CONFLICT DO NOTHING");
        statement.bindNoCopy(1, reference);
        statement.bind(2, entry);
        return statement.exec() == 1;
    });
}

void LedgerFile::delete_reference(const std::string& reference) {
    guarded(state_->path, [&] {
        SQLite::Statement& statement = state_->prepared("DELETE FROM reference WHERE reference = ?");
        statement.bindNoCopy(1, reference);
        statement.exec();
    });
}

void LedgerFile::each(Which which, EntryNumber from, const std::function<bool(LedgerEntry&)>& take) const {
    LedgerEntry entry;
    std::string previous = which == Which::all && from > 1 ? hash(from - 1) : genesis_hash();
    guarded(state_->path, [&] {
        const std::string condition = which == Which::besides_money ? std::string(" AND ") + besides_money : "";
        // A statement of its own: take may ask the ledger other things.
        SQLite::Statement rows(state_->database, "SELECT " + std::string(entry_columns) +
                                                     " FROM entry WHERE sequence >= ?" + condition +
                                                     " ORDER BY sequence");
        rows.bind(1, which == Which::from_source ? from + 1 : from);
        while (rows.executeStep()) {
            read_entry(rows, entry);
            if (which == Which::from_source && entry.source != from) {
                return;
            }
            entry.previous = which == Which::all ? previous : std::string{};
            previous = entry.hash;
            if (!take(entry)) {
                return;
            }
        }
    });
}

std::optional<LedgerEntry> LedgerFile::entry(EntryNumber sequence) const {
    std::optional<LedgerEntry> found;
    if (sequence >= 1) {
        each(Which::all, sequence, [&](LedgerEntry& entry) {
            if (entry.sequence == sequence) {
                found = std::move(entry);
            }
            return false;
        });
    }
    return found;
}

std::string LedgerFile::hash(EntryNumber sequence) const {
    return guarded(state_->path, [&] {
        SQLite::Statement& row = state_->prepared("SELECT hash FROM entry WHERE sequence = ?");
        row.bind(1, sequence);
        std::string result;
        if (row.executeStep()) {
            const SQLite::Column hash = row.getColumn(0);
            result = hex_of_bytes({static_cast<const char*>(hash.getBlob()), static_cast<std::size_t>(hash.size())});
        }
        row.reset();
        return result;
    });
}

std::vector<LedgerSum> LedgerFile::sums(const std::string* subject) const {
    return guarded(state_->path, [&] {
        std::vector<LedgerSum> result;
        SQLite::Statement rows(state_->database,
                               std::string("SELECT subject, month, kind, stage, pence, entries FROM sums") +
                                   (subject != nullptr ? " WHERE subject = ?" : ""));
        if (subject != nullptr) {
            rows.bind(1, *subject);
        }
        while (rows.executeStep()) {
            LedgerSum sum;
            sum.subject = rows.getColumn(0).getString();
            const std::optional<Month> month = month_at(rows.getColumn(1).getInt64());
            const std::optional<EntryKind> kind = from_word<EntryKind>(rows.getColumn(2).getString());
            const std::string stage = rows.getColumn(3).getString();
            const std::optional<Stage> known = stage.empty() ? Stage::unstated : from_word<Stage>(stage);
            if (!month || !kind || !known) {
                throw LedgerError(Kind::broken, state_->path + ": the sum of '" + sum.subject + "' is damaged");
            }
            sum.month = *month;
            sum.kind = *kind;
            sum.stage = *known;
            sum.pence = rows.getColumn(4).getInt64();
            sum.entries = rows.getColumn(5).getInt64();
            result.push_back(std::move(sum));
        }
        // The file orders kinds by their words, a value by its enumerators.
        std::sort(result.begin(), result.end(), [](const LedgerSum& a, const LedgerSum& b) {
            return std::tie(a.subject, a.month, a.kind, a.stage) < std::tie(b.subject, b.month, b.kind, b.stage);
        });
        return result;
    });
}

void LedgerFile::each_reference(const std::function<void(const std::string&, EntryNumber)>& take) const {
    guarded(state_->path, [&] {
        SQLite::Statement rows(state_->database, "SELECT reference, entry FROM reference");
        while (rows.executeStep()) {
            take(rows.getColumn(0).getString(), rows.getColumn(1).getInt64());
        }
    });
}

void LedgerFile::each_baseline(const std::function<void(EntryNumber, const std::string&)>& take) const {
    guarded(state_->path, [&] {
        SQLite::Statement rows(state_->database, "SELECT sequence, text FROM baseline ORDER BY sequence");
        while (rows.executeStep()) {
            take(rows.getColumn(0).getInt64(), rows.getColumn(1).getString());
        }
    });
}

std::string LedgerFile::baseline_text(EntryNumber sequence) const {
    return guarded(state_->path, [&] {
        SQLite::Statement row(state_->database, "SELECT text FROM baseline WHERE sequence = ?");
        row.bind(1, sequence);
        return row.executeStep() ? row.getColumn(0).getString() : std::string{};
    });
}

std::optional<EntryNumber> LedgerFile::find_reference(const std::string& reference) const {
    return guarded(state_->path, [&] {
        SQLite::Statement row(state_->database, "SELECT entry FROM reference WHERE reference = ?");
        row.bind(1, reference);
        return row.executeStep() ? std::optional<EntryNumber>(row.getColumn(0).getInt64()) : std::nullopt;
    });
}

std::optional<EntryNumber> LedgerFile::find_reversal(EntryNumber sequence) const {
    return guarded(state_->path, [&] {
        SQLite::Statement row(state_->database, "SELECT sequence FROM entry WHERE reverses = ?");
        row.bind(1, sequence);
        return row.executeStep() ? std::optional<EntryNumber>(row.getColumn(0).getInt64()) : std::nullopt;
    });
}

std::string LedgerFile::structure_fault() const {
    return guarded(state_->path, [&] {
        State fresh(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, {});
        fresh.migrate(0);
        const std::vector<std::string> wanted = State::shape_of(fresh.database);
        const std::vector<std::string> found = State::shape_of(state_->database);
        if (wanted != found) {
            for (const std::string& each : wanted) {
                if (std::find(found.begin(), found.end(), each) == found.end()) {
                    return each.substr(0, each.find(':')) + " is missing, or not as it was made";
                }
            }
            return std::string("it holds tables, indexes or triggers that are not a ledger's");
        }
        const std::string fault = state_->database.execAndGet("PRAGMA integrity_check(1)").getString();
        return fault == "ok" ? std::string{} : fault;
    });
}

}  // namespace tranche
