// Milestones and gates, by hand.
#include "support/load.hpp"

#include <gtest/gtest.h>

#include "tranche/run/schedule.hpp"

namespace tranche::test {
namespace {

// The gate is due as the works start, and the opening follows the works at once.
const std::string bridge = R"(
programme: bridge
calendar: {first_year: 2013/14, years: 3}
organisations: [{id: council}, {id: fund, kind: funder}]
awards: [{id: grant, from: fund, asked: 60}]
milestones:
  - {id: opening, on: 2014-10, after: [{project: works}]}
  - {id: paint, on: 2013-07, without: {grant: 2013-11}}
gates:
  - {id: go, decides: [works], by: Board, due: 2013-10, after: [{project: study}]}
workstreams:
  - id: w
    projects:
      - {id: study, starts: 2013-04, lasts: 4 months}
      - id: works
        starts: 2013-10
        lasts: 12 months
        costs: [{id: build, once: 120, over: project, funded: {fund: 60, council: rest}, award: grant}]
      - {id: other, starts: 2013-04, lasts: 1 month, costs: [{id: team, yearly: 12}]}
benefits:
  - {id: tolls, yearly: 12, from: opening}
  - {id: looks, yearly: 12, from: paint}
scenarios:
)";

struct Outcome {
    std::vector<int> shifts;  // study, works, other, opening, paint, go
    Money cost;
};

Outcome outcome(const std::string& scenario) {
    const Model model = load_text(bridge + "  - {id: case, " + scenario + "}\n");
    const Cashflow cash = forecast(model, scenario_of(model, "case"));
    Outcome result;
    for (std::size_t i = 0; i < model.programme.projects.size(); ++i) {
        result.shifts.push_back(cash.project_shift[ProjectId{i}]);
    }
    for (std::size_t row = 0; row < cash.rows.size(); ++row) {
        for (int year = 0; year < 3 && cash.rows[row].kind == LineKind::cost; ++year) {
            result.cost += cash.at(row, year);
        }
    }
    return result;
}

using Shifts = std::vector<int>;

TEST(Milestone, WaitsLikeAProjectAndIsNotCountedAsOne) {
    EXPECT_EQ(outcome("adjust: [{select: {project: works}, delay: 4 months}]").shifts, (Shifts{0, 4, 0, 4, 0, 0}));
    const Model model = load_text(bridge + "  - {id: case}\n");
    EXPECT_EQ(count_of(model.programme, ProjectKind::project), 3U);
    EXPECT_EQ(count_of(model.programme, ProjectKind::milestone), 2U);
    EXPECT_EQ(count_of(model.programme, ProjectKind::gate), 1U);
}

TEST(Milestone, HoldsWhatComesAfterIt) {
    const Model model = load_text(R"(
programme: after
calendar: {first_year: 2013/14, years: 2}
milestones: [{id: consent, on: 2013-06}]
workstreams: [{id: w, projects: [{id: works, starts: 2013-08, lasts: 2 months, after: [{milestone: consent, lag: 1 month}]}]}]
scenarios: [{id: late, adjust: [{select: {milestone: consent}, delay: 4 months}]}]
)");
    const Cashflow cash = forecast(model, scenario_of(model, "late"));
    EXPECT_EQ(cash.project_shift[ProjectId{std::size_t{0}}], 3) << "one month of slack";
}

TEST(Milestone, ComesLaterWithoutItsAward) {
    EXPECT_EQ(outcome("awards: {grant: 0}").shifts, (Shifts{0, 0, 0, 0, 4, 0}));
    EXPECT_EQ(outcome("awards: {grant: 1}").shifts, (Shifts{0, 0, 0, 0, 0, 0})) << "something of it came";
    EXPECT_EQ(outcome("awards: {grant: 0}, adjust: [{select: {milestone: paint}, delay: 2 months}]").shifts,
              (Shifts{0, 0, 0, 0, 6, 0}));
}

TEST(Gate, ThatRefusesTakesAwayWhatItDecides) {
    EXPECT_EQ(outcome("name: as planned").cost.units, 156'000'000);
    EXPECT_EQ(outcome("gates: {go: refused}").cost.units, 36'000'000) << "the works and their grant do not happen";
    EXPECT_EQ(outcome("gates: {go: refused}").shifts, (Shifts{0, 0, 0, 0, 0, 0})) << "dates stand";
}

TEST(Gate, ThatComesLaterHoldsWhatItDecides) {
    EXPECT_EQ(outcome("gates: {go: 2014-01}").shifts, (Shifts{0, 3, 0, 3, 0, 3}));
    EXPECT_EQ(outcome("adjust: [{select: {project: study}, delay: 4 months}]").shifts, (Shifts{4, 2, 0, 2, 0, 2}));
    EXPECT_EQ(outcome("delay: 1 month, gates: {go: 2014-01}").shifts, (Shifts{1, 4, 1, 4, 1, 4})) << "delays add";
}

TEST(Gate, OfAWorkstreamDecidesItsProjectsAndItsOwnLines) {
    const Model model = load_text(R"(
programme: whole
calendar: {first_year: 2013/14, years: 1}
gates: [{id: go, decides: [w]}]
workstreams:
  - id: w
    costs: [{id: team, yearly: 12}]
    projects: [{id: works, starts: 2013-04, lasts: 1 month, costs: [{id: build, once: 5, over: project}]}]
costs: [{id: office, yearly: 1}]
scenarios: [{id: refused, gates: {go: refused}}]
)");
    const Cashflow cash = forecast(model, scenario_of(model, "refused"));
    Money total;
    for (std::size_t row = 0; row < cash.rows.size(); ++row) {
        total += cash.at(row, 0);
    }
    EXPECT_EQ(total.units, 1'000'000);
}

TEST(Schedule, TellsFloatAndTheCriticalPathThroughGatesAndMilestones) {
    const Model model = load_text(bridge + "  - {id: case, adjust: [{select: {project: works}, overrun: 2 months}]}\n");
    const Schedule dates = schedule(model.programme, model.plan, forecast(model, scenario_of(model, "case")));
    std::vector<std::string> path;
    for (const ProjectId id : dates.critical_path) {
        path.push_back(model.programme.projects[id].id);
    }
    EXPECT_EQ(path, (std::vector<std::string>{"go", "works", "opening"}));
    for (const ScheduledProject& each : dates.projects) {
        const std::string& id = model.programme.projects[each.project].id;
        EXPECT_EQ(each.total_float, id == "study" ? 2 : id == "other" ? 19 : id == "paint" ? 17 : 0) << id;
        EXPECT_EQ(each.overrun, id == "works" ? 2 : 0) << id;
    }
}

}  // namespace
}  // namespace tranche::test
