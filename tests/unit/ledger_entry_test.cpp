// Entries as values: their text, hash, sums and times.
#include <gmock/gmock.h>  // ElementsAre
#include <gtest/gtest.h>

#include <regex>

#include "support/places.hpp"
#include "support/source_tree.hpp"  // read_text
#include "tranche/ledger/entry.hpp"

namespace tranche::test {
namespace {

using testing::ElementsAre;

LedgerEntry actual() {
    LedgerEntry entry;
    entry.sequence = 1;
    entry.subject = "staff";
    entry.month = Month(2014, 5);
    entry.pence = 985025;
    entry.stage = Stage::delivered;
    entry.reference = "INV-7";
    entry.note = "\u00a3 first";
    entry.by = "ann";
    entry.recorded_at = 1401786900000000;
    entry.previous = genesis_hash();
    return entry;
}

TEST(LedgerEntry, CanonicalTextGivesTheLengthInBytesOfEveryField) {
    EXPECT_EQ(
        canonical(actual()),
        "1:16:actual5:staff0:6:2014050:6:9850250:9:delivered0:0:5:INV-78:\u00a3 first0:3:ann0:16:14017869000000000:0:");
}

// Worked out with Python's hashlib, from the description of the format.
TEST(LedgerEntry, HashIsThatOfThePreviousHashAndTheText) {
    EXPECT_EQ(hash_of(actual()), "4c0035ffafc632a6d2c3d662380755ec660544748550c9e45fe5dbe6a6597287");
    LedgerEntry second;
    second.sequence = 2;
    second.kind = EntryKind::measure;
    second.subject = "admissions";
    second.baseline = 1;
    second.month = Month(2014, 5);
    second.date = *day_of(Month(2014, 5), 31);
    second.value = Decimal{715, 1};
    second.by = "ann";
    second.recorded_at = 1401786900000001;
    second.previous = hash_of(actual());
    EXPECT_EQ(hash_of(second), "b2817ea88d0f34629e543e8006e0bea5fb3728aff7e7a1f861ee131c0ae5240f");
}

// docs/reference/ledger-format.md shows the same entry, a row for each column: `| name | value | text that is hashed |`.
TEST(LedgerEntry, PageShowsTheTextThatIsHashed) {
    const std::string page = read_text(source_folder() + "/docs/reference/ledger-format.md");
    const std::size_t table = page.find("| (previous hash) |");
    ASSERT_NE(table, std::string::npos);
    static const std::regex row("\\| `([a-z_]+)` \\|[^|\n]*\\| `([^`\n]*)` \\|");
    std::string text;
    int rows = 0;
    for (std::sregex_iterator at(page.begin() + static_cast<std::ptrdiff_t>(table), page.end(), row), end; at != end;
         ++at) {
        text += at->str(2);
        ++rows;
    }
    EXPECT_EQ(rows, 19);
    EXPECT_EQ(text, canonical(actual()));
    EXPECT_NE(page.find("| `hash` | `" + hash_of(actual()) + "`"), std::string::npos);
}

TEST(LedgerEntry, NothingAndNoPenceAreNotTheSame) {
    LedgerEntry nothing = actual();
    nothing.pence = 0;
    LedgerEntry none = actual();
    none.pence.reset();
    EXPECT_NE(hash_of(nothing), hash_of(none));
}

LedgerEntry entry_of(EntryNumber sequence, EntryKind kind, Month month, Pence pence, EntryNumber reverses = 0) {
    LedgerEntry entry;
    entry.sequence = sequence;
    entry.kind = kind;
    entry.subject = "staff";
    entry.month = month;
    entry.pence = pence;
    entry.reverses = reverses;
    entry.recorded_at = sequence * 10;
    return entry;
}

// 100 and 50 in May, of which the 100 are undone in June; the forecast is no sum.
TEST(LedgerEntry, SumsTakeReversalsInTheirOwnMonth) {
    const std::vector<LedgerEntry> entries{
        entry_of(1, EntryKind::actual, Month(2014, 5), 10000), entry_of(2, EntryKind::actual, Month(2014, 5), 5000),
        entry_of(3, EntryKind::accrual, Month(2014, 5), 700), entry_of(4, EntryKind::forecast, Month(2014, 6), 900),
        entry_of(5, EntryKind::reversal, Month(2014, 6), -10000, 1)};
    EXPECT_THAT(sums_of(entries),
                ElementsAre(LedgerSum{"staff", Month(2014, 5), EntryKind::actual, Stage::unstated, 15000, 2},
                            LedgerSum{"staff", Month(2014, 5), EntryKind::accrual, Stage::unstated, 700, 1},
                            LedgerSum{"staff", Month(2014, 6), EntryKind::actual, Stage::unstated, -10000, 1}));
    EXPECT_THAT(reversed(entries), ElementsAre(true, false, false, false, false));
    EXPECT_EQ(known_at(entries, 9), 0U);
    EXPECT_EQ(known_at(entries, 30), 3U);
    EXPECT_EQ(known_at(entries, 1000), 5U);
}

// 2014-06-03 is day 16224 after 1970-01-01: 44 years of 365 days, 11 leap days, 31 + 28 + 31 + 30 + 31 + 2.
TEST(LedgerEntry, TimesAreReadAndWrittenBackToTheMicrosecond) {
    const Timestamp midnight = std::int64_t{16224} * 86'400'000'000;
    EXPECT_EQ(parse_timestamp("2014-06-03"), midnight);
    EXPECT_EQ(parse_timestamp("2014-06-03T00:00Z"), midnight);
    EXPECT_EQ(parse_timestamp("2014-06-03T10:15:00Z"), midnight + (10 * 3600 + 15 * 60) * 1'000'000LL);
    EXPECT_EQ(parse_timestamp("2014-06-03T00:00:00.25Z"), midnight + 250'000);
    EXPECT_EQ(timestamp_text(midnight + 250'000), "2014-06-03T00:00:00.250000Z");
    EXPECT_EQ(timestamp_text(midnight), "2014-06-03T00:00:00Z");
    EXPECT_EQ(timestamp_text(-1), "1969-12-31T23:59:59.999999Z");
    for (const char* wrong : {"2014-06-31", "2014-06-03T", "2014-06-03T10", "2014-06-03T10:15", "2014-06-03T25:00Z",
                              "2014-06-03 10:15Z", "2014-06-03T10:15:00.Z", "3 June 2014", ""}) {
        EXPECT_FALSE(parse_timestamp(wrong)) << wrong;
    }
}

TEST(LedgerEntry, PenceAreWrittenExactly) {
    EXPECT_EQ(pence_text(123456), "1234.56");
    EXPECT_EQ(pence_text(-5), "-0.05");
    EXPECT_EQ(pence_text(INT64_MIN), "-92233720368547758.08");
}

TEST(LedgerEntry, EveryKindIsInTheDescriptionOfTheFormat) {
    const std::string page = read_text(source_folder() + "/docs/reference/ledger-format.md");
    for (const std::string_view word : words_of(EntryKind{})) {
        EXPECT_THAT(page, testing::HasSubstr("`" + std::string(word) + "`"));
    }
}

TEST(LedgerEntry, AmountIsOfAKindThatAdds) {
    EXPECT_THAT(amount_kinds(), ElementsAre(EntryKind::actual, EntryKind::accrual, EntryKind::commitment));
    EXPECT_EQ(row_of(EntryKind::commitment).adds_to, AddsTo::commitments);
    EXPECT_EQ(row_of(EntryKind::derived).adds_to, AddsTo::money);
    EXPECT_FALSE(adds(EntryKind::forecast));
}

}  // namespace
}  // namespace tranche::test
