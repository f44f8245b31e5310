// The unit of money a plan takes, and what it refuses.
#include "support/load.hpp"

#include "tranche/run/run.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace tranche::test {
namespace {

constexpr const char* trillions = R"(
programme: trillions
calendar: {first_year: 2013/14, years: 2}
organisations: [{id: north}, {id: south}]
costs:
  - {id: spend, by_year: {2013/14: 1000000000000.12, 2014/15: 3}}
  - {id: team, yearly: 2.01, from: 2013-08}
  - {id: fees, once: 0.05, when: unstated}
benefits:
  - {id: gain, by_year: {2014/15: 2000000000000}, to: {north: 33.33%, south: rest}}
scenarios:
  - {id: half, adjust: [{select: {kind: cost}, by: -50%}]}
  - {id: late, delay: 7 months}
)";

TEST(Unit, IsAMillionthOfAPoundUnlessTheProgrammeIsTooLarge) {
    EXPECT_EQ(
        load_text("programme: small\ncalendar: {first_year: 2013/14, years: 1}\ncosts: [{id: c, by_year: [1bn]}]\n")
            .plan.unit.digits,
        6);
}

// 3 trillion pounds, four times over for scenarios, are 1.2e19 millionths; 1.2e15 pennies are the first below 2^53.
TEST(Unit, OfATrillionPoundProgrammeIsCoarserAndSaysSo) {
    EXPECT_EQ(load_text(trillions).plan.unit.digits, 2);
    EXPECT_EQ(codes_of(trillions), std::vector<std::string>{"coarser-unit"});
}

TEST(Unit, CoarserIsStillExactOnPennies) {
    const Model model = load_text(trillions);
    const Cashflow cash = forecast(model);
    EXPECT_EQ(cash.at(0, 0).units, 100'000'000'000'012);
    EXPECT_EQ(cash.at(0, 1).units, 300);
    EXPECT_EQ(cash.at(1, 0).units, 134);  // 8 of 12 months of 2.01
    EXPECT_EQ(cash.at(1, 1).units, 201);  // 67 that are left, and 8 months at 2.01 a year: 134
    EXPECT_EQ(cash.undated[2].units, 5);
    EXPECT_EQ(cash.at(3, 1).units, 66'660'000'000'000);
    EXPECT_EQ(cash.at(4, 1).units, 133'340'000'000'000);
    const Cashflow half = forecast(model, scenario_of(model, "half"));
    EXPECT_EQ(half.at(0, 0).units, 50'000'000'000'006);
    EXPECT_EQ(half.at(1, 1).units, 100);  // 100.5 to even
    EXPECT_EQ(half.undated[2].units, 2);  // 2.5 to even
    EXPECT_EQ(pounds_text(cash.at(0, 0), cash.unit), "1,000,000,000,000.12");
}

TEST(Unit, CoarserStillAddsBack) {
    const Model model = load_text(trillions);
    const Cashflow late = forecast(model, scenario_of(model, "late"));
    const Cashflow base = forecast(model);
    for (std::size_t row = 0; row < base.rows.size(); ++row) {
        const auto sum = [&](const Cashflow& cash) {
            return cash.at(row, 0) + cash.at(row, 1) + cash.beyond[row] + cash.undated[row];
        };
        Money months;
        for (const Money month : late.months(row)) {
            months += month;
        }
        EXPECT_EQ(months, late.at(row, 0) + late.at(row, 1));
        if (base.rows[row].kind == LineKind::cost) {
            EXPECT_EQ(sum(late), sum(base)) << row;
        }
    }
    EXPECT_NE(late.beyond[0], Money{});
}

TEST(AmountTooLarge, IsThrownWhereALaneTakesTheProgrammePastExactCounting) {
    const Model model = load_text(R"(
programme: large
calendar: {first_year: 2013/14, years: 1}
costs: [{id: spend, by_year: {2013/14: 1000000}}]
scenarios: [{id: up, adjust: [{select: {kind: cost}, by: +10%}]}]
)");
    const InputId scale = *model.programme.formulas.find_input("scale(kind=cost)");
    const auto lane = [&](double value) { return Lane{{{scale, value}}}; };
    const double most = 9007.0;  // a million pounds are 1e12 units, 2^53 is 9.007e15
    EXPECT_EQ(run(model.plan, lane(most)).at(0, 0).units, 9'007'000'000'000'000);
    EXPECT_THROW(run(model.plan, lane(9008.0)), AmountTooLarge);
    EXPECT_THROW(run(model.plan, lane(-9008.0)), AmountTooLarge);
    EXPECT_THROW(run(model.plan, lane(std::numeric_limits<double>::infinity())), AmountTooLarge);
    EXPECT_THROW(run(model.plan, lane(std::numeric_limits<double>::quiet_NaN())), AmountTooLarge);
    std::vector<Lane> lanes(300, lane(1.0));
    const std::vector<Bucket> buckets{{0, 1}};
    EXPECT_EQ(run_totals(model.plan, lanes, buckets, 1).at(299, 0, 0).units, 1'000'000'000'000);
    lanes[280] = lane(1e9);
    EXPECT_THROW(run_totals(model.plan, lanes, buckets, 1), AmountTooLarge);
}

TEST(AmountTooLarge, IsToldWhereTheSumOfALineWouldOverflow) {
    const std::vector<std::string> codes = codes_of(
        "programme: overflow\ncalendar: {first_year: 2013/14, years: 2}\ncosts: [{id: c, by_year: [5000bn, 5000bn]}]\n");
    ASSERT_FALSE(codes.empty());
    EXPECT_EQ(codes.front(), "amount-too-large");
}

}  // namespace
}  // namespace tranche::test
