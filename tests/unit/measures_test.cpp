// Measures on appraisals made by hand, in pounds.
#include "tranche/appraise/measures.hpp"

#include "support/load.hpp"

#include <gtest/gtest.h>

#include <set>

namespace tranche::test {
namespace {

struct Flow {
    std::int64_t cost = 0;
    std::int64_t benefit = 0;
};

Money pounds(std::int64_t amount) {
    return Money{amount * 1'000'000};
}

// Years from April 2013; each year's money falls in its first month.
Appraisal made(const std::vector<Flow>& years, Flow undated = {}) {
    Appraisal result;
    result.calendar = {2013, static_cast<int>(years.size()), april};
    for (const Flow& flow : years) {
        result.years.push_back({pounds(flow.cost), pounds(flow.benefit)});
        result.months.push_back(result.years.back());
        result.months.resize(result.years.size() * 12);
    }
    result.undated = {pounds(undated.cost), pounds(undated.benefit)};
    return result;
}

Figure year(int number) {
    return {number, {}};
}

Figure number(double value) {
    return {value, {}};
}

TEST(Totals, HoldYearsAndUndatedAndLeaveBeyondOut) {
    Appraisal appraisal = made({{10, 0}, {5, 40}}, {1, 2});
    appraisal.beyond = {pounds(1000), pounds(2000)};
    EXPECT_EQ(figure_of(appraisal, "cost"), (Figure{pounds(16), {}}));
    EXPECT_EQ(figure_of(appraisal, "benefit"), (Figure{pounds(42), {}}));
    EXPECT_EQ(figure_of(appraisal, "net"), (Figure{pounds(26), {}}));
    EXPECT_EQ(appraisal.cumulative(), (std::vector<Money>{pounds(-10), pounds(25)}));
}

TEST(Roi, IsNetOverCost) {
    EXPECT_EQ(figure_of(made({{100, 0}, {0, 250}}), "roi"), number(150.0));
    EXPECT_EQ(figure_of(made({{100, 0}, {0, 75}}), "roi"), number(-25.0));
    EXPECT_EQ(figure_of(made({{100, 0}, {0, 100}}, {100, 200}), "roi"), number(50.0));
}

TEST(Roi, NeedsACost) {
    EXPECT_EQ(figure_of(made({{0, 10}}), "roi").why, "there is no cost to return anything on");
    EXPECT_EQ(figure_of(made({{-5, 10}}), "roi").why, "there is no cost to return anything on");
    EXPECT_FALSE(figure_of(made({{0, 10}}), "roi").computable());
}

TEST(Payback, IsTheFirstYearWhoseCumulativeNetIsNotNegative) {
    EXPECT_EQ(figure_of(made({{100, 0}, {0, 40}, {0, 60}}), "payback"), year(2));
    EXPECT_EQ(figure_of(made({{100, 0}, {0, 40}, {0, 120}}), "payback"), year(2));
    EXPECT_EQ(figure_of(made({{100, 0}, {0, 100}, {0, 120}}), "payback"), year(1));
    EXPECT_EQ(figure_of(made({{10, 20}, {0, 5}}), "payback"), year(0));
}

TEST(Payback, IsTheFirstEvenWhereLaterSpendingUndoesIt) {
    EXPECT_EQ(figure_of(made({{100, 0}, {0, 150}, {200, 0}, {0, 100}}), "payback"), year(1));
}

TEST(Payback, WaitsUntilSpendingBegins) {
    EXPECT_EQ(figure_of(made({{0, 0}, {0, 0}, {100, 0}, {0, 100}}), "payback"), year(3));
    EXPECT_EQ(figure_of(made({{0, 10}, {5, 0}}), "payback"), year(1));
    EXPECT_EQ(figure_of(made({{0, 10}, {15, 0}, {0, 5}}), "payback"), year(2));
}

TEST(Payback, SaysWhyThereIsNone) {
    EXPECT_EQ(figure_of(made({{100, 0}, {0, 99}}), "payback").why, "does not pay back within 2013/14 to 2014/15");
    EXPECT_EQ(figure_of(made({{0, 10}}), "payback").why, "there is no cost to pay back");
    EXPECT_EQ(figure_of(made({{100, 500}}, {1, 0}), "payback").why, "some amounts have no date");
    EXPECT_EQ(figure_of(made({{100, 500}}, {0, 1}), "payback").why, "some amounts have no date");
}

TEST(PaybackInterpolated, RunsStraightWithinTheYear) {
    EXPECT_EQ(figure_of(made({{100, 0}, {0, 40}, {0, 60}}), "payback_interpolated"), number(2.0));
    EXPECT_EQ(figure_of(made({{100, 0}, {0, 40}, {0, 120}}), "payback_interpolated"), number(1.5));
    EXPECT_EQ(figure_of(made({{100, 0}, {0, 400}}), "payback_interpolated"), number(0.25));
    EXPECT_EQ(figure_of(made({{10, 20}}), "payback_interpolated"), number(0.0));
}

TEST(PaybackInterpolated, IsAWholeYearWhereEarlierGainsCoverTheFirstSpending) {
    EXPECT_EQ(figure_of(made({{0, 10}, {5, 0}}), "payback_interpolated"), number(1.0));
}

TEST(PaybackMonth, IsFoundOnTheMonthlyGrid) {
    Appraisal appraisal = made({{100, 0}, {0, 100}});
    EXPECT_EQ(figure_text(figure_of(appraisal, "payback_month"), MeasureUnit::month, {}), "2014-04");
    appraisal.months[12].benefit = pounds(40);
    appraisal.months[20].benefit = pounds(60);
    EXPECT_EQ(figure_text(figure_of(appraisal, "payback_month"), MeasureUnit::month, {}), "2014-12");
}

TEST(PaybackMonth, IsNoneWhereTheYearsDoNotPayBack) {
    EXPECT_EQ(figure_of(made({{100, 0}, {0, 99}}), "payback_month").why, "does not pay back within 2013/14 to 2014/15");
}

TEST(PeakFunding, IsTheLowestThatTheCumulativeFalls) {
    EXPECT_EQ(figure_of(made({{100, 0}, {50, 20}, {0, 500}}), "peak_funding"), (Figure{pounds(130), {}}));
    EXPECT_EQ(figure_of(made({{100, 0}, {0, 500}, {300, 0}}), "peak_funding"), (Figure{pounds(100), {}}));
    EXPECT_EQ(figure_of(made({{10, 20}}), "peak_funding"), (Figure{pounds(0), {}}));
    EXPECT_EQ(figure_of(made({{10, 20}}, {5, 0}), "peak_funding").why, "some amounts have no date");
}

TEST(Measures, AreFoundByNameAndByKey) {
    ASSERT_NE(find_measure("roi"), nullptr);
    EXPECT_EQ(find_measure("roi"), find_measure("roi_percent"));
    EXPECT_EQ(find_measure("return"), nullptr);
    std::set<std::string_view> names;
    for (const MeasureRow& row : measures()) {
        EXPECT_TRUE(names.insert(row.name).second) << row.name;
        EXPECT_TRUE(row.key == row.name || names.insert(row.key).second) << row.key;
        EXPECT_FALSE(row.definition.empty());
        EXPECT_FALSE(row.operands.empty());
    }
}

TEST(Measures, HaveAFormForSwitchingValuesOrSayWhyThereIsNone) {
    for (const MeasureRow& row : measures()) {
        const bool either_way = row.switches.clauses != nullptr && !row.switches.at_most;
        EXPECT_NE(either_way, !row.switches.searched_because.empty()) << row.name;
    }
}

TEST(Measures, ThatAreSumsHaveExactOperands) {
    for (const MeasureRow& row : measures()) {
        if (row.sum != SumOf::none) {
            EXPECT_NE(row.combination, Combination::formula) << row.name;
            EXPECT_EQ(row.unit, MeasureUnit::gbp) << row.name;
        }
    }
}

TEST(FigureText, HasTheFormOfItsUnit) {
    EXPECT_EQ(figure_text({pounds(8'710'800), {}}, MeasureUnit::gbp, {}), "8,710,800.00");
    EXPECT_EQ(figure_text({632.654, {}}, MeasureUnit::percent, {}), "632.65%");
    EXPECT_EQ(figure_text({2, {}}, MeasureUnit::years, {}), "2");
    EXPECT_EQ(figure_text({1.36306, {}}, MeasureUnit::years, {}), "1.3631");
    EXPECT_EQ(figure_text({Month(2015, 8), {}}, MeasureUnit::month, {}), "2015-08");
    EXPECT_EQ(figure_text({std::monostate{}, "because"}, MeasureUnit::gbp, {}), "n/a");
}

}  // namespace
}  // namespace tranche::test
