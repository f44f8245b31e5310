#include "tranche/base/money.hpp"
#include "tranche/base/pounds.hpp"

#include <gtest/gtest.h>

namespace tranche::test {
namespace {

TEST(Proportion, RoundsHalvesToEven) {
    EXPECT_EQ(proportion(1, 1, 2), 0);
    EXPECT_EQ(proportion(3, 1, 2), 2);
    EXPECT_EQ(proportion(5, 1, 2), 2);
    EXPECT_EQ(proportion(7, 1, 2), 4);
    EXPECT_EQ(proportion(-1, 1, 2), 0);
    EXPECT_EQ(proportion(-3, 1, 2), -2);
    EXPECT_EQ(proportion(-5, 1, 2), -2);
    EXPECT_EQ(proportion(-7, 1, 2), -4);
}

TEST(Proportion, RoundsToTheNearest) {
    EXPECT_EQ(proportion(100, 1, 3), 33);
    EXPECT_EQ(proportion(100, 2, 3), 67);
    EXPECT_EQ(proportion(-100, 2, 3), -67);
    EXPECT_EQ(proportion(1'027'100'000'000, 5, 12), 427'958'333'333);  // .33
}

TEST(Proportion, OfNothingAndOfAllIsExact) {
    EXPECT_EQ(proportion(12345, 0, 12), 0);
    EXPECT_EQ(proportion(12345, 12, 12), 12345);
}

TEST(Proportion, DoesNotOverflowOnTheWay) {
    EXPECT_EQ(proportion(9'000'000'000'000'000'000, 11, 12), 8'250'000'000'000'000'000);
    EXPECT_EQ(proportion(-9'000'000'000'000'000'000, 11, 12), -8'250'000'000'000'000'000);
}

TEST(MoneyUnit, WritesExactPounds) {
    EXPECT_EQ(MoneyUnit{6}.text(Money{8'710'800'000'000}), "8710800");
    EXPECT_EQ(MoneyUnit{6}.text(Money{-1}), "-0.000001");
    EXPECT_EQ(MoneyUnit{2}.text(Money{105}), "1.05");
    EXPECT_EQ(MoneyUnit{0}.text(Money{105}), "105");
    EXPECT_EQ(MoneyUnit{6}.pounds(Money{1'500'000}), 1.5);
    EXPECT_EQ(MoneyUnit{0}.per_pound(), 1);
    EXPECT_EQ(MoneyUnit{6}.per_pound(), 1'000'000);
}

TEST(PoundsText, GroupsThousandsAndRoundsToThePennyHalfToEven) {
    EXPECT_EQ(pounds_text(Money{8'710'800'000'000}, {}), "8,710,800.00");
    EXPECT_EQ(pounds_text(Money{999'990'000}, {}), "999.99");
    EXPECT_EQ(pounds_text(Money{1'000'000'000}, {}), "1,000.00");
    EXPECT_EQ(pounds_text(Money{5'000}, {}), "0.00");
    EXPECT_EQ(pounds_text(Money{15'000}, {}), "0.02");
    EXPECT_EQ(pounds_text(Money{-15'000}, {}), "-0.02");
    EXPECT_EQ(pounds_text(Money{-1'027'100'000'000}, {}), "-1,027,100.00");
}

TEST(PoundsText, HasNoNegativeNothing) {
    EXPECT_EQ(pounds_text(Money{-5'000}, {}), "0.00");
}

TEST(PoundsText, KnowsCoarserUnits) {
    EXPECT_EQ(pounds_text(Money{1'234'567}, MoneyUnit{0}), "1,234,567.00");
    EXPECT_EQ(pounds_text(Money{-15}, MoneyUnit{1}), "-1.50");
    EXPECT_EQ(pounds_text(Money{123'456}, MoneyUnit{2}), "1,234.56");
    EXPECT_EQ(pounds_text(Money{1'235}, MoneyUnit{3}), "1.24");  // 1.235 to the even penny
}

TEST(Pounds, ReadAsPeopleWriteThem) {
    EXPECT_EQ(amount_text(Money{1'018'400'000'000}, MoneyUnit{}), "\u00a31,018,400");
    EXPECT_EQ(amount_text(Money{-12'500'000}, MoneyUnit{}), "-\u00a312.50");
    EXPECT_EQ(pounds_text(Money{1'005'000}, MoneyUnit{}), "1.00") << "half to even";
    EXPECT_EQ(pounds_text(Money{1'015'000}, MoneyUnit{}), "1.02");
    EXPECT_EQ(pounds_text(Money{-999'995'000}, MoneyUnit{}), "-1,000.00");
    EXPECT_EQ(pence_in_pounds(985'025), "\u00a39,850.25");
    EXPECT_EQ(pence_in_pounds(-10'000), "-\u00a3100");
    EXPECT_EQ(pence_in_pounds(INT64_MIN), "-\u00a392,233,720,368,547,758.08") << "an amount without a positive twin";
}

}  // namespace
}  // namespace tranche::test
