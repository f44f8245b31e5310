#include "tranche/scenario/compose.hpp"

#include <algorithm>  // sort
#include <cmath>      // isfinite, floor
#include <limits>
#include <map>
#include <string>

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

    [[nodiscard]] double value(double base) {
        double result = base;
        int nearest = std::numeric_limits<int>::max();
        for (const Placed& placed : replacements) {
            // Two equally near are refused where they are declared; taken together otherwise, the lesser holds in any order.
            const double operand = placed.change.operand;
            if (placed.distance < nearest || (placed.distance == nearest && operand < result)) {
                nearest = placed.distance;
                result = operand;
            }
        }
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

// Breadth first, so that every scenario is met at its shortest distance; once each.
Stacks stacks_of(const Programme& programme, std::span<const ScenarioId> scenarios) {
    std::vector<bool> seen(programme.scenarios.size(), false);
    std::vector<std::pair<ScenarioId, int>> waiting;
    const auto reach = [&](ScenarioId id, int distance) {
        if (!seen[id.index()]) {
            seen[id.index()] = true;
            waiting.emplace_back(id, distance);
        }
    };
    for (const ScenarioId id : scenarios) {
        reach(id, 0);
    }
    Stacks result;
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        const auto [id, distance] = waiting[i];
        const Scenario& scenario = programme.scenarios[id];
        for (const Override& change : scenario.overrides) {
            result[change.input].add({change, distance, id});
        }
        for (const ScenarioId parent : scenario.based_on) {
            reach(parent, distance + 1);
        }
    }
    return result;
}

Lane lane_of(const Programme& programme, Stacks stacks) {
    Lane lane;
    for (auto& [input, stack] : stacks) {
        lane.settings.push_back({input, stack.value(programme.formulas.inputs()[input].base)});
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
        diagnostics.error(
            "scenario-cycle", first.where,
            cycle.size() == 1 ? "scenario '" + first.id + "' is based on itself"
                              : "scenarios are based on each other in a circle: " + path + first.id,
            cycle.size() == 1 ? "base it on another, or on none" : "base one of them on another, or on none");
    }
    return ordering.cycles.empty();
}

void check_stack(const Programme& programme, const Scenario& scenario, InputId id, Stack& stack,
                 Diagnostics& diagnostics) {
    const Input& input = programme.formulas.inputs()[id];
    for (const Placed& a : stack.replacements) {
        for (const Placed& b : stack.replacements) {
            if (a.distance == b.distance && a.from < b.from && a.change.operand != b.change.operand &&
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
    if (input.use == InputUse::months && (value < 0.0 || value != std::floor(value))) {
        diagnostics.error("delay-negative", scenario.where,
                          "scenario '" + scenario.id + "' would bring work forward: delays are whole months from 0 up",
                          "move the dates themselves to start earlier");
    }
}

}  // namespace

Lane compose(const Programme& programme, std::span<const ScenarioId> scenarios) {
    return lane_of(programme, stacks_of(programme, scenarios));
}

Lane compose(const Programme& programme, ScenarioId scenario) {
    return compose(programme, std::span(&scenario, 1));
}

Lane compose(const Programme& programme, ScenarioId scenario, std::span<const Override> overrides) {
    Stacks stacks = stacks_of(programme, std::span(&scenario, 1));
    constexpr int nearer_than_any_scenario = -1;
    for (const Override& change : overrides) {
        stacks[change.input].add({change, nearer_than_any_scenario, scenario});
    }
    return lane_of(programme, std::move(stacks));
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
    for (std::size_t i = 0; i < programme.scenarios.size(); ++i) {
        const Lane lane = compose(programme, ScenarioId{i});
        if (lane.settings.empty() && i > 0) {
            continue;
        }
        try {
            run(plan, lane);
        } catch (const AmountTooLarge& problem) {
            const Scenario& scenario = programme.scenarios[ScenarioId{i}];
            diagnostics.error("scenario-range", i == 0 ? programme.where : scenario.where,
                              "scenario '" + scenario.id + "' cannot be run: " + problem.what());
        }
    }
}

}  // namespace tranche
