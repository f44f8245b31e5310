// The smallest joint change against closed forms and against a scan that knows nothing of how it is found.
#include "support/sensitivity.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace tranche::test {
namespace {

const std::string one_year =
    "programme: p\ncalendar: {first_year: 2026/27, years: 1}\norganisations: [{id: us}]\nspent_by: us\n";

TEST(SmallestJointChange, OfAnAffineCaseIsTheFootOfThePerpendicular) {
    // Reserve 300 - 100 = 200; half a range of the benefit is worth 60, of the cost -20. The distance is 200 over the
    // root of 60^2 + 20^2, the multiplier -200 / 4000, and the parts -0.05 x 60 = -3 and -0.05 x -20 = 1.
    const Model model = load_text(one_year +
                                  "costs: [{id: c, once: 100, when: 2026/27}]\n"
                                  "benefits: [{id: b, once: 300, when: 2026/27, to: {us: 100%}}]\n");
    const Studied studied(model);
    const Joint joint = smallest_joint_change(studied.drivers, studied.check("npv >= 0"));
    ASSERT_TRUE(joint.smallest) << joint.why;
    EXPECT_NEAR(joint.size, 200.0 / std::sqrt(4000.0), 1e-8);
    EXPECT_NEAR(joint.multiplier * 1e6, -200.0 / 4000.0, 1e-9);
    ASSERT_EQ(joint.parts.size(), 2U);
    EXPECT_EQ(studied.drivers.all[joint.parts[0].driver].id, "scale(line=b)");
    EXPECT_NEAR(joint.parts[0].half_ranges, -3.0, 1e-8);
    EXPECT_NEAR(joint.parts[0].value, 0.4, 1e-9);
    EXPECT_NEAR(joint.parts[1].half_ranges, 1.0, 1e-8);
    EXPECT_NEAR(joint.ray, 1.0, 1e-8);
    EXPECT_NEAR(joint.predicted, 0.0,
                1.0);  // of an affine case, first-order effects are all there is; a millionth of £1
    EXPECT_NEAR(joint.headroom, 0.0, 1.0);
}

TEST(SmallestJointChange, StopsAtWhatCannotGoFurther) {
    // Benefits cannot fall below nothing, 5 half-ranges down. Small costs have to do the rest: 300 - 300 is 0 at the bound
    // with costs of 1 x 100, so the cost rises by nothing less than what -100 asks: 100 + 20 u = 0 is out of its search
    // too, but not upwards: with b at its bound, -100 - 20 u is no edge at u > -5. So the perpendicular at -1 and so on:
    // headroom 100 of b = 200 and c = 100 has no bound in the way.
    const Model model = load_text(one_year +
                                  "costs: [{id: c, once: 10, when: 2026/27}]\n"
                                  "benefits: [{id: b, once: 200, when: 2026/27, to: {us: 100%}}, "
                                  "{id: sure, once: 60, when: 2026/27, to: {us: 100%}}]\n");
    const Studied studied(model);
    const Joint joint = smallest_joint_change(studied.drivers, studied.check("npv >= 0"));
    ASSERT_TRUE(joint.smallest) << joint.why;
    // Without bounds the multiplier would be -250 / (40^2 + 12^2 + 2^2) and b would go -5.72 half-ranges. It stays at -5,
    // and the other two share what is left, 50: -50 / (12^2 + 2^2) times 12 and -2.
    ASSERT_EQ(joint.parts.size(), 3U);
    EXPECT_NEAR(joint.parts[0].half_ranges, -5.0, 1e-9);
    EXPECT_NEAR(joint.parts[1].half_ranges, -50.0 / 148.0 * 12.0, 1e-7);
    EXPECT_NEAR(joint.parts[2].half_ranges, 50.0 / 148.0 * 2.0, 1e-7);
    EXPECT_NEAR(joint.multiplier * 1e6, -50.0 / 148.0, 1e-8);
}

TEST(SmallestJointChange, OfProductsIsThatOfAScan) {
    // a x b less 100, a = 10 known within 1 and b = 20 within 8, in half-ranges (10 + u)(20 + 8 v) = 100. The scan walks
    // along the edge: for each u the v that lies on it.
    const Model model =
        load_text(one_year +
                  "assumptions: [{id: a, value: 10, range: [9, 11]}, {id: b, value: 20, range: [12, 28]}]\n"
                  "costs: [{id: c, once: 100, when: 2026/27}]\n"
                  "benefits: [{id: x, once: = a * b, when: 2026/27, to: {us: 100%}}]\n");
    Studied studied(model);
    std::erase_if(studied.drivers.all, [](const Driver& driver) { return driver.kind == DriverKind::line; });
    double least = std::numeric_limits<double>::max();
    for (int i = -9'000'000; i <= 0; ++i) {
        const double u = i / 1e6;
        const double v = (100.0 / (10.0 + u) - 20.0) / 8.0;
        least = std::min(least, u * u + v * v);
    }
    const Joint joint = smallest_joint_change(studied.drivers, studied.check("npv >= 0"));
    ASSERT_TRUE(joint.smallest) << joint.why;
    EXPECT_GT(joint.rounds, 1);
    EXPECT_NEAR(joint.size, std::sqrt(least), 1e-6);
    EXPECT_NEAR(joint.ray, 1.0, 1e-6);
    // Its first-order effects are not the whole of it.
    EXPECT_GT(std::abs(joint.predicted), 1e6);
}

TEST(SmallestJointChange, SaysWhereThereIsNone) {
    const Model model = load_text(one_year + "benefits: [{id: b, once: 200, when: 2026/27, to: {us: 100%}}]\n");
    const Studied studied(model);
    const Joint joint = smallest_joint_change(studied.drivers, studied.check("npv >= -£10"));
    EXPECT_EQ(joint.why, "no joint change within what is searched turns it");
    EXPECT_FALSE(joint.smallest);
}

}  // namespace
}  // namespace tranche::test
