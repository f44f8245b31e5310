// CSV as finance systems and spreadsheets write it: what is taken, what is refused, and where.
#include "tranche/ledger/import.hpp"

#include <gmock/gmock.h>  // ElementsAre, HasSubstr
#include <gtest/gtest.h>

#include "support/ledgers.hpp"
#include "support/load.hpp"  // rendered
#include "tranche/base/sha256.hpp"
#include "tranche/ledger/export.hpp"

namespace tranche::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr Timestamp now = 1'404'378'000'000'000;  // 2014-07-03

class Import : public testing::Test {
protected:
    Import() : path(folder.of("l.tranche")) { make_ledger(path, 0); }

    struct Came {
        Imported imported;
        std::vector<std::string> codes;
        std::string told;
    };

    Came import(const std::string& csv, const std::string& mapping_yaml = "{}", std::size_t chunk = 1 << 16) {
        Ledger ledger = Ledger::open(path, {.writes = true});
        Ledger::Writer writer = ledger.begin();
        const Recorder recorder{"ann", now};
        Recording recording(ledger, recorder);
        std::size_t at = 0;
        const ImportSource source{"spend.csv",
                                  sha256_hex(csv),
                                  [&](char* to, std::size_t room) {
                                      const std::size_t got = csv.copy(to, std::min(room, chunk), at);
                                      at += got;
                                      return got;
                                  },
                                  {}};
        Diagnostics diagnostics;
        Came came;
        const std::optional<ImportMapping> mapping = read_mapping(
            std::make_shared<SourceText>(SourceText{"map.yaml", mapping_yaml}), recording.baseline(), diagnostics);
        if (mapping) {
            came.imported = import_rows(ledger, writer, recording, recorder, source, *mapping, diagnostics);
        }
        if (!diagnostics.has_errors()) {
            writer.commit();
        }
        diagnostics.settle();
        for (const Diagnostic& each : diagnostics.all()) {
            came.codes.push_back(each.code);
        }
        came.told = rendered(diagnostics);
        return came;
    }

    /// `staff 2014-05 10000`: each amount that is in the ledger.
    std::vector<std::string> recorded() {
        std::vector<std::string> result;
        Ledger::open(path, {}).each_entry(2, [&](const LedgerEntry& entry) {
            if (entry.kind != EntryKind::import) {
                result.push_back(entry.subject + " " + month_text(*entry.month) + " " + std::to_string(*entry.pence));
            }
        });
        return result;
    }

    TemporaryFolder folder;
    std::string path;
};

TEST_F(Import, TakesWhatSpreadsheetsWrite) {
    const std::string csv =
        "\xEF\xBB\xBFLine, Month ,Amount,Note\r\n"
        "staff,2014-04,\"£1,234.56\",\"he said \"\"so\"\", twice\"\r\n"
        "staff,2014-05-31,(900.00),\r\n"
        "\r\n"
        "staff,31/05/2014,-£0.10,\r\n"
        ",,,\r\n"
        "fares,May 2014,250.5-,last";
    for (const std::size_t chunk : {std::size_t{1}, std::size_t{7}, std::size_t{1} << 16U}) {
        const Came came = import(csv, "{}", chunk);
        EXPECT_THAT(came.codes, IsEmpty()) << came.told;
        EXPECT_EQ(came.imported.rows, 4);
        EXPECT_THAT(recorded(), ElementsAre("staff 2014-04 123456", "staff 2014-05 -90000", "staff 2014-05 -10",
                                            "fares 2014-05 -25050"));
        EXPECT_EQ(Ledger::open(path, {}).entry(3)->note, "he said \"so\", twice");
        EXPECT_TRUE(Ledger::open(path, {}).verify().ok);
        remove_ledger(path);
        make_ledger(path, 0);
    }
}

TEST_F(Import, EveryRowsProblemIsToldWithItsPlaceAndNothingIsRecorded) {
    const Came came = import(
        "line,month,amount,reference\n"
        "staff,2014-05,100.00,A\n"
        "stafff,2014-05,100.00,B\n"
        "staff,2014-05,12.345,C\n"
        "staff,2014-09,100.00,D\n"
        "staff,05/06/2014,100.00,E\n"
        "staff,2014-05,1,234.00,F\n"
        "staff,2014-06,100.00,A\n"
        "staff,2014-05,\xA3"
        "100,G\n");
    EXPECT_THAT(came.codes, ElementsAre("unknown-reference", "not-pence", "future-actual", "ambiguous-date", "csv-row",
                                        "duplicate-reference", "not-utf8"))
        << came.told;
    for (const char* place : {"spend.csv:3:1: error[unknown-reference]", "spend.csv:4:15: error[not-pence]",
                              "spend.csv:5:7: error[future-actual]", "spend.csv:6:7: error[ambiguous-date]",
                              "spend.csv:7:1: error[csv-row]", "spend.csv:8:22: error[duplicate-reference]",
                              "spend.csv:9:15: error[not-utf8]"}) {
        EXPECT_THAT(came.told, HasSubstr(place));
    }
    EXPECT_THAT(recorded(), IsEmpty());
    EXPECT_EQ(Ledger::open(path, {}).head().entries, 1);
}

TEST_F(Import, SameFileTwiceChangesNothingUnlessItWasReversed) {
    const std::string csv = "line,month,amount\nstaff,2014-05,9000\nstaff,2014-06,9100\n";
    EXPECT_EQ(import(csv).imported.entry, 2);
    EXPECT_EQ(import(csv).imported.before, 2);
    EXPECT_EQ(Ledger::open(path, {}).head().entries, 4);
    {
        Ledger ledger = Ledger::open(path, {.writes = true});
        Ledger::Writer writer = ledger.begin();
        Recording recording(ledger, {"ann", now});
        Diagnostics diagnostics;
        std::vector<LedgerEntry> entries = recording.reverse({"2", {}}, {"wrong file", {}}, diagnostics);
        EXPECT_EQ(entries.size(), 3U) << rendered(diagnostics);
        for (LedgerEntry& entry : entries) {
            writer.append(entry);
        }
        writer.commit();
    }
    EXPECT_EQ(import(csv).imported.entry, 8);
    const Ledger ledger = Ledger::open(path, {});
    EXPECT_TRUE(ledger.verify().ok) << ledger.verify().why;
    EXPECT_EQ(ledger.sums("staff").front().pence, 900000);
}

TEST_F(Import, MappingTurnsCodesPeriodsAndYearToDateIntoLinesAndMonths) {
    const std::string mapping =
        "columns: {code: Cost Centre, period: Period, amount: YTD Actual}\n"
        "codes: {41200: staff, '41210': staff, 90001: fares}\n"
        "skip: [99999]\nyear: 2014/15\nyear_to_date: yes\nincome_negative: yes\n";
    // Staff in two codes: 9,000 + 1,000 in April; 21,000 by May, so 11,000 more. Income is shown negative.
    const Came april = import(
        "Cost Centre,Description,Period,YTD Actual\n41200,Pay,P01,\"9,000.00\"\n41210,Agency,P01,1000\n"
        "90001,Fares,1,-8000\n99999,Other,1,5\n",
        mapping);
    EXPECT_THAT(april.codes, IsEmpty()) << april.told;
    EXPECT_EQ(april.imported.skipped, 1);
    EXPECT_THAT(recorded(), ElementsAre("fares 2014-04 800000", "staff 2014-04 1000000"));
    const Came may = import(
        "Cost Centre,Description,Period,YTD Actual\n41200,Pay,P02,19000\n41210,Agency,P02,2000\n90001,Fares,2,-8000\n",
        mapping);
    EXPECT_THAT(may.codes, IsEmpty()) << may.told;
    EXPECT_THAT(recorded(), ElementsAre("fares 2014-04 800000", "staff 2014-04 1000000", "staff 2014-05 1100000"));
    const Came unknown = import("Cost Centre,Period,YTD Actual\n41201,P13,1\n41200,13,1\n", mapping);
    EXPECT_THAT(unknown.codes, ElementsAre("unmapped-code", "not-a-period")) << unknown.told;
}

TEST_F(Import, DatesGoByTheMappingWhereTheyCouldBeTwo) {
    EXPECT_THAT(import("line,month,amount\nstaff,05/06/2014,9000\n").codes, ElementsAre("ambiguous-date"));
    EXPECT_THAT(import("line,month,amount\nstaff,05/06/2014,9000\n", "dates: day-first").codes, IsEmpty());
    EXPECT_THAT(import("line,month,amount\nstaff,05/06/2014,9001\n", "dates: month-first").codes, IsEmpty());
    EXPECT_THAT(recorded(), ElementsAre("staff 2014-06 900000", "staff 2014-05 900100"));
    EXPECT_THAT(import("line,month,amount\nstaff,31/05/2014,9000\n", "dates: month-first").codes,
                ElementsAre("not-a-month"));
    EXPECT_THAT(import("line,month,amount\nstaff,May-14,9000\n").codes, ElementsAre("not-a-month"));
    EXPECT_THAT(import("line,month,amount\nstaff,30/02/2014,9000\n").codes, ElementsAre("not-a-month"));
}

TEST_F(Import, WhatIsNoSuchFileIsRefusedKindly) {
    EXPECT_THAT(import("").codes, ElementsAre("csv-heading"));
    EXPECT_THAT(import("line,month,amount\n").codes, ElementsAre("csv-heading"));
    EXPECT_THAT(import("line;month;amount\nstaff;2014-05;1\n").told, HasSubstr("not separated by commas"));
    EXPECT_THAT(import("line,month,amuont\nstaff,2014-05,1\n").told, HasSubstr("did you mean 'amount'?"));
    EXPECT_THAT(import("line,line,month,amount\n").codes, ElementsAre("csv-heading"));
    EXPECT_THAT(import(std::string("\xFF\xFEl\0i\0n\0e\0", 10)).codes, ElementsAre("not-utf8"));
    EXPECT_THAT(import("line,month,amount\nstaff,2014-05,\"1\n").codes, ElementsAre("csv-quote"));
    EXPECT_THAT(import("line,month,amount\nstaff,2014-05,1\n", "column: {}").told,
                HasSubstr("did you mean 'columns'?"));
    EXPECT_THAT(import("line,month,amount\nstaff,2014-05,1\n", "codes: {1: stuff}").codes,
                ElementsAre("unknown-reference"));
    EXPECT_THAT(import("line,month,amount\nstaff,2014-05,1\n", "[]").codes, ElementsAre("mapping"));
    EXPECT_THAT(recorded(), IsEmpty());
}

// 200 MB on one line, of which no more is held than a row may have.
TEST_F(Import, EndlessLineIsRefusedInLittleMemory) {
    Ledger ledger = Ledger::open(path, {.writes = true});
    Ledger::Writer writer = ledger.begin();
    const Recorder recorder{"ann", now};
    Recording recording(ledger, recorder);
    std::uint64_t given = 0;
    const ImportSource source{"spend.csv",
                              std::string(64, 'a'),
                              [&](char* to, std::size_t room) {
                                  const std::size_t got = std::min<std::uint64_t>(room, 200'000'000 - given);
                                  std::fill(to, to + got, 'x');
                                  given += got;
                                  return got;
                              },
                              {}};
    Diagnostics diagnostics;
    import_rows(ledger, writer, recording, recorder, source, {}, diagnostics);
    EXPECT_THAT(rendered(diagnostics), HasSubstr("error[row-too-long]"));
    EXPECT_LT(given, 1'000'000U) << "the rest of the line was read";
}

TEST_F(Import, ExportIsRestoredToTheSameHead) {
    import("line,month,amount,reference,note\nstaff,2014-05,9000,A,\"a \"\"note\"\" £\"\nfares,2014-06,0.01,,\n");
    const Ledger ledger = Ledger::open(path, {});
    std::vector<std::string> lines;
    ledger.each_entry(1, [&](const LedgerEntry& entry) {
        lines.push_back(
            entry_line(entry, entry.kind == EntryKind::baseline ? ledger.baseline_text(entry.sequence) : ""));
    });
    const auto restore = [&](const std::vector<std::string>& from, Diagnostics& diagnostics) {
        const std::string copy = folder.of("copy.tranche");
        remove_ledger(copy);
        Ledger made = Ledger::create(copy, {});
        Ledger::Writer writer = made.begin();
        for (const std::string& line : from) {
            if (!restore_line(line, {}, writer, diagnostics)) {
                return std::string();
            }
        }
        writer.commit();
        EXPECT_TRUE(made.verify(ledger.head().hash).ok);
        EXPECT_EQ(made.entries(), ledger.entries());
        return made.head().hash;
    };
    Diagnostics none;
    EXPECT_EQ(restore(lines, none), ledger.head().hash);
    for (std::size_t line = 0; line < lines.size(); ++line) {
        std::vector<std::string> cut = lines;
        cut.erase(cut.begin() + static_cast<std::ptrdiff_t>(line));
        Diagnostics diagnostics;
        if (line + 1 < lines.size()) {
            EXPECT_EQ(restore(cut, diagnostics), "") << line;
            EXPECT_THAT(rendered(diagnostics), HasSubstr("error[not-an-entry]"));
        }
    }
    for (const std::string wrong :
         {"{}", "nothing", "[1]", R"({"entry":1,"kind":"x","subject":"","recorded_at":"2014-01-01","hash":""})"}) {
        Diagnostics diagnostics;
        EXPECT_EQ(restore({wrong}, diagnostics), "") << wrong;
    }
}

}  // namespace
}  // namespace tranche::test
