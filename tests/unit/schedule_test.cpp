// Projects that wait for each other, by hand.
#include "support/load.hpp"

#include <gtest/gtest.h>

namespace tranche::test {
namespace {

// `first` runs April to September 2013 (months 0 to 5); `second` starts in `starts` for four months and waits for it.
std::string two_projects(const std::string& link, const std::string& starts = "2013-12") {
    return "programme: schedule\ncalendar: {first_year: 2013/14, years: 4}\nworkstreams:\n"
           "  - id: works\n    projects:\n"
           "      - {id: first, starts: 2013-04, lasts: 6 months}\n"
           "      - {id: second, starts: " +
           starts + ", lasts: 4 months, after: [{project: first, " + link +
           "}]}\n"
           "scenarios:\n";
}

std::string slip(const std::string& id, const std::string& project, int months) {
    return "  - {id: " + id + ", adjust: [{select: {project: " + project + "}, delay: " + std::to_string(months) +
           " months}]}\n";
}

int shift(const Model& model, const char* scenario, const char* project) {
    return forecast(model, scenario_of(model, scenario)).project_shift[*find(model.programme.projects, project)];
}

// How far the second project moves when the first slips.
int moved(const std::string& link, int months, const std::string& starts = "2013-12") {
    const Model model = load_text(two_projects(link, starts) + slip("slip", "first", months));
    EXPECT_EQ(shift(model, "slip", "first"), months);
    EXPECT_EQ(shift(model, "base", "second"), 0);
    return shift(model, "slip", "second");
}

TEST(Schedule, FinishToStartMovesByWhatExceedsTheSlack) {
    EXPECT_EQ(moved("type: FS", 2), 0);  // October to December: two months of slack
    EXPECT_EQ(moved("type: FS", 3), 1);
    EXPECT_EQ(moved("type: FS", 5), 3);
    EXPECT_EQ(moved("type: FS, lag: 1 month", 5), 4);
    EXPECT_EQ(moved("lag: 2 months", 5), 5);  // FS unless said
}

TEST(Schedule, StartToStartComparesStarts) {
    EXPECT_EQ(moved("type: SS", 8), 0);  // April to December: eight months
    EXPECT_EQ(moved("type: SS", 10), 2);
    EXPECT_EQ(moved("type: SS, lag: 3 months", 10), 5);
}

TEST(Schedule, FinishToFinishComparesEnds) {
    EXPECT_EQ(moved("type: FF", 6), 0);  // end of September to end of March: six months
    EXPECT_EQ(moved("type: FF", 10), 4);
    EXPECT_EQ(moved("type: FF, lag: 1 month", 10), 5);
}

TEST(Schedule, StartToFinishComparesAStartWithAnEnd) {
    EXPECT_EQ(moved("type: SF", 12), 0);  // start of April to end of March: twelve months
    EXPECT_EQ(moved("type: SF", 15), 3);
    EXPECT_EQ(moved("type: SF, lag: 2 months", 15), 5);
}

TEST(Schedule, LinkThatThePlanBreaksHasNoSlackAndKeepsItsGap) {
    EXPECT_EQ(moved("type: FS", 1, "2013-08"), 1);  // starts two months before the first is done
    EXPECT_EQ(moved("type: FS", 5, "2013-08"), 5);
    const Diagnostics diagnostics = diagnostics_of(two_projects("type: FS", "2013-08") + slip("slip", "first", 1));
    ASSERT_EQ(diagnostics.all().size(), 1U);
    EXPECT_EQ(diagnostics.all()[0].severity, Severity::warning);
    EXPECT_EQ(diagnostics.all()[0].code, "starts-before-prerequisite");
    EXPECT_EQ(diagnostics.all()[0].sentence,
              "'second' starts in 2013-08 but depends on 'first', which ends in 2013-09");
}

TEST(Schedule, SoftLinksMoveNothing) {
    EXPECT_EQ(moved("type: FS, kind: soft", 10), 0);
    EXPECT_TRUE(codes_of(two_projects("kind: soft", "2013-08") + slip("slip", "first", 1)).empty());
}

TEST(Schedule, ProjectMovesByTheLatestOfItsOwnDelayAndItsLinks) {
    const Model model =
        load_text(two_projects("type: FS") + slip("first-5", "first", 5) + slip("second-1", "second", 1) +
                  slip("second-7", "second", 7) + "  - {id: short, based_on: [first-5, second-1]}\n" +
                  "  - {id: long, based_on: [first-5, second-7]}\n");
    EXPECT_EQ(shift(model, "short", "second"), 3);  // 5 less 2 of slack, not 3 + 1
    EXPECT_EQ(shift(model, "long", "second"), 7);
    EXPECT_EQ(shift(model, "second-7", "first"), 0) << "nothing moves backwards along a link";
}

TEST(Schedule, SlipRunsAlongAChainAndLosesSlackAtEachLink) {
    const Model model = load_text(R"(
programme: chain
calendar: {first_year: 2013/14, years: 4}
workstreams:
  - id: works
    projects:
      - {id: c, starts: 2014-02, lasts: 2 months, after: [{project: b}, {project: a}]}
      - {id: b, starts: 2013-09, lasts: 4 months, after: [{project: a}]}
      - {id: a, starts: 2013-04, lasts: 4 months}
      - {id: undated, after: [{project: a}]}
      - {id: behind, starts: 2014-02, lasts: 1 month, after: [{project: undated}]}
scenarios: [{id: slip, adjust: [{select: {project: a}, delay: 6 months}]}]
)");
    EXPECT_EQ(shift(model, "slip", "a"), 6);
    EXPECT_EQ(shift(model, "slip", "b"), 5);  // a ends in July, b starts in September: one month
    EXPECT_EQ(shift(model, "slip", "c"), 4);  // b ends in December, c starts in February: one month
    EXPECT_EQ(shift(model, "slip", "undated"), 0);
    EXPECT_EQ(shift(model, "slip", "behind"), 0);
}

TEST(Schedule, CircleOfProjectsIsToldAsAPath) {
    const Diagnostics diagnostics = diagnostics_of(R"(
programme: circle
calendar: {first_year: 2013/14, years: 1}
workstreams:
  - id: works
    projects:
      - {id: a, starts: 2013-04, lasts: 1 month, after: [{project: c}]}
      - {id: b, starts: 2013-04, lasts: 1 month, after: [{project: a}]}
      - {id: c, starts: 2013-04, lasts: 1 month, after: [{project: b}]}
)");
    ASSERT_EQ(diagnostics.all().size(), 1U) << rendered(diagnostics);
    EXPECT_EQ(diagnostics.all()[0].code, "project-cycle");
    EXPECT_EQ(diagnostics.all()[0].sentence, "projects depend on each other in a circle: a -> c -> b -> a");
}

TEST(Schedule, MoneyOfAProjectMovesWithIt) {
    const Model model = load_text(R"(
programme: money
calendar: {first_year: 2013/14, years: 3}
workstreams:
  - id: works
    projects:
      - {id: first, starts: 2013-04, lasts: 6 months}
      - id: second
        starts: 2013-10
        lasts: 6 months
        after: [{project: first}]
        costs: [{id: build, once: 60, over: project}]
        benefits: [{id: run, yearly: 12, from: project.end}]
scenarios: [{id: slip, adjust: [{select: {project: first}, delay: 3 months}]}]
)");
    const Cashflow base = forecast(model);
    const Cashflow slipped = forecast(model, scenario_of(model, "slip"));
    const auto pounds = [](const Cashflow& cash, std::size_t row, int year) {
        return cash.at(row, year).units / 1'000'000;
    };
    EXPECT_EQ(pounds(base, 0, 0), 60);     // October to March
    EXPECT_EQ(pounds(slipped, 0, 0), 30);  // January to June: three months before April
    EXPECT_EQ(pounds(slipped, 0, 1), 30);
    EXPECT_EQ(pounds(base, 1, 1), 12);    // from April 2014
    EXPECT_EQ(pounds(slipped, 1, 1), 9);  // from July 2014
    EXPECT_EQ(pounds(slipped, 1, 2), 12);
    EXPECT_EQ(slipped.beyond[1].units, 3'000'000);
}

}  // namespace
}  // namespace tranche::test
