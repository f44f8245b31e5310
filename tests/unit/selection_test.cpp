// What scenarios select, and by how much it moves or grows: by hand.
#include "support/load.hpp"

#include <gtest/gtest.h>

#include <map>

namespace tranche::test {
namespace {

constexpr const char* programme = R"(
programme: selections
calendar: {first_year: 2013/14, years: 3}
organisations: [{id: council}, {id: clg, kind: funder}]
workstreams:
  - id: roads
    projects:
      - id: bridge
        starts: 2013-04
        lasts: 12 months
        costs: [{id: build, once: 120, over: project, budget: capital}]
    benefits: [{id: faster, by_year: {2013/14: 12}, account: economic}]
  - id: schools
    benefits: [{id: pupils, by_year: {2013/14: 24}, account: social}]
costs: [{id: team, by_year: {2013/14: 36}, funded: {clg: 12, council: rest}}]
scenarios:
)";

struct Fall {
    std::int64_t first = 0;   ///< micropounds in 2013/14
    std::int64_t second = 0;  ///< and in 2014/15
    friend bool operator==(const Fall&, const Fall&) = default;
};

std::ostream& operator<<(std::ostream& out, const Fall& fall) {
    return out << fall.first << ", " << fall.second;
}

std::map<std::string, Fall> lines_in(const std::string& adjust) {
    const Model model = load_text(programme + ("  - {id: changed, adjust: [" + adjust + "]}\n"));
    const Cashflow cash = forecast(model, scenario_of(model, "changed"));
    std::map<std::string, Fall> result;
    for (std::size_t row = 0; row < cash.rows.size(); ++row) {
        result[model.programme.lines[cash.rows[row].line].id] = {cash.at(row, 0).units, cash.at(row, 1).units};
    }
    return result;
}

Fall pounds(std::int64_t first, std::int64_t second = 0) {
    return {first * 1'000'000, second * 1'000'000};
}

using Lines = std::map<std::string, Fall>;

const Lines base{{"build", pounds(120)},
                 {"faster", pounds(12)},
                 {"pupils", pounds(24)},
                 {"team", pounds(36)},
                 {"team.clg", pounds(12)}};

Lines with(const Lines& changed) {
    Lines result = base;
    for (const auto& [id, fall] : changed) {
        result[id] = fall;
    }
    return result;
}

TEST(Selection, OfKindLeavesFixedGrantsAlone) {
    EXPECT_EQ(lines_in("{select: {kind: cost}, by: +50%}"), with({{"build", pounds(180)}, {"team", pounds(54)}}));
    EXPECT_EQ(lines_in("{select: {kind: benefit}, by: -50%}"), with({{"faster", pounds(6)}, {"pupils", pounds(12)}}));
    EXPECT_EQ(lines_in("{select: {kind: finance}, by: -50%}"), with({{"team.clg", pounds(6)}}));
}

TEST(Selection, OfALineScalesItAndMovesItsGrantWithIt) {
    EXPECT_EQ(lines_in("{select: {line: team}, by: -25%}"), with({{"team", pounds(27)}}));
    EXPECT_EQ(lines_in("{select: {line: team}, delay: 3 months}"),
              with({{"team", pounds(27, 9)}, {"team.clg", pounds(9, 3)}}));
}

TEST(Selection, OfFacetsTakesTheLinesThatHaveThem) {
    EXPECT_EQ(lines_in("{select: {account: economic}, by: +100%}"), with({{"faster", pounds(24)}}));
    EXPECT_EQ(lines_in("{select: {account: [economic, social]}, by: +100%}"),
              with({{"faster", pounds(24)}, {"pupils", pounds(48)}}));
    EXPECT_EQ(lines_in("{select: {budget: capital}, by: +10%}"), with({{"build", pounds(132)}}));
}

TEST(Selection, OfSeveralKeysTakesWhatAnswersAll) {
    EXPECT_EQ(lines_in("{select: {workstream: roads, kind: benefit}, by: +100%}"), with({{"faster", pounds(24)}}));
}

TEST(Selection, OfEverythingTakesEverythingButFixedGrants) {
    EXPECT_EQ(lines_in("{select: {}, by: +100%}"),
              with({{"build", pounds(240)}, {"faster", pounds(24)}, {"pupils", pounds(48)}, {"team", pounds(72)}}));
}

TEST(Delay, OfAWorkstreamMovesItsProjectsLinesOnceAndItsOwn) {
    EXPECT_EQ(lines_in("{select: {workstream: roads}, delay: 3 months}"),
              with({{"build", pounds(90, 30)}, {"faster", pounds(9, 3)}}));
}

TEST(Delay, OfAProjectMovesWhatHangsOnIt) {
    EXPECT_EQ(lines_in("{select: {project: bridge}, delay: 6 months}"), with({{"build", pounds(60, 60)}}));
}

TEST(Delay, OfAKindAddsToThatOfTheProject) {
    EXPECT_EQ(lines_in("{select: {kind: cost}, delay: 3 months}, {select: {project: bridge}, delay: 6 months}"),
              with({{"build", pounds(30, 90)}, {"team", pounds(27, 9)}}));
}

TEST(Delay, OfEverythingMovesAllOnce) {
    const Lines late{{"build", pounds(90, 30)},
                     {"faster", pounds(9, 3)},
                     {"pupils", pounds(18, 6)},
                     {"team", pounds(27, 9)},
                     {"team.clg", pounds(9, 3)}};
    EXPECT_EQ(lines_in("{select: {}, delay: 3 months}"), late);
    const Model model = load_text(programme + std::string("  - {id: late, delay: 3 months}\n"));
    const Cashflow cash = forecast(model, scenario_of(model, "late"));
    for (std::size_t row = 0; row < cash.rows.size(); ++row) {
        const std::string id = model.programme.lines[cash.rows[row].line].id;
        EXPECT_EQ((Fall{cash.at(row, 0).units, cash.at(row, 1).units}), late.at(id)) << id;
    }
}

TEST(Selection, OfWhatNoLineHasIsTold) {
    const auto codes = [](const std::string& select) {
        return codes_of(programme + ("  - {id: changed, adjust: [{select: {" + select + "}, by: +1%}]}\n"));
    };
    EXPECT_EQ(codes("line: biuld"), std::vector<std::string>{"selects-nothing"});
    EXPECT_EQ(codes("account: fiscal"), std::vector<std::string>{"selects-nothing"});
    EXPECT_EQ(codes("colour: red"), std::vector<std::string>{"unknown-key"});
}

}  // namespace
}  // namespace tranche::test
