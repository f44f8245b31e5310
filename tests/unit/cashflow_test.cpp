// Money in time, by hand: each form of a line, what a delay moves, who pays.
#include "support/load.hpp"

#include <gtest/gtest.h>

namespace tranche::test {
namespace {

// Pounds of the only row, year by year, then beyond, then undated.
std::vector<double> fall(const std::string& line, int delay = 0,
                         const std::string& calendar = "first_year: 2013/14, years: 2") {
    const Model model = load_text("programme: fall\ncalendar: {" + calendar + "}\nbenefits:\n  - {id: gain, " + line +
                                  "}\nscenarios: [{id: late, delay: " + std::to_string(delay) + " months}]\n");
    const Cashflow cash = forecast(model, scenario_of(model, "late"));
    std::vector<double> result;
    for (int year = 0; year < cash.calendar.years; ++year) {
        result.push_back(cash.unit.pounds(cash.at(0, year)));
    }
    result.push_back(cash.unit.pounds(cash.beyond[0]));
    result.push_back(cash.unit.pounds(cash.undated[0]));
    return result;
}

using Years = std::vector<double>;

TEST(Line, ByYearFallsInItsYears) {
    EXPECT_EQ(fall("by_year: {2013/14: 12, 2014/15: 24}"), (Years{12, 24, 0, 0}));
    EXPECT_EQ(fall("by_year: [12, 24]"), (Years{12, 24, 0, 0}));
    EXPECT_EQ(fall("by_year: [0, 24]"), (Years{0, 24, 0, 0}));
    EXPECT_EQ(fall("by_year: {2014/15: -24}"), (Years{0, -24, 0, 0}));
}

TEST(Line, OnceFallsInItsMonthItsYearOrNowhere) {
    EXPECT_EQ(fall("once: 12, when: 2014-03"), (Years{12, 0, 0, 0}));
    EXPECT_EQ(fall("once: 12, when: 2014-04"), (Years{0, 12, 0, 0}));
    EXPECT_EQ(fall("once: 12, when: 2014/15"), (Years{0, 12, 0, 0}));
    EXPECT_EQ(fall("once: 12, when: unstated"), (Years{0, 0, 0, 12}));
    EXPECT_EQ(fall("once: 12, when: unstated", 24), (Years{0, 0, 0, 12})) << "what has no date cannot be late";
}

TEST(Line, YearlyIsARateByTheMonth) {
    EXPECT_EQ(fall("yearly: 12"), (Years{12, 12, 0, 0}));
    EXPECT_EQ(fall("yearly: 12, from: 2013-10"), (Years{6, 12, 0, 0}));
    EXPECT_EQ(fall("yearly: 12, from: 2013-10, for: 9 months"), (Years{6, 3, 0, 0}));
    EXPECT_EQ(fall("yearly: 12, until: 2013-06"), (Years{3, 0, 0, 0})) << "the month named is the last";
    EXPECT_EQ(fall("yearly: 12, from: 2014-03, until: 2014-03"), (Years{1, 0, 0, 0}));
    EXPECT_EQ(fall("yearly: 12, from: 2014-10, for: 5 years"), (Years{0, 6, 0, 0})) << "cut at the end of the calendar";
}

TEST(Line, MovesWithADelayAndWhatPassesTheWindowIsBeyond) {
    EXPECT_EQ(fall("by_year: [12, 24]", 3), (Years{9, 21, 6, 0}));  // 3 months of 1 and 9 of 2
    EXPECT_EQ(fall("by_year: [12, 24]", 15), (Years{0, 9, 27, 0}));
    EXPECT_EQ(fall("by_year: [12, 24]", 24), (Years{0, 0, 36, 0}));
    EXPECT_EQ(fall("by_year: [12, 24]", 240), (Years{0, 0, 36, 0}));
    EXPECT_EQ(fall("yearly: 12, from: 2013-10", 8), (Years{0, 10, 8, 0}));
    EXPECT_EQ(fall("once: 12, when: 2015-03", 1), (Years{0, 0, 12, 0}));
}

TEST(Line, InAnExtendingWindowFallsInAddedYears) {
    const std::string extending = "first_year: 2013/14, years: 2, delay_window: extend";
    EXPECT_EQ(fall("by_year: [12, 24]", 15, extending), (Years{0, 9, 21, 6, 0, 0}));
    EXPECT_EQ(fall("by_year: [12, 24]", 12, extending), (Years{0, 12, 24, 0, 0}));
    EXPECT_EQ(fall("by_year: [12, 24]", 0, extending), (Years{12, 24, 0, 0}));
}

TEST(Line, OfACalendarThatStartsInJanuary) {
    const std::string january = "first_year: 2013, years: 2, year_starts: january";
    EXPECT_EQ(fall("by_year: {2014: 12}", 0, january), (Years{0, 12, 0, 0}));
    EXPECT_EQ(fall("once: 12, when: 2013-12", 0, january), (Years{12, 0, 0, 0}));
    EXPECT_EQ(fall("yearly: 12, from: 2013-10", 0, january), (Years{3, 12, 0, 0}));
}

TEST(Line, OutsideItsCalendarIsTold) {
    const auto codes = [](const std::string& line) {
        return codes_of("programme: fall\ncalendar: {first_year: 2013/14, years: 2}\nbenefits:\n  - {id: gain, " +
                        line + "}\n");
    };
    for (const char* line : {"by_year: {2015/16: 1}", "by_year: {2012/13: 1}", "by_year: [1, 2, 3]",
                             "once: 1, when: 2013-03", "once: 1, when: 2015-04", "once: 1, when: 2015/16",
                             "yearly: 1, from: 2013-03", "yearly: 1, until: 2015-04"}) {
        EXPECT_EQ(codes(line), std::vector<std::string>{"outside-calendar"}) << line;
    }
}

TEST(Months, RunOnTheCumulativeRoundedSum) {
    const Model model = load_text(
        "programme: months\ncalendar: {first_year: 2013/14, years: 1}\nbenefits: [{id: gain, by_year: {2013/14: 0.0001}}]\n");
    const std::int64_t expected[] = {8, 9, 8, 8, 9, 8, 8, 9, 8, 8, 9, 8};  // differences of n x 100 / 12, rounded
    const std::vector<Money> months = forecast(model).months(0);
    for (std::size_t i = 0; i < 12; ++i) {
        EXPECT_EQ(months[i].units, expected[i]) << i;
    }
}

TEST(Shares, TelescopeToTheWholeWhereHalvesMeet) {
    const Model model = load_text(R"(
programme: shares
calendar: {first_year: 2013/14, years: 4}
organisations: [{id: north}, {id: south}, {id: east}]
benefits:
  - {id: halves, by_year: [0.000001, 0.000003, 0.000005, -0.000003], to: {north: 50%, south: rest}}
  - {id: thirds, by_year: [0.0001, 0, 0, 0], to: {north: 33.33%, south: 33.33%, east: rest}}
)");
    const Cashflow cash = forecast(model);
    const auto row = [&](std::size_t number) {
        std::vector<std::int64_t> units;
        for (int year = 0; year < 4; ++year) {
            units.push_back(cash.at(number, year).units);
        }
        return units;
    };
    EXPECT_EQ(row(0), (std::vector<std::int64_t>{0, 2, 2, -2}));  // 0.5, 1.5, 2.5, -1.5 to even
    EXPECT_EQ(row(1), (std::vector<std::int64_t>{1, 1, 3, -1}));
    EXPECT_EQ(row(2)[0], 33);  // 33.33
    EXPECT_EQ(row(3)[0], 34);  // 66.66 is 67, less 33
    EXPECT_EQ(row(4)[0], 33);
}

TEST(Factor, RoundsAYearHalfToEven) {
    const Model model = load_text(R"(
programme: factor
calendar: {first_year: 2013/14, years: 4}
benefits: [{id: gain, by_year: [0.000001, 0.000003, 0.000005, -0.000005]}]
scenarios: [{id: half, adjust: [{select: {kind: benefit}, by: -50%}]}]
)");
    const Cashflow cash = forecast(model, scenario_of(model, "half"));
    const std::int64_t expected[] = {0, 2, 2, -2};  // 0.5, 1.5, 2.5, -2.5
    for (int year = 0; year < 4; ++year) {
        EXPECT_EQ(cash.at(0, year).units, expected[year]);
    }
}

struct Paid {
    std::string kind;
    std::string from;
    std::string to;
    std::int64_t pounds = 0;
    friend bool operator==(const Paid&, const Paid&) = default;
};

std::ostream& operator<<(std::ostream& out, const Paid& paid) {
    return out << paid.kind << " " << paid.from << " -> " << paid.to << " " << paid.pounds;
}

std::vector<Paid> paid(const std::string& keys) {
    const Model model = load_text(
        "programme: funding\ncalendar: {first_year: 2013/14, years: 1}\n"
        "organisations: [{id: council}, {id: police}, {id: clg, kind: funder}, {id: lottery, kind: funder}]\n"
        "costs:\n  - {id: spend, by_year: {2013/14: 100}, " +
        keys + "}\n");
    const Cashflow cash = forecast(model);
    std::vector<Paid> result;
    for (std::size_t row = 0; row < cash.rows.size(); ++row) {
        const auto name = [&](OrganisationId id) { return model.programme.organisations[id].id; };
        result.push_back({std::string(word(cash.rows[row].kind)), name(cash.rows[row].from), name(cash.rows[row].to),
                          cash.at(row, 0).units / 1'000'000});
    }
    return result;
}

TEST(Funding, OfACostThatNamesNobodyIsTheProgrammesOwn) {
    EXPECT_EQ(paid("nature: running"), (std::vector<Paid>{{"cost", "programme", "outside", 100}}));
    EXPECT_EQ(paid("spent_by: council"), (std::vector<Paid>{{"cost", "council", "outside", 100}}));
}

TEST(Funding, ByAmountIsAGrantToWhoeverSpends) {
    const std::vector<Paid> expected{{"cost", "council", "outside", 100}, {"finance", "clg", "council", 40}};
    EXPECT_EQ(paid("funded: {clg: 40, council: rest}"), expected);
    EXPECT_EQ(paid("spent_by: council, funded: {clg: 40, council: 60}"), expected);
}

TEST(Funding, ByShareDividesCostAndGrant) {
    EXPECT_EQ(paid("funded: {clg: 20%, council: rest}"), (std::vector<Paid>{{"cost", "council", "outside", 20},
                                                                            {"finance", "clg", "council", 20},
                                                                            {"cost", "council", "outside", 80}}));
    EXPECT_EQ(paid("funded: {council: 30%, police: 70%}"),
              (std::vector<Paid>{{"cost", "council", "outside", 30}, {"cost", "police", "outside", 70}}));
}

// The rest is a share like any other: naming it so may not drop who bears it.
TEST(Funding, OfTheRestByAFunderIsAGrantToo) {
    const std::vector<Paid> all{{"cost", "council", "outside", 100}, {"finance", "clg", "council", 100}};
    EXPECT_EQ(paid("spent_by: council, funded: {clg: 100%}"), all);
    EXPECT_EQ(paid("spent_by: council, funded: {clg: rest}"), all);
}

TEST(Funding, OfTheRestAfterAnAmountNamesWhoBearsIt) {
    // What each pays out less what it is paid.
    const auto bears = [](const std::string& who, const std::string& keys) {
        std::int64_t sum = 0;
        for (const Paid& each : paid(keys)) {
            sum += (each.from == who ? each.pounds : 0) - (each.to == who ? each.pounds : 0);
        }
        return sum;
    };
    EXPECT_EQ(bears("lottery", "spent_by: council, funded: {clg: 40, lottery: rest}"), 60);
    EXPECT_EQ(bears("clg", "spent_by: council, funded: {clg: 40, lottery: rest}"), 40);
    EXPECT_EQ(bears("council", "spent_by: council, funded: {clg: 40, lottery: rest}"), 0);
    EXPECT_EQ(bears("police", "spent_by: council, funded: {clg: 40, police: rest}"), 60);
    EXPECT_EQ(bears("clg", "spent_by: council, funded: {clg: 40, police: rest}"), 40);
}

}  // namespace
}  // namespace tranche::test
