// A case that breaks even to the penny pays back: never "not paid back" by a rounding.
#include "support/load.hpp"
#include "support/random.hpp"

#include <gtest/gtest.h>

namespace tranche::test {
namespace {

struct BreakEven {
    std::string text;
    int last_year = 0;  ///< the year whose last benefit makes costs and benefits equal
};

std::string pounds(std::int64_t pence) {
    const std::int64_t rest = pence % 100;
    return std::to_string(pence / 100) + (rest < 10 ? ".0" : ".") + std::to_string(rest);
}

std::string year(int index) {
    return std::to_string(2013 + index) + "/" + std::to_string(14 + index);
}

std::string month(int index) {
    const int at = index + 3;  // month 0 is April 2013
    const std::string number = std::to_string(at % 12 + 1);
    return std::to_string(2013 + at / 12) + (number.size() == 1 ? "-0" : "-") + number;
}

// The total in pence, cut into parts that add to it.
std::vector<std::int64_t> cut(std::int64_t total, int parts, Random& random) {
    std::vector<std::int64_t> result;
    for (; parts > 1; --parts) {
        result.push_back(random.between(1, total - parts + 1));
        total -= result.back();
    }
    result.push_back(total);
    return result;
}

// Costs by year, by month, or over several of each; benefits after them, of the same sum to the penny.
BreakEven drawn(Random& random) {
    const std::int64_t total = random.between(1000, 2'000'000'000);
    const int cost_years = random.number(1, 3);
    const int benefit_years = random.number(1, 4);
    BreakEven result;
    result.last_year = cost_years + benefit_years - 1;
    result.text = "programme: even\ncalendar: {first_year: 2013/14, years: 7}\ncosts:\n";
    const std::vector<std::int64_t> costs = cut(total, cost_years, random);
    for (int i = 0; i < cost_years; ++i) {
        const std::string amount = pounds(costs[static_cast<std::size_t>(i)]);
        const bool by_month = random.chance(30);
        result.text += "  - {id: c" + std::to_string(i) +
                       (by_month ? ", once: " + amount + ", when: " + month(i * 12 + random.number(0, 11))
                                 : ", by_year: {" + year(i) + ": " + amount + "}") +
                       "}\n";
    }
    result.text += "benefits:\n";
    const std::vector<std::int64_t> benefits = cut(total, benefit_years, random);
    for (int i = 0; i < benefit_years; ++i) {
        const int at = cost_years + i;
        const std::string amount = pounds(benefits[static_cast<std::size_t>(i)]);
        const bool by_month = random.chance(30);
        result.text += "  - {id: b" + std::to_string(i) +
                       (by_month ? ", once: " + amount + ", when: " + month(at * 12 + random.number(0, 11))
                                 : ", by_year: {" + year(at) + ": " + amount + "}") +
                       "}\n";
    }
    return result;
}

void expect_even(const Appraisal& appraisal, int last_year) {
    ASSERT_EQ(appraisal.total().net().units, 0);
    ASSERT_EQ(figure_of(appraisal, "payback"), (Figure{last_year, {}}));
    ASSERT_EQ(figure_of(appraisal, "payback_interpolated"), (Figure{static_cast<double>(last_year), {}}));
    ASSERT_EQ(figure_of(appraisal, "roi"), (Figure{0.0, {}}));
    const Figure paid = figure_of(appraisal, "payback_month");
    ASSERT_TRUE(std::holds_alternative<Month>(paid.value)) << paid.why;
    const int at = appraisal.calendar.index_of(std::get<Month>(paid.value));
    ASSERT_EQ(at / 12, last_year);
    Money before;
    for (int i = 0; i < at; ++i) {
        before += appraisal.months[static_cast<std::size_t>(i)].net();
    }
    ASSERT_LT(before.units, 0);
    ASSERT_EQ((before + appraisal.months[static_cast<std::size_t>(at)].net()).units, 0);
}

TEST(BreakEven, ToThePennyIsPaidBackInTheLastYearOfBenefit) {
    for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
        Random random(seed);
        const BreakEven even = drawn(random);
        const Model model = load_text(even.text);
        expect_even(appraise(model), even.last_year);
        if (HasFatalFailure()) {
            FAIL() << "seed " << seed << "\n" << even.text;
        }
    }
}

TEST(BreakEven, HoldsWhereBothSidesAreScaledAlike) {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        Random random(7000 + seed);
        BreakEven even = drawn(random);
        even.text += "scenarios: [{id: double, adjust: [{select: {}, by: +100%}]}]\n";
        const Model model = load_text(even.text);
        expect_even(appraise(model, scenario_of(model, "double")), even.last_year);
        if (HasFatalFailure()) {
            FAIL() << "seed " << seed << "\n" << even.text;
        }
    }
}

TEST(BreakEven, MissedByAPennyIsNotPaidBack) {
    const Model model = load_text(R"(
programme: short
calendar: {first_year: 2013/14, years: 3}
costs: [{id: spend, by_year: {2013/14: 1000.01}}]
benefits: [{id: gain, by_year: {2014/15: 500, 2015/16: 500}}]
)");
    EXPECT_EQ(figure_of(appraise(model), "payback").why, "does not pay back within 2013/14 to 2015/16");
    EXPECT_EQ(figure_of(appraise(model), "payback_month").why, "does not pay back within 2013/14 to 2015/16");
}

}  // namespace
}  // namespace tranche::test
