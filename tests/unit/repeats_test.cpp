// Projects that happen more than once, by hand.
#include "support/load.hpp"

#include <gtest/gtest.h>

namespace tranche::test {
namespace {

// A station takes a year from October 2013; two start in 2013/14 and three in 2015/16, two years later.
std::string programme(const std::string& lines,
                      const std::string& repeat = "{count: 5, starts: {2013/14: 2, 2015/16: 3}}",
                      const std::string& scenario = "name: as planned") {
    return "programme: stations\ncalendar: {first_year: 2013/14, years: 5}\n"
           "organisations: [{id: council}, {id: fund, kind: funder}]\n"
           "awards: [{id: grant, from: fund, asked: 50}]\n"
           "assumptions: [{id: sites, value: 5}, {id: per-site, value: 12}]\n"
           "milestones: [{id: opening, on: 2014-10, after: [{project: station}]}]\n"
           "workstreams:\n  - id: w\n    projects:\n"
           "      - id: station\n        starts: 2013-10\n        lasts: 12 months\n        repeat: " +
           repeat + "\n" + lines + "scenarios:\n  - {id: case, " + scenario + "}\n";
}

// Pounds of all rows of a kind, year by year, then beyond and undated.
std::vector<double> fall(const std::string& text, LineKind kind = LineKind::cost) {
    const Model model = load_text(text);
    const Cashflow cash = forecast(model, scenario_of(model, "case"));
    std::vector<double> result(static_cast<std::size_t>(cash.calendar.years) + 2, 0.0);
    for (std::size_t row = 0; row < cash.rows.size(); ++row) {
        if (cash.rows[row].kind != kind) {
            continue;
        }
        for (int year = 0; year < cash.calendar.years; ++year) {
            result[static_cast<std::size_t>(year)] += cash.unit.pounds(cash.at(row, year));
        }
        result[result.size() - 2] += cash.unit.pounds(cash.beyond[row]);
        result.back() += cash.unit.pounds(cash.undated[row]);
    }
    return result;
}

std::string cost(const std::string& line) {
    return "        costs: [{id: build, " + line + "}]\n";
}

using Years = std::vector<double>;
const std::string twice = "{count: 5, starts: {2013/14: 2, 2015/16: 3}}";

TEST(Repeat, EveryStartHasItsMoneyAtItsTime) {
    EXPECT_EQ(fall(programme(cost("once: 10, over: project"))), (Years{10, 10, 15, 15, 0, 0, 0}));
    EXPECT_EQ(fall(programme(cost("once: 10, when: opening"))), (Years{0, 20, 0, 30, 0, 0, 0}));
    EXPECT_EQ(fall(programme(cost("once: 10, when: 2013/14"))), (Years{20, 0, 30, 0, 0, 0, 0}));
    EXPECT_EQ(fall(programme(cost("by_year: [10, 20]"))), (Years{20, 40, 30, 60, 0, 0, 0}));
    EXPECT_EQ(fall(programme(cost("once: 10, when: unstated"))), (Years{0, 0, 0, 0, 0, 0, 50}));
}

TEST(Repeat, RunningCostGoesOnToTheEndOfTheCalendar) {
    EXPECT_EQ(fall(programme(cost("yearly: 12, from: project.end"))), (Years{0, 12, 24, 24 + 18, 60, 0, 0}));
    EXPECT_EQ(fall(programme(cost("yearly: 12, from: project.end, for: 2 years"))),
              (Years{0, 12, 24, 12 + 18, 36, 0, 0}));
    EXPECT_EQ(fall(programme(cost("yearly: 12, over: project"))), (Years{12, 12, 18, 18, 0, 0, 0}));
}

TEST(Repeat, EveryStartIsLateAndLastsLongerWithItsProject) {
    EXPECT_EQ(fall(programme(cost("once: 10, over: project"), twice,
                             "adjust: [{select: {project: station}, delay: 6 months}]")),
              (Years{0, 20, 0, 30, 0, 0, 0}));
    EXPECT_EQ(fall(programme(cost("yearly: 12, over: project"), twice,
                             "adjust: [{select: {project: station}, overrun: 3 months}]")),
              (Years{12, 18, 18, 27, 0, 0, 0}));
}

TEST(Repeat, WhatAFunderPaysIsForEveryOne) {
    const std::string granted = cost("once: 10, over: project, funded: {fund: 4, council: rest}, award: grant");
    EXPECT_EQ(fall(programme(granted), LineKind::finance), (Years{4, 4, 6, 6, 0, 0, 0}));
    EXPECT_EQ(fall(programme(granted, twice, "awards: {grant: 5}"), LineKind::finance),
              (Years{1, 1, 1.5, 1.5, 0, 0, 0}))
        << "a quarter of 20";
}

TEST(Repeat, ACountThatIsAnAssumptionScalesEveryStart) {
    const std::string by_name = "{count: sites, starts: {2013/14: 2, 2015/16: 3}}";
    EXPECT_EQ(fall(programme(cost("once: 10, over: project"), by_name)), (Years{10, 10, 15, 15, 0, 0, 0}));
    EXPECT_EQ(fall(programme(cost("once: 10, over: project"), by_name, "set: {sites: 4}")),
              (Years{8, 8, 12, 12, 0, 0, 0}));
}

TEST(Repeat, OnceIsTheProjectAsItStands) {
    for (const char* line : {"once: 10, over: project", "yearly: 12, from: project.end", "by_year: [1, 2, 3]",
                             "yearly: 7, over: project", "once: 3, when: unstated"}) {
        const std::string with = programme(cost(line), "{count: 1, starts: {2013/14: 1}}");
        std::string without = with;
        without.erase(without.find("        repeat:"),
                      without.find("        costs:") - without.find("        repeat:"));
        EXPECT_EQ(fall(with), fall(without)) << line;
    }
}

TEST(Repeat, WhatCannotBeIsTold) {
    const auto codes = [](const std::string& repeat, const std::string& line = "once: 10, over: project") {
        return codes_of(programme(cost(line), repeat));
    };
    using Codes = std::vector<std::string>;
    EXPECT_EQ(codes(twice), Codes{});
    EXPECT_EQ(codes("{count: 4, starts: {2013/14: 2, 2015/16: 3}}"), Codes{"repeat-count"});
    EXPECT_EQ(codes("{count: per-site, starts: {2013/14: 2}}"), Codes{"repeat-count"});
    EXPECT_EQ(codes("{count: site, starts: {2013/14: 2}}"), Codes{"unknown-reference"});
    EXPECT_EQ(codes("{count: 1, starts: {2014/15: 1}}"), Codes{"repeat-starts"}) << "none starts with the project";
    EXPECT_EQ(codes("{count: 2, starts: {2012/13: 1, 2013/14: 1}}"), Codes{"repeat-starts"});
    EXPECT_EQ(codes("{count: 1, starts: {2013/14: 1, 2014/15: 0}}"), Codes{"repeat-starts"});
    EXPECT_EQ(codes("{count: 2, starts: {2013/14: 1, 2018/19: 1}}"), Codes{"outside-calendar"});
    EXPECT_EQ(codes("{count: 2, starts: {2013/14: 1, 2017/18: 1}}"), Codes{"outside-calendar"})
        << "half of it falls after the calendar";
    EXPECT_EQ(codes("{count: 2, starts: {2013/14: 1, 2017/18: 1}}", "yearly: 10, from: project.end"), Codes{});
    EXPECT_EQ(codes("{starts: {2013/14: 1}}"), Codes{"missing-key"});
}

}  // namespace
}  // namespace tranche::test
