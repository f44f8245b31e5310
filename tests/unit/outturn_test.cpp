// What a programme will have come to, and why it differs from the plan, on amounts small enough to work by hand.
#include "tranche/track/outturn.hpp"

#include <gmock/gmock.h>  // ElementsAre, HasSubstr
#include <gtest/gtest.h>

#include <algorithm>  // find_if
#include <array>
#include <stdexcept>

#include "support/bookkeeping.hpp"
#include "tranche/track/earned.hpp"
#include "tranche/track/pack.hpp"
#include "tranche/track/variance.hpp"

namespace tranche::test {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// The works cost 100 a month for a year; contingency is 10 a month. Rents are 100 a month once the doors are open.
const std::string hub = R"(programme: hub
calendar: {first_year: 2026/27, years: 2}
milestones: [{id: opening, name: The doors open, on: 2027-04, after: [{project: works}]}]
workstreams:
  - id: building
    projects:
      - {id: works, starts: 2026-04, lasts: 12 months, costs: [{id: build, once: 1200, over: project}]}
costs:
  - {id: contingency, once: 120, over: 2026/27}
benefits:
  - {id: rents, yearly: 1200, from: opening}
)";

constexpr Pence pounds(std::int64_t amount) {
    return amount * 100;
}

Money money(std::int64_t amount) {
    return Money{amount * 1'000'000};
}

// 120 of works a month instead of 100, up to September, and nothing of contingency.
Bookkeeping half_a_year() {
    Bookkeeping books(hub);
    for (const char* month : {"2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09"}) {
        books.actual("build", month, 120);
    }
    return books;
}

Outturn by(const Bookkeeping& books, Remaining method, std::string_view as_at = "2026-09") {
    return outturns(books.book(), month_of(as_at), std::array{method}).methods.at(0);
}

const OutturnFigure& figure(const Outturn& outturn, std::string_view measure) {
    const auto found = std::find_if(outturn.figures.begin(), outturn.figures.end(),
                                    [&](const OutturnFigure& each) { return each.measure->name == measure; });
    if (found == outturn.figures.end()) {
        throw std::runtime_error("no " + std::string(measure));
    }
    return *found;
}

TEST(Outturn, RemainingPlan) {
    const Outturn outturn = by(half_a_year(), Remaining::plan);
    EXPECT_EQ(outturn.cost.recorded, pounds(720));
    EXPECT_EQ(outturn.cost.to_go, pounds(660));
    EXPECT_EQ(outturn.cost.planned, pounds(1320));
    EXPECT_EQ(outturn.benefit.total(), pounds(1200));
}

TEST(Outturn, RateToDateIsEachLinesOwn) {
    // The works go on at 120; contingency, of which nothing was spent, at nothing.
    EXPECT_EQ(by(half_a_year(), Remaining::rate).cost.total(), pounds(1440));
}

TEST(Outturn, OwnersForecastAndThePlanWhereThereIsNone) {
    Bookkeeping books = half_a_year();
    books.money(EntryKind::forecast, "build", "2026-10", 70);
    books.money(EntryKind::forecast, "build", "2026-10", 50);
    // 720, then 50 (the latest stands), then five months of 100; and 60 of contingency.
    EXPECT_EQ(by(books, Remaining::owner).cost.total(), pounds(1330));
}

TEST(Outturn, ALateMilestoneMovesWhatHangsOnIt) {
    Bookkeeping books = half_a_year();
    books.milestone("opening", "2027-06-01");
    const Outturn outturn = by(books, Remaining::slip);
    EXPECT_EQ(outturn.benefit.total(), pounds(1200));
    EXPECT_EQ(outturn.benefit.beyond, pounds(200));
    // Net of 1200 - 1320 becomes 1000 - 1380: 60 more is spent, nothing less comes in, 200 comes in too late.
    const OutturnFigure& net = figure(outturn, "net");
    EXPECT_EQ(std::get<Money>(net.baseline.value), money(-120));
    EXPECT_EQ(std::get<Money>(net.outturn.value), money(-380));
    EXPECT_EQ(std::get<Money>(net.cost.value), money(-60));
    EXPECT_EQ(std::get<Money>(net.benefit.value), money(0));
    EXPECT_EQ(std::get<Money>(net.timing.value), money(-200));
}

TEST(Outturn, ALateProjectMovesWhatWaitsForIt) {
    Bookkeeping books = half_a_year();
    books.milestone("works", "2027-05-31");
    const Outturns all = outturns(books.book(), month_of("2026-09"), std::array{Remaining::slip});
    ASSERT_THAT(all.moved, SizeIs(2));
    EXPECT_EQ(all.moved[0].id, "works");
    EXPECT_TRUE(all.moved[0].own);
    EXPECT_EQ(all.moved[1].id, "opening");
    EXPECT_FALSE(all.moved[1].own);
    EXPECT_EQ(all.moved[1].now, month_of("2027-06"));
    EXPECT_EQ(all.methods[0].benefit.beyond, pounds(200));
    // What is agreed as a sum does not move when the work takes longer: 60 of contingency and 600 of works to go.
    EXPECT_EQ(all.methods[0].cost.to_go, pounds(660));
}

TEST(Outturn, WithoutASlipTheMovedPlanIsThePlan) {
    const Outturns all = outturns(half_a_year().book(), month_of("2026-09"));
    ASSERT_THAT(all.methods, SizeIs(4));
    EXPECT_THAT(all.moved, IsEmpty());
    EXPECT_EQ(all.methods[3].cost.total(), all.methods[0].cost.total());
    EXPECT_EQ(all.methods[3].benefit.total(), all.methods[0].benefit.total());
}

TEST(Outturn, NothingRecordedAndNothingLateIsTheBaseline) {
    const Bookkeeping books(hub);
    const Outturn outturn = by(books, Remaining::plan, "2026-03");
    for (const OutturnFigure& each : outturn.figures) {
        EXPECT_EQ(each.baseline, each.outturn) << each.measure->name;
        const auto stored = std::find_if(books.baseline().figures.begin(), books.baseline().figures.end(),
                                         [&](const BaselineFigure& f) { return f.name == each.measure->name; });
        ASSERT_NE(stored, books.baseline().figures.end());
        EXPECT_EQ(stored->figure.value, each.baseline.value) << each.measure->name;
    }
}

TEST(Outturn, PartsOfEveryFigureAddToItsDifference) {
    Bookkeeping books(R"(programme: p
calendar: {first_year: 2026/27, years: 4}
costs: [{id: build, by_year: [1200, 100]}]
benefits: [{id: rents, by_year: [0, 700, 900, 900]}]
)");
    books.actual("build", "2026-08", 1500);
    books.actual("rents", "2027-05", 111);
    books.money(EntryKind::forecast, "rents", "2029-09", 500);
    const Outturn outturn = by(books, Remaining::owner, "2027-06");
    for (const OutturnFigure& each : outturn.figures) {
        if (const Money* whole = std::get_if<Money>(&each.difference.value)) {
            EXPECT_EQ(std::get<Money>(each.cost.value) + std::get<Money>(each.benefit.value) +
                          std::get<Money>(each.timing.value),
                      *whole)
                << each.measure->name;
        } else if (const double* ratio = std::get_if<double>(&each.difference.value)) {
            EXPECT_EQ(std::get<double>(each.cost.value) + std::get<double>(each.benefit.value) +
                          std::get<double>(each.timing.value),
                      *ratio)
                << each.measure->name;
        }
    }
    // Cost 1575 (1500, and 75 of the last nine months) against 1300; benefit 111 + 525 + 900 + 900 - 75 + 500 against 2500.
    EXPECT_EQ(outturn.cost.total(), pounds(1575));
    EXPECT_EQ(outturn.benefit.total(), pounds(111 + 525 + 900 + 825 + 500));
}

TEST(Outturn, MoneyAfterTheCalendarMakesTheCaseLonger) {
    Bookkeeping books(hub);
    books.money(EntryKind::forecast, "rents", "2028-06", 500);
    const Outturn outturn = by(books, Remaining::owner);
    // 1200 of the calendar's years and 500 after them; 660 of cost that was not recorded is gone.
    EXPECT_EQ(std::get<Money>(figure(outturn, "benefit").outturn.value), money(1700));
    EXPECT_EQ(std::get<Money>(figure(outturn, "benefit").baseline.value), money(1200));
}

TEST(Outturn, APlanOfAnotherEngineIsNotMovedByThisOne) {
    Bookkeeping books = half_a_year();
    Book book = books.book();
    book.baselines.back().rows.front().months.front() += 1;
    const Outturns all = outturns(book, month_of("2026-09"));
    EXPECT_FALSE(all.methods[3].why.empty());
    EXPECT_THAT(all.methods[3].figures, IsEmpty());
    EXPECT_TRUE(all.methods[0].why.empty());
}

// 600 people, 40% take part, it works for half, 20% would have come anyway, £25 each: 2,400 a year, 200 a month.
const std::string chain = R"(programme: p
calendar: {first_year: 2026/27, years: 1}
measures: [{id: engaged, unit: "%"}, {id: worth, unit: £}, {id: lapsed, unit: "%"}]
benefits:
  - {id: fewer, chain: {population: 600, take_up: 40%, impact: 50%, deadweight: 20%, unit_value: £25, measured: {take_up: engaged, unit_value: worth, deadweight: lapsed}}}
)";

std::vector<Pence> parts(const Bookkeeping& books, std::string_view month) {
    return variance(books.book(), month_of(month)).lines.at(0).parts;
}

TEST(Variance, IsSharedBetweenStepsOverAllOrders) {
    Bookkeeping books(chain);
    books.measure("engaged", "2026-04", "30");
    books.measure("worth", "2026-04", "20");
    books.actual("fewer", "2026-04", 110);
    // 200 planned; at 30% 150, at £20 160, at both 120. Take-up: the mean of 150 - 200 and 120 - 160; price: of 160 - 200 and
    // 120 - 150. 110 came in, so 10 are not accounted for.
    EXPECT_THAT(parts(books, "2026-04"), ElementsAre(0, pounds(-45), 0, pounds(-35), 0, 0, pounds(-10)));
}

TEST(Variance, WhatIsTakenOffIsAttribution) {
    Bookkeeping books(chain);
    books.measure("lapsed", "2026-04", "60");
    books.actual("fewer", "2026-04", 100);
    // 40% of it is owed to the programme instead of 80%: 100 of 200.
    EXPECT_THAT(parts(books, "2026-04"), ElementsAre(0, 0, 0, 0, 0, pounds(-100), 0));
}

TEST(Variance, AddsToThePennyWhereNothingDividesEvenly) {
    Bookkeeping books(chain);
    books.measure("engaged", "2026-04", "37.3");
    books.measure("worth", "2026-05", "23.17");
    books.measure("lapsed", "2026-05", "13.9");
    books.actual("fewer", "2026-05", 333);
    const LineVariance line = variance(books.book(), month_of("2026-06")).lines.at(0);
    Pence sum = 0;
    for (const Pence part : line.parts) {
        sum += part;
    }
    EXPECT_EQ(sum, line.variance());
    EXPECT_EQ(line.planned, pounds(600));
    EXPECT_EQ(line.actual, pounds(333));
}

TEST(Variance, AMeasureThatDrivesALineIsItsVolume) {
    Bookkeeping books(R"(programme: p
calendar: {first_year: 2026/27, years: 1}
measures: [{id: falls, without: 1000, target: 800, direction: down, every: month}]
benefits: [{id: beds, chain: {measure: falls, unit_value: £60}}]
)");
    books.measure("falls", "2026-04", "850");
    books.money(EntryKind::derived, "beds", "2026-04", 750);
    // 200 fewer at £60 are 1,000 a month; 150 of the 200 are three quarters of it.
    EXPECT_THAT(parts(books, "2026-04"), ElementsAre(pounds(-250), 0, 0, 0, 0, 0, 0));
}

TEST(Variance, ALateMilestoneIsTiming) {
    Bookkeeping books(hub);
    books.milestone("opening", "2027-06-01");
    books.actual("rents", "2027-06", 80);
    const Variance all = variance(books.book(), month_of("2027-06"));
    const auto rents =
        std::find_if(all.lines.begin(), all.lines.end(), [](const LineVariance& each) { return each.line == "rents"; });
    // 300 planned by June, 100 with the late opening, 80 came in.
    EXPECT_THAT(rents->parts, ElementsAre(0, 0, 0, 0, pounds(-200), 0, pounds(-20)));
}

TEST(EarnedValue, OfHalfAYear) {
    Bookkeeping books = half_a_year();
    books.progress("works", "2026-09", "40");
    const Earned all = earned(books.book(), month_of("2026-09"));
    ASSERT_THAT(all.projects, SizeIs(1));
    const EarnedValue& works = all.projects[0];
    EXPECT_EQ(works.bac, pounds(1200));
    EXPECT_EQ(works.pv, pounds(600));
    EXPECT_EQ(works.ev, pounds(480));
    EXPECT_EQ(works.ac, pounds(720));
    EXPECT_EQ(works.sv(), pounds(-120));
    EXPECT_EQ(works.cv(), pounds(-240));
    EXPECT_THAT(works.spi.value.value(), DoubleNear(0.8, 1e-12));
    EXPECT_THAT(works.cpi.value.value(), DoubleNear(2.0 / 3.0, 1e-12));
    // 480 was to be done after 4.8 months; six have passed.
    EXPECT_THAT(works.earned_schedule.value.value(), DoubleNear(4.8, 1e-12));
    EXPECT_THAT(works.spi_t.value.value(), DoubleNear(0.8, 1e-12));
    // 1200 / (2/3); 720 + 720; 720 + 720 / (2/3 x 0.8).
    EXPECT_THAT(works.eac[0].value.value(), DoubleNear(1800.0, 1e-9));
    EXPECT_THAT(works.eac[1].value.value(), DoubleNear(1440.0, 1e-9));
    EXPECT_THAT(works.eac[2].value.value(), DoubleNear(2070.0, 1e-9));
    EXPECT_THAT(works.tcpi.value.value(), DoubleNear(1.5, 1e-12));  // 720 / 480
}

// The mistake is to subtract what was earned.
TEST(EarnedValue, WhatIsToBeSpentIsTheEstimateLessWhatWasSpent) {
    Bookkeeping books = half_a_year();
    books.progress("works", "2026-09", "40");
    const EarnedValue works = earned(books.book(), month_of("2026-09")).projects.at(0);
    EXPECT_THAT(works.etc[0].value.value(), DoubleNear(1800.0 - 720.0, 1e-9));
    EXPECT_THAT(works.vac[0].value.value(), DoubleNear(1200.0 - 1800.0, 1e-9));
}

TEST(EarnedValue, WorkThatIsDoneLateHasScheduleIndexOneAndEarnedScheduleLess) {
    Bookkeeping books(hub);
    books.progress("works", "2027-09", "100");
    const EarnedValue works = earned(books.book(), month_of("2027-09")).projects.at(0);
    EXPECT_EQ(works.spi.value, 1.0);
    EXPECT_EQ(works.earned_schedule.value, 12.0);
    EXPECT_THAT(works.spi_t.value.value(), DoubleNear(12.0 / 18.0, 1e-12));
    EXPECT_EQ(works.cpi.why, "nothing has been spent");
}

TEST(EarnedValue, IsNothingWithoutProgress) {
    EXPECT_FALSE(earned(half_a_year().book(), month_of("2026-09")).total.has_value());
}

TEST(Pack, TellsWhatMovedSinceLastMonth) {
    Bookkeeping books = half_a_year();
    const Book before = books.book();
    books.actual("build", "2026-10", 150);
    LedgerEntry remark = books.entries().back();
    remark.note = "Piling took longer";
    const Pack pack = monthly_pack(books.book(), month_of("2026-10"), &before, {remark});
    // Works: 720 + 600 at the end of September, 720 + 150 + 500 now. Contingency: 60 + 0 then; October's 10 were not spent.
    ASSERT_THAT(pack.movements, SizeIs(2));
    EXPECT_EQ(pack.movements[0].line, "build");
    EXPECT_EQ(pack.movements[0].since_last_month(), pounds(50));
    EXPECT_EQ(pack.movements[0].against_baseline(), pounds(170));
    EXPECT_EQ(pack.movements[0].reason, "Piling took longer");
    EXPECT_EQ(pack.movements[1].since_last_month(), pounds(-10));
}

TEST(Pack, ListsWhatIsMissedDueAndNotEvidenced) {
    Bookkeeping books(hub);
    books.money(EntryKind::actual, "rents", "2027-04", 90, Stage::evidenced);
    books.actual("rents", "2027-05", 50);
    const Pack early = monthly_pack(books.book(), month_of("2027-01"), nullptr, {});
    ASSERT_THAT(early.due, SizeIs(1));  // the end of April is 89 days after the end of January
    EXPECT_THAT(early.missed, IsEmpty());
    const Pack late = monthly_pack(books.book(), month_of("2027-05"), nullptr, {});
    EXPECT_THAT(late.missed, SizeIs(1));
    ASSERT_THAT(late.unevidenced, SizeIs(1));
    EXPECT_EQ(late.unevidenced[0].due, pounds(200));
    EXPECT_EQ(late.unevidenced[0].recorded, pounds(140));
    EXPECT_EQ(late.unevidenced[0].evidenced, pounds(90));
}

}  // namespace
}  // namespace tranche::test
