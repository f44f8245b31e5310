// Laws of appraisal: changes to a programme whose effect on its value is known without computing it.
#include "support/load.hpp"
#include "support/random_programme.hpp"
#include "tranche/appraise/discount.hpp"
#include "tranche/scenario/bridge.hpp"

#include <gtest/gtest.h>

#include <algorithm>  // reverse
#include <cmath>      // abs
#include <string>
#include <vector>

namespace tranche::test {
namespace {

constexpr int programmes = 100;

/// A case of one project drawn at random: amounts by year, in pounds.
struct Drawn {
    std::vector<std::int64_t> cost;
    std::vector<std::int64_t> benefit;
};

Drawn drawn_case(std::uint64_t seed) {
    Random random(seed);
    Drawn result;
    for (int year = 0; year < 8; ++year) {
        result.cost.push_back(year < 3 ? random.between(1, 1'000'000) : 0);
        result.benefit.push_back(year == 0 ? 0 : random.between(0, 1'000'000));
    }
    return result;
}

std::string amounts(const std::vector<std::int64_t>& years, std::int64_t times = 1) {
    std::string result;
    for (const std::int64_t each : years) {
        result += (result.empty() ? "" : ", ") + std::to_string(each * times);
    }
    return "[" + result + "]";
}

std::string text_of(const Drawn& drawn, std::int64_t times = 1, int years = 12, const std::string& more = "") {
    return "programme: p\ncalendar: {first_year: 2026/27, years: " + std::to_string(years) +
           "}\ncosts: [{id: c, by_year: " + amounts(drawn.cost, times) +
           "}]\nbenefits: [{id: b, by_year: " + amounts(drawn.benefit, times) + "}" + more + "]\n";
}

Money npv(const Model& model, ScenarioId scenario = base_scenario) {
    return std::get<Money>(figure_of(appraise(model, scenario), "npv").value);
}

TEST(Value, ScalesWithMoneyAndLeavesRatioAndPaybackAlone) {
    for (std::uint64_t seed = 71'001; seed <= 71'000 + programmes; ++seed) {
        SCOPED_TRACE(seed);
        const Drawn drawn = drawn_case(seed);
        const Appraisal one = appraise(load_text(text_of(drawn)));
        const Appraisal seven = appraise(load_text(text_of(drawn, 7)));
        // Each year is rounded once, by up to half a unit, for cost and for benefit.
        const std::int64_t off = std::get<Money>(figure_of(seven, "npv").value).units -
                                 7 * std::get<Money>(figure_of(one, "npv").value).units;
        EXPECT_LE(std::abs(off), 7 * 12 + 12);
        EXPECT_NEAR(std::get<double>(figure_of(seven, "bcr").value), std::get<double>(figure_of(one, "bcr").value),
                    1e-9);
        EXPECT_EQ(figure_of(seven, "payback"), figure_of(one, "payback"));
        EXPECT_EQ(figure_of(seven, "payback_discounted"), figure_of(one, "payback_discounted"));
    }
}

// Within the first band every year is discounted at 3.5%, so n years later is n years' factor less.
TEST(Value, OfEverythingLaterIsItTimesTheFactorOfTheDelay) {
    for (std::uint64_t seed = 72'001; seed <= 72'000 + programmes; ++seed) {
        SCOPED_TRACE(seed);
        const Drawn drawn = drawn_case(seed);
        const std::string text = text_of(drawn) + "scenarios:\n  - {id: late, delay: 36 months}\n";
        const Model model = load_text(text);
        const std::vector<double> factors = discount_factors(model.programme.conventions->schedules.front(), 12);
        const double expected = static_cast<double>(npv(model).units) * factors[3];
        EXPECT_NEAR(static_cast<double>(npv(model, scenario_of(model, "late")).units), expected, 30.0);
    }
}

TEST(Value, IsNotChangedByABenefitOfNothing) {
    for (std::uint64_t seed = 73'001; seed <= 73'000 + programmes; ++seed) {
        const Drawn drawn = drawn_case(seed);
        const Appraisal without = appraise(load_text(text_of(drawn)));
        const Appraisal with = appraise(load_text(text_of(drawn, 1, 12, ", {id: n, by_year: [0, 0, 0]}")));
        for (const MeasureRow& measure : measures()) {
            EXPECT_EQ(measure.compute(with), measure.compute(without)) << measure.name << " of seed " << seed;
        }
    }
}

TEST(Value, OfAYearIsThatOfItsTwelveEqualMonths) {
    for (std::uint64_t seed = 74'001; seed <= 74'000 + programmes; ++seed) {
        SCOPED_TRACE(seed);
        Drawn drawn = drawn_case(seed);
        std::string months;
        for (std::size_t year = 0; year < drawn.benefit.size(); ++year) {
            for (int month = 0; month < 12; ++month) {
                months += (months.empty() ? "" : ", ") + std::to_string(drawn.benefit[year]);
            }
        }
        for (std::int64_t& each : drawn.benefit) {
            each *= 12;
        }
        std::string by_month = text_of(drawn);
        const std::string yearly = "by_year: " + amounts(drawn.benefit);
        by_month.replace(by_month.find(yearly), yearly.size(), "by_month: [" + months + "]");
        EXPECT_EQ(npv(load_text(by_month)), npv(load_text(text_of(drawn))));
    }
}

TEST(Value, IsTheSameToTheBitInAnyOrderOfWorkstreamsAndWithAProjectInTwo) {
    for (std::uint64_t seed = 75'001; seed <= 75'000 + programmes; ++seed) {
        SCOPED_TRACE(seed);
        const std::string head = "programme: p\ncalendar: {first_year: 2026/27, years: 12}\nworkstreams:\n";
        const auto line = [](const Drawn& drawn, const std::string& id) {
            return "{id: p" + id + ", costs: [{id: c" + id + ", by_year: " + amounts(drawn.cost) +
                   "}], benefits: [{id: b" + id + ", by_year: " + amounts(drawn.benefit) + ", account: social}]}";
        };
        std::vector<Drawn> cases;
        for (std::uint64_t i = 0; i < 3; ++i) {
            cases.push_back(drawn_case(seed * 10 + i));
        }
        std::string forward = head;
        std::string backward = head;
        std::string together = head + "  - {id: all, projects: [";
        for (std::size_t i = 0; i < cases.size(); ++i) {
            const std::string id = std::to_string(i);
            const std::string back = std::to_string(cases.size() - 1 - i);
            forward += "  - {id: w" + id + ", projects: [" + line(cases[i], id) + "]}\n";
            backward += "  - {id: w" + back + ", projects: [" + line(cases[cases.size() - 1 - i], back) + "]}\n";
            together += (i == 0 ? "" : ", ") + line(cases[i], id);
        }
        together += "]}\n";
        const Appraisal expected = appraise(load_text(forward));
        for (const std::string& other : {backward, together}) {
            const Appraisal found = appraise(load_text(other));
            for (const MeasureRow& measure : measures()) {
                EXPECT_EQ(measure.compute(found), measure.compute(expected)) << measure.name;
            }
        }
    }
}

// The steps are differences of integers, so they add to the unit if the first and the last stop are the cases themselves.
TEST(Bridge, BeginsAtTheOneCaseAndEndsAtTheOther) {
    for (std::uint64_t seed = 76'001; seed <= 76'000 + programmes; ++seed) {
        SCOPED_TRACE(seed);
        Random random(seed);
        const Model model = load_text(text_of(random_programme(random, {})));
        const Bridge across = bridge(model, std::vector{base_scenario}, whole_system, financial_case, economic_case);
        const Appraisal financial = appraise(model, *find_case(model.programme, financial_case));
        const Appraisal economic = appraise(model, *find_case(model.programme, economic_case));
        ASSERT_EQ(across.stops.size(), model.programme.adjustments.size());
        EXPECT_EQ(across.from.years, financial.years);
        EXPECT_EQ(across.stops.back().after.years, economic.years);
    }
}

}  // namespace
}  // namespace tranche::test
