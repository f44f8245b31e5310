// Ledgers that the first release wrote, read by this one: the same head, the same sums, the same exported lines.
// What commands print of them is functional/kept_ledgers_test.cpp's.
//
// golden/ledgers/make.sh says how they came about. Nothing there is ever made again.
#include <gtest/gtest.h>

#include <algorithm>  // sort
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "support/places.hpp"
#include "support/source_tree.hpp"  // read_text
#include "support/temporary_folder.hpp"
#include "tranche/model/words.hpp"  // word
#include "tranche/ledger/export.hpp"
#include "tranche/ledger/ledger.hpp"

namespace tranche::test {
namespace {

using Json = nlohmann::ordered_json;

const std::string kept = source_folder() + "/tests/golden/ledgers";

std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> result;
    for (std::string line; std::getline(stream, line);) {
        result.push_back(line);
    }
    return result;
}

std::string sums_text(const std::vector<LedgerSum>& sums) {
    std::vector<std::string> rows;
    for (const LedgerSum& sum : sums) {
        std::string month = month_text(sum.month);
        month.erase(4, 1);
        rows.push_back(sum.subject + "," + month + "," + std::string(word(sum.kind)) + "," +
                       (sum.stage == Stage::unstated ? "" : std::string(word(sum.stage))) + "," +
                       std::to_string(sum.pence) + "," + std::to_string(sum.entries) + "\n");
    }
    std::sort(rows.begin(), rows.end());
    std::string text = "subject,month,kind,stage,pence,entries\n";
    for (const std::string& row : rows) {
        text += row;
    }
    return text;
}

std::string exported(const Ledger& ledger) {
    std::string text;
    ledger.each_entry(1, [&](const LedgerEntry& entry) {
        text += entry_line(entry, entry.kind == EntryKind::baseline ? ledger.baseline_text(entry.sequence) : "") + "\n";
    });
    return text;
}

class KeptLedger : public testing::TestWithParam<const char*> {
protected:
    KeptLedger() : path(folder.of("l.tranche")) { std::filesystem::copy_file(of(".tranche"), path); }
    static std::string of(const std::string& ending) { return kept + "/" + GetParam() + ending; }

    TemporaryFolder folder;
    std::string path;
};

TEST_P(KeptLedger, HasTheSameHeadSumsAndLines) {
    const Ledger ledger = Ledger::open(path, {});
    const std::string lines = read_text(of(".jsonl"));
    const Verification verification = ledger.verify();
    EXPECT_TRUE(verification.ok) << verification.why;
    EXPECT_EQ(ledger.head().hash, Json::parse(lines_of(lines).back()).at("hash").get<std::string>());
    EXPECT_EQ(ledger.head().entries, static_cast<std::int64_t>(lines_of(lines).size()));
    EXPECT_EQ(exported(ledger), lines);
    EXPECT_EQ(sums_text(ledger.sums()), read_text(of(".sums.csv")));
    EXPECT_EQ(ledger.sums(), sums_of(ledger.entries()));
    EXPECT_EQ(read_text(path), read_text(of(".tranche"))) << "reading changes nothing";
}

TEST_P(KeptLedger, GoesOnFromTheSameHeadOnceItIsWrittenTo) {
    const std::string lines = read_text(of(".jsonl"));
    const LedgerHead before = Ledger::open(path, {}).head();
    Ledger ledger = Ledger::open(path, {.writes = true});
    ASSERT_TRUE(ledger.migrated());
    EXPECT_EQ(ledger.head(), before);
    EXPECT_EQ(exported(ledger), lines);
    EXPECT_EQ(sums_text(ledger.sums()), read_text(of(".sums.csv")));
    LedgerEntry entry;
    entry.kind = EntryKind::risk;
    entry.subject = "leave";
    entry.by = "ann";
    Ledger::Writer writer = ledger.begin();
    writer.append(entry);
    writer.commit();
    EXPECT_EQ(entry.previous, before.hash);
    EXPECT_TRUE(ledger.verify().ok) << ledger.verify().why;
    EXPECT_EQ(exported(Ledger::open(ledger.migrated()->copy, {})), lines);
}

TEST_P(KeptLedger, IsRestoredFromItsLinesWithTheSameHeadAndSums) {
    const std::string lines = read_text(of(".jsonl"));
    Ledger restored = Ledger::create(folder.of("again.tranche"), {});
    Ledger::Writer writer = restored.begin();
    Diagnostics diagnostics;
    for (const std::string& line : lines_of(lines)) {
        ASSERT_TRUE(restore_line(line, {}, writer, diagnostics)) << line;
    }
    writer.commit();
    EXPECT_EQ(restored.head(), Ledger::open(path, {}).head());
    EXPECT_EQ(exported(restored), lines);
    EXPECT_EQ(sums_text(restored.sums()), read_text(of(".sums.csv")));
}

INSTANTIATE_TEST_SUITE_P(, KeptLedger, testing::Values("books", "bare"));

// The ledger that is kept has all there is to read: a kind of entry that is added later is not in it, and need not be.
TEST(KeptLedgers, HoldEveryKindStageAndField) {
    std::set<std::string> kinds;
    std::set<std::string> stages;
    std::set<std::string> fields;
    for (const std::string& line : lines_of(read_text(kept + "/books.jsonl"))) {
        const Json entry = Json::parse(line);
        kinds.insert(entry.at("kind").get<std::string>());
        stages.insert(entry.value("stage", "unstated"));
        for (const auto& [key, value] : entry.items()) {
            fields.insert(key);
        }
    }
    EXPECT_EQ(kinds, (std::set<std::string>{"accrual", "actual", "baseline", "change", "close", "commitment", "derived",
                                            "evidence", "forecast", "import", "measure", "milestone", "progress", "rag",
                                            "reversal", "risk"}));
    EXPECT_EQ(stages, (std::set<std::string>{"audited", "delivered", "evidenced", "unstated"}));
    EXPECT_EQ(fields, (std::set<std::string>{"approved_by", "baseline",  "by",       "counterpart", "date",  "entry",
                                             "evidence",    "hash",      "kind",     "month",       "note",  "pence",
                                             "recorded_at", "reference", "reverses", "source",      "stage", "status",
                                             "subject",     "text",      "value"}));
}

}  // namespace
}  // namespace tranche::test
