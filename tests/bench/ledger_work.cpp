// A million rows of CSV into a ledger, against the least that storing them can cost: the same rows, worked out beforehand,
// through one prepared statement into the same tables on the same file system. And the sums of a ledger that long.
#include <sqlite3.h>
#include <unistd.h>  // getpid

#include <filesystem>
#include <stdexcept>

#include "bench/work.hpp"
#include "tranche/pipeline.hpp"
#include "tranche/ledger/import.hpp"

namespace tranche::bench {

namespace {

constexpr int rows = 1'000'000;
constexpr int lines = 40;
constexpr int months = 24;
constexpr Timestamp now = 1'467'331'200'000'000;  // 2016-07-01

std::string line_id(int row) {
    return "line-" + std::to_string(row % lines);
}
Month month_of(int row) {
    return Month(2014, 4) + row / lines % months;
}
Pence pence_of(int row) {
    return 100'000 + static_cast<std::int64_t>(row) * 7919 % 900'000;
}

/// Files of its own, gone at the end.
struct Place {
    std::string folder = "/tmp/tranche-bench-" + std::to_string(getpid());
    Place() { std::filesystem::create_directories(folder); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    ~Place() { std::filesystem::remove_all(folder); }
    [[nodiscard]] std::string of(const char* name) const { return folder + "/" + name; }
};

struct Data {
    Place place;
    std::string csv;
    Baseline baseline;
};

std::shared_ptr<Data> data() {
    auto result = std::make_shared<Data>();
    result->csv = "line,month,amount,reference\n";
    for (int row = 0; row < rows; ++row) {
        result->csv += line_id(row) + "," + month_text(month_of(row)) + "," + pence_text(pence_of(row)) + ",\n";
    }
    std::string yaml = "programme: bench\ncalendar: {first_year: 2014/15, years: 2}\ncosts:\n";
    for (int line = 0; line < lines; ++line) {
        yaml += "  - {id: " + line_id(line) + ", yearly: £60000, status: assumed}\n";
    }
    Diagnostics diagnostics;
    const auto text = std::make_shared<SourceText>(SourceText{"bench.yaml", yaml});
    const std::optional<Model> model = open_model(text, diagnostics);
    if (!model) {
        throw std::runtime_error("the programme of the benchmark has errors");
    }
    BaselineTerms terms;
    terms.approved_by = "bench";
    terms.approved_on = *day_of(Month(2014, 4), 1);
    result->baseline = freeze(*model, *text, terms);
    return result;
}

std::string fresh(const Data& data, const char* name) {
    const std::string path = data.place.of(name);
    for (const char* tail : {"", "-wal", "-shm"}) {
        std::filesystem::remove(path + tail);
    }
    Ledger ledger = Ledger::create(path, {});
    Ledger::Writer writer = ledger.begin();
    LedgerEntry entry;
    entry.kind = EntryKind::baseline;
    entry.subject = "bench";
    entry.by = "bench";
    writer.append(entry, baseline_text(data.baseline));
    writer.commit();
    return path;
}

void import(const Data& data) {
    Ledger ledger = Ledger::open(fresh(data, "ours.tranche"), {.writes = true});
    Ledger::Writer writer = ledger.begin();
    const Recorder recorder{"bench", now};
    Recording recording(ledger, recorder);
    std::size_t at = 0;
    const ImportSource source{"bench.csv",
                              std::string(64, 'a'),
                              [&](char* to, std::size_t room) {
                                  const std::size_t got = data.csv.copy(to, room, at);
                                  at += got;
                                  return got;
                              },
                              {}};
    Diagnostics diagnostics;
    const Imported imported = import_rows(ledger, writer, recording, recorder, source, {}, diagnostics);
    if (diagnostics.has_errors() || imported.rows != rows) {
        throw std::runtime_error("the import of the benchmark has errors");
    }
    writer.commit();
}

void must(int code, sqlite3* database) {
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW) {
        throw std::runtime_error(sqlite3_errmsg(database));
    }
}

// What an entry of the import has, and nothing but putting it there.
void insert_bare(const Data& data) {
    sqlite3* database = nullptr;
    must(sqlite3_open(fresh(data, "peer.tranche").c_str(), &database), database);
    must(sqlite3_exec(database, "PRAGMA synchronous = FULL; BEGIN IMMEDIATE", nullptr, nullptr, nullptr), database);
    sqlite3_stmt* insert = nullptr;
    must(
        sqlite3_prepare_v2(database,
                           "INSERT INTO entry (sequence, kind, subject, baseline, month, pence, recorder, recorded_at, "
                           "source, hash) VALUES (?, 'actual', ?, 1, ?, ?, 'bench', ?, 2, ?)",
                           -1, &insert, nullptr),
        database);
    std::string hash(32, '\x5a');
    for (int row = 0; row < rows; ++row) {
        const std::string id = line_id(row);
        const Month month = month_of(row);
        sqlite3_bind_int64(insert, 1, row + 2);
        sqlite3_bind_text(insert, 2, id.data(), static_cast<int>(id.size()), SQLITE_STATIC);
        sqlite3_bind_int64(insert, 3, month.year() * 100 + month.month());
        sqlite3_bind_int64(insert, 4, pence_of(row));
        sqlite3_bind_int64(insert, 5, now);
        sqlite3_bind_blob(insert, 6, hash.data(), static_cast<int>(hash.size()), SQLITE_STATIC);
        must(sqlite3_step(insert), database);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    must(sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr), database);
    sqlite3_close(database);
}

// The sums, added up here without a ledger; and the chain.
std::string check_import(const Data& data) {
    import(data);
    std::map<std::pair<std::string, Month>, Pence> expected;
    for (int row = 0; row < rows; ++row) {
        expected[{line_id(row), month_of(row)}] += pence_of(row);
    }
    const Ledger ledger = Ledger::open(data.place.of("ours.tranche"), {});
    const std::vector<LedgerSum> sums = ledger.sums();
    if (sums.size() != expected.size()) {
        return std::to_string(sums.size()) + " sums";
    }
    for (const LedgerSum& sum : sums) {
        if (expected[{sum.subject, sum.month}] != sum.pence) {
            return "the sum of " + sum.subject + " in " + month_text(sum.month);
        }
    }
    const Verification verification = ledger.verify();
    return verification.ok && verification.head.entries == rows + 2 ? std::string{} : "the chain: " + verification.why;
}

// All that a status asks of a ledger.
std::size_t ask(const std::string& path) {
    const Ledger ledger = Ledger::open(path, {});
    return ledger.sums().size() + ledger.other_entries().size() + ledger.baselines().size();
}

void group_by(const std::string& path) {
    sqlite3* database = nullptr;
    must(sqlite3_open(path.c_str(), &database), database);
    sqlite3_stmt* query = nullptr;
    must(sqlite3_prepare_v2(
             database,
             "SELECT subject, month, kind, stage, sum(pence), count(*) FROM entry WHERE kind = 'actual' GROUP "
             "BY subject, month, kind, stage",
             -1, &query, nullptr),
         database);
    while (sqlite3_step(query) == SQLITE_ROW) {}
    sqlite3_finalize(query);
    sqlite3_close(database);
}

}  // namespace

Work ledger_import() {
    const std::shared_ptr<Data> shared = data();
    return {[shared] { return check_import(*shared); }, [shared] { import(*shared); },
            [shared] { insert_bare(*shared); }};
}

Work ledger_status() {
    const std::shared_ptr<Data> shared = data();
    import(*shared);
    const std::string path = shared->place.of("ours.tranche");
    return {[path] {
                const std::size_t found = ask(path);
                return found == static_cast<std::size_t>(lines * months + 3) ? std::string{}
                                                                             : std::to_string(found) + " values";
            },
            [path, shared] { ask(path); }, [path] { group_by(path); }};
}

}  // namespace tranche::bench
