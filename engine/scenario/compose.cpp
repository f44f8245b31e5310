#include "tranche/scenario/compose.hpp"

#include <algorithm>  // sort
#include <cmath>      // isfinite, floor
#include <map>
#include <string>
#include <tuple>

#include "tranche/graph/order.hpp"
#include "tranche/run/run.hpp"

namespace tranche {

namespace {

struct Placed {
    Override change;
    int distance = 0;  ///< steps from the scenario asked for
    ScenarioId from;
};

/// Everything that bears on one input.
struct Stack {
    std::vector<Placed> replacements;
    std::vector<double> adds;
    std::vector<double> scales;

    void add(const Placed& placed) {
        switch (placed.change.verb) {
            case Verb::replace: replacements.push_back(placed); break;
            case Verb::add: adds.push_back(placed.change.operand); break;
            case Verb::scale: scales.push_back(placed.change.operand); break;
        }
    }

    /// The nearest, if there is any.
    [[nodiscard]] const Override* replacement() const {
        const Placed* result = nullptr;
        for (const Placed& placed : replacements) {
            // Two equally near are refused where they are declared; taken together otherwise, the lesser holds in any
            // order, and what is not known before what is.
            const auto rank = [](const Placed& each) {
                return std::tuple(each.distance, each.change.known, each.change.operand);
            };
            if (result == nullptr || rank(placed) < rank(*result)) {
                result = &placed;
            }
        }
        return result == nullptr ? nullptr : &result->change;
    }

    [[nodiscard]] double value(double base) {
        const Override* nearest = replacement();
        double result = nearest == nullptr ? base : nearest->operand;
        std::sort(adds.begin(), adds.end());
        std::sort(scales.begin(), scales.end());
        double sum = 0.0;
        for (const double add : adds) {
            sum += add;
        }
        result += sum;
        for (const double scale : scales) {
            result *= scale;
        }
        return result;
    }
};

using Stacks = std::map<InputId, Stack>;

constexpr int layer = 1'000'000;  // further apart than scenarios can be based on each other
constexpr int on_top_of_all = -2 * layer;

// Where a scenario lies that is asked for by itself.
int layer_of(const Scenario& scenario) {
    switch (scenario.role) {
        case ScenarioRole::reading: return layer;
        case ScenarioRole::correction:
        case ScenarioRole::option:
        case ScenarioRole::case_: return -layer;
        case ScenarioRole::scenario:
        case ScenarioRole::in_place: break;
    }
    return 0;
}

struct Reached {
    ScenarioId scenario;
    int distance = 0;
};

// Layer by layer and breadth first, so that every scenario is met at its shortest distance; once each.
std::vector<Reached> reached_from(const Programme& programme, std::span<const ScenarioId> scenarios) {
    std::vector<bool> seen(programme.scenarios.size(), false);
    std::vector<Reached> result;
    const auto reach = [&](ScenarioId id, int distance) {
        if (!seen[id.index()]) {
            seen[id.index()] = true;
            result.push_back({id, distance});
        }
    };
    bool read = false;
    const auto reach_layer = [&](int wanted) {
        std::size_t next = result.size();
        for (const ScenarioId id : scenarios) {
            if (layer_of(programme.scenarios[id]) == wanted) {
                reach(id, wanted);
            }
        }
        if (wanted == layer && next == result.size() && !read) {
            const std::vector<ScenarioId> readings = scenarios_in(programme, ScenarioRole::reading);
            if (!readings.empty()) {
                reach(readings.front(), layer);
            }
        }
        for (; next < result.size(); ++next) {
            const auto [id, distance] = result[next];
            read = read || programme.scenarios[id].role == ScenarioRole::reading;
            for (const ScenarioId parent : programme.scenarios[id].based_on) {
                reach(parent, distance + 1);
            }
        }
    };
    for (const int each : {-layer, 0, layer}) {
        reach_layer(each);
    }
    return result;
}

Stacks stacks_of(const Programme& programme, std::span<const ScenarioId> scenarios) {
    Stacks result;
    for (const auto& [id, distance] : reached_from(programme, scenarios)) {
        for (const Override& change : programme.scenarios[id].overrides) {
            result[change.input].add({change, distance, id});
        }
    }
    return result;
}

Lane lane_of(const Programme& programme, Stacks stacks) {
    Lane lane;
    for (auto& [input, stack] : stacks) {
        const Override* nearest = stack.replacement();
        const bool known = nearest == nullptr || nearest->known;
        lane.settings.push_back({input, stack.value(programme.formulas.inputs()[input].base), known});
    }
    return lane;
}

bool check_circles(const Programme& programme, Diagnostics& diagnostics) {
    std::vector<Edge> edges;
    for (std::uint32_t i = 0; i < programme.scenarios.size(); ++i) {
        for (const ScenarioId parent : programme.scenarios[ScenarioId{i}].based_on) {
            edges.emplace_back(i, parent.value);
        }
    }
    const Ordering ordering = order_of(programme.scenarios.size(), edges);
    for (const std::vector<std::uint32_t>& cycle : ordering.cycles) {
        std::string path;
        for (const std::uint32_t v : cycle) {
            path += programme.scenarios[ScenarioId{v}].id + " -> ";
        }
        const Scenario& first = programme.scenarios[ScenarioId{cycle.front()}];
        diagnostics.error("scenario-cycle", first.where,
                          cycle.size() == 1 ? "scenario '" + first.id + "' is based on itself"
                                            : "scenarios are based on each other in a circle: " + path + first.id,
                          cycle.size() == 1 ? "base it on another scenario, or remove 'based_on'"
                                            : "base one of them on another scenario, or remove its 'based_on'");
    }
    return ordering.cycles.empty();
}

void check_stack(const Programme& programme, const Scenario& scenario, InputId id, Stack& stack,
                 Diagnostics& diagnostics) {
    const Input& input = programme.formulas.inputs()[id];
    for (const Placed& a : stack.replacements) {
        for (const Placed& b : stack.replacements) {
            if (a.distance == b.distance && a.from < b.from &&
                (a.change.operand != b.change.operand || a.change.known != b.change.known) &&
                std::none_of(stack.replacements.begin(), stack.replacements.end(),
                             [&](const Placed& c) { return c.distance < a.distance; })) {
                diagnostics.error("scenario-conflict", scenario.where,
                                  "scenario '" + scenario.id + "' takes two values for " + input.name + " from '" +
                                      programme.scenarios[a.from].id + "' and '" + programme.scenarios[b.from].id + "'",
                                  "set it in '" + scenario.id + "' itself");
            }
        }
    }
    const double value = stack.value(input.base);
    if (in_months(input.use) && (value < 0.0 || value != std::floor(value))) {
        diagnostics.error("delay-negative", scenario.where,
                          "scenario '" + scenario.id + "' would bring work forward: delays are whole months from 0 up",
                          "to start earlier, change the dates");
    }
}

}  // namespace

Lane compose(const Programme& programme, std::span<const ScenarioId> scenarios, std::span<const Override> overrides) {
    Stacks stacks = stacks_of(programme, scenarios);
    for (const Override& change : overrides) {
        stacks[change.input].add({change, on_top_of_all, base_scenario});
    }
    return lane_of(programme, std::move(stacks));
}

Lane compose(const Programme& programme, ScenarioId scenario, std::span<const Override> overrides) {
    return compose(programme, std::span(&scenario, 1), overrides);
}

bool names_reading(const Programme& programme, ScenarioId scenario) {
    const std::vector<Reached> reached = reached_from(programme, std::span(&scenario, 1));
    return std::any_of(reached.begin(), reached.end(), [&](const Reached& each) {
        return programme.scenarios[each.scenario].role == ScenarioRole::reading &&
               (each.scenario == scenario || each.distance < layer);
    });
}

Lane compose(const Programme& programme, std::span<const Override> overrides) {
    Stacks stacks;
    for (const Override& change : overrides) {
        stacks[change.input].add({change, 0, base_scenario});
    }
    return lane_of(programme, std::move(stacks));
}

void check_scenarios(const Programme& programme, Diagnostics& diagnostics) {
    if (!check_circles(programme, diagnostics)) {
        return;
    }
    for (std::size_t i = 0; i < programme.scenarios.size(); ++i) {
        const ScenarioId id{i};
        Stacks stacks = stacks_of(programme, std::span(&id, 1));
        for (auto& [input, stack] : stacks) {
            check_stack(programme, programme.scenarios[id], input, stack, diagnostics);
        }
    }
}

void check_lanes(const Programme& programme, const Plan& plan, Diagnostics& diagnostics) {
    // Whatever a command may be asked to take together with a scenario, one at a time; corrections all at once.
    std::vector<std::vector<ScenarioId>> together{{}};
    const std::vector<ScenarioId> readings = scenarios_in(programme, ScenarioRole::reading);
    for (std::size_t i = 1; i < readings.size(); ++i) {
        together.push_back({readings[i]});
    }
    for (const Option& option : programme.options) {
        together.push_back({option.scenario});
    }
    const std::vector<ScenarioId> corrections = scenarios_in(programme, ScenarioRole::correction);
    if (!corrections.empty()) {
        together.push_back(corrections);
    }
    // Shares are looked at where a row is added to something.
    LaneTotals totals(plan, {}, std::vector<Bucket>(plan.rows.size(), Bucket{0, 1}), 1);
    for (std::size_t i = 0; i < programme.scenarios.size(); ++i) {
        const Scenario& scenario = programme.scenarios[ScenarioId{i}];
        for (const std::vector<ScenarioId>& others : together) {
            std::vector<ScenarioId> all{ScenarioId{i}};
            all.insert(all.end(), others.begin(), others.end());
            const Lane lane = compose(programme, all);
            if (lane.settings.empty() && i > 0) {
                continue;
            }
            try {
                static_cast<void>(totals.of(std::span(&lane, 1)));
            } catch (const AmountTooLarge& problem) {
                const std::string with = others.empty() ? "" : " with '" + programme.scenarios[others.front()].id + "'";
                diagnostics.error("scenario-range", i == 0 ? programme.where : scenario.where,
                                  "scenario '" + scenario.id + "'" + with + " cannot be run: " + problem.what());
                break;
            }
        }
    }
}

}  // namespace tranche
