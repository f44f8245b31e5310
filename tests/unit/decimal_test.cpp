#include "tranche/base/decimal.hpp"

#include <gtest/gtest.h>

namespace tranche::test {
namespace {

std::optional<std::int64_t> scaled(const char* text, int power) {
    return Decimal::parse(text)->scaled_to(power);
}

TEST(Decimal, ReadsNumbersAsTheyArePrinted) {
    struct Row {
        const char* text;
        std::int64_t coefficient;
        int scale;
    };
    constexpr Row rows[] = {
        {"0", 0, 0},
        {"225", 225, 0},
        {"-1,027.10", -102710, 2},
        {"1,234,567", 1234567, 0},
        {"+20", 20, 0},
        {"0.0725", 725, 4},
        {"00012", 12, 0},
        {"999999999999999999", 999'999'999'999'999'999, 0},
        {"0.000000000000000001", 1, 18},
        {"-0.5", -5, 1},
    };
    for (const Row& row : rows) {
        const std::optional<Decimal> read = Decimal::parse(row.text);
        ASSERT_TRUE(read) << row.text;
        EXPECT_EQ(read->coefficient, row.coefficient) << row.text;
        EXPECT_EQ(read->scale, row.scale) << row.text;
    }
}

TEST(Decimal, RefusesWhatIsNoNumber) {
    for (const char* text : {"",       "-",         "+",        ".",    ".5",     "5.",      "1,00", "1,0000", ",100",
                             "1,000,", "12,34,567", "1000,000", "1e3",  "1.2.3",  "1.000,5", " 1",   "1 ",     "--1",
                             "+-1",    "1_000",     "\u00a35",  "0x10", "\u0663", "inf",     "nan"}) {
        EXPECT_FALSE(Decimal::parse(text)) << "'" << text << "'";
    }
}

TEST(Decimal, RefusesMoreThanEighteenDigits) {
    EXPECT_FALSE(Decimal::parse("1000000000000000000"));    // 19 digits
    EXPECT_FALSE(Decimal::parse("0.0000000000000000001"));  // 19 places
    EXPECT_FALSE(Decimal::parse("1.000000000000000000"));   // 19 digits, zeros or not
    EXPECT_TRUE(Decimal::parse("0000000000000000000001"));  // leading zeros are none
}

TEST(Decimal, WritesAsFewDigitsAsSayIt) {
    struct Row {
        Decimal value;
        const char* text;
    };
    const Row rows[] = {{{0, 0}, "0"},      {{0, 2}, "0"},        {{-102710, 2}, "-1027.1"},
                        {{16, 2}, "0.16"},  {{1, 6}, "0.000001"}, {{-5, 1}, "-0.5"},
                        {{1500, 3}, "1.5"}, {{1000, 3}, "1"},     {{1000, 0}, "1000"}};
    for (const Row& row : rows) {
        EXPECT_EQ(row.value.text(), row.text);
    }
}

TEST(Decimal, RoundsHalvesToEven) {
    EXPECT_EQ(scaled("0.5", 0), 0);
    EXPECT_EQ(scaled("1.5", 0), 2);
    EXPECT_EQ(scaled("2.5", 0), 2);
    EXPECT_EQ(scaled("-0.5", 0), 0);
    EXPECT_EQ(scaled("-1.5", 0), -2);
    EXPECT_EQ(scaled("-2.5", 0), -2);
    EXPECT_EQ(scaled("1.005", 2), 100);
    EXPECT_EQ(scaled("1.015", 2), 102);
    EXPECT_EQ(scaled("25", -1), 2);
    EXPECT_EQ(scaled("35", -1), 4);
}

TEST(Decimal, RoundsWhatIsNoTieToTheNearest) {
    EXPECT_EQ(scaled("0.51", 0), 1);
    EXPECT_EQ(scaled("0.49", 0), 0);
    EXPECT_EQ(scaled("2.5000000000000001", 0), 3);
    EXPECT_EQ(scaled("-2.5000000000000001", 0), -3);
    EXPECT_EQ(scaled("2.4999999999999999", 0), 2);
}

TEST(Decimal, ScalesExactlyWhereItFits) {
    EXPECT_EQ(scaled("1.115", 6), 1'115'000);
    EXPECT_EQ(scaled("9000000000000", 6), 9'000'000'000'000'000'000);
    EXPECT_EQ(scaled("10000000000000", 6), std::nullopt);
    EXPECT_EQ(scaled("-10000000000000", 6), std::nullopt);
    EXPECT_EQ(scaled("0", 40), 0);
    EXPECT_EQ(scaled("1", 19), std::nullopt);
    EXPECT_EQ(scaled("0.000000000000000001", -18), 0);
}

TEST(Decimal, ShiftsByPowersOfTenWithoutLosingADigit) {
    EXPECT_EQ(Decimal::parse("16")->shifted(-2)->text(), "0.16");
    EXPECT_EQ(Decimal::parse("1.115")->shifted(6)->text(), "1115000");
    EXPECT_EQ(Decimal::parse("-5")->shifted(-2)->text(), "-0.05");
    EXPECT_FALSE(Decimal::parse("999999999999999999")->shifted(2));
    EXPECT_FALSE(Decimal::parse("0.000000000000000001")->shifted(-1));
}

TEST(Decimal, ComparesByValue) {
    EXPECT_EQ(*Decimal::parse("1.50"), *Decimal::parse("1.5"));
    EXPECT_EQ(*Decimal::parse("0.0"), *Decimal::parse("-0"));
    EXPECT_LT(*Decimal::parse("-1"), *Decimal::parse("0.5"));
    EXPECT_LT(*Decimal::parse("0.100000000000000000"), *Decimal::parse("0.100000000000000001"));
    EXPECT_GT(*Decimal::parse("999999999999999999"), *Decimal::parse("0.999999999999999999"));
}

TEST(Decimal, BecomesTheNearestDouble) {
    EXPECT_EQ(Decimal::parse("0.16")->to_double(), 0.16);
    EXPECT_EQ(Decimal::parse("-1.2")->to_double(), -1.2);
    EXPECT_EQ(Decimal::parse("0.30")->to_double(), 0.3);
    EXPECT_EQ(Decimal::parse("9007199254740993")->to_double(),
              9007199254740992.0);  // 2^53 + 1 lies between two doubles
}

}  // namespace
}  // namespace tranche::test
