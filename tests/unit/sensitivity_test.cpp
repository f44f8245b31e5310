// Drivers, tornados and switching values on programmes that are worked by hand.
#include "support/sensitivity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace tranche::test {
namespace {

using testing::ElementsAre;

// Year 0 is not discounted and there is but one year: present values are plain sums.
const std::string one_year =
    "programme: p\ncalendar: {first_year: 2026/27, years: 1}\norganisations: [{id: us}]\nspent_by: us\n";

std::vector<std::string> ids(const Drivers& drivers) {
    std::vector<std::string> result;
    for (const Driver& each : drivers.all) {
        result.push_back(each.id);
    }
    return result;
}

double pounds(const Figure& figure) {
    return static_cast<double>(std::get<Money>(figure.value).units) / 1e6;
}

TEST(Drivers, AreInputsThatCountAndLinesWithoutNumbersOfTheirOwn) {
    const Model model = load_text(one_year +
                                  "assumptions: [{id: n, value: 4}, {id: idle, value: 7}]\n"
                                  "costs: [{id: c, once: 100, when: 2026/27}]\n"
                                  "benefits: [{id: b, once: = n * 50, when: 2026/27, to: {us: 100%}}]\n");
    const Studied studied(model);
    EXPECT_THAT(ids(studied.drivers), ElementsAre("n", "scale(line=c)", "scale(kind=cost)", "scale(kind=benefit)"));
    EXPECT_TRUE(studied.drivers.left_out.empty());
}

TEST(Drivers, SayWhereTheirRangeComesFrom) {
    const Model model =
        load_text(one_year +
                  "assumptions:\n"
                  "  - {id: stated, value: 4, range: [3, 6]}\n"
                  "  - {id: graded, value: 100, evidence: 4}\n"  // grade 4: 15% either way
                  "  - {id: bare, value: 50}\n"
                  "  - {id: nothing, value: 0}\n"
                  "benefits: [{id: b, once: = stated + graded + bare + nothing, when: 2026/27, to: {us: 100%}}]\n");
    const Studied studied(model);
    const auto range = [&](const char* id) {
        const Driver& driver = studied.driver(id);
        return std::tuple(driver.low, driver.high, driver.basis);
    };
    EXPECT_EQ(range("stated"), std::tuple(3.0, 6.0, Basis::stated));
    EXPECT_EQ(range("graded"), std::tuple(85.0, 115.0, Basis::grade));
    EXPECT_EQ(range("bare"), std::tuple(40.0, 60.0, Basis::standard));
    ASSERT_EQ(studied.drivers.left_out.size(), 1U);
    EXPECT_EQ(studied.drivers.left_out.front().id, "nothing");
}

TEST(Drivers, KnowWhatIsAffineFromTheFormulas) {
    const Model model =
        load_text(one_year +
                  "assumptions: [{id: a, value: 4}, {id: b, value: 5}, {id: c, value: 6}, {id: d, value: 7}]\n"
                  "benefits:\n"
                  "  - {id: x, once: = a * b + a, when: 2026/27, to: {us: 100%}}\n"
                  "  - {id: y, once: = c * c, when: 2026/27, to: {us: 100%}}\n"
                  "  - {id: z, once: = a / d, when: 2026/27, to: {us: 100%}}\n");
    const Studied studied(model);
    EXPECT_TRUE(studied.driver("a").affine);
    EXPECT_TRUE(studied.driver("b").affine);
    EXPECT_FALSE(studied.driver("c").affine);
    EXPECT_FALSE(studied.driver("d").affine);
    EXPECT_TRUE(studied.driver(std::string(all_benefits)).affine);
}

TEST(Switching, IsWorkedOutWhereTheResponseIsAffine) {
    // 4 x 50 less 100 is nothing at n = 2, 50% down; at half the benefit; at twice the cost.
    const Model model = load_text(one_year +
                                  "assumptions: [{id: n, value: 4}]\n"
                                  "costs: [{id: c, once: 100, when: 2026/27}]\n"
                                  "benefits: [{id: b, once: = n * 50, when: 2026/27, to: {us: 100%}}]\n");
    const Studied studied(model);
    EXPECT_DOUBLE_EQ(*studied.switches("n").at, 2.0);
    EXPECT_EQ(studied.switches("n").proof, Proof::worked_out);
    EXPECT_DOUBLE_EQ(*studied.switches("line=c").at, 2.0);
    EXPECT_DOUBLE_EQ(*studied.switches("kind=benefit").at, 0.5);
    // Returns of 3 for 1: n = 6. A return of 150%: 250 of benefit, n = 5.
    EXPECT_DOUBLE_EQ(*studied.switches("n", "bcr >= 3").at, 6.0);
    EXPECT_DOUBLE_EQ(*studied.switches("n", "roi >= 150%").at, 5.0);
    EXPECT_DOUBLE_EQ(*studied.switches("n", "npv >= £50 and bcr >= 1.8").at, 3.6);
}

TEST(Switching, SaysWhatHappensToTheSameValueRunAgain) {
    const Model model = load_text(one_year +
                                  "costs: [{id: c, once: £100.37, when: 2026/27}]\n"
                                  "benefits: [{id: b, once: £777.77, when: 2026/27, to: {us: 100%}}]\n");
    const Studied studied(model);
    const double at = *studied.switches("line=b").at;
    EXPECT_LT(std::abs(pounds(studied.measured("npv", "line=b", at))), 0.01);
    EXPECT_DOUBLE_EQ(at, 100.37 / 777.77);
}

TEST(Switching, LooksForWhatIsCurvedToTheNearestNumber) {
    // n x n less 100 is nothing at n = 10.
    const Model model = load_text(one_year +
                                  "assumptions: [{id: n, value: 20}]\n"
                                  "costs: [{id: c, once: 100, when: 2026/27}]\n"
                                  "benefits: [{id: b, once: = n * n, when: 2026/27, to: {us: 100%}}]\n");
    const Studied studied(model);
    const Switching found = studied.switches("n");
    EXPECT_EQ(found.proof, Proof::searched);
    EXPECT_NEAR(*found.at, 10.0, 1e-7);  // amounts are whole millionths of a pound: flat within 5e-8 of it
    EXPECT_LT(pounds(studied.measured("npv", "n", *found.at)), 0.0);
    EXPECT_GE(pounds(studied.measured("npv", "n", std::nextafter(*found.at, 20.0))), 0.0);
}

TEST(Switching, ProvesThatThereIsNone) {
    // Without the small benefit there is 100 left; no value of it from nothing up loses the case.
    const Model model = load_text(one_year +
                                  "costs: [{id: c, once: 100, when: 2026/27}]\n"
                                  "benefits: [{id: small, once: 10, when: 2026/27, to: {us: 100%}}, "
                                  "{id: large, once: 200, when: 2026/27, to: {us: 100%}}]\n");
    const Studied studied(model);
    EXPECT_TRUE(studied.switches("line=small").proved_none());
    EXPECT_EQ(studied.switches("line=small").from, 0.0);
    EXPECT_EQ(studied.switches("line=small").upto, 10.0);
}

TEST(Switching, SaysOfCurvesThatNoneWasFoundAndAmongHowMany) {
    const Model model = load_text(one_year +
                                  "assumptions: [{id: n, value: 20}]\n"
                                  "costs: [{id: c, once: 100, when: 2026/27}]\n"
                                  "benefits: [{id: b, once: = 200 + n * n, when: 2026/27, to: {us: 100%}}]\n");
    const Studied studied(model);
    const Switching found = studied.switches("n");
    EXPECT_FALSE(found.at);
    EXPECT_FALSE(found.proved_none());
    EXPECT_EQ(found.points, 65U);
}

// Costs 120 at once, 40 a year from then on: paid back in year 3; years of the calendar are all there is.
const std::string paid_back_in_three =
    "programme: p\ncalendar: {first_year: 2026/27, years: 5}\norganisations: [{id: us}]\nspent_by: us\n"
    "costs: [{id: c, by_year: [120]}]\n"
    "benefits: [{id: b, by_year: [0, 40, 40, 40, 40], to: {us: 100%}}]\n"
    "scenarios: [{id: late, delay: 12 months}]\n";

TEST(Switching, OfPaybackIsWhereTheRunningTotalOfTheYearIsNothing) {
    const Model model = load_text(paid_back_in_three);
    const Studied studied(model);
    // Paid back by year 4 while 160 k >= 120; by year 2 once 80 k >= 120; by 2.5 years once 100 k >= 120.
    EXPECT_DOUBLE_EQ(*studied.switches("line=b", "payback <= 4").at, 0.75);
    EXPECT_DOUBLE_EQ(*studied.switches("line=b", "payback <= 2").at, 1.5);
    EXPECT_DOUBLE_EQ(*studied.switches("line=b", "payback < 3").at, 1.5);
    EXPECT_DOUBLE_EQ(*studied.switches("line=b", "payback_interpolated <= 2.5").at, 1.2);
    EXPECT_EQ(studied.switches("line=b", "payback <= 2").proof, Proof::worked_out);
    // At its edge the measure itself says the same.
    EXPECT_EQ(std::get<int>(studied.measured("payback", "line=b", 0.75).value), 4);
    EXPECT_FALSE(studied.measured("payback", "line=b", 0.7499).computable());
    EXPECT_EQ(std::get<int>(studied.measured("payback", "line=b", 1.5).value), 2);
    // The most that is ever out is 120 k.
    EXPECT_DOUBLE_EQ(*studied.switches("line=c", "peak_funding <= £150").at, 1.25);
}

TEST(Switching, TriesEveryWholeMonth) {
    // The cost comes later as well. Twelve months late it is paid back in year 4, by three years of 40. Each further month
    // takes 40 / 12 of the last year past the window, and 120 is not reached.
    const Model model = load_text(paid_back_in_three);
    const Studied studied(model);
    const Switching found = studied.switches("delay(all)", "payback <= 4");
    EXPECT_EQ(found.proof, Proof::all_tried);
    EXPECT_EQ(found.points, 61U);
    ASSERT_TRUE(found.at);
    EXPECT_EQ(*found.at, 13.0);
    EXPECT_TRUE(studied.switches("delay(all)", "peak_funding <= £120").proved_none());
}

TEST(Switching, OfRankIsWhereAnotherOptionIsFirst) {
    // Selling is worth 300 k - 90, sharing 50 - 30: equal at k = 110 / 300.
    const Model model = load_text(
        one_year +
        "options: [{id: share, name: Share}, {id: sell, name: Sell, role: preferred}]\n"
        "costs: [{id: move, once: 90, when: 2026/27, in: sell}, {id: desks, once: 30, when: 2026/27, in: share}]\n"
        "benefits: [{id: sale, once: 300, when: 2026/27, in: sell, to: {us: 100%}}, "
        "{id: rent, once: 50, when: 2026/27, in: share, to: {us: 100%}}]\n");
    const Studied studied(model);
    const Appraiser other(model.programme, studied.drivers.plan, whole_system,
                          compose(model.programme, scenario_of(model, "share")));
    const ConditionCheck rank(Condition::first_in_rank(2), {studied.appraiser, other});
    const Path path = path_of(studied.driver("line=sale"));
    EXPECT_DOUBLE_EQ(*switching(rank, std::span(&path, 1)).front().at, 110.0 / 300.0);
    const Path small = path_of(studied.driver("line=rent"));
    EXPECT_DOUBLE_EQ(*switching(rank, std::span(&small, 1)).front().at, 240.0 / 50.0);
}

TEST(Switching, CannotBeAskedOfWhatIsNotKnown) {
    const Model model = load_text(one_year +
                                  "costs: [{id: c, once: {unknown: nobody wrote it down}, when: 2026/27}]\n"
                                  "benefits: [{id: b, once: 10, when: 2026/27, to: {us: 100%}}]\n");
    const Studied studied(model);
    const Switching found = studied.switches("line=b");
    EXPECT_EQ(found.proof, Proof::not_computable);
    EXPECT_FALSE(found.why.empty());
    EXPECT_FALSE(studied.bar("line=b").width);
}

TEST(Tornado, BarsAreTheCaseWithOneInputMoved) {
    // 4 x 50 - 100: n at 3.2 is 60, at 4.8 is 140; costs at 80 leave 120, at 120 leave 80.
    const Model model = load_text(one_year +
                                  "assumptions: [{id: n, value: 4}]\n"
                                  "costs: [{id: c, once: 100, when: 2026/27}]\n"
                                  "benefits: [{id: b, once: = n * 50, when: 2026/27, to: {us: 100%}}]\n");
    const Studied studied(model);
    EXPECT_DOUBLE_EQ(pounds(studied.bar("n").low), 60.0);
    EXPECT_DOUBLE_EQ(pounds(studied.bar("n").high), 140.0);
    EXPECT_DOUBLE_EQ(pounds(studied.bar("line=c").low), 120.0);
    EXPECT_DOUBLE_EQ(pounds(studied.bar("line=c").high), 80.0);
    const Tornado all = tornado(studied.drivers, studied.appraiser, *find_measure("npv"));
    EXPECT_EQ(studied.drivers.all[all.bars.front().driver].id, "n");
    EXPECT_FALSE(all.bars.front().bends);
    EXPECT_DOUBLE_EQ(*all.interaction_high, 0.0);
}

TEST(Tornado, TellsWhatInputsDoToEachOther) {
    // 10 x 10: both a fifth higher are 144, one 120 and the other 120: 4 more than one by one. Both lower: 64, also 4.
    const Model model = load_text(one_year +
                                  "assumptions: [{id: a, value: 10}, {id: b, value: 10}]\n"
                                  "benefits: [{id: x, once: = a * b, when: 2026/27, to: {us: 100%}}]\n");
    const Studied studied(model);
    const Tornado all = tornado(studied.drivers, studied.appraiser, *find_measure("npv"));
    EXPECT_NEAR(*all.interaction_high, 4.0, 1e-6);
    EXPECT_NEAR(*all.interaction_low, 4.0, 1e-6);
}

TEST(Tornado, SaysWhereItBends) {
    const Model model = load_text(one_year +
                                  "assumptions: [{id: n, value: 20}]\n"
                                  "benefits: [{id: b, once: = n * n, when: 2026/27, to: {us: 100%}}]\n");
    const Studied studied(model);
    EXPECT_TRUE(studied.bar("n").bends);
    EXPECT_FALSE(studied.bar("kind=benefit").bends);
}

// A tool whose sensitivities came from one stored sample gave other ones when the sample stood in another order
// (guesstimate, issue 1051).
TEST(PeersMistakes, TheOrderOfLinesAndAssumptionsMeansNothing) {
    const std::string first = "{id: c1, once: 100.01, when: 2026/27}";
    const std::string second = "{id: c2, once: 100.03, when: 2026/27}";
    const std::string benefit = "benefits: [{id: x, once: = a * b, when: 2026/27, to: {us: 100%}}]\n";
    const Model one = load_text(one_year + "assumptions: [{id: a, value: 10.1}, {id: b, value: 30.3}]\ncosts: [" +
                                first + ", " + second + "]\n" + benefit);
    const Model other = load_text(one_year + benefit + "costs: [" + second + ", " + first +
                                  "]\nassumptions: [{id: b, value: 30.3}, {id: a, value: 10.1}]\n");
    const Studied a(one);
    const Studied b(other);
    for (const Driver& driver : a.drivers.all) {
        SCOPED_TRACE(driver.id);
        EXPECT_EQ(a.bar(driver.id).low, b.bar(driver.id).low);
        EXPECT_EQ(a.bar(driver.id).high, b.bar(driver.id).high);
        EXPECT_EQ(a.switches(driver.id).at, b.switches(driver.id).at);
    }
}

// A scenario derived from another once left its costs behind in the parent (TaskJuggler, issue 289).
TEST(PeersMistakes, AStudyOfAScenarioLeavesNothingInTheBaseCase) {
    const Model model = load_text(one_year +
                                  "costs: [{id: c, once: 100, when: 2026/27}]\n"
                                  "benefits: [{id: b, once: 200, when: 2026/27, to: {us: 100%}}]\n"
                                  "scenarios: [{id: dear, adjust: [{select: {kind: cost}, by: +50%}]}, "
                                  "{id: dearer, based_on: dear, adjust: [{select: {line: c}, by: +10%}]}]\n");
    const Studied before(model);
    const Studied dearer(model, {scenario_of(model, "dearer")});
    EXPECT_DOUBLE_EQ(pounds(figure_of(dearer.appraiser.base(), "npv")), 35.0);
    EXPECT_DOUBLE_EQ(*dearer.driver("kind=cost").value, 1.5);
    EXPECT_DOUBLE_EQ(dearer.driver("kind=cost").low, 1.2);
    const Studied after(model);
    EXPECT_EQ(before.appraiser.base().years, after.appraiser.base().years);
    EXPECT_DOUBLE_EQ(*after.switches("line=c").at, 2.0);
    EXPECT_DOUBLE_EQ(*after.driver("kind=cost").value, 1.0);
}

}  // namespace
}  // namespace tranche::test
