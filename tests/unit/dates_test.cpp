// When the money of a line falls: periods, events, and what moves with them, by hand.
#include "support/load.hpp"

#include <gtest/gtest.h>

namespace tranche::test {
namespace {

// Months 0 to 35. `study` runs April to September 2013, `works` October 2013 to September 2014 and waits for it;
// `opening` waits for the works and is reached in November 2014: a month of slack.
std::string programme(const std::string& line, const std::string& scenario, const std::string& place = "works") {
    const std::string in = "benefits: [{id: gain, " + line + "}]";
    return "programme: dates\ncalendar: {first_year: 2013/14, years: 3}\n"
           "milestones: [{id: opening, on: 2014-11, after: [{project: works}]}]\n"
           "workstreams:\n  - id: w\n    projects:\n"
           "      - {id: study, starts: 2013-04, lasts: 6 months}\n"
           "      - {id: works, starts: 2013-10, lasts: 12 months, after: [{project: study}]" +
           (place == "works" ? ", " + in : "") + "}\n" + (place == "works" ? "" : in + "\n") +
           "scenarios:\n  - {id: late, " + (scenario.empty() ? "name: late" : scenario) + "}\n";
}

// Pounds of the only row, year by year, then beyond.
std::vector<double> fall(const std::string& line, const std::string& scenario = "",
                         const std::string& place = "works") {
    const Model model = load_text(programme(line, scenario, place));
    const Cashflow cash = forecast(model, scenario_of(model, "late"));
    std::vector<double> result;
    for (int year = 0; year < cash.calendar.years; ++year) {
        result.push_back(cash.unit.pounds(cash.at(0, year)));
    }
    result.push_back(cash.unit.pounds(cash.beyond[0]));
    return result;
}

std::vector<std::string> codes(const std::string& line, const std::string& place = "works") {
    return codes_of(programme(line, "", place));
}

using Years = std::vector<double>;
const std::string study_late = "adjust: [{select: {project: study}, delay: 3 months}]";
const std::string works_overrun = "adjust: [{select: {project: works}, overrun: 3 months}]";

TEST(Dates, ArePeriods) {
    EXPECT_EQ(fall("once: 12, when: 2014-04"), (Years{0, 12, 0, 0}));
    EXPECT_EQ(fall("once: 12, when: 2013/14 Q4"), (Years{12, 0, 0, 0}));
    EXPECT_EQ(fall("once: 12, when: year 2"), (Years{0, 0, 12, 0})) << "the first year is year 0";
    EXPECT_EQ(fall("once: 12, over: 2013/14..2015/16"), (Years{4, 4, 4, 0}));
    EXPECT_EQ(fall("once: 12, over: 2013/14 Q4..2014/15 Q1"), (Years{6, 6, 0, 0}));
    EXPECT_EQ(fall("once: 12, over: 2014-03..2014-05"), (Years{4, 8, 0, 0}));
    EXPECT_EQ(fall("once: 12, over: 6 months from 2014-01"), (Years{6, 6, 0, 0}));
    EXPECT_EQ(fall("once: 12, over: 2 years from 2013/14 Q3"), (Years{3, 6, 3, 0}));
    EXPECT_EQ(fall("yearly: 12, from: 2014/15 Q3"), (Years{0, 6, 12, 0}));
    EXPECT_EQ(fall("yearly: 12, from: year 1, until: 2015/16 Q1"), (Years{0, 12, 3, 0}))
        << "the last months with money";
    EXPECT_EQ(fall("yearly: 12, until: 2014/15"), (Years{12, 12, 0, 0}));
    EXPECT_EQ(fall("yearly: 12, over: 2013/14 Q4..2014/15"), (Years{3, 12, 0, 0}));
}

TEST(Dates, OfAnotherProjectOrAMilestoneMoveWithIt) {
    EXPECT_EQ(fall("yearly: 12, from: works.end", "", "programme"), (Years{0, 6, 12, 0}));
    EXPECT_EQ(fall("yearly: 12, from: works.end", study_late, "programme"), (Years{0, 3, 12, 3}));
    EXPECT_EQ(fall("yearly: 12, from: opening"), (Years{0, 5, 12, 0}));
    EXPECT_EQ(fall("yearly: 12, from: opening", study_late), (Years{0, 3, 12, 2}))
        << "the works lose 3, a month of slack";
    EXPECT_EQ(fall("once: 12, when: opening", study_late), (Years{0, 12, 0, 0}));
    EXPECT_EQ(fall("once: 12, over: 12 months from opening", study_late), (Years{0, 3, 9, 0}));
    EXPECT_EQ(fall("once: 12, when: study.start", study_late), (Years{12, 0, 0, 0}));
    EXPECT_EQ(fall("yearly: 12, from: opening", "adjust: [{select: {milestone: opening}, delay: 5 months}]"),
              (Years{0, 0, 12, 5}));
    EXPECT_EQ(fall("yearly: 12, from: opening", "delay: 5 months"), (Years{0, 0, 12, 5})) << "it is not moved twice";
}

TEST(Dates, OfALineWithItsOwnDelayAddToTheEvents) {
    EXPECT_EQ(fall("yearly: 12, from: opening",
                   "adjust: [{select: {project: study}, delay: 3 months}, {select: {kind: benefit}, delay: 1 month}]"),
              (Years{0, 2, 12, 3}));
}

TEST(Overrun, MovesTheFinishAndWhatWaitsForIt) {
    const Model model = load_text(programme("once: 12, over: project", works_overrun));
    const Cashflow cash = forecast(model, scenario_of(model, "late"));
    const ProjectId works = *find(model.programme.projects, "works");
    const ProjectId opening = *find(model.programme.projects, "opening");
    EXPECT_EQ(cash.project_shift[works], 0);
    EXPECT_EQ(cash.finish_shift[works], 3);
    EXPECT_EQ(cash.project_shift[opening], 2) << "a month of slack";
}

TEST(Overrun, StretchesRunningCostAndLeavesOneOffCost) {
    EXPECT_EQ(fall("yearly: 12, from: project.start, until: project.end"), (Years{6, 6, 0, 0}));
    EXPECT_EQ(fall("yearly: 12, from: project.start, until: project.end", works_overrun), (Years{6, 9, 0, 0}));
    EXPECT_EQ(fall("yearly: 12, over: project", works_overrun), (Years{6, 9, 0, 0}));
    EXPECT_EQ(fall("once: 12, over: project", works_overrun), (Years{6, 6, 0, 0})) << "its total is what was agreed";
    EXPECT_EQ(fall("yearly: 12, from: project.end", works_overrun), (Years{0, 3, 12, 3}));
    EXPECT_EQ(
        fall("yearly: 12, over: project", "adjust: [{select: {project: works}, overrun: 3 months, delay: 6 months}]"),
        (Years{0, 12, 3, 0}));
    EXPECT_EQ(fall("yearly: 12, over: project", "adjust: [{select: {workstream: w}, overrun: 20 months}]"),
              (Years{0, 0, 10, 22}))
        << "the study takes 20 months longer, then the works do";
}

TEST(Overrun, OfAllProjectsLeavesMilestonesWithoutLength) {
    const Model model = load_text(programme("yearly: 12", "adjust: [{select: {}, overrun: 3 months}]"));
    const Cashflow cash = forecast(model, scenario_of(model, "late"));
    const ProjectId opening = *find(model.programme.projects, "opening");
    EXPECT_EQ(cash.project_shift[opening], 5) << "three months of each project, less one of slack";
    EXPECT_EQ(cash.finish_shift[opening], 5);
}

TEST(Until, AnEventCutsOffWhatComesAfterIt) {
    EXPECT_EQ(fall("yearly: 12, until: opening"), (Years{12, 7, 0, 0})) << "to October: it is over in November";
    EXPECT_EQ(fall("yearly: 12, until: opening", study_late), (Years{12, 9, 0, 0}));
    EXPECT_EQ(fall("yearly: 12, until: works.end", study_late, "programme"), (Years{12, 9, 0, 0}));
    EXPECT_EQ(fall("yearly: 12, until: opening", "delay: 2 months"), (Years{10, 9, 0, 0}))
        << "start and end move alike";
    EXPECT_EQ(fall("yearly: 12, from: 2014-04, until: opening", "adjust: [{select: {line: gain}, delay: 9 months}]"),
              (Years{0, 3, 4, 0}))
        << "a line moves as a whole";
    EXPECT_EQ(fall("yearly: 12, from: project.start, until: works.end",
                   "adjust: [{select: {project: works}, delay: 4 months}]"),
              (Years{2, 10, 0, 0}));
}

TEST(Until, ManyYearsAwayCostsNothingInTheSize) {
    EXPECT_EQ(codes("yearly: 200m, over: project"), std::vector<std::string>{})
        << "the unit is chosen for the plan, not for a hundred years of delay";
}

TEST(Dates, ThatCannotBeReadAreTold) {
    using Codes = std::vector<std::string>;
    for (const char* line :
         {"once: 1, when: openning", "yearly: 1, from: soon", "yearly: 1, until: 2014-13", "once: 1, over: works",
          "once: 1, over: 2015/16..2014/15", "yearly: 1, from: 2013/14..2014/15"}) {
        EXPECT_EQ(codes(line), Codes{"not-a-date"}) << line;
    }
    EXPECT_EQ(codes("once: 1, over: some months from opening"), Codes{"not-a-duration"});
    EXPECT_EQ(codes("once: 1, when: work.end"), Codes{"unknown-reference"});
    EXPECT_EQ(codes("once: 1, when: project.end", "programme"), Codes{"no-project"});
    EXPECT_EQ(codes("yearly: 1, over: project, until: opening"), Codes{"line-form"});
    EXPECT_EQ(codes("once: 1, over: 36 months from opening"), Codes{"outside-calendar"});
}

}  // namespace
}  // namespace tranche::test
