// Mistakes found in other appraisal tools, each of which would be seen here.
#include "support/load.hpp"
#include "tranche/appraise/discount.hpp"
#include "tranche/explain/core_text.hpp"
#include "tranche/read/rule_books.hpp"
#include "tranche/scenario/bridge.hpp"
#include "tranche/scenario/options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace tranche::test {
namespace {

using ::testing::Contains;

double pounds(const Model& model, std::string_view scenario, std::string_view measure) {
    const Appraisal appraisal = appraise(model, scenario_of(model, scenario));
    return appraisal.unit.pounds(std::get<Money>(figure_of(appraisal, measure).value));
}

// 50% of 1,000 in year 10 at 3.5% is 500 x 0.708918814 = 354.46 of present value, not 500.
TEST(PeersMistakes, ExpectedValueOfARiskIsDiscountedWithItsYear) {
    const Model model = load_text(R"(
programme: p
calendar: {first_year: 2026/27, years: 11}
method: {discount: 3.5%}
costs: [{id: build, by_year: [100]}]
risks: [{id: ground, text: Bad ground, probability: 50%, effect: {cost: 1000, when: 2036/37, lines: build}}]
)");
    EXPECT_NEAR(pounds(model, "economic", "npv"), -100 - 354.459407, 1e-5);
    EXPECT_EQ(pounds(model, "economic", "net"), -600);
    EXPECT_EQ(pounds(model, "financial", "npv"), -100);
    EXPECT_EQ(pounds(model, "base", "npv"), -100);
}

// Of a non-standard building 39% is its duration and 51% its cost. 39% of 12 months are 4.68, to the nearest month 5.
TEST(PeersMistakes, DurationBiasIsNoCapitalBias) {
    const std::string head =
        "programme: p\ncalendar: {first_year: 2026/27, years: 4}\nworkstreams: [{id: w, projects: [";
    const std::string line = "costs: [{id: build, total: 1200, over: project, budget: capital";
    const Model longer = load_text(head +
                                   "{id: site, starts: 2026-04, lasts: 12 months, duration_bias: {type: "
                                   "non-standard-buildings}, " +
                                   line + "}]}]}]\n");
    const Cashflow late = forecast(longer, scenario_of(longer, "economic"));
    EXPECT_EQ(late.finish_shift[ProjectId{std::size_t{0}}], 5);
    EXPECT_EQ(pounds(longer, "economic", "cost"), 1200);
    const Model dearer = load_text(head + "{id: site, starts: 2026-04, lasts: 12 months, " + line +
                                   ", optimism_bias: {type: non-standard-buildings}}]}]}]\n");
    EXPECT_EQ(forecast(dearer, scenario_of(dearer, "economic")).finish_shift[ProjectId{std::size_t{0}}], 0);
    EXPECT_EQ(pounds(dearer, "economic", "cost"), 1812);
}

TEST(PeersMistakes, OutsourcingHasNoDurationBias) {
    const BiasRow* row = find_rule(rule_books().optimism_bias, "outsourcing");
    ASSERT_NE(row, nullptr);
    EXPECT_FALSE(row->duration);
    EXPECT_THAT(codes_of(R"(
programme: p
calendar: {first_year: 2026/27, years: 2}
workstreams: [{id: w, projects: [{id: it, starts: 2026-04, lasts: 12 months, duration_bias: {type: outsourcing}}]}]
)"),
                Contains("optimism-bias"));
}

// 0.3459013695 by compounding 3.5% for 30 years and 3% for one; 1.03^-31 is 0.39999, 15.6% more.
TEST(PeersMistakes, RateBeyondYear30IsNotLookedUpFlat) {
    const Model model = load_text(R"(
programme: p
calendar: {first_year: 2026/27, years: 32}
benefits: [{id: late, by_year: {2057/58: £1bn}}]
)");
    EXPECT_NEAR(pounds(model, "base", "npv"), 345'901'369.5, 0.1);
}

// The Green Book's box 15: 247,490.80. A spreadsheet's NPV() discounts the first year too and gives 239,121.54.
TEST(PeersMistakes, FirstYearIsNotDiscounted) {
    const Model model = load_text(R"(
programme: p
calendar: {first_year: 2003/04, years: 11}
method: {discount: green-book-2003}
costs: [{id: kit, by_year: [£1m]}]
benefits: [{id: time, yearly: £150k, from: 2004-04}]
)");
    EXPECT_NEAR(pounds(model, "base", "npv"), 247'490.80, 0.005);
    EXPECT_GT(pounds(model, "base", "npv") - 239'121.54, 8'000);
}

TEST(PeersMistakes, CostOfADerivedScenarioDoesNotLeakIntoItsParent) {
    const Model model = load_text(R"(
programme: p
calendar: {first_year: 2026/27, years: 1}
costs: [{id: build, by_year: [100]}]
scenarios:
  - {id: dear, adjust: [{select: {kind: cost}, by: +50%}]}
  - {id: dearer, based_on: dear, adjust: [{select: {kind: cost}, by: +20%}]}
)");
    EXPECT_EQ(pounds(model, "dearer", "cost"), 180);
    EXPECT_EQ(pounds(model, "dear", "cost"), 150);
    EXPECT_EQ(pounds(model, "base", "cost"), 100);
    EXPECT_EQ(pounds(model, "dearer", "cost"), 180);
}

TEST(PeersMistakes, AskingDoesNotChangeWhatIsAsked) {
    const Model model = load_text(R"(
programme: p
calendar: {first_year: 2026/27, years: 3}
decision: {rule: npv > 0, case: economic}
options: [{id: keep, role: counterfactual}, {id: build}]
costs: [{id: works, by_year: [100, 50], in: build, optimism_bias: 20%, vat: {amounts: excluded, rate: 20%}}]
benefits: [{id: use, by_year: [0, 90, 90], in: build, account: social}]
scenarios: [{id: late, delay: 12 months}]
claims: [{id: net, figure: net, says: £30}]
)");
    const std::string before = core_text(model.programme);
    const std::vector<CostBenefit> years = appraise(model).years;
    const auto ask = [&] {
        for (std::size_t i = 0; i < model.programme.scenarios.size(); ++i) {
            appraise(model, ScenarioId{i});
        }
        bridge(model, std::vector{base_scenario}, whole_system, financial_case, economic_case);
        rank_options(model, std::vector{base_scenario}, whole_system);
        audit(model);
    };
    ask();
    ask();
    EXPECT_EQ(core_text(model.programme), before);
    EXPECT_EQ(appraise(model).years, years);
}

// 20% for the marginal excess tax burden is no longer to be added: 100 of cost is 100 under the schedule of 2026 too.
TEST(PeersMistakes, NoTaxBurdenIsAddedToPublicCost) {
    const Model model = load_text(R"(
programme: p
calendar: {first_year: 2026/27, years: 2}
method: {discount: green-book-2026}
costs: [{id: build, by_year: [100]}]
)");
    EXPECT_EQ(pounds(model, "economic", "pvc"), 100);
}

}  // namespace
}  // namespace tranche::test
