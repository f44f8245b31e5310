#include "ledger/database.hpp"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>  // result codes

#include <algorithm>  // find, sort
#include <filesystem>
#include <limits>
#include <map>

#include "ledger/canonical.hpp"  // month_number
#include "ledger/files.hpp"
#include "ledger/migrations.hpp"
#include "ledger/rows.hpp"
#include "tranche/base/sha256.hpp"  // hex_of_bytes
#include "tranche/model/words.hpp"  // from_word

namespace tranche {

namespace {

using Kind = LedgerError::Kind;

constexpr std::int64_t application = 0x54524E43;  // "TRNC"

/// What follows this line of a migration changes what was there before; the rest only adds tables.
constexpr std::string_view in_the_file_alone = "-- In the file alone:";

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

std::string stage_text(Stage stage) {
    return stage == Stage::unstated ? std::string{} : std::string(word(stage));
}

}  // namespace

int newest_format() {
    return migrations().back().format;
}

struct LedgerFile::State {
    std::string path;  ///< by which people know it
    std::string file;  ///< under which it lies; another name while it is being created
    Ledger::Opening opening;
    std::unique_ptr<SQLite::Database> database;
    int format = 0;
    bool creating = false;
    bool replacing = false;  ///< an empty ledger of this name, which a creation that was killed left
    bool in_transaction = false;
    std::map<std::string, std::unique_ptr<SQLite::Statement>> statements;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    // A ledger whose creation was given up leaves nothing behind.
    ~State() {
        if (creating) {
            statements.clear();
            database.reset();
            remove_database(file);
        }
    }

    // Whatever the file's schema says, it can call no function and no table that does not come with SQLite.
    void connect(const std::string& name, int flags) {
        statements.clear();
        database =
            std::make_unique<SQLite::Database>(name, flags, static_cast<int>(opening.patience.count()), opening.vfs);
        sqlite3* handle = database->getHandle();
        sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
        sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
        database->exec("PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY");
    }

    // Prepared once, and found by its text.
    SQLite::Statement& prepared(const std::string& sql) {
        std::unique_ptr<SQLite::Statement>& statement = statements[sql];
        if (!statement) {
            statement = std::make_unique<SQLite::Statement>(*database, sql);
        } else {
            statement->reset();
            statement->clearBindings();
        }
        return *statement;
    }

    std::int64_t number(const std::string& sql) { return database->execAndGet(sql).getInt64(); }

    void migrate(int from, int to) {
        for (const Migration& migration : migrations()) {
            if (migration.format > from && migration.format <= to) {
                database->exec(std::string(migration.sql));
                database->exec("PRAGMA user_version = " + std::to_string(migration.format));
            }
        }
    }

    // What migrations would put beside the entries, in memory. Tables there hide those of the file.
    void migrate_in_memory(int from) {
        for (const Migration& migration : migrations()) {
            if (migration.format > from) {
                std::string sql(migration.sql.substr(0, migration.sql.find(in_the_file_alone)));
                constexpr std::string_view create = "CREATE TABLE";
                for (std::size_t at = sql.find(create); at != std::string::npos; at = sql.find(create, at)) {
                    sql.replace(at, create.size(), "CREATE TEMP TABLE");
                }
                database->exec(sql);
            }
        }
    }

    // Everything a file says of its own shape, in order.
    static std::vector<std::string> shape_of(SQLite::Database& of) {
        std::vector<std::string> result;
        SQLite::Statement rows(of, "SELECT type, name, coalesce(sql, '') FROM main.sqlite_schema ORDER BY type, name");
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

// A name as SQLite takes it where it also takes parameters.
std::string uri_of(const std::string& path, const std::string& parameters) {
    std::string uri = "file:";
    for (const char c : path) {
        if (c == '%' || c == '?' || c == '#') {
            constexpr std::string_view digits = "0123456789ABCDEF";
            const auto byte = static_cast<unsigned char>(c);
            uri += {'%', digits[byte >> 4U], digits[byte & 15U]};
        } else {
            uri += c;
        }
    }
    return uri + "?" + parameters;
}

}  // namespace

// How a file is opened depends on what a writer that was killed, or the first release, left beside it:
//   a journal: the transaction that was cut off has to be undone first, by somebody who may write
//   a log with something in it: it belongs to the file, and SQLite reads both
//   neither: the file is all there is. One that asks for a log is opened as one that does not change, since SQLite would
//   otherwise make the log's two files, which stay behind where the reader may not write.
LedgerFile::LedgerFile(const std::string& path, Mode mode, const Ledger::Opening& opening)
    : state_(std::make_unique<State>()) {
    state_->path = path;
    state_->file = path;
    state_->opening = opening;
    std::error_code ignored;
    if (mode != Mode::create && !std::filesystem::is_regular_file(path, ignored)) {
        throw LedgerError(Kind::missing, "there is no ledger " + path);
    }
    guarded(path, [&] {
        switch (mode) {
            case Mode::create: create(); break;
            case Mode::write: open_to_write(); break;
            case Mode::read: open_to_read(); break;
        }
        const std::int64_t owner = state_->number("PRAGMA application_id");
        state_->format = static_cast<int>(state_->number("PRAGMA user_version"));
        if (owner != application) {
            throw LedgerError(Kind::not_a_ledger, path + " is not a ledger");
        }
        if (state_->format > newest_format()) {
            throw LedgerError(Kind::newer, path + " has format " + std::to_string(state_->format) +
                                               ", and this version knows formats up to " +
                                               std::to_string(newest_format()) +
                                               "; a later version of tranche wrote it and can read it");
        }
        if (mode == Mode::read && state_->format < newest_format()) {
            begin_read();
            state_->migrate_in_memory(state_->format);
        }
    });
}

void LedgerFile::create() {
    State& state = *state_;
    // A rename would put the ledger in the place of a device or a pipe.
    std::error_code missing;
    const std::filesystem::file_status there = std::filesystem::status(state.path, missing);
    if (std::filesystem::exists(there) && !std::filesystem::is_regular_file(there)) {
        throw LedgerError(Kind::exists, state.path + " exists already, and is not a plain file");
    }
    if (has_bytes(state.path)) {
        // An empty ledger of an earlier version, whose creation was given up, is in nobody's way.
        try {
            const LedgerFile before(state.path, Mode::read, {});
            if (before.end().head.entries > 0) {
                throw LedgerError(Kind::exists, state.path + " exists already");
            }
        } catch (const LedgerError& problem) {
            if (problem.kind() == Kind::not_a_ledger) {
                throw LedgerError(Kind::exists, state.path + " exists already, and is not a ledger");
            }
            throw;
        }
        state.replacing = true;
    } else {
        state.replacing = std::filesystem::exists(there);
    }
    state.file = new_file_beside(state.path, "new");
    state.creating = true;
    state.connect(state.file, SQLite::OPEN_READWRITE);
    begin_write();
    state.migrate(0, newest_format());
    state.database->exec("PRAGMA application_id = " + std::to_string(application));
    state.database->exec("COMMIT");
    state.in_transaction = false;
}

// Where the file may not be written to, SQLite opens it for reading without a word, and fails at the first entry.
void LedgerFile::open_to_write() {
    state_->connect(state_->path, SQLite::OPEN_READWRITE);
    if (sqlite3_db_readonly(state_->database->getHandle(), "main") == 1) {
        throw LedgerError(Kind::broken, state_->path + " cannot be written: it or its folder is read-only");
    }
}

void LedgerFile::open_to_read() {
    State& state = *state_;
    if (asks_for_log(state.path)) {
        if (has_bytes(state.path + "-wal")) {
            state.connect(state.path, SQLite::OPEN_READWRITE);
        } else {
            state.connect(uri_of(state.path, "immutable=1"), SQLite::OPEN_READONLY | SQLite::OPEN_URI);
        }
        return;
    }
    if (has_bytes(state.path + "-journal")) {
        // Opening it is not enough: the first question undoes what was cut off.
        state.connect(state.path, SQLite::OPEN_READWRITE);
        try {
            state.number("SELECT count(*) FROM sqlite_schema");
        } catch (const SQLite::Exception& problem) {
            const int code = problem.getErrorCode() & 0xff;
            if (code == SQLITE_READONLY || code == SQLITE_CANTOPEN || code == SQLITE_PERM) {
                throw LedgerError(Kind::broken,
                                  state.path +
                                      " was left in the middle of a recording; somebody who may write to it "
                                      "has to open it once");
            }
            throw;
        }
    }
    state.connect(state.path, SQLite::OPEN_READONLY);
}

LedgerFile::~LedgerFile() {
    rollback();
}

int LedgerFile::format() const {
    return state_->format;
}

void LedgerFile::migrate() {
    guarded(state_->path, [&] {
        // Another process may have come first.
        const auto from = static_cast<int>(state_->number("PRAGMA user_version"));
        state_->migrate(from, newest_format());
        state_->format = newest_format();
    });
}

void LedgerFile::copy_to(const std::string& to) const {
    // SQLite copies from no connection that writes. A second one reads what the first, which holds the lock, sees.
    const LedgerFile from(state_->path, Mode::read, state_->opening);
    guarded(to, [&] {
        SQLite::Database copy(to, SQLite::OPEN_READWRITE, 0, state_->opening.vfs);
        SQLite::Backup backup(copy, *from.state_->database);
        backup.executeStep(-1);
    });
}

void LedgerFile::leave_log() {
    if (asks_for_log(state_->path)) {
        state_->database->tryExec("PRAGMA journal_mode = DELETE");
    }
}

void LedgerFile::begin_read() {
    if (!state_->in_transaction) {
        guarded(state_->path, [&] { state_->database->exec("BEGIN"); });
        state_->in_transaction = true;
    }
}

void LedgerFile::begin_write() {
    rollback();
    guarded(state_->path, [&] { state_->database->exec("BEGIN IMMEDIATE"); });
    state_->in_transaction = true;
}

void LedgerFile::commit() {
    State& state = *state_;
    guarded(state.path, [&] { state.database->exec("COMMIT"); });
    state.in_transaction = false;
    if (state.creating) {
        state.statements.clear();
        state.database.reset();
        publish_file(state.file, state.path, state.replacing);
        state.creating = false;
        state.file = state.path;
        guarded(state.path, [&] { state.connect(state.path, SQLite::OPEN_READWRITE); });
    }
}

void LedgerFile::rollback() noexcept {
    if (state_ && state_->in_transaction) {
        for (auto& [sql, statement] : state_->statements) {
            statement->tryReset();
        }
        state_->database->tryExec("ROLLBACK");  // SQLite may have done so already
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
        SQLite::Statement& statement = state_->prepared(insert_entry());
        bind_entry(statement, entry);
        statement.exec();
    });
}

void LedgerFile::insert_other(EntryNumber sequence) {
    guarded(state_->path, [&] {
        SQLite::Statement& statement = state_->prepared("INSERT INTO other_entry (entry) VALUES (?)");
        statement.bind(1, sequence);
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
        statement.bindNoCopy(1, sum.subject);
        statement.bind(2, month_number(sum.month));
        statement.bindNoCopy(3, word(sum.kind).data());
        statement.bind(4, stage_text(sum.stage));
        statement.bind(5, sum.pence);
        statement.bind(6, sum.entries);
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
        // Named by the list's own number, so that SQLite goes through the list, which is short, and not through all entries.
        const bool listed = which == Which::other;
        const std::string from_table =
            listed ? " FROM other_entry JOIN entry ON entry.sequence = other_entry.entry" : " FROM entry";
        const std::string number = listed ? "other_entry.entry" : "sequence";
        // A statement of its own: take may ask the ledger other things.
        SQLite::Statement rows(*state_->database, "SELECT " + entry_columns() + from_table + " WHERE " + number +
                                                      " >= ? ORDER BY " + number);
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
        SQLite::Statement rows(*state_->database,
                               std::string("SELECT subject, month, kind, stage, pence, entries FROM sums") +
                                   (subject != nullptr ? " WHERE subject = ?" : ""));
        if (subject != nullptr) {
            rows.bind(1, *subject);
        }
        while (rows.executeStep()) {
            LedgerSum sum;
            sum.subject = rows.getColumn(0).getString();
            const std::optional<Month> month = month_of_number(rows.getColumn(1).getInt64());
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

void LedgerFile::each_other(const std::function<void(EntryNumber)>& take) const {
    guarded(state_->path, [&] {
        SQLite::Statement rows(*state_->database, "SELECT entry FROM other_entry ORDER BY entry");
        while (rows.executeStep()) {
            take(rows.getColumn(0).getInt64());
        }
    });
}

void LedgerFile::each_reference(const std::function<void(const std::string&, EntryNumber)>& take) const {
    guarded(state_->path, [&] {
        SQLite::Statement rows(*state_->database, "SELECT reference, entry FROM reference");
        while (rows.executeStep()) {
            take(rows.getColumn(0).getString(), rows.getColumn(1).getInt64());
        }
    });
}

void LedgerFile::each_baseline(const std::function<void(EntryNumber, const std::string&)>& take) const {
    guarded(state_->path, [&] {
        SQLite::Statement rows(*state_->database, "SELECT sequence, text FROM baseline ORDER BY sequence");
        while (rows.executeStep()) {
            take(rows.getColumn(0).getInt64(), rows.getColumn(1).getString());
        }
    });
}

std::string LedgerFile::baseline_text(EntryNumber sequence) const {
    return guarded(state_->path, [&] {
        SQLite::Statement row(*state_->database, "SELECT text FROM baseline WHERE sequence = ?");
        row.bind(1, sequence);
        return row.executeStep() ? row.getColumn(0).getString() : std::string{};
    });
}

std::optional<EntryNumber> LedgerFile::find_reference(const std::string& reference) const {
    return guarded(state_->path, [&] {
        SQLite::Statement row(*state_->database, "SELECT entry FROM reference WHERE reference = ?");
        row.bind(1, reference);
        return row.executeStep() ? std::optional<EntryNumber>(row.getColumn(0).getInt64()) : std::nullopt;
    });
}

std::optional<EntryNumber> LedgerFile::find_reversal(EntryNumber sequence) const {
    return guarded(state_->path, [&] {
        SQLite::Statement row(*state_->database, "SELECT sequence FROM entry WHERE reverses = ?");
        row.bind(1, sequence);
        return row.executeStep() ? std::optional<EntryNumber>(row.getColumn(0).getInt64()) : std::nullopt;
    });
}

std::string LedgerFile::structure_fault() const {
    return guarded(state_->path, [&] {
        State fresh;
        fresh.connect(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        fresh.migrate(0, state_->format);
        const std::vector<std::string> wanted = State::shape_of(*fresh.database);
        const std::vector<std::string> found = State::shape_of(*state_->database);
        if (wanted != found) {
            for (const std::string& each : wanted) {
                if (std::find(found.begin(), found.end(), each) == found.end()) {
                    return each.substr(0, each.find(':')) + " is missing, or not as it was made";
                }
            }
            return std::string("it holds tables, indexes or triggers that are not a ledger's");
        }
        const std::string fault = state_->database->execAndGet("PRAGMA integrity_check(1)").getString();
        return fault == "ok" ? std::string{} : fault;
    });
}

}  // namespace tranche
