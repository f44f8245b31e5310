// Named overrides of inputs.
//
// A scenario is a set of overrides and the scenarios it is based on; readings and corrections are the same thing by
// another name. How overrides compose is a law of the engine: see tranche/scenario/compose.hpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tranche/base/diagnostic.hpp"  // Position
#include "tranche/model/ids.hpp"
#include "tranche/model/node.hpp"  // Citation

namespace tranche {

enum class Verb { replace, add, scale };

struct Override {
    InputId input;
    Verb verb = Verb::replace;
    double operand = 0.0;
    Position where;
};

struct Scenario {
    std::string id;
    std::string name;
    std::vector<ScenarioId> based_on;
    std::vector<Override> overrides;
    bool listed = true;  ///< false for one written in place inside a comparison
    Position where;
    std::optional<Citation> at;
};

/// Row 0 of every programme's scenarios: nothing overridden.
inline constexpr ScenarioId base_scenario{std::size_t{0}};

}  // namespace tranche
