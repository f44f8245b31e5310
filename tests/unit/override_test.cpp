// What scenarios leave out, set, bound and choose, by hand.
#include "support/load.hpp"

#include <gmock/gmock.h>  // ElementsAre
#include <gtest/gtest.h>

#include <map>

namespace tranche::test {
namespace {

using Pounds = std::map<std::string, std::vector<std::int64_t>>;  ///< of each line, by year

Pounds lines_in(const Model& model, const std::vector<std::string>& together) {
    std::vector<ScenarioId> ids;
    for (const std::string& id : together) {
        ids.push_back(scenario_of(model, id));
    }
    const Cashflow cash = forecast(model, ids);
    Pounds result;
    for (std::size_t row = 0; row < cash.rows.size(); ++row) {
        std::vector<std::int64_t>& years = result[model.programme.lines[cash.rows[row].line].id];
        years.resize(static_cast<std::size_t>(cash.calendar.years));
        for (int year = 0; year < cash.calendar.years; ++year) {
            years[static_cast<std::size_t>(year)] += cash.at(row, year).units;
        }
    }
    for (auto& [id, years] : result) {
        for (std::int64_t& year : years) {
            year /= 1'000'000;
        }
    }
    return result;
}

Pounds lines_in(const std::string& text, const std::vector<std::string>& together) {
    return lines_in(load_text(text), together);
}

constexpr const char* works = R"(
programme: works
calendar: {first_year: 2013/14, years: 2}
organisations: [{id: council}, {id: public}, {id: clg, kind: funder}]
assumptions:
  - {id: share, value: 50%, range: [20%, 75%]}
  - {id: grown, value: = share * growth}
  - {id: growth, value: 1, range: [0.5, 1]}
  - {id: paid, value: 60%, range: [10%, 90%]}
workstreams:
  - id: roads
    projects:
      - id: bridge
        starts: 2013-04
        lasts: 12 months
        costs: [{id: build, once: 120, over: project, funded: {clg: 40, council: rest}}]
        benefits: [{id: tolls, yearly: 10, from: project.end}]
    costs: [{id: signs, by_year: [3, 5]}]
costs: [{id: team, by_year: [36, 36], funded: {council: = paid, public: rest}}]
benefits: [{id: trade, by_year: [0, 100], to: {council: = grown, public: rest}}]
)";

Pounds works_with(const std::string& scenario) {
    return lines_in(works + ("scenarios: [{id: changed, " + scenario + "}]\n"), {"changed"});
}

Pounds changed_to(const Pounds& changes) {
    Pounds result{{"build", {120, 0}}, {"build.clg", {40, 0}}, {"tolls", {0, 10}},
                  {"signs", {3, 5}},   {"team", {36, 36}},     {"trade", {0, 100}}};
    for (const auto& [id, years] : changes) {
        result[id] = years;
    }
    return result;
}

const std::vector<std::int64_t> nothing{0, 0};

TEST(Exclude, ALineTakesItsGrantWithIt) {
    EXPECT_EQ(works_with("exclude: build"), changed_to({{"build", nothing}, {"build.clg", nothing}}));
    EXPECT_EQ(works_with("exclude: [team, trade]"), changed_to({{"team", nothing}, {"trade", nothing}}));
}

TEST(Exclude, AProjectAndAWorkstreamTakeTheirLines) {
    const Pounds bridge = changed_to({{"build", nothing}, {"build.clg", nothing}, {"tolls", nothing}});
    EXPECT_EQ(works_with("exclude: bridge"), bridge);
    Pounds roads = bridge;
    roads["signs"] = nothing;
    EXPECT_EQ(works_with("exclude: roads"), roads);
}

TEST(Exclude, HoldsWhateverElseScalesTheLine) {
    EXPECT_EQ(works_with("exclude: team, adjust: [{select: {line: team}, by: +50%}]"), changed_to({{"team", nothing}}));
}

TEST(Set, AYearOfALineIsThatAmount) {
    EXPECT_EQ(works_with("set: {team in 2014/15: 7}"), changed_to({{"team", {36, 7}}}));
    EXPECT_EQ(works_with("set: {team in 2013/14: -36, team in 2014/15: £2k}"), changed_to({{"team", {-36, 2000}}}));
    EXPECT_EQ(works_with("set: {trade in 2013/14: 9}"), changed_to({{"trade", {9, 100}}})) << "a year left blank";
    EXPECT_EQ(works_with("set: {trade in 2014/15: 0}"), changed_to({{"trade", nothing}}));
    EXPECT_EQ(works_with("set: {team in 2014/15: 8}, adjust: [{select: {kind: cost}, by: +50%}]"),
              changed_to({{"build", {180, 0}}, {"signs", {4, 7}}, {"team", {54, 12}}}));
    EXPECT_EQ(works_with("set: {team in 2013/14: 12}, delay: 12 months")["team"], (std::vector<std::int64_t>{0, 12}));
}

TEST(Set, TheNearestAmountHolds) {
    const std::string text = std::string(works) + R"(
scenarios:
  - {id: seven, set: {team in 2014/15: 7}}
  - {id: eight, based_on: seven, set: {team in 2014/15: 8}}
  - {id: as-written, based_on: eight, set: {team in 2014/15: 36}}
  - {id: child, based_on: seven}
)";
    EXPECT_EQ(lines_in(text, {"eight"}), changed_to({{"team", {36, 8}}}));
    EXPECT_EQ(lines_in(text, {"as-written"}), changed_to({}));
    EXPECT_EQ(lines_in(text, {"child"}), changed_to({{"team", {36, 7}}}));
    EXPECT_EQ(lines_in(text, {"base"}), changed_to({}));
}

// An amount that no scenario sets, as a sensitivity would try it: pounds, to the millionth.
TEST(Set, AnyOtherAmountCountsToo) {
    const Model model = load_text(std::string(works) + "scenarios: [{id: seven, set: {team in 2014/15: 7}}]\n");
    const std::optional<InputId> input = model.programme.formulas.find_input("team in 2014/15");
    ASSERT_TRUE(input);
    EXPECT_EQ(model.programme.formulas.inputs()[*input].base, 36.0);
    const Lane lane{{{*input, 12.345678}}};
    const Cashflow cash = run(model.plan, lane);
    std::int64_t sum = 0;
    for (std::size_t row = 0; row < cash.rows.size(); ++row) {
        sum += model.programme.lines[cash.rows[row].line].id == "team" ? cash.at(row, 1).units : 0;
    }
    EXPECT_EQ(sum, 12'345'678);
}

double setting(const Model& model, const std::string& scenario, const std::string& input) {
    const InputId id = *model.programme.formulas.find_input(input);
    for (const Setting& each : compose(model.programme, scenario_of(model, scenario)).settings) {
        if (each.input == id) {
            return each.value;
        }
    }
    return model.programme.formulas.inputs()[id].base;
}

TEST(Bounds, TakeTheEndsOfWhatAKindOfLineIsMadeOf) {
    const Model model = load_text(std::string(works) + R"(
scenarios:
  - {id: poor, bounds: {costs: high, benefits: low}}
  - {id: best, bounds: {all: high, costs: low}}
  - {id: but, bounds: {benefits: low}, set: {share: 30%}}
  - {id: over, based_on: poor, set: {share: 40%}}
)");
    const auto values = [&](const std::string& scenario) {
        return std::vector{setting(model, scenario, "share"), setting(model, scenario, "growth"),
                           setting(model, scenario, "paid")};
    };
    EXPECT_THAT(values("poor"), testing::ElementsAre(0.2, 0.5, 0.9));
    EXPECT_THAT(values("best"), testing::ElementsAre(0.75, 1.0, 0.1));
    EXPECT_THAT(values("but"), testing::ElementsAre(0.3, 0.5, 0.6));
    EXPECT_THAT(values("over"), testing::ElementsAre(0.4, 0.5, 0.9));
}

constexpr const char* read_two_ways = R"(
scenarios:
  - {id: late, delay: 12 months}
  - {id: other, set: {team in 2013/14: 1}}
  - {id: pinned, based_on: inside}
readings:
  - {id: apart, set: {team in 2013/14: 40}}
  - {id: inside, exclude: signs}
corrections:
  - {id: typo, set: {team in 2013/14: 30}}
)";

TEST(Readings, TheFirstLiesUnderEverything) {
    const Model model = load_text(std::string(works) + read_two_ways);
    const Pounds apart = changed_to({{"team", {40, 36}}});
    EXPECT_EQ(lines_in(model, {"base"}), apart);
    EXPECT_EQ(lines_in(model, {"apart"}), apart);
    EXPECT_EQ(lines_in(model, {"late"})["team"], (std::vector<std::int64_t>{0, 40}));
    EXPECT_EQ(lines_in(model, {"other"}), changed_to({{"team", {1, 36}}})) << "a scenario is nearer than its reading";
}

TEST(Readings, AnotherStandsInItsPlace) {
    const Model model = load_text(std::string(works) + read_two_ways);
    const Pounds inside = changed_to({{"signs", nothing}});
    EXPECT_EQ(lines_in(model, {"inside"}), inside);
    EXPECT_EQ(lines_in(model, {"base", "inside"}), inside);
    EXPECT_EQ(lines_in(model, {"pinned"}), inside) << "by way of based_on";
    EXPECT_EQ(lines_in(model, {"inside", "other"}), changed_to({{"signs", nothing}, {"team", {1, 36}}}));
    EXPECT_FALSE(names_reading(model.programme, scenario_of(model, "late")));
    EXPECT_TRUE(names_reading(model.programme, scenario_of(model, "apart")));
    EXPECT_TRUE(names_reading(model.programme, scenario_of(model, "pinned")));
}

TEST(Corrections, LieOnTop) {
    const Model model = load_text(std::string(works) + read_two_ways);
    EXPECT_EQ(lines_in(model, {"other", "typo"}), changed_to({{"team", {30, 36}}}));
    EXPECT_EQ(lines_in(model, {"typo", "inside"}), changed_to({{"signs", nothing}, {"team", {30, 36}}}));
}

constexpr const char* three_ways = R"(
programme: depot
calendar: {first_year: 2013/14, years: 2}
organisations: [{id: council}, {id: clg, kind: funder}]
options:
  - {id: keep, role: counterfactual}
  - {id: let, name: Let half of it}
  - {id: sell, role: preferred}
workstreams:
  - id: site
    in: [let, sell]
    projects:
      - id: clear
        in: sell
        starts: 2013-04
        lasts: 3 months
        costs: [{id: skips, once: 9, over: project, funded: {clg: 3, council: rest}}]
      - {id: hand-over, starts: 2013-07, lasts: 1 month, after: [{project: clear}], benefits: [{id: sale, once: 12, over: project}]}
    costs: [{id: agent, by_year: [2, 2]}, {id: lease, by_year: [1, 1], in: let}]
costs:
  - {id: repairs, by_year: [5, 5], in: [keep, let]}
  - {id: rates, by_year: [7, 7]}
scenarios:
  - {id: kept, option: keep}
  - {id: slow, adjust: [{select: {project: clear}, delay: 12 months}]}
)";

TEST(Options, ThePreferredOneIsInForce) {
    const Model model = load_text(three_ways);
    const Pounds sell{{"skips", {9, 0}}, {"skips.clg", {3, 0}}, {"sale", {12, 0}}, {"agent", {2, 2}},
                      {"lease", {0, 0}}, {"repairs", {0, 0}},   {"rates", {7, 7}}};
    EXPECT_EQ(lines_in(model, {"base"}), sell);
    EXPECT_EQ(lines_in(model, {"sell"}), sell);
}

TEST(Options, AnotherTakesItsLinesWithItAndTheirGrants) {
    const Model model = load_text(three_ways);
    const Pounds keep{{"skips", {0, 0}}, {"skips.clg", {0, 0}}, {"sale", {0, 0}}, {"agent", {0, 0}},
                      {"lease", {0, 0}}, {"repairs", {5, 5}},   {"rates", {7, 7}}};
    EXPECT_EQ(lines_in(model, {"keep"}), keep);
    EXPECT_EQ(lines_in(model, {"kept"}), keep);
    const Pounds let{{"skips", {0, 0}}, {"skips.clg", {0, 0}}, {"sale", {12, 0}}, {"agent", {2, 2}},
                     {"lease", {1, 1}}, {"repairs", {5, 5}},   {"rates", {7, 7}}};
    EXPECT_EQ(lines_in(model, {"let"}), let);
    EXPECT_EQ(lines_in(model, {"kept", "let"}), let) << "the option asked for lies on top";
}

TEST(Options, AProjectOfAnotherOptionMovesNothing) {
    const Model model = load_text(three_ways);
    EXPECT_EQ(lines_in(model, {"slow"})["sale"], (std::vector<std::int64_t>{0, 12}));
    EXPECT_EQ(lines_in(model, {"slow", "let"})["sale"], (std::vector<std::int64_t>{12, 0}));
}

TEST(Options, WithoutAPreferredOneTheFirstThatChangesAnythingIsInForce) {
    const auto in_force = [](const std::string& options) {
        const Model model = load_text("programme: p\ncalendar: {first_year: 2013/14, years: 1}\noptions: " + options);
        std::string result;
        for (const Option& option : model.programme.options) {
            result += model.programme.formulas.inputs()[option.in_force].base == 1.0 ? option.id : "";
        }
        return result;
    };
    EXPECT_EQ(in_force("[{id: a, role: counterfactual}, {id: b}, {id: c}]"), "b");
    EXPECT_EQ(in_force("[{id: a}, {id: b, role: counterfactual}]"), "a");
    EXPECT_EQ(in_force("[{id: a, role: counterfactual}]"), "a");
}

// Whatever is set, a scenario gives to the last bit what a file gives in which it is written.
TEST(Set, GivesWhatAFileGivesThatSaysSo) {
    for (const std::string amount : {"0.000001", "1234567.891011", "-7.654321", "333333333.333333", "1.5"}) {
        for (const std::string by : {"+0%", "+50%", "-33.3%", "+7.77%"}) {
            SCOPED_TRACE(amount + ", " + by);
            const auto text = [&](const std::string& first, const std::string& keys) {
                return "programme: p\ncalendar: {first_year: 2013/14, years: 3}\n"
                       "organisations: [{id: a}, {id: b}]\n"
                       "costs: [{id: spend, by_year: [" +
                       first + ", 11.000001], funded: {a: 37%, b: rest}}]\nscenarios: [{id: s, adjust: [{select: " +
                       "{kind: cost}, by: " + by + "}]" + keys + "}]\n";
            };
            const Model written = load_text(text(amount, ""));
            const Model set = load_text(text("5", ", set: {spend in 2013/14: " + amount + "}"));
            const Cashflow a = forecast(written, scenario_of(written, "s"));
            const Cashflow b = forecast(set, scenario_of(set, "s"));
            for (int year = 0; year < 3; ++year) {
                for (std::size_t flow = 0; flow < a.rows.size(); ++flow) {
                    std::int64_t sum = 0;
                    for (std::size_t row = 0; row < b.rows.size(); ++row) {
                        const bool same = b.rows[row].from == a.rows[flow].from && b.rows[row].to == a.rows[flow].to;
                        sum += same ? b.at(row, year).units : 0;
                    }
                    EXPECT_EQ(sum, a.at(flow, year).units);
                }
            }
        }
    }
}

}  // namespace
}  // namespace tranche::test
