// The reference case: what the engine makes of programmes/cheshire-community-safety, against its expected/ files and
// against figures computed independently from the reconstructed series.
#include "support/load.hpp"
#include "support/places.hpp"
#include "support/source_tree.hpp"

#include <gtest/gtest.h>

#include <map>
#include <sstream>  // istringstream

namespace tranche::test {
namespace {

const std::string folder = source_folder() + "/programmes/cheshire-community-safety/";

const Model& cheshire() {
    static const Model model = load_text(read_text(folder + "programme.yaml"));
    return model;
}

Appraisal the_case(const char* scenario = "base", const char* perspective = "whole-system") {
    return appraise(cheshire(), scenario_of(cheshire(), scenario), perspective_of(cheshire(), perspective));
}

std::vector<std::map<std::string, std::string>> csv(const std::string& name) {
    std::istringstream lines(read_text(folder + "expected/" + name));
    std::vector<std::map<std::string, std::string>> rows;
    std::vector<std::string> head;
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string> cells;
        std::istringstream parts(line);
        for (std::string cell; std::getline(parts, cell, ',');) {
            cells.push_back(cell);
        }
        if (head.empty()) {
            head = cells;
            continue;
        }
        if (cells.size() != head.size()) {
            throw std::runtime_error("a row of " + name + " has " + std::to_string(cells.size()) + " cells: " + line);
        }
        std::map<std::string, std::string>& row = rows.emplace_back();
        for (std::size_t i = 0; i < head.size(); ++i) {
            row[head[i]] = cells[i];
        }
    }
    return rows;
}

// Digits of `-1027100.00`, to the hundredth.
std::int64_t pence(const std::string& text) {
    const std::size_t point = text.find('.');
    if (point == std::string::npos || text.size() != point + 3) {
        throw std::runtime_error(text + " is not an amount to the penny");
    }
    return std::stoll(text.substr(0, point) + text.substr(point + 1));
}

Money pounds(std::int64_t thousandths) {
    return Money{thousandths * 1000};
}

double roi(const Appraisal& appraisal) {
    return std::get<double>(figure_of(appraisal, "roi").value);
}

int payback(const Appraisal& appraisal) {
    return std::get<int>(figure_of(appraisal, "payback").value);
}

TEST(Cheshire, YearsAreThoseOfTheExpectedCashflow) {
    const auto rows = csv("cashflow.csv");
    const Appraisal base = the_case();
    ASSERT_EQ(rows.size(), 7U);
    ASSERT_EQ(base.years.size(), rows.size());
    const std::vector<Money> cumulative = base.cumulative();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        SCOPED_TRACE(rows[i].at("year"));
        EXPECT_EQ(base.calendar.year_label(static_cast<int>(i)), rows[i].at("year"));
        EXPECT_EQ(base.years[i].cost.units, pence(rows[i].at("cost")) * 10'000);
        EXPECT_EQ(base.years[i].benefit.units, pence(rows[i].at("benefit")) * 10'000);
        EXPECT_EQ(base.years[i].net().units, pence(rows[i].at("net")) * 10'000);
        EXPECT_EQ(cumulative[i].units, pence(rows[i].at("cumulative")) * 10'000);
    }
}

// In thousands of pounds, from the printed costs and the reconstructed benefits.
TEST(Cheshire, YearsAreThoseOfTheReconstructedTable) {
    constexpr std::int64_t cost[] = {1'027'100, 1'916'700, 1'693'400, 1'018'400, 1'018'400, 1'018'400, 1'018'400};
    constexpr std::int64_t benefit[] = {0, 1'444'000, 5'823'610, 9'775'280, 12'958'640, 15'845'470, 17'973'000};
    constexpr std::int64_t direct[] = {0, 264'300, 824'100, 1'167'870, 1'258'750, 1'259'270, 1'246'360};
    const Appraisal base = the_case();
    const Cashflow cash = forecast(cheshire());
    for (int year = 0; year < 7; ++year) {
        const auto at = static_cast<std::size_t>(year);
        EXPECT_EQ(base.years[at].cost, pounds(cost[at] * 1000)) << year;
        EXPECT_EQ(base.years[at].benefit, pounds(benefit[at] * 1000)) << year;
        Money system_change;
        for (std::size_t row = 0; row < cash.rows.size(); ++row) {
            if (cheshire().programme.lines[cash.rows[row].line].id == "direct") {
                system_change += cash.at(row, year);
            }
        }
        EXPECT_EQ(system_change, pounds(direct[at] * 1000)) << year;
    }
    EXPECT_EQ(base.total().cost, pounds(8'710'800'000));
    EXPECT_EQ(base.total().benefit, pounds(63'820'000'000));
    EXPECT_EQ(base.beyond, CostBenefit{});
    EXPECT_EQ(base.undated, CostBenefit{});
}

// Printed to the nearest 10 pounds; the model holds each year to that.
TEST(Cheshire, PartnersMeetTheirPrintedRowToThePrintedDigit) {
    const auto rows = csv("partners.csv");
    const Appraisal partners = the_case("base", "partners");
    ASSERT_EQ(rows.size(), partners.years.size());
    const auto to_ten_pounds = [](Money money) { return proportion(money.units, 1, 10'000'000) * 1000; };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        SCOPED_TRACE(rows[i].at("year"));
        EXPECT_EQ(to_ten_pounds(partners.years[i].cost), pence(rows[i].at("cost")));
        EXPECT_EQ(to_ten_pounds(partners.years[i].benefit), pence(rows[i].at("benefit")));
        EXPECT_EQ(to_ten_pounds(partners.years[i].net()), pence(rows[i].at("net")));
    }
    EXPECT_EQ(partners.total().benefit, pounds(15'268'546'000));  // printed as 15,268.55 thousand
    EXPECT_EQ(partners.total().net(), pounds(6'557'746'000));
}

TEST(Cheshire, ScenariosGiveTheExpectedReturnsAndPaybacks) {
    const auto rows = csv("scenarios.csv");
    ASSERT_EQ(rows.size(), 7U);
    for (const auto& row : rows) {
        SCOPED_TRACE(row.at("id"));
        const Appraisal appraisal = the_case(row.at("id").c_str());
        EXPECT_EQ(payback(appraisal), std::stoi(row.at("payback_years")));
        EXPECT_NEAR(roi(appraisal), static_cast<double>(pence(row.at("roi_percent"))) / 100, 0.005);
    }
}

TEST(Cheshire, ReturnsAndPaybacksAreTheIndependentlyComputedOnes) {
    struct Row {
        const char* scenario;
        int payback;
        double roi;
    };
    constexpr Row rows[] = {{"base", 2, 632.65},        {"delay", 3, 496.00},   {"costs-20", 2, 510.54},
                            {"benefits-20", 2, 486.12}, {"both-20", 2, 388.44}, {"both-50", 3, 144.22},
                            {"delay-both-50", 4, 98.67}};
    for (const Row& row : rows) {
        SCOPED_TRACE(row.scenario);
        EXPECT_EQ(payback(the_case(row.scenario)), row.payback);
        EXPECT_NEAR(roi(the_case(row.scenario)), row.roi, 0.01);
    }
}

TEST(Cheshire, PartnersReturnAndPayback) {
    EXPECT_NEAR(roi(the_case("base", "partners")), 75.28, 0.01);
    EXPECT_EQ(payback(the_case("base", "partners")), 4);
    EXPECT_NEAR(roi(the_case("base", "partners-net-of-grant")), 84.13, 0.01);
}

// 225.00 + 52.50 + 140.92 thousand come from the department.
TEST(Cheshire, GrantLowersThePartnersCostByWhatTheBidTableAsks) {
    const Money before = the_case("base", "partners").total().cost;
    const Money after = the_case("base", "partners-net-of-grant").total().cost;
    EXPECT_EQ(before - after, pounds(418'420'000));
}

TEST(Cheshire, DelayPushesSeventeenMillionPastTheWindowAndThreeOfThePartners) {
    EXPECT_EQ(the_case("delay").beyond.net(), pounds(16'954'600'000));
    EXPECT_EQ(the_case("delay").beyond.benefit, pounds(17'973'000'000));
    EXPECT_EQ(the_case("delay", "partners").beyond.net(), pounds(2'904'222'400));
}

TEST(Cheshire, ThreePaybacksAllNamed) {
    EXPECT_EQ(payback(the_case()), 2);
    EXPECT_NEAR(std::get<double>(figure_of(the_case(), "payback_interpolated").value), 1.3631, 0.00005);
    EXPECT_EQ(figure_text(figure_of(the_case(), "payback_month"), MeasureUnit::month, {}), "2015-08");
}

TEST(Cheshire, PeakFundingIsTheFirstTwoYears) {
    EXPECT_EQ(figure_of(the_case(), "peak_funding"), (Figure{pounds(1'499'800'000), {}}));
}

TEST(Cheshire, OnlyTheStrategyStartsBeforeItsPrerequisite) {
    const Diagnostics diagnostics = diagnostics_of(read_text(folder + "programme.yaml"));
    std::vector<std::string> broken;
    for (const Diagnostic& each : diagnostics.all()) {
        if (each.code == "starts-before-prerequisite") {
            broken.push_back(each.sentence);
        }
    }
    EXPECT_EQ(broken, std::vector<std::string>{"'s1' starts in 2013-10 but depends on 's4', which ends in 2016-03"});
}

}  // namespace
}  // namespace tranche::test
