// Awards that come in part, fall back, are decided, and what needs them, by hand.
#include "support/load.hpp"

#include <gtest/gtest.h>

namespace tranche::test {
namespace {

// The fund is asked for 60 of 100; the shop and its sales happen only if it pays.
std::string programme(const std::string& award, const std::string& scenario,
                      const std::string& build = "award: grant") {
    return "programme: shop\ncalendar: {first_year: 2013/14, years: 1}\n"
           "organisations: [{id: council}, {id: fund, kind: funder}]\n"
           "awards: [{id: grant, from: fund, asked: 60" +
           award +
           "}]\n"
           "costs:\n  - {id: build, by_year: [100], funded: {fund: 60, council: rest}, " +
           build +
           "}\n"
           "  - {id: shop, by_year: [10], needs: grant}\n"
           "benefits:\n  - {id: sales, by_year: [25], needs: grant}\n"
           "scenarios:\n  - {id: case, " +
           scenario + "}\n";
}

// Pounds of grant, cost and benefit.
std::vector<double> sums(const std::string& award, const std::string& scenario,
                         const std::string& build = "award: grant") {
    const Model model = load_text(programme(award, scenario, build));
    const Cashflow cash = forecast(model, scenario_of(model, "case"));
    std::vector<double> result(3, 0.0);
    for (std::size_t row = 0; row < cash.rows.size(); ++row) {
        const LineKind kind = cash.rows[row].kind;
        result[kind == LineKind::finance ? 0 : (kind == LineKind::cost ? 1 : 2)] += cash.unit.pounds(cash.at(row, 0));
    }
    return result;
}

using Sums = std::vector<double>;

TEST(Needs, AnAwardInFullOrItDoesNotHappen) {
    EXPECT_EQ(sums("", "name: as asked"), (Sums{60, 110, 25}));
    EXPECT_EQ(sums("", "awards: {grant: 0}"), (Sums{0, 100, 0}));
    EXPECT_EQ(sums("", "awards: {grant: 59}"), (Sums{59, 100, 0})) << "most of it is not all of it";
    EXPECT_EQ(sums("", "awards: {grant: 60}"), (Sums{60, 110, 25}));
}

TEST(Needs, ItsFallbackIsEnough) {
    EXPECT_EQ(sums(", fallback: 37", "awards: {grant: fallback}"), (Sums{37, 110, 25}));
    EXPECT_EQ(sums(", fallback: 37", "awards: {grant: 37}"), (Sums{37, 110, 25}));
    EXPECT_EQ(sums(", fallback: 37", "awards: {grant: 36.999999}"), (Sums{36.999999, 100, 0}));
    EXPECT_EQ(sums(", fallback: 37", "name: as asked"), (Sums{60, 110, 25}));
}

TEST(Award, ThatIsDecidedIsTheBaseCase) {
    EXPECT_EQ(sums(", decided: 45", "name: as decided"), (Sums{45, 100, 0}));
    EXPECT_EQ(sums(", fallback: 40, decided: 45", "name: as decided"), (Sums{45, 110, 25}));
    EXPECT_EQ(sums(", decided: 0", "name: as decided"), (Sums{0, 100, 0}));
    EXPECT_EQ(sums(", decided: 0", "awards: {grant: 60}"), (Sums{60, 110, 25})) << "a scenario can ask what if";
}

TEST(Award, ThatNoLineTakesIsAPartOfWhatIsAsked) {
    EXPECT_EQ(sums("", "awards: {grant: 60}", "status: assumed"), (Sums{60, 110, 25}));
    EXPECT_EQ(sums(", fallback: 20", "awards: {grant: 20}", "status: assumed"), (Sums{60, 110, 25}));
    EXPECT_EQ(sums(", fallback: 20", "awards: {grant: 10}", "status: assumed"), (Sums{60, 100, 0}));
}

TEST(Award, WhatCannotComeIsTold) {
    using Codes = std::vector<std::string>;
    const auto codes = [](const std::string& award, const std::string& scenario) {
        return codes_of(programme(award, scenario));
    };
    EXPECT_EQ(codes(", fallback: 70", "name: more"), Codes{"award-sum"});
    EXPECT_EQ(codes(", decided: 70", "name: more"), Codes{"award-sum"});
    EXPECT_EQ(codes(", decided: -1", "name: less"), Codes{"award-sum"});
    EXPECT_EQ(codes("", "awards: {grant: fallback}"), Codes{"award-fallback"});
    EXPECT_EQ(codes("", "awards: {grant: fallbak}"), Codes{"not-an-amount"});
}

}  // namespace
}  // namespace tranche::test
