// Discount factors and present values against published tables and closed forms.
#include "tranche/appraise/discount.hpp"

#include "support/load.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "tranche/appraise/decision.hpp"
#include "tranche/read/rule_books.hpp"

namespace tranche::test {
namespace {

const DiscountSchedule& schedule(std::string_view id) {
    return *find_rule(rule_books().discount, id);
}

DiscountSchedule flat(double rate) {
    DiscountSchedule result;
    result.bands = {{0, rate}};
    return result;
}

// Green Book 2022, table 2: what £1,000 of year 0 to 10 is worth, to the pound.
TEST(DiscountFactors, AreThoseOfTheGreenBooksTable2) {
    const std::vector<double> factors = discount_factors(schedule("green-book-2022"), 11);
    const std::vector<int> printed{1000, 966, 934, 902, 871, 842, 814, 786, 759, 734, 709};
    for (std::size_t year = 0; year < printed.size(); ++year) {
        EXPECT_EQ(std::lround(1000 * factors[year]), printed[year]) << year;
    }
}

// Exact fractions: the product of 1 / (1 + rate) over years 1 to t, at 3.5% to year 30, 3% to 75, 2.5% to 125, then 2%.
// A look-up of year 31's rate alone would give 1.03^-31 = .39999.
TEST(DiscountFactors, CompoundTheRateOfEachYear) {
    const std::vector<double> factors = discount_factors(schedule("green-book-2022"), 201);
    const std::vector<std::pair<std::size_t, double>> exact{{0, 1.0},           {1, .9661835749},   {30, .3562784106},
                                                            {31, .3459013695},  {75, .0942137726},  {76, .0919158757},
                                                            {125, .0274107630}, {126, .0268732971}, {200, .0062073787}};
    for (const auto& [year, factor] : exact) {
        EXPECT_NEAR(factors[year], factor, 1e-10) << year;
    }
    EXPECT_NEAR(std::accumulate(factors.begin() + 1, factors.begin() + 101, 0.0), 28.8633633556, 1e-9);
}

TEST(DiscountFactors, AddToTheAnnuity) {
    const std::vector<double> factors = discount_factors(flat(0.035), 31);
    double power = 1.0;
    for (int year = 0; year < 30; ++year) {
        power *= 1.035;
    }
    EXPECT_NEAR(std::accumulate(factors.begin() + 1, factors.end(), 0.0), (1 - 1 / power) / 0.035, 1e-12);
}

TEST(DiscountFactors, MoveByHalfAYearOrAWholeOneWithTheTiming) {
    const std::vector<double> start = discount_factors(flat(0.21), 3, 0, Timing::start);
    const std::vector<double> mid = discount_factors(flat(0.21), 3, 0, Timing::mid);
    const std::vector<double> end = discount_factors(flat(0.21), 3, 0, Timing::end);
    for (std::size_t year = 0; year < 3; ++year) {
        EXPECT_NEAR(mid[year], start[year] / 1.1, 1e-15);
        EXPECT_NEAR(end[year], start[year] / 1.21, 1e-15);
    }
}

TEST(DiscountFactors, GrowBeforeTheBaseYear) {
    const std::vector<double> factors = discount_factors(flat(0.25), 4, 2);
    EXPECT_EQ(factors, (std::vector<double>{1.5625, 1.25, 1.0, 0.8}));
}

TEST(RuleBooks, SayHowFarTheyCanBeTrusted) {
    const RuleBooks& books = rule_books();
    EXPECT_EQ(schedule("green-book-2022").status, Trust::verified);
    EXPECT_EQ(schedule("green-book-2003").status, Trust::second_hand);
    ASSERT_EQ(books.evidence.size(), 6U);
    for (const EvidenceRow& row : books.evidence) {
        EXPECT_EQ(row.status, Trust::unverified) << row.id;  // nobody has read the table
    }
    const BiasRow* outsourcing = find_rule(books.optimism_bias, "outsourcing");
    ASSERT_NE(outsourcing, nullptr);
    EXPECT_FALSE(outsourcing->duration);  // the source says not applicable; a peer printed 15%
    EXPECT_FALSE(outsourcing->capital);
    EXPECT_DOUBLE_EQ(outsourcing->operating->upper, 0.41);
}

const std::string box_15 = R"(
programme: box-15
calendar: {first_year: 2003/04, years: 11}
method: {discount: green-book-2003}
costs: [{id: kit, by_year: {2003/04: £1m}}]
benefits: [{id: staff, yearly: £150k, from: 2004-04, account: fiscal}]
)";

Appraisal with(const std::string& text, const std::string& from, const std::string& to) {
    std::string changed = text;
    const std::size_t at = changed.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return appraise(load_text(changed.replace(at, from.size(), to)));
}

double value(const Appraisal& appraisal, const char* measure) {
    return comparable(figure_of(appraisal, measure), appraisal.unit).value();
}

// Green Book 2003, box 15: it prints £247,000 and, at £100,000 a year, -£168,000. To the penny from the annuity of ten years
// at 3.5%, 8.316605322578. Discounting the first flow too, as a spreadsheet's NPV() does, would give 239,121.54.
TEST(PresentValue, IsThatOfTheGreenBooksBox15) {
    const Appraisal box = appraise(load_text(box_15));
    EXPECT_NEAR(value(box, "npv"), 247'490.80, 0.005);
    EXPECT_NEAR(value(box, "pvb"), 150'000 * 8.316605322578, 0.00001);
    EXPECT_NEAR(value(box, "pvc"), 1'000'000, 0.0);
    EXPECT_NEAR(value(box, "bcr"), 1.24749, 0.000005);
    EXPECT_NEAR(value(box, "eanc"), 29'758.63, 0.005);
    EXPECT_NEAR(value(box, "irr"), 8.1442, 0.00005);
    EXPECT_NEAR(value(box, "payback_interpolated"), 6.6667, 0.00005);
    EXPECT_NEAR(value(box, "payback_discounted_interpolated"), 7.7270, 0.00005);
    EXPECT_EQ(value(box, "payback_discounted"), 8);
    EXPECT_NEAR(value(with(box_15, "£150k", "£100k"), "npv"), -168'339.47, 0.005);
}

TEST(PresentValue, TellsConventionsApart) {
    EXPECT_NEAR(value(with(box_15, "2003}", "2003, timing: mid}"), "npv"), 243'270.18, 0.005);
    EXPECT_NEAR(value(with(box_15, "2003}", "2003, timing: end}"), "npv"), 239'121.54, 0.005);
    EXPECT_NEAR(value(with(box_15, "2003}", "2003, base: 2004/05}"), "npv"), 247'490.798387 * 1.035, 0.005);
}

TEST(PresentValue, DiscountsALineByItsOwnSchedule) {
    // Health at its own rate: 100 in year 1 at 1.5%, beside 100 of cost in year 1 at 3.5%.
    const Appraisal mixed = appraise(load_text(R"(
programme: p
calendar: {first_year: 2026/27, years: 2}
costs: [{id: clinic, by_year: [0, £100]}]
benefits: [{id: lives, by_year: [0, £100], discount: green-book-2022-health}]
)"));
    EXPECT_NEAR(value(mixed, "npv"), 100 / 1.015 - 100 / 1.035, 1e-6);
}

// Savings of the public purse are benefits, or taken off the cost: 120 fiscal and 120 social on a cost of 200.
TEST(BenefitCostRatio, PutsSavingsWhereTheMethodSays) {
    const std::string text = R"(
programme: p
calendar: {first_year: 2026/27, years: 1}
method: {bcr: {savings: benefits}}
costs: [{id: clinic, by_year: [£200]}]
benefits: [{id: beds, by_year: [£120], account: fiscal}, {id: lives, by_year: [£120], account: social}]
)";
    EXPECT_NEAR(value(appraise(load_text(text)), "bcr"), 240.0 / 200.0, 1e-12);
    EXPECT_NEAR(value(with(text, "savings: benefits", "savings: reduce-cost"), "bcr"), 120.0 / 80.0, 1e-12);
    const Appraisal covered = with(text, "£200]}", "£110]}");
    Conventions conventions = *covered.conventions;
    conventions.savings = SavingsGo::reduce_cost;
    Appraisal none = covered;
    none.conventions = std::make_shared<const Conventions>(conventions);
    EXPECT_EQ(figure_of(none, "bcr").why, "savings cover the cost, so that there is nothing to divide by");
}

TEST(Payback, ForGoodComesAfterTheLastTimeThatItIsLost) {
    // Paid back in year 1, lost again to new equipment in year 3, and paid back for good in year 4.
    const Appraisal again = appraise(load_text(R"(
programme: p
calendar: {first_year: 2026/27, years: 6}
costs: [{id: kit, by_year: [£100, 0, 0, £250, 0, 0]}]
benefits: [{id: gain, by_year: [0, £100, £100, £100, £100, £100]}]
)"));
    EXPECT_EQ(value(again, "payback"), 1);
    EXPECT_EQ(value(again, "payback_permanent"), 4);
}

TEST(Decisions, CompareInTheUnitOfTheMeasure) {
    const std::string text = R"(
programme: p
calendar: {first_year: 2026/27, years: 3}
method: {discount: 0}
decision: {rule: "RULE"}
costs: [{id: kit, by_year: [£100]}]
benefits: [{id: gain, by_year: [0, £60, £60]}]
)";
    const auto holds = [&](const std::string& rule) {
        std::string changed = text;
        const Model model = load_text(changed.replace(changed.find("RULE"), 4, rule));
        return test_decision(*model.programme.decision, appraise(model)).holds;
    };
    // £40 are still owed after 2027/28, and £5 a month come in from April 2028: paid back in November.
    EXPECT_EQ(holds("npv >= £20"), true);
    EXPECT_EQ(holds("npv > £20"), false);
    EXPECT_EQ(holds("npv > 0 and payback <= 2 and roi >= 20% and payback_month <= 2028-11"), true);
    EXPECT_EQ(holds("npv > 0 and payback < 2"), false);
    EXPECT_EQ(holds("payback_month < 2028-11"), false);
}

TEST(Decisions, AreNotMetByWhatNeverComes) {
    const Model model = load_text(R"(
programme: p
calendar: {first_year: 2026/27, years: 2}
decision: {rule: payback <= 9}
costs: [{id: kit, by_year: [£100]}]
benefits: [{id: gain, by_year: [0, £60]}]
)");
    EXPECT_EQ(test_decision(*model.programme.decision, appraise(model)).holds, false);
}

TEST(Decisions, AreOpenWhereAFigureIsNotKnown) {
    const Model model = load_text(R"(
programme: p
calendar: {first_year: 2026/27, years: 2}
decision: {rule: npv > 0}
costs: [{id: kit, amount: unknown}]
benefits: [{id: gain, by_year: [0, £60]}]
)");
    EXPECT_EQ(test_decision(*model.programme.decision, appraise(model)).holds, std::nullopt);
}

}  // namespace
}  // namespace tranche::test
