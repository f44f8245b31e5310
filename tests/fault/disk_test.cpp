// What happens when the disk fails at the n-th operation, for n = 1, 2, 3 and so on until the work is done without meeting
// the failure: it is said, what was acknowledged is there, nothing is there by half, and the chain holds.
#include <gmock/gmock.h>  // HasSubstr
#include <gtest/gtest.h>

#include <filesystem>

#include "fault/failing_disk.hpp"
#include "support/ledgers.hpp"
#include "support/places.hpp"
#include "tranche/ledger/import.hpp"

namespace tranche::test {
namespace {

using Failure = FailingDisk::Failure;

constexpr Timestamp now = 1'467'331'200'000'000;
constexpr int rows = 300;
constexpr std::int64_t before = 6;  // entries

void record(const Ledger::Opening& opening, const std::string& path) {
    Ledger ledger = Ledger::open(path, opening);
    LedgerEntry entry = amount_entry("staff", Month(2014, 6), 4200);
    append_one(ledger, entry);
}

void import(const Ledger::Opening& opening, const std::string& path) {
    Ledger ledger = Ledger::open(path, opening);
    std::string csv = "line,month,amount\n";
    for (int row = 0; row < rows; ++row) {
        csv += "staff,2014-05,900.00\n";
    }
    std::size_t at = 0;
    const ImportSource source{"spend.csv",
                              std::string(64, 'a'),
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
    writer.commit();
}

struct Case {
    const char* name;
    void (*work)(const Ledger::Opening&, const std::string&);
    std::int64_t adds;
    Failure failure;
    bool full;
};

class Disk : public testing::TestWithParam<Case> {};

TEST_P(Disk, FailureAtAnyOperationLosesAndHalvesNothing) {
    const Case& each = GetParam();
    const TemporaryFolder folder;
    const Ledger::Opening opening{true, std::chrono::milliseconds(50), FailingDisk::name()};
    long n = 0;
    bool met = true;
    long refused = 0;
    while (met) {
        ++n;
        const std::string path = folder.of("l.tranche");
        make_ledger(path, static_cast<int>(before) - 1);
        bool acknowledged = false;
        FailingDisk::arm(n, each.failure, each.full);
        try {
            each.work(opening, path);
            acknowledged = true;
        } catch (const LedgerError&) {
            ++refused;
        }
        FailingDisk::disarm();
        met = FailingDisk::failed();

        const Ledger ledger = Ledger::open(path, {});
        const Verification result = ledger.verify();
        ASSERT_TRUE(result.ok) << "failure " << n << ": entry " << result.entry << ": " << result.why;
        const std::int64_t entries = result.head.entries;
        ASSERT_TRUE(entries == before + each.adds || (!acknowledged && entries == before))
            << "failure " << n << " leaves " << entries << " entries, " << (acknowledged ? "" : "not ")
            << "acknowledged";
        remove_ledger(path);
        ASSERT_LT(n, 5000) << "the work never ends without meeting the failure";
    }
    EXPECT_GT(refused, 0) << "no failure was ever told";
    RecordProperty("operations", static_cast<int>(n - 1));
}

INSTANTIATE_TEST_SUITE_P(, Disk,
                         testing::Values(Case{"RecordFailingOnce", record, 1, Failure::once, false},
                                         Case{"RecordFailingFromThenOn", record, 1, Failure::from_then_on, false},
                                         Case{"RecordOnAFullDisk", record, 1, Failure::from_then_on, true},
                                         Case{"ImportFailingOnce", import, rows + 1, Failure::once, false},
                                         Case{"ImportFailingFromThenOn", import, rows + 1, Failure::from_then_on,
                                              false},
                                         Case{"ImportOnAFullDisk", import, rows + 1, Failure::from_then_on, true}),
                         [](const testing::TestParamInfo<Case>& each) { return each.param.name; });

// A ledger of the first format is copied, verified and brought up before it is written to. Wherever that ends, the ledger is
// there as it was or as it is to be.
TEST(Migration, FailureAtAnyOperationLosesAndHalvesNothing) {
    const TemporaryFolder folder;
    const Ledger::Opening opening{true, std::chrono::milliseconds(50), FailingDisk::name()};
    const std::string path = folder.of("l.tranche");
    constexpr std::int64_t entries_before = 4;
    long n = 0;
    long refused = 0;
    bool met = true;
    while (met) {
        ++n;
        std::filesystem::copy_file(source_folder() + "/tests/fault/format-1.tranche", path);
        const std::string head = Ledger::open(path, {}).head().hash;
        bool acknowledged = false;
        FailingDisk::arm(n, Failure::from_then_on, false);
        try {
            record(opening, path);
            acknowledged = true;
        } catch (const LedgerError&) {
            ++refused;
        }
        FailingDisk::disarm();
        met = FailingDisk::failed();

        const Ledger ledger = Ledger::open(path, {});
        const Verification result = ledger.verify(head);
        ASSERT_TRUE(result.ok) << "failure " << n << ": entry " << result.entry << ": " << result.why;
        ASSERT_TRUE(result.head.entries == entries_before + 1 ||
                    (!acknowledged && result.head.entries == entries_before))
            << "failure " << n << " leaves " << result.head.entries << " entries";
        if (acknowledged) {
            EXPECT_EQ(Ledger::open(path + ".format-1", {}).head().hash, head);
        }
        std::filesystem::remove_all(folder.path());
        std::filesystem::create_directory(folder.path());
        ASSERT_LT(n, 5000) << "the work never ends without meeting the failure";
    }
    EXPECT_GT(refused, 0) << "no failure was ever told";
}

TEST(FullDisk, IsToldAsSuch) {
    const TemporaryFolder folder;
    const std::string path = folder.of("l.tranche");
    make_ledger(path, 1);
    FailingDisk::name();
    FailingDisk::arm(1, Failure::from_then_on, true);
    std::string told;
    try {
        record({true, std::chrono::milliseconds(50), FailingDisk::name()}, path);
    } catch (const LedgerError& problem) {
        told = problem.what();
        EXPECT_EQ(problem.kind(), LedgerError::Kind::broken);
    }
    FailingDisk::disarm();
    EXPECT_THAT(told, testing::HasSubstr("no room left on the disk"));
}

TEST(Writers, WaitNoLongerThanTheirPatience) {
    const TemporaryFolder folder;
    const std::string path = folder.of("l.tranche");
    make_ledger(path, 1);
    Ledger first = Ledger::open(path, {.writes = true});
    const Ledger::Writer holds = first.begin();
    Ledger second = Ledger::open(path, {.writes = true, .patience = std::chrono::milliseconds(20)});
    try {
        (void)second.begin();
        ADD_FAILURE() << "two write at once";
    } catch (const LedgerError& problem) {
        EXPECT_EQ(problem.kind(), LedgerError::Kind::busy);
    }
}

}  // namespace
}  // namespace tranche::test
