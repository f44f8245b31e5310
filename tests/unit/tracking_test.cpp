// How a programme says that it is tracked: thresholds, and the measures of a chain's steps.
#include "tranche/model/tracking.hpp"

#include <gtest/gtest.h>

#include "support/load.hpp"

namespace tranche::test {
namespace {

const std::string head = "programme: p\ncalendar: {first_year: 2026/27, years: 1}\n";

TEST(Tracking, IsNothingWhereTheFileDoesNotSay) {
    EXPECT_FALSE(load_text(head).programme.tracking.has_value());
}

TEST(Tracking, ThresholdsAreHundredthsOfAPercentAndDays) {
    const Tracking tracking =
        load_text(head +
                  "tracking: {closes: quarterly, thresholds: {cost: [5%, 10%], benefit: [2.5%, 30%], days: [0, 90]}}\n")
            .programme.tracking.value();
    EXPECT_EQ(tracking.closes, Closes::quarterly);
    EXPECT_EQ(tracking.cost, (Threshold{500, 1000}));
    EXPECT_EQ(tracking.benefit, (Threshold{250, 3000}));
    EXPECT_EQ(tracking.days, (Threshold{0, 90}));
}

TEST(Tracking, WhatIsLeftOutHasNoThreshold) {
    const Tracking tracking = load_text(head + "tracking: {thresholds: {days: [30, 90]}}\n").programme.tracking.value();
    EXPECT_EQ(tracking.closes, Closes::monthly);
    EXPECT_FALSE(tracking.cost.has_value());
    EXPECT_TRUE(tracking.days.has_value());
}

TEST(MeasuredSteps, KeepTheValueThatWasPlanned) {
    const Model model = load_text(head + R"(
measures: [{id: engaged, unit: "%"}, {id: lapsed, unit: "%"}, {id: worth, unit: £}]
benefits:
  - {id: fewer, chain: {population: 600, take_up: 40%, deadweight: 20%, unit_value: £25, measured: {take_up: engaged, deadweight: lapsed, unit_value: worth}}}
)");
    const std::vector<MeasuredStep>& steps = model.programme.measured_steps;
    ASSERT_EQ(steps.size(), 3U);
    const auto planned = [&](std::size_t i) { return node_value(model.plan, {}, steps[i].planned).value(); };
    EXPECT_EQ(steps[0].step, "take_up");
    EXPECT_TRUE(steps[0].share && !steps[0].taken_off);
    EXPECT_EQ(planned(0), 0.4);
    EXPECT_TRUE(steps[1].taken_off);
    EXPECT_EQ(planned(1), 0.2);
    EXPECT_EQ(steps[2].step, "unit_value");
    EXPECT_EQ(planned(2), 25.0);
    EXPECT_EQ(model.programme.measures[steps[2].measure].id, "worth");
}

}  // namespace
}  // namespace tranche::test
