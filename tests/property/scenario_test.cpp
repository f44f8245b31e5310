// Laws of scenarios: doing nothing changes nothing, order does not matter, an ancestor counts once.
#include "support/load.hpp"
#include "support/random_programme.hpp"

#include <gtest/gtest.h>

namespace tranche::test {
namespace {

void expect_same_cash(const Cashflow& a, const Cashflow& b) {
    ASSERT_EQ(a.rows.size(), b.rows.size());
    EXPECT_EQ(a.beyond, b.beyond);
    EXPECT_EQ(a.undated, b.undated);
    for (std::size_t row = 0; row < a.rows.size(); ++row) {
        ASSERT_EQ(a.months(row), b.months(row));
    }
}

RandomScenario named_scenario(const std::string& id) {
    RandomScenario scenario;
    scenario.id = id;
    return scenario;
}

// Some of the drawn scenarios, by number.
std::vector<std::string> some_of(const RandomProgramme& drawn, Random& random) {
    std::vector<std::string> result;
    for (const RandomScenario& scenario : drawn.scenarios) {
        if (random.chance(50)) {
            result.push_back(scenario.id);
        }
    }
    return result;
}

std::vector<ScenarioId> ids(const Model& model, const std::vector<std::string>& names) {
    std::vector<ScenarioId> result;
    for (const std::string& name : names) {
        result.push_back(scenario_of(model, name));
    }
    return result;
}

TEST(Scenarios, OfNoDelayAndNoPercentAreTheBaseCase) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Random random(30'000 + seed);
        RandomProgramme drawn = random_programme(random);
        RandomScenario nothing = named_scenario("nothing");
        nothing.delay = 0;
        nothing.adjust.push_back({{}, "+0%", 0});
        for (const RandomWorkstream& workstream : drawn.workstreams) {
            nothing.adjust.push_back({{{"workstream", {workstream.id}}}, "-0%", 0});
        }
        drawn.scenarios.push_back(nothing);
        const Model model = load_text(text_of(drawn));
        expect_same_cash(forecast(model, scenario_of(model, "nothing")), forecast(model));
    }
}

TEST(Scenarios, ComposeToTheSameLaneInAnyOrderAndThroughBasedOn) {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Random random(40'000 + seed);
        RandomOptions options;
        options.sets = false;
        RandomProgramme drawn = random_programme(random, options);
        std::vector<std::string> names = some_of(drawn, random);
        RandomScenario all = named_scenario("all-of-them");
        all.based_on = names;
        drawn.scenarios.push_back(all);
        const Model model = load_text(text_of(drawn));
        const Lane together = compose(model.programme, ids(model, names));
        EXPECT_EQ(compose(model.programme, scenario_of(model, "all-of-them")), together);
        random.shuffle(names);
        EXPECT_EQ(compose(model.programme, ids(model, names)), together);
        if (!names.empty()) {
            names.push_back(names.front());
            EXPECT_EQ(compose(model.programme, ids(model, names)), together) << "one asked for twice counts once";
        }
    }
}

TEST(Scenarios, WithSeparateReplacementsComposeInAnyOrder) {
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Random random(45'000 + seed);
        RandomOptions options;
        options.sets = false;
        RandomProgramme drawn = random_programme(random, options);
        drawn.scenarios[0].set = {{"alpha", "31%"}};
        drawn.scenarios[1].set = {{"beta", "7%"}};
        drawn.scenarios[2].set = {{"gamma", "3%"}};
        const Model model = load_text(text_of(drawn));
        const Lane one_way = compose(model.programme, ids(model, {"s00", "s01", "s02"}));
        EXPECT_EQ(compose(model.programme, ids(model, {"s02", "s01", "s00"})), one_way);
        const auto value = [&](const std::string& input) {
            for (const Setting& setting : one_way.settings) {
                if (setting.input == model.programme.formulas.find_input(input)) {
                    return setting.value;
                }
            }
            return -1.0;
        };
        EXPECT_EQ(value("alpha"), 0.31);
        EXPECT_EQ(value("beta"), 0.07);
        EXPECT_EQ(value("gamma"), 0.03);
    }
}

TEST(Scenarios, ReachedByTwoPathsCountOnce) {
    constexpr const char* text = R"(
programme: diamond
calendar: {first_year: 2013/14, years: 7}
costs: [{id: spend, by_year: {2014/15: 100.01}}]
scenarios:
  - {id: root, delay: 5 months, adjust: [{select: {kind: cost}, by: +20%}]}
  - {id: left, based_on: root, adjust: [{select: {kind: cost}, by: +50%}]}
  - {id: right, based_on: root, delay: 2 months}
  - {id: both, based_on: [left, right]}
)";
    const Model model = load_text(text);
    const Lane lane = compose(model.programme, scenario_of(model, "both"));
    const Formulas& formulas = model.programme.formulas;
    ASSERT_EQ(lane.settings.size(), 2U);
    for (const Setting& setting : lane.settings) {
        if (setting.input == formulas.find_input("delay(all)")) {
            EXPECT_EQ(setting.value, 7.0);  // 5 + 2, the 5 once
        } else {
            EXPECT_EQ(setting.input, formulas.find_input("scale(kind=cost)"));
            EXPECT_EQ(setting.value, 1.2 * 1.5);  // in ascending order, the 1.2 once
        }
    }
}

TEST(Scenarios, PercentagesMultiplyAndAreNeverAdded) {
    const Model model = load_text(R"(
programme: percentages
calendar: {first_year: 2013/14, years: 2}
costs: [{id: spend, by_year: {2013/14: 1000}}]
scenarios:
  - {id: up, adjust: [{select: {kind: cost}, by: +50%}]}
  - {id: down, adjust: [{select: {kind: cost}, by: -50%}]}
  - {id: up-then-down, based_on: [up, down]}
)");
    const Cashflow cash = forecast(model, scenario_of(model, "up-then-down"));
    EXPECT_EQ(cash.at(0, 0).units, 750'000'000);  // 1000 x 1.5 x 0.5
}

TEST(Scenarios, NearestReplacementWins) {
    const Model model = load_text(R"(
programme: nearest
calendar: {first_year: 2013/14, years: 2}
organisations: [{id: us}, {id: public}]
assumptions: [{id: share, value: 10%}]
benefits: [{id: gain, by_year: {2013/14: 1000}, to: {us: = share, public: rest}}]
scenarios:
  - {id: grandparent, set: {share: 20%}}
  - {id: parent, based_on: grandparent, set: {share: 30%}}
  - {id: child, based_on: parent}
  - {id: aunt, based_on: [child, grandparent]}
)");
    const auto ours = [&](const char* id) { return forecast(model, scenario_of(model, id)).at(0, 0).units; };
    EXPECT_EQ(ours("base"), 100'000'000);
    EXPECT_EQ(ours("grandparent"), 200'000'000);
    EXPECT_EQ(ours("parent"), 300'000'000);
    EXPECT_EQ(ours("child"), 300'000'000);
    EXPECT_EQ(ours("aunt"), 200'000'000) << "the grandparent is one step away, the parent two";
}

TEST(Scenarios, EquallyNearReplacementsAreAConflict) {
    const std::vector<std::string> codes = codes_of(R"(
programme: conflict
calendar: {first_year: 2013/14, years: 2}
organisations: [{id: us}, {id: public}]
assumptions: [{id: share, value: 10%}]
benefits: [{id: gain, by_year: {2013/14: 1000}, to: {us: = share, public: rest}}]
scenarios:
  - {id: one, set: {share: 20%}}
  - {id: other, set: {share: 30%}}
  - {id: settled, based_on: [one, other], set: {share: 25%}}
  - {id: unsettled, based_on: [one, other]}
)");
    EXPECT_EQ(codes, std::vector<std::string>{"scenario-conflict"});
}

}  // namespace
}  // namespace tranche::test
