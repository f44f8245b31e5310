// A process that is killed at a random moment has recorded what it acknowledged, and half of nothing.
//
// TRANCHE_KILLS says how often; the usual number is a sample.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>  // getenv
#include <map>
#include <random>
#include <stdexcept>
#include <thread>

#include "support/ledgers.hpp"
#include "tranche/base/sha256.hpp"
#include "tranche/ledger/import.hpp"

namespace tranche::test {
namespace {

constexpr Timestamp now = 1'467'331'200'000'000;
constexpr int import_rows_each = 2000;

int kills() {
    const char* told = std::getenv("TRANCHE_KILLS");
    return told != nullptr ? std::atoi(told) : 30;
}

// Records one entry after the other, and says of each that it is there once that is so.
[[noreturn]] void record_for_ever(const std::string& path, int acknowledged, int round) {
    Ledger ledger = Ledger::open(path, {.writes = true});
    for (int i = 0;; ++i) {
        LedgerEntry entry = amount_entry("staff", Month(2014, 4) + i % 24, 100 + i);
        entry.reference = "R" + std::to_string(round) + "-" + std::to_string(i);
        append_one(ledger, entry);
        const std::int64_t sequence = entry.sequence;
        if (write(acknowledged, &sequence, sizeof sequence) != sizeof sequence) {
            _exit(1);
        }
    }
}

// Imports one file after the other, each of so many rows.
[[noreturn]] void import_for_ever(const std::string& path, int acknowledged, int round) {
    Ledger ledger = Ledger::open(path, {.writes = true});
    for (int i = 0;; ++i) {
        std::string csv = "line,month,amount\n";
        for (int row = 0; row < import_rows_each; ++row) {
            csv += "staff,2014-05,900.00\n";
        }
        std::size_t at = 0;
        const std::string name = std::to_string(round) + "-" + std::to_string(i);
        const ImportSource source{"file " + name,
                                  sha256_hex(name),
                                  [&](char* to, std::size_t room) {
                                      const std::size_t got = csv.copy(to, room, at);
                                      at += got;
                                      return got;
                                  },
                                  {}};
        Ledger::Writer writer = ledger.begin();
        const Recorder recorder{"ann", now};
        Recording recording(ledger, recorder);
        Diagnostics diagnostics;
        import_rows(ledger, writer, recording, recorder, source, {}, diagnostics);
        const std::int64_t sequence = writer.commit().entries;
        if (write(acknowledged, &sequence, sizeof sequence) != sizeof sequence) {
            _exit(1);
        }
    }
}

// The last entry that was acknowledged before the child was killed.
template <class Child>
std::int64_t kill_after(std::chrono::microseconds time, const Child& child) {
    int ends[2];
    EXPECT_EQ(pipe(ends), 0);
    const pid_t pid = fork();
    if (pid < 0) {
        throw std::runtime_error("no process could be started");
    }
    if (pid == 0) {
        close(ends[0]);
        child(ends[1]);
    }
    close(ends[1]);
    std::this_thread::sleep_for(time);
    kill(pid, SIGKILL);
    waitpid(pid, nullptr, 0);
    std::int64_t last = 0;
    for (std::int64_t sequence = 0; read(ends[0], &sequence, sizeof sequence) == sizeof sequence;) {
        last = sequence;
    }
    close(ends[0]);
    return last;
}

TEST(Crash, KilledProcessHasRecordedWhatItAcknowledgedAndHalfOfNothing) {
    const TemporaryFolder folder;
    const std::string path = folder.of("l.tranche");
    make_ledger(path, 1);
    std::mt19937 chance(20140401);
    std::uniform_int_distribution<int> moment(500, 60'000);
    std::int64_t acknowledged = 0;  // of the file in use
    int rounds_acknowledged = 0;
    for (int round = 0; round < kills(); ++round) {
        const bool imports = round % 2 == 1;
        const std::int64_t last = kill_after(std::chrono::microseconds(moment(chance)), [&](int pipe) {
            imports ? import_for_ever(path, pipe, round) : record_for_ever(path, pipe, round);
        });
        acknowledged = std::max(acknowledged, last);
        rounds_acknowledged += last > 0 ? 1 : 0;
        const Ledger ledger = Ledger::open(path, {});
        const Verification result = ledger.verify();
        ASSERT_TRUE(result.ok) << "after kill " << round << ": entry " << result.entry << ": " << result.why;
        ASSERT_GE(result.head.entries, acknowledged) << "after kill " << round;
        if (imports) {
            for (const LedgerEntry& entry : ledger.other_entries()) {
                if (entry.kind == EntryKind::import) {
                    ASSERT_EQ(ledger.entries_from(entry.sequence).size(), static_cast<std::size_t>(import_rows_each));
                }
            }
        }
        // A file of a few thousand entries shows as much as a longer one, and is verified faster.
        if (result.head.entries > 20'000) {
            remove_ledger(path);
            make_ledger(path, 1);
            acknowledged = 0;
        }
    }
    EXPECT_GT(rounds_acknowledged, 0);
}

// Two at once: everybody's entries are there, in one order, and each one's in its own.
TEST(Concurrency, TwoProcessesLoseNothing) {
    const int each = std::getenv("TRANCHE_WRITES") != nullptr ? std::atoi(std::getenv("TRANCHE_WRITES")) : 500;
    const TemporaryFolder folder;
    const std::string path = folder.of("l.tranche");
    make_ledger(path, 0);
    pid_t children[2];
    for (int who = 0; who < 2; ++who) {
        children[who] = fork();
        if (children[who] == 0) {
            Ledger ledger = Ledger::open(path, {.writes = true, .patience = std::chrono::minutes(2)});
            for (int i = 1; i <= each; ++i) {
                LedgerEntry entry = amount_entry(who == 0 ? "staff" : "fares", Month(2014, 4), i);
                append_one(ledger, entry);
            }
            _exit(0);
        }
    }
    for (const pid_t child : children) {
        int status = 0;
        waitpid(child, &status, 0);
        EXPECT_EQ(status, 0);
    }
    const Ledger ledger = Ledger::open(path, {});
    EXPECT_TRUE(ledger.verify().ok) << ledger.verify().why;
    std::map<std::string, Pence> last;
    ledger.each_entry(2, [&](const LedgerEntry& entry) {
        EXPECT_EQ(*entry.pence, last[entry.subject] + 1);
        last[entry.subject] = *entry.pence;
    });
    EXPECT_EQ(last["staff"], each);
    EXPECT_EQ(last["fares"], each);
}

}  // namespace
}  // namespace tranche::test
