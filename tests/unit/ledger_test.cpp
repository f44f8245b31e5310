// A ledger on disk: what is added stays, what is changed is found.
#include "support/places.hpp"
#include "tranche/ledger/ledger.hpp"

#include <gmock/gmock.h>  // HasSubstr
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>  // seteuid

#include <algorithm>  // sort
#include <filesystem>

#include "support/ledgers.hpp"
#include "support/source_tree.hpp"  // read_text

namespace tranche::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class LedgerOnDisk : public testing::Test {
protected:
    LedgerOnDisk() : path(folder.of("l.tranche")) {}

    /// What a tool that respects nothing would do.
    void tamper(const std::string& sql) {
        sqlite3* database = nullptr;
        ASSERT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
        char* problem = nullptr;
        EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &problem), SQLITE_OK)
            << (problem != nullptr ? problem : "");
        sqlite3_close(database);
    }
    /// Names of the files in the folder.
    std::vector<std::string> files() const {
        std::vector<std::string> names;
        for (const auto& each : std::filesystem::directory_iterator(folder.path())) {
            names.push_back(each.path().filename());
        }
        std::sort(names.begin(), names.end());
        return names;
    }
    static std::string without_triggers(const std::string& sql) {
        return "DROP TRIGGER entry_is_not_changed; DROP TRIGGER entry_is_not_deleted; " + sql + ";";
    }

    TemporaryFolder folder;
    std::string path;
};

TEST_F(LedgerOnDisk, EntriesComeBackAsTheyWereAppended) {
    const std::vector<LedgerEntry> appended = make_ledger(path, 5);
    const Ledger ledger = Ledger::open(path, {});
    EXPECT_EQ(ledger.entries(), appended);
    EXPECT_EQ(ledger.head(), (LedgerHead{6, appended.back().hash}));
    EXPECT_EQ(ledger.entry(3), appended[2]);
    EXPECT_FALSE(ledger.entry(7));
    EXPECT_FALSE(ledger.entry(0));
    EXPECT_EQ(ledger.sums(), sums_of(appended));
    EXPECT_EQ(ledger.other_entries(), std::vector<LedgerEntry>{appended[0]});
    EXPECT_EQ(ledger.baselines().size(), 1U);
    EXPECT_TRUE(ledger.verify().ok) << ledger.verify().why;
    for (std::size_t i = 1; i < appended.size(); ++i) {
        EXPECT_EQ(appended[i].previous, appended[i - 1].hash);
        EXPECT_EQ(appended[i].hash, hash_of(appended[i]));
    }
}

TEST_F(LedgerOnDisk, WhatIsNotCommittedIsNotThere) {
    make_ledger(path, 2);
    Ledger ledger = Ledger::open(path, {.writes = true});
    {
        Ledger::Writer writer = ledger.begin();
        LedgerEntry entry = amount_entry("staff", Month(2014, 5), 100);
        writer.append(entry);
        EXPECT_EQ(ledger.head().entries, 4) << "its own transaction sees it";
        EXPECT_EQ(ledger.sums("staff").back().month, Month(2014, 5));
    }
    EXPECT_EQ(ledger.head().entries, 3);
    EXPECT_TRUE(ledger.verify().ok) << ledger.verify().why;
}

TEST_F(LedgerOnDisk, ReferenceIsFreeAgainOnceItsEntryIsReversed) {
    make_ledger(path, 1);
    Ledger ledger = Ledger::open(path, {.writes = true});
    LedgerEntry entry = amount_entry("staff", Month(2014, 5), 100);
    entry.reference = "INV-1";
    append_one(ledger, entry);
    EXPECT_EQ(ledger.find_reference("INV-1"), 3);
    EXPECT_THROW(append_one(ledger, entry), DuplicateReference);
    EXPECT_EQ(ledger.head().entries, 3);
    LedgerEntry reversal = amount_entry("staff", Month(2014, 5), -100);
    reversal.kind = EntryKind::reversal;
    reversal.reverses = 3;
    append_one(ledger, reversal);
    EXPECT_FALSE(ledger.find_reference("INV-1"));
    EXPECT_EQ(ledger.find_reversal(3), 4);
    append_one(ledger, entry);
    EXPECT_EQ(ledger.find_reference("INV-1"), 5);
    EXPECT_THROW(append_one(ledger, reversal), LedgerError) << "the file undoes no entry twice";
    EXPECT_TRUE(ledger.verify().ok) << ledger.verify().why;
}

TEST_F(LedgerOnDisk, ClockThatGoesBackDoesNotTakeTheLedgerWithIt) {
    make_ledger(path, 1);
    Ledger ledger = Ledger::open(path, {.writes = true});
    const Timestamp before = ledger.entry(2)->recorded_at;
    LedgerEntry entry = amount_entry("staff", Month(2014, 5), 100);
    entry.recorded_at = before - 1'000'000;
    append_one(ledger, entry);
    EXPECT_EQ(entry.recorded_at, before);
}

TEST_F(LedgerOnDisk, FileItselfRefusesChanges) {
    make_ledger(path, 3);
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
    for (const char* sql :
         {"UPDATE entry SET pence = 1 WHERE sequence = 2", "DELETE FROM entry WHERE sequence = 4",
          "UPDATE baseline SET text = ''", "DELETE FROM baseline",
          "INSERT INTO entry (sequence, kind, subject, recorder, recorded_at, hash) VALUES (9, 'actual', "
          "'x', 'y', 'noon', zeroblob(32))",
          "INSERT INTO entry (sequence, kind, subject, recorder, recorded_at, hash) VALUES (9, 'actual', "
          "'x', 'y', 1, zeroblob(31))"}) {
        EXPECT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_CONSTRAINT) << sql;
    }
    sqlite3_close(database);
    EXPECT_TRUE(Ledger::open(path, {}).verify().ok);
}

struct Tampering {
    const char* sql;
    EntryNumber entry;
    const char* why;
};

TEST_F(LedgerOnDisk, WhatWasChangedIsNamed) {
    const Tampering cases[] = {
        {"UPDATE entry SET pence = pence + 1 WHERE sequence = 3", 3, "it was changed"},
        {"UPDATE entry SET subject = 'stafg' WHERE sequence = 2", 2, "it was changed"},
        {"UPDATE entry SET recorder = 'bob' WHERE sequence = 5", 5, "it was changed"},
        {"UPDATE entry SET pence = NULL WHERE sequence = 5", 5, "it was changed"},
        {"UPDATE entry SET hash = zeroblob(32) WHERE sequence = 4", 4, "it was changed"},
        {"UPDATE entry SET kind = 'payment' WHERE sequence = 4", 4, "its kind is not one"},
        {"DELETE FROM entry WHERE sequence = 3", 3, "it is missing"},
        {"UPDATE entry SET sequence = 60 WHERE sequence = 6", 6, "it is missing"},
        {"DROP TRIGGER baseline_is_not_changed; UPDATE baseline SET text = replace(text, 'Board', 'Bored')", 1,
         "the text of its baseline"},
        {"UPDATE sums SET pence = pence + 1", 0, "running sum of 'staff'"},
        {"DELETE FROM sums", 0, "running sum of 'staff'"},
        {"INSERT INTO reference VALUES ('INV-9', 2)", 0, "reference 'INV-9'"},
        {"SELECT 1", 0, "trigger entry_is_not_changed is missing"},
    };
    for (const Tampering& each : cases) {
        make_ledger(path, 5);
        tamper(without_triggers(each.sql));
        const Verification result = Ledger::open(path, {}).verify();
        EXPECT_FALSE(result.ok) << each.sql;
        EXPECT_EQ(result.entry, each.entry) << each.sql << ": " << result.why;
        EXPECT_THAT(result.why, HasSubstr(each.why)) << each.sql;
        remove_ledger(path);
    }
}

TEST_F(LedgerOnDisk, CutTailShowsAgainstAHeadKeptElsewhere) {
    const std::vector<LedgerEntry> appended = make_ledger(path, 5);
    EXPECT_TRUE(Ledger::open(path, {}).verify(appended[2].hash).ok) << "an earlier head is part of the chain";
    tamper(
        without_triggers("DELETE FROM entry WHERE sequence > 4; DELETE FROM sums; DELETE FROM reference") +
        "INSERT INTO sums SELECT subject, month, kind, coalesce(stage, ''), sum(pence), count(*) FROM entry WHERE kind = "
        "'actual' GROUP BY subject, month, kind, stage;"
        "CREATE TRIGGER entry_is_not_changed BEFORE UPDATE ON entry\nBEGIN SELECT RAISE(ABORT, 'an entry of a ledger is "
        "never changed'); END;"
        "CREATE TRIGGER entry_is_not_deleted BEFORE DELETE ON entry\nBEGIN SELECT RAISE(ABORT, 'an entry of a ledger is "
        "never deleted'); END;");
    const Ledger ledger = Ledger::open(path, {});
    EXPECT_TRUE(ledger.verify().ok) << "by itself it cannot tell: " << ledger.verify().why;
    const Verification result = ledger.verify(appended.back().hash);
    EXPECT_FALSE(result.ok);
    EXPECT_EQ(result.entry, 5);
    EXPECT_THAT(result.why, HasSubstr("cut off"));
}

LedgerError::Kind refusal(const std::string& path) {
    try {
        (void)Ledger::open(path, {});
    } catch (const LedgerError& problem) {
        return problem.kind();
    }
    ADD_FAILURE() << path << " opens";
    return LedgerError::Kind::broken;
}

TEST_F(LedgerOnDisk, WhatIsNoLedgerIsRefused) {
    EXPECT_EQ(refusal(folder.of("nowhere")), LedgerError::Kind::missing);
    write_text(path, "entry,month,amount\n");
    EXPECT_EQ(refusal(path), LedgerError::Kind::not_a_ledger);
    remove_ledger(path);
    tamper("CREATE TABLE entry (x)");
    EXPECT_EQ(refusal(path), LedgerError::Kind::not_a_ledger);
    EXPECT_THROW(Ledger::create(path, {}), LedgerError);
    remove_ledger(path);
    make_ledger(path, 1);
    EXPECT_THROW(Ledger::create(path, {}), LedgerError);
    tamper("PRAGMA user_version = 99");
    EXPECT_EQ(refusal(path), LedgerError::Kind::newer);
}

// The file is what format 1 made: schemas/ledger/0001_entries.sql, and entries whose hashes Python's hashlib worked out.
const std::vector<LedgerSum> sums_of_format_1{{"staff", Month(2014, 5), EntryKind::actual, Stage::unstated, 10000, 1},
                                              {"staff", Month(2014, 6), EntryKind::actual, Stage::unstated, -10000, 1},
                                              {"staff", Month(2014, 6), EntryKind::commitment, Stage::unstated, 0, 1}};

TEST_F(LedgerOnDisk, OlderFormatIsReadAsItIs) {
    std::filesystem::copy_file(source_folder() + "/tests/fault/format-1.tranche", path);
    const std::string bytes = read_text(path);
    {
        const Ledger ledger = Ledger::open(path, {});
        EXPECT_FALSE(ledger.migrated());
        const Verification result = ledger.verify();
        EXPECT_TRUE(result.ok) << result.why;
        EXPECT_EQ(ledger.head().entries, 4);
        EXPECT_EQ(ledger.sums(), sums_of_format_1);
        ASSERT_EQ(ledger.other_entries().size(), 1U) << "an actual, its reversal and a commitment add";
        EXPECT_EQ(ledger.other_entries().front().kind, EntryKind::baseline);
        EXPECT_FALSE(ledger.find_reference("INV-1")) << "reversed";
        EXPECT_EQ(ledger.find_reference("INV-2"), 4);
    }
    EXPECT_EQ(read_text(path), bytes);
    EXPECT_THAT(files(), ElementsAre("l.tranche"));
}

TEST_F(LedgerOnDisk, OlderFormatIsBroughtUpByTheFirstWriterAfterAVerifiedCopy) {
    std::filesystem::copy_file(source_folder() + "/tests/fault/format-1.tranche", path);
    const LedgerHead before = Ledger::open(path, {}).head();
    Ledger ledger = Ledger::open(path, {.writes = true});
    ASSERT_TRUE(ledger.migrated());
    EXPECT_EQ(ledger.migrated()->from, 1);
    EXPECT_EQ(ledger.migrated()->to, 3);
    EXPECT_EQ(ledger.migrated()->copy, path + ".format-1");
    EXPECT_EQ(ledger.head(), before);
    EXPECT_EQ(ledger.sums(), sums_of_format_1);
    EXPECT_TRUE(ledger.verify().ok) << ledger.verify().why;

    LedgerEntry entry = amount_entry("staff", Month(2014, 7), 500);
    append_one(ledger, entry);
    EXPECT_EQ(entry.previous, before.hash);
    EXPECT_FALSE(Ledger::open(path, {.writes = true}).migrated()) << "once is enough";
    EXPECT_TRUE(Ledger::open(path, {}).verify().ok);

    const Ledger copy = Ledger::open(path + ".format-1", {});
    EXPECT_EQ(copy.head(), before);
    EXPECT_TRUE(copy.verify().ok) << copy.verify().why;
    EXPECT_THAT(files(), ElementsAre("l.tranche", "l.tranche.format-1"));
}

TEST_F(LedgerOnDisk, OlderFormatThatDoesNotHoldTogetherIsLeftAsItIs) {
    std::filesystem::copy_file(source_folder() + "/tests/fault/format-1.tranche", path);
    tamper(without_triggers("UPDATE entry SET pence = pence + 1 WHERE sequence = 1"));
    const std::string bytes = read_text(path);
    EXPECT_THROW((void)Ledger::open(path, {.writes = true}), LedgerError);
    EXPECT_EQ(read_text(path), bytes);
    EXPECT_THAT(files(), ElementsAre("l.tranche")) << "a copy that shows nothing is not kept";
}

// What a user may do who is neither the owner nor root.
class AsNobody {
public:
    AsNobody() { EXPECT_TRUE(geteuid() != 0 || seteuid(nobody) == 0); }
    ~AsNobody() {
        if (getuid() == 0) {
            EXPECT_EQ(seteuid(0), 0);
        }
    }

private:
    static constexpr uid_t nobody = 65534;
};

TEST_F(LedgerOnDisk, IsReadAndVerifiedWhereNothingMayBeWritten) {
    make_ledger(path, 3);
    std::filesystem::copy_file(source_folder() + "/tests/fault/format-1.tranche", folder.of("old.tranche"));
    std::filesystem::copy_file(source_folder() + "/tests/golden/ledgers/books.tranche", folder.of("log.tranche"));
    for (const char* name : {"l.tranche", "old.tranche", "log.tranche"}) {
        std::filesystem::permissions(folder.of(name), std::filesystem::perms{0444});
    }
    std::filesystem::permissions(folder.path(), std::filesystem::perms{0555});
    for (const auto& [name, entries] :
         {std::pair{"l.tranche", 4}, std::pair{"old.tranche", 4}, std::pair{"log.tranche", 57}}) {
        const AsNobody nobody;
        const Ledger ledger = Ledger::open(folder.of(name), {});
        EXPECT_EQ(ledger.head().entries, entries) << name;
        EXPECT_GT(ledger.sums().size(), 0U) << name;
        EXPECT_TRUE(ledger.verify().ok) << name << ": " << ledger.verify().why;
        EXPECT_THROW((void)Ledger::open(folder.of(name), {.writes = true}).begin(), LedgerError) << name;
    }
    std::filesystem::permissions(folder.path(), std::filesystem::perms{0755});
    EXPECT_THAT(files(), ElementsAre("l.tranche", "log.tranche", "old.tranche"));
}

TEST_F(LedgerOnDisk, IsNotThereBeforeItsFirstCommit) {
    {
        Ledger ledger = Ledger::create(path, {});
        Ledger::Writer writer = ledger.begin();
        LedgerEntry entry = amount_entry("staff", Month(2014, 5), 100);
        writer.append(entry);
        EXPECT_FALSE(std::filesystem::exists(path));
    }
    EXPECT_THAT(files(), IsEmpty());
}

TEST_F(LedgerOnDisk, OfTwoThatAreMadeAtOnceTheFirstStays) {
    Ledger second = Ledger::create(path, {});
    const std::vector<LedgerEntry> first = make_ledger(path, 2);
    Ledger::Writer writer = second.begin();
    LedgerEntry entry = amount_entry("staff", Month(2014, 5), 100);
    writer.append(entry);
    EXPECT_THROW((void)writer.commit(), LedgerError);
    EXPECT_EQ(Ledger::open(path, {}).head().hash, first.back().hash);
}

}  // namespace
}  // namespace tranche::test
