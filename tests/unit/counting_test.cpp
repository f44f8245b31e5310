// What a perspective counts, for each standing of payer and payee.
#include "tranche/appraise/counting.hpp"

#include "support/load.hpp"

#include <gtest/gtest.h>

namespace tranche::test {
namespace {

const Model& model() {
    static const Model loaded = load_text(R"(
programme: counting
calendar: {first_year: 2013/14, years: 1}
organisations:
  - {id: north, aliases: [Northshire]}
  - {id: south}
  - {id: east}
  - {id: pair, members: [north, south]}
  - {id: trio, members: [pair, east]}
  - {id: clg, kind: funder}
perspectives:
  only-north: {costs: net-of-grant, costs_of: [north], benefits_of: [north]}
  both: {costs: net-of-grant, costs_of: [north, south], benefits_of: [north, south]}
  as-a-pair: {costs: net-of-grant, costs_of: [pair], benefits_of: [pair]}
  before-grant: {costs: before-grant, costs_of: [north], benefits_of: [north]}
  by-another-name: {costs_of: [Northshire], benefits_of: [Northshire]}
  costs-of-north: {costs_of: [north], benefits_of: all}
costs:
  - {id: spend, by_year: {2013/14: 100}, spent_by: pair}
  - {id: north-spend, by_year: {2013/14: 10}, spent_by: Northshire}
benefits:
  - {id: gain, by_year: {2013/14: 300}, to: {pair: 50%, north: rest}}
  - {id: trio-gain, by_year: {2013/14: 40}, to: {trio: 100%}}
)");
    return loaded;
}

Counted counted(const char* perspective, LineKind kind, const char* from, const char* to) {
    const auto organisation = [](const char* id) { return *find(model().programme.organisations, id); };
    return Counting(model().programme, perspective_of(model(), perspective))
        .of(kind, organisation(from), organisation(to));
}

testing::AssertionResult is(const Counted& counted, Counted::As as, int sign) {
    if (counted.as == as && (as == Counted::As::nothing || as == Counted::As::blocked || counted.sign == sign)) {
        return testing::AssertionSuccess();
    }
    return testing::AssertionFailure() << "as " << static_cast<int>(counted.as) << ", sign " << counted.sign;
}

constexpr Counted::As nothing = Counted::As::nothing;
constexpr Counted::As cost = Counted::As::cost;
constexpr Counted::As benefit = Counted::As::benefit;
constexpr Counted::As blocked = Counted::As::blocked;

TEST(Counting, TakesCostThatLeavesTheSet) {
    EXPECT_TRUE(is(counted("only-north", LineKind::cost, "north", "outside"), cost, 1));
    EXPECT_TRUE(is(counted("only-north", LineKind::cost, "south", "outside"), nothing, 1));
    EXPECT_TRUE(is(counted("only-north", LineKind::cost, "north", "south"), cost, 1));
    EXPECT_TRUE(is(counted("both", LineKind::cost, "north", "south"), nothing, 1));
    EXPECT_TRUE(is(counted("only-north", LineKind::cost, "south", "north"), cost, -1));
}

TEST(Counting, TakesBenefitThatEntersTheSet) {
    EXPECT_TRUE(is(counted("only-north", LineKind::benefit, "outside", "north"), benefit, 1));
    EXPECT_TRUE(is(counted("only-north", LineKind::benefit, "outside", "south"), nothing, 1));
    EXPECT_TRUE(is(counted("only-north", LineKind::benefit, "north", "outside"), benefit, -1));
    EXPECT_TRUE(is(counted("both", LineKind::benefit, "south", "north"), nothing, 1));
}

TEST(Counting, TakesGrantsOnlyNetOfGrant) {
    EXPECT_TRUE(is(counted("only-north", LineKind::finance, "clg", "north"), cost, -1));
    EXPECT_TRUE(is(counted("only-north", LineKind::finance, "north", "clg"), cost, 1));
    EXPECT_TRUE(is(counted("before-grant", LineKind::finance, "clg", "north"), nothing, 1));
    EXPECT_TRUE(is(counted("before-grant", LineKind::finance, "clg", "pair"), nothing, 1));
    EXPECT_TRUE(is(counted("whole-system", LineKind::finance, "clg", "north"), nothing, 1));
}

TEST(Counting, CannotTellAGroupApartThatIsPartlyInside) {
    EXPECT_TRUE(is(counted("only-north", LineKind::cost, "pair", "outside"), blocked, 1));
    EXPECT_TRUE(is(counted("only-north", LineKind::benefit, "outside", "trio"), blocked, 1));
    EXPECT_TRUE(is(counted("both", LineKind::cost, "trio", "outside"), blocked, 1));
    EXPECT_TRUE(is(counted("as-a-pair", LineKind::benefit, "outside", "trio"), blocked, 1));
    EXPECT_TRUE(is(counted("only-north", LineKind::finance, "clg", "pair"), blocked, 1));
}

TEST(Counting, TakesAGroupForInsideWhenAllItsMembersAre) {
    EXPECT_TRUE(is(counted("both", LineKind::cost, "pair", "outside"), cost, 1));
    EXPECT_TRUE(is(counted("both", LineKind::finance, "clg", "pair"), cost, -1));
    EXPECT_TRUE(is(counted("both", LineKind::cost, "pair", "north"), nothing, 1));
}

TEST(Counting, TakesMembersForInsideWhenTheirGroupIs) {
    EXPECT_TRUE(is(counted("as-a-pair", LineKind::cost, "south", "outside"), cost, 1));
    EXPECT_TRUE(is(counted("as-a-pair", LineKind::cost, "pair", "outside"), cost, 1));
    EXPECT_TRUE(is(counted("as-a-pair", LineKind::cost, "east", "outside"), nothing, 1));
}

TEST(Counting, ReadsAnAliasAsItsOrganisation) {
    EXPECT_TRUE(is(counted("by-another-name", LineKind::cost, "north", "outside"), cost, 1));
    EXPECT_EQ(appraise(model(), base_scenario, perspective_of(model(), "costs-of-north")).split.size(), 1U);
    EXPECT_EQ(appraise(model(), base_scenario, perspective_of(model(), "as-a-pair")).total().cost.units, 110'000'000);
}

TEST(Counting, HoldsEverybodyButTheOutsideInTheWholeSystem) {
    EXPECT_TRUE(is(counted("whole-system", LineKind::cost, "clg", "outside"), cost, 1));
    EXPECT_TRUE(is(counted("whole-system", LineKind::cost, "trio", "outside"), cost, 1));
    EXPECT_TRUE(is(counted("whole-system", LineKind::benefit, "outside", "pair"), benefit, 1));
    EXPECT_TRUE(is(counted("whole-system", LineKind::cost, "outside", "outside"), nothing, 1));
}

TEST(Counting, NamesTheLinesThatBlockAndComputesNothingFromTheRest) {
    const Appraisal north = appraise(model(), base_scenario, perspective_of(model(), "only-north"));
    std::vector<std::string> blocking;
    for (const LineId line : north.split) {
        blocking.push_back(model().programme.lines[line].id);
    }
    EXPECT_EQ(blocking, (std::vector<std::string>{"spend", "gain", "trio-gain"}));
    for (const MeasureRow& measure : measures()) {
        if (measure.name != "grant") {  // who pays it is another question than from whose side
            EXPECT_EQ(measure.compute(north).why,
                      "3 lines are split between organisations in a way the programme does not state")
                << measure.name;
        }
    }
    const Appraisal pair = appraise(model(), base_scenario, perspective_of(model(), "as-a-pair"));
    EXPECT_EQ(figure_of(pair, "net").why,
              "1 line is split between organisations in a way the programme does not state");
}

}  // namespace
}  // namespace tranche::test
