// Where a programme stands, on a plan small enough to add up by hand.
#include "tranche/track/status.hpp"

#include <gmock/gmock.h>  // ElementsAre, HasSubstr
#include <gtest/gtest.h>

#include <algorithm>  // find_if
#include <array>
#include <stdexcept>

#include "support/bookkeeping.hpp"

namespace tranche::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// The works cost 100 a month for a year, half of it the lottery's; contingency is 10 a month. Rents are 100 a month once
// the doors are open.
const std::string hub = R"(programme: hub
calendar: {first_year: 2026/27, years: 2}
tracking: {closes: monthly, thresholds: {cost: [5%, 10%], benefit: [10%, 30%], days: [30, 90]}}
organisations: [{id: council}, {id: lottery, kind: funder}]
spent_by: council
milestones: [{id: opening, name: The doors open, on: 2027-04, after: [{project: works}]}]
workstreams:
  - id: building
    projects:
      - {id: works, starts: 2026-04, lasts: 12 months, costs: [{id: build, once: 1200, over: project, funded: {lottery: 50%, council: rest}}]}
costs:
  - {id: contingency, once: 120, over: 2026/27}
benefits:
  - {id: rents, yearly: 1200, from: opening}
)";

constexpr Pence pounds(std::int64_t amount) {
    return amount * 100;
}

const StatusGroup& group(const StatusReport& status, std::string_view id) {
    const auto found = std::find_if(status.groups.begin(), status.groups.end(),
                                    [&](const StatusGroup& each) { return each.id == id; });
    if (found == status.groups.end()) {
        throw std::runtime_error("no group " + std::string(id));
    }
    return *found;
}

StatusReport at(const Bookkeeping& books, std::string_view month, std::vector<std::string_view> by = {}) {
    return status_report(books.book(), month_of(month), by);
}

TEST(Status, AddsWhatWasPlannedAndWhatWasRecorded) {
    Bookkeeping books(hub);
    books.actual("build", "2026-04", 130);
    books.actual("build", "2026-05", 90);
    books.money(EntryKind::accrual, "build", "2026-05", 20);
    books.money(EntryKind::commitment, "build", "2026-05", 500);
    const StatusReport status = at(books, "2026-05");
    // Two months of 100 + 10 were planned; 130 + 90 + 20 were spent, and what is ordered is not spent.
    EXPECT_EQ(status.total.to_date.planned_cost, pounds(220));
    EXPECT_EQ(status.total.to_date.actual_cost, pounds(240));
    EXPECT_EQ(status.total.to_date.committed_cost, pounds(500));
    EXPECT_EQ(status.total.month.planned_cost, pounds(110));
    EXPECT_EQ(status.total.month.actual_cost, pounds(110));
    EXPECT_EQ(status.total.whole_life.planned_cost, pounds(1320));
    // 240 to date and ten months of 110 to go.
    EXPECT_EQ(status.total.whole_life.outturn_cost, pounds(1340));
    EXPECT_EQ(status.total.whole_life.planned_benefit, pounds(1200));
}

TEST(Status, AsAtLeavesOutLaterMonthsAndKnownAtLaterEntries) {
    Bookkeeping books(hub);
    books.actual("build", "2026-04", 100);
    const std::size_t then = books.entries().size();
    books.actual("build", "2026-04", 40);
    books.actual("build", "2026-06", 7);
    EXPECT_EQ(at(books, "2026-05").total.to_date.actual_cost, pounds(140));
    EXPECT_EQ(status_report(books.book(then), month_of("2026-05")).total.to_date.actual_cost, pounds(100));
    // Entries are a day apart from 1 January 2030: two of them were there at the end of the second day.
    EXPECT_EQ(known_at(books.entries(), parse_timestamp("2030-01-02T12:00:00Z").value()), then);
}

TEST(Status, WhatWasUndoneDoesNotCount) {
    Bookkeeping books(hub);
    books.reverse(books.actual("build", "2026-04", 100));
    books.reverse(books.milestone("opening", "2027-05-02"));
    EXPECT_EQ(at(books, "2026-04").total.to_date.actual_cost, 0);
    EXPECT_THAT(at(books, "2026-04").late, IsEmpty());
}

TEST(Status, GroupsAddToTheTotalAndOrganisationsShareAsPlanned) {
    Bookkeeping books(hub);
    books.actual("build", "2026-04", 130);
    books.actual("contingency", "2026-04", 11);
    const StatusReport status = at(books, "2026-04", {"workstream", "funder"});
    EXPECT_EQ(group(status, "building").to_date.actual_cost, pounds(130));
    EXPECT_EQ(group(status, "programme").to_date.actual_cost, pounds(11));
    // The lottery gives half of the works: 50 planned, 65 of the 130. The council has the other half and all of the rest.
    EXPECT_EQ(group(status, "lottery").to_date.planned_cost, pounds(50));
    EXPECT_EQ(group(status, "lottery").to_date.actual_cost, pounds(65));
    EXPECT_EQ(group(status, "council").to_date.planned_cost, pounds(60));
    EXPECT_EQ(group(status, "council").to_date.actual_cost, pounds(76));
    EXPECT_EQ(group(status, "council").whole_life.planned_cost, pounds(720));
}

TEST(Status, MonthsRunUpToTheLastOne) {
    Bookkeeping books(hub);
    books.actual("build", "2026-05", 130);
    const StatusReport status = at(books, "2026-06", {"month"});
    ASSERT_THAT(status.months, SizeIs(3));
    EXPECT_EQ(status.months[1].id, "2026-05");
    EXPECT_EQ(status.months[1].month.actual_cost, pounds(130));
    EXPECT_EQ(status.months[2].month.actual_cost, 0);
    EXPECT_EQ(status.months[2].to_date, status.total.to_date);
}

TEST(Status, RealisationIsNeverCappedAndNeverMadeUp) {
    EXPECT_EQ(realisation_percent(pounds(150), pounds(100)), 150.0);
    EXPECT_EQ(realisation_percent(pounds(-50), pounds(100)), -50.0);
    EXPECT_EQ(realisation_percent(pounds(50), 0), std::nullopt);
}

TEST(Status, MoneyOutsideTheCalendarCounts) {
    Bookkeeping books(hub);
    books.actual("build", "2026-02", 3);
    books.actual("rents", "2028-05", 70);
    const StatusReport status = at(books, "2028-05");
    EXPECT_EQ(status.total.to_date.actual_cost, pounds(3));
    EXPECT_EQ(status.total.to_date.actual_benefit, pounds(70));
    EXPECT_EQ(status.total.to_date.planned_cost, pounds(1320));
}

TEST(Status, ApprovedMoneyMovesThePlanOfBothLines) {
    Bookkeeping books(hub);
    LedgerEntry change;
    change.kind = EntryKind::change;
    change.subject = "build";
    change.counterpart = "contingency";
    change.month = month_of("2026-05");
    change.pence = pounds(30);
    books.add(change);
    const StatusReport status = at(books, "2026-05", {"line"});
    EXPECT_EQ(group(status, "build").to_date.planned_cost, pounds(230));
    EXPECT_EQ(group(status, "contingency").to_date.planned_cost, pounds(-10));
    EXPECT_EQ(status.total.to_date.planned_cost, pounds(220));
    EXPECT_EQ(at(books, "2026-04").total.whole_life.planned_cost, pounds(1320));
}

TEST(Status, EvidenceIsOfTheMoneyOrOfTheMonth) {
    Bookkeeping books(hub);
    books.money(EntryKind::actual, "rents", "2027-04", 60, Stage::evidenced);
    books.money(EntryKind::actual, "rents", "2027-04", 30, Stage::delivered);
    books.actual("rents", "2027-05", 80);
    EXPECT_EQ(at(books, "2027-05").total.to_date.evidenced_benefit, pounds(60));
    LedgerEntry evidence;
    evidence.kind = EntryKind::evidence;
    evidence.subject = "rents";
    evidence.month = month_of("2027-05");
    evidence.stage = Stage::audited;
    books.add(evidence);
    EXPECT_EQ(at(books, "2027-05").total.to_date.evidenced_benefit, pounds(140));
}

struct RagCase {
    std::int64_t spent;
    Rag rag;
};

// 110 were planned: 5.50 over is 5%, 11 over is 10%.
TEST(Rag, ThresholdsBeginAtTheirFigure) {
    for (const auto& [pence, rag] :
         {std::pair{11'549, Rag::green}, {11'550, Rag::amber}, {12'099, Rag::amber}, {12'100, Rag::red}}) {
        Bookkeeping books(hub);
        LedgerEntry entry;
        entry.kind = EntryKind::actual;
        entry.subject = "build";
        entry.month = month_of("2026-04");
        entry.pence = pence;
        books.add(entry);
        EXPECT_EQ(at(books, "2026-04").total.judgement.rag, rag) << pence;
    }
}

TEST(Rag, SaysWhyAndByWhichThresholds) {
    Bookkeeping books(hub);
    books.actual("build", "2026-04", 132);
    const RagJudgement judgement = at(books, "2026-04").total.judgement;
    EXPECT_EQ(judgement.reasons.front().text,
              "cost: £132 spent of £110 planned to date, 20.0% over (amber from 5%, red from 10%)");
    EXPECT_EQ(judgement.reasons.front().rag, Rag::red);
}

TEST(Rag, IsNothingWithoutThresholds) {
    const Bookkeeping books(
        "programme: p\ncalendar: {first_year: 2026/27, years: 1}\ncosts: [{id: build, once: 12, when: 2026/27}]\n");
    const RagJudgement judgement = at(books, "2026-04").total.judgement;
    EXPECT_FALSE(judgement.rag.has_value());
    EXPECT_THAT(judgement.reasons.front().text, HasSubstr("sets no thresholds"));
}

TEST(Rag, APersonsWordHoldsForItsMonth) {
    Bookkeeping books(hub);
    books.actual("build", "2026-04", 132);
    LedgerEntry entry;
    entry.kind = EntryKind::rag;
    entry.subject = "hub";
    entry.month = month_of("2026-04");
    entry.status = "amber";
    entry.by = "pmo";
    entry.note = "Paid early";
    books.add(entry);
    const RagJudgement judgement = at(books, "2026-04").total.judgement;
    EXPECT_EQ(judgement.rag, Rag::amber);
    EXPECT_EQ(judgement.by_thresholds, Rag::red);
    EXPECT_EQ(judgement.reasons.back().text, "set to amber by pmo over the thresholds, which say red: Paid early");
    // In May 220 were planned and 132 spent: the thresholds decide again.
    EXPECT_EQ(at(books, "2026-05").total.judgement.rag, Rag::green);
}

TEST(Rag, DaysCountFromTheEndOfThePlannedMonth) {
    Bookkeeping books(hub);
    books.milestone("opening", "2027-06-15");
    // 30 April to 15 June: 46 days.
    const StatusReport status = at(books, "2026-04");
    ASSERT_THAT(status.late, SizeIs(1));
    EXPECT_EQ(status.late[0].days_late, 46);
    EXPECT_EQ(status.late[0].months_late, 2);
    EXPECT_EQ(status.late[0].state, Reached::expected);
    EXPECT_EQ(status.total.judgement.rag, Rag::amber);
}

TEST(Deadlines, WhatNobodyRecordedIsMissed) {
    const Bookkeeping books(hub);
    const std::vector<Deadline> found = deadlines(books.book(), month_of("2027-05"));
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].state, Reached::missed);
    EXPECT_EQ(found[0].days_late, 31);   // 30 April to 31 May
    EXPECT_EQ(found[0].months_late, 2);  // not before June
    EXPECT_EQ(deadlines(books.book(), month_of("2027-03"))[0].state, Reached::due);
}

TEST(Stale, MonthsAfterTheLastRecordUpToNow) {
    Bookkeeping books(hub);
    books.actual("build", "2026-04", 100);
    EXPECT_THAT(at(books, "2026-04").stale, IsEmpty());
    EXPECT_THAT(at(books, "2026-06").stale, ElementsAre(month_of("2026-05"), month_of("2026-06")));
    LedgerEntry close;
    close.kind = EntryKind::close;
    close.month = month_of("2026-05");
    books.add(close);
    EXPECT_THAT(at(books, "2026-06").stale, ElementsAre(month_of("2026-06")));
}

TEST(Measures, StandAgainstTheTargetOfTheirYear) {
    Bookkeeping books(R"(programme: p
calendar: {first_year: 2026/27, years: 2}
measures: [{id: online, unit: "%", target: 90%, by_year: {2026/27: 50%}, direction: up}, {id: calls, direction: down, target: 10}]
)");
    books.measure("online", "2026-12", "62");
    const std::vector<MeasureStanding> early = at(books, "2026-12").measures;
    EXPECT_EQ(early[0].met, false);  // of 90, which is not due
    EXPECT_FALSE(early[0].due);
    const std::vector<MeasureStanding> later = at(books, "2027-03").measures;
    EXPECT_EQ(later[0].met, true);
    EXPECT_TRUE(later[0].due);
    EXPECT_EQ(later[0].target->text(), "50");
    EXPECT_FALSE(later[1].met.has_value());
}

}  // namespace
}  // namespace tranche::test
