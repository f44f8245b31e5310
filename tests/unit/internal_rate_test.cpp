// Internal rates of return: flows made from their rates, and the awkward ones.
#include "tranche/appraise/internal_rate.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace tranche::test {
namespace {

using Flow = std::vector<std::int64_t>;

std::vector<double> rates(const Flow& flow) {
    return internal_rates(flow);
}

/// The flow with exactly these rates, in percent: the product of (100 + percent) x - 100.
Flow with_rates(const std::vector<int>& percents) {
    Flow result{1};
    for (const int percent : percents) {
        Flow next(result.size() + 1, 0);
        for (std::size_t i = 0; i < result.size(); ++i) {
            next[i] -= result[i] * 100;
            next[i + 1] += result[i] * (100 + percent);
        }
        result = next;
    }
    return result;
}

void expect_rates(const Flow& flow, const std::vector<double>& percents) {
    const std::vector<double> found = rates(flow);
    ASSERT_EQ(found.size(), percents.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_NEAR(100 * found[i], percents[i], 1e-12 * (100 + percents[i])) << i;
    }
}

TEST(InternalRates, OfOneSignChangeIsOne) {
    expect_rates({-100, 110}, {10});
    expect_rates({-100, 0, 121}, {10});
    expect_rates({100, -110}, {10});  // borrowing
    expect_rates({-100, 50}, {-50});
    expect_rates({-100, 100}, {0});
    expect_rates({-1, 1'000'000}, {99'999'900});
}

TEST(InternalRates, AreAllThereAre) {
    expect_rates(with_rates({10, 20}), {10, 20});
    expect_rates(with_rates({0, 10, 25, 100}), {0, 10, 25, 100});
    expect_rates(with_rates({-50, 0, 3, 4}), {-50, 0, 3, 4});
    expect_rates(with_rates({-90, -50, 700}), {-90, -50, 700});
    expect_rates(with_rates({300, 100, 1}), {1, 100, 300});
}

TEST(InternalRates, CountARepeatedRootOnce) {
    expect_rates(with_rates({10, 10}), {10});
    expect_rates(with_rates({0, 0, 25, 25, 25}), {0, 25});
}

// x^2 - 2.5 x + 1.6 has no real root: the signs change twice, and the present value never reaches nothing.
TEST(InternalRates, MayBeNone) {
    EXPECT_TRUE(rates({10, -25, 16}).empty());
    EXPECT_TRUE(rates({-5, -5}).empty());
    EXPECT_TRUE(rates({0, 0}).empty());
    EXPECT_TRUE(rates({}).empty());
    EXPECT_TRUE(rates({7}).empty());
}

TEST(InternalRates, PassOverYearsOfNothing) {
    expect_rates({0, 0, -100, 110, 0}, {10});
}

TEST(InternalRates, AreExactWhereTheyLieCloseTogether) {
    expect_rates(with_rates({10, 11, 12, 13}), {10, 11, 12, 13});
}

TEST(InternalRates, OfAMillionPoundsInMillionthsOverTwoHundredYears) {
    Flow flow(201, 50'000'000'000);
    flow.front() = -1'000'000'000'000;
    const std::vector<double> found = rates(flow);
    ASSERT_EQ(found.size(), 1U);
    // 20 = (1 - x^200) / r with x = 1 / (1 + r), so r is a little under 5%: r = 5% (1 - x^200), by repeated substitution.
    double rate = 0.05;
    for (int step = 0; step < 100; ++step) {
        double power = 1.0;
        for (int year = 0; year < 200; ++year) {
            power /= 1.0 + rate;
        }
        rate = 0.05 * (1.0 - power);
    }
    EXPECT_NEAR(found.front(), rate, 1e-14);
}

}  // namespace
}  // namespace tranche::test
