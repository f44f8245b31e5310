// What is frozen adds up to the penny, survives being written down, and is compared with its price.
#include "tranche/ledger/baseline.hpp"

#include <gmock/gmock.h>  // Contains
#include <gtest/gtest.h>

#include <numeric>  // accumulate

#include "support/load.hpp"

namespace tranche::test {
namespace {

using testing::ElementsAre;

Baseline frozen(const std::string& text, const BaselineTerms& terms = {}) {
    const Model model = load_text(text);
    BaselineTerms with = terms;
    with.approved_by = "Board";
    with.approved_on = *day_of(Month(2014, 4), 1);
    return freeze(model, SourceText{"p.yaml", text}, with);
}

const std::string two_payers =
    "programme: p\ncalendar: {first_year: 2014/15, years: 1}\norganisations: [{id: a}, {id: b}, {id: c}]\n"
    "benefits: [{id: rent, yearly: £100, to: {a: 33.3%, b: 33.3%, c: rest}, status: assumed}]\n";

// 100 pounds a year are 8.3333... a month. To the end of month n the line has come to n x 10000/12 pence, rounded half to
// even: 833, 1667 (1666.67), 2500. a has 33.3% of each: 277.5 -> 278 (277.5 is a tie, and 278 is even), 555, 832.5 -> 832.
TEST(Baseline, PenceOfRowsAndMonthsAddToTheLineRoundedOnce) {
    const Baseline baseline = frozen(two_payers);
    ASSERT_EQ(baseline.rows.size(), 3U);
    Pence line = 0;
    for (std::size_t month = 0; month < 12; ++month) {
        Pence of_month = 0;
        for (const PlannedRow& row : baseline.rows) {
            of_month += row.months[month];
        }
        line += of_month;
        EXPECT_EQ(planned(baseline, 0, Month(2014, 4) + static_cast<int>(month)), of_month);
        if (month == 0) {
            EXPECT_EQ(of_month, 833);
            EXPECT_EQ(baseline.rows[0].months[0], 278);
        }
        if (month == 1) {
            EXPECT_EQ(of_month, 834);
            EXPECT_EQ(baseline.rows[0].months[1], 277);
        }
        if (month == 2) {
            EXPECT_EQ(of_month, 833);
        }
    }
    EXPECT_EQ(line, 10000);
    EXPECT_EQ(planned(baseline, 0), 10000);
    EXPECT_EQ(baseline.rows[0].total(), 3330);
    EXPECT_EQ(baseline.rows[1].total(), 3330);
    EXPECT_EQ(baseline.rows[2].total(), 3340);
    EXPECT_EQ(planned(baseline, 0, Month(2020, 1)), 0);
}

const std::string whole =
    "programme: p\nname: Outreach\ncalendar: {first_year: 2014/15, years: 2}\n"
    "organisations: [{id: council}, {id: fund, kind: funder}]\nspent_by: council\n"
    "measures: [{id: admissions, unit: admissions, baseline: 900, without: 1000, target: 800, direction: down, every: "
    "quarter, owner: nurse}]\n"
    "workstreams:\n  - id: care\n    projects:\n      - id: team\n        starts: 2014-04\n        lasts: 6 months\n"
    "        costs: [{id: staff, yearly: £1200, funded: {fund: 40%, council: rest}, status: assumed}]\n"
    "        benefits: [{id: beds, chain: {measure: admissions, unit_value: £12}, status: assumed}]\n"
    "costs: [{id: works, amount: unknown, status: assumed}]\n"
    "benefits: [{id: calm, amount: unquantified, status: assumed}]\n"
    "risks: [{id: leave, text: Staff leave}]\n"
    "scenarios: [{id: late, delay: 6 months}]\n";

TEST(Baseline, TextIsReadBackAsTheSameValue) {
    const Baseline baseline = frozen(whole);
    const std::optional<Baseline> back = baseline_of(baseline_text(baseline));
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, baseline);
    EXPECT_EQ(baseline_text(*back), baseline_text(baseline));
    EXPECT_EQ(baseline.definition, whole);
    EXPECT_EQ(baseline.figures.size(), measures().size());
}

TEST(Baseline, TextThatIsNoneIsRefused) {
    const std::string text = baseline_text(frozen(whole));
    EXPECT_FALSE(baseline_of("{}"));
    EXPECT_FALSE(baseline_of(text.substr(0, text.size() - 1)));
    EXPECT_FALSE(baseline_of("[" + text + "]"));
}

TEST(Baseline, LinesWithoutAFigureAreThereAndNotKnown) {
    const Baseline baseline = frozen(whole);
    ASSERT_EQ(baseline.lines.size(), 4U);
    for (const PlannedLine& line : baseline.lines) {
        const auto row = static_cast<std::size_t>(&line - baseline.lines.data());
        EXPECT_EQ(planned(baseline, row).has_value(), line.id == "staff" || line.id == "beds") << line.id;
    }
}

// Six months late, a two-year line of 100 a month has 18 months inside the calendar and six beyond.
TEST(Baseline, ScenarioIsFrozenWithWhatItMovesBeyond) {
    BaselineTerms terms;
    terms.together = {ScenarioId{std::size_t{1}}};
    const Baseline baseline = frozen(whole, terms);
    EXPECT_EQ(baseline.scenario, "late");
    std::size_t staff = 0;
    while (baseline.lines.at(staff).id != "staff") {
        ++staff;
    }
    EXPECT_EQ(planned(baseline, staff, Month(2014, 9)), 0);
    EXPECT_EQ(planned(baseline, staff, Month(2014, 10)), 10000);
    EXPECT_EQ(planned(baseline, staff), 180000);
    Pence beyond = 0;
    for (const PlannedRow& row : baseline.rows) {
        beyond += row.line == staff && row.kind == LineKind::cost ? row.beyond : 0;
    }
    EXPECT_EQ(beyond, 60000);
    EXPECT_EQ(baseline.projects.at(0).starts, Month(2014, 10));
}

// The plan is 200 admissions fewer, worth 12 a year each: 200 a month. At 850, 150 fewer: three quarters. A quarterly
// measure covers three months; at 1000, and beyond, nothing, and then less than nothing.
TEST(Baseline, MeasureDrivesMoneyInProportion) {
    const Baseline baseline = frozen(whole);
    ASSERT_EQ(baseline.drivers.size(), 1U);
    const DrivenLine& driver = baseline.drivers.front();
    EXPECT_EQ(derived_pence(baseline, driver, Month(2014, 6), Decimal{850, 0}), 3 * 15000);
    EXPECT_EQ(derived_pence(baseline, driver, Month(2014, 6), Decimal{8005, 1}), 59850);
    EXPECT_EQ(derived_pence(baseline, driver, Month(2014, 6), Decimal{1000, 0}), 0);
    EXPECT_EQ(derived_pence(baseline, driver, Month(2014, 6), Decimal{1100, 0}), -30000);
    EXPECT_EQ(derived_pence(baseline, driver, Month(2014, 4), Decimal{800, 0}), 20000)
        << "two of the months have no plan";
    EXPECT_FALSE(derived_pence(baseline, driver, Month(2014, 6), Decimal{999'999'999'999'999'999, 0}));
}

Baseline changed(const std::string& from, const std::string& to) {
    std::string text = whole;
    text.replace(text.find(from), from.size(), to);
    return frozen(text);
}

std::vector<std::string> told(const Baseline& before, const Baseline& after) {
    std::vector<std::string> result;
    for (const Amendment& each : amendments(before, after)) {
        result.push_back(each.what + " " + each.id + " " + each.field + ": " + each.before + " -> " + each.after +
                         ", " + pence_text(each.cost) + ", " + pence_text(each.benefit));
    }
    return result;
}

// 40 fewer admissions at 12 a year for two years: 960 more of benefit, told of the line and of the measure that drives it.
TEST(Baseline, TargetThatChangesIsPriced) {
    EXPECT_THAT(told(frozen(whole), changed("target: 800", "target: 760")),
                ElementsAre("line beds planned: 4800.00 -> 5760.00, 0.00, 960.00",
                            "measure admissions target: 800 -> 760, 0.00, 960.00"));
}

TEST(Baseline, LinesAndProjectsThatChangeAreTold) {
    EXPECT_THAT(told(frozen(whole), frozen(whole)), ElementsAre());
    EXPECT_THAT(told(frozen(whole), changed("starts: 2014-04\n", "starts: 2014-05\n")),
                ElementsAre("project team starts: 2014-04 -> 2014-05, 0.00, 0.00",
                            "project team ends: 2014-09 -> 2014-10, 0.00, 0.00"));
    EXPECT_THAT(
        told(frozen(whole), changed("id: staff, yearly: £1200", "id: nurses, yearly: £1300")),
        ElementsAre("line nurses added:  -> nurses, 2600.00, 0.00", "line staff removed: staff -> , -2400.00, 0.00"));
    EXPECT_THAT(told(frozen(two_payers), frozen("programme: p\ncalendar: {first_year: 2014/15, years: 1}\n"
                                                "organisations: [{id: a}, {id: b}, {id: c}]\nbenefits: [{id: rent, "
                                                "by_month: {2014-06: £100}, to: {a: 100%}, status: assumed}]\n")),
                ElementsAre("line rent months: 100.00 -> 100.00, 0.00, 0.00"));
}

}  // namespace
}  // namespace tranche::test
