// Named overrides of inputs.
//
// A scenario is a set of overrides and the scenarios it is based on. Readings, corrections and options are the same thing
// in other roles. How overrides compose is a law of the engine: see tranche/scenario/compose.hpp.
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
    bool known = true;  ///< if false, the override makes the input unknown; for replacements only
};

enum class ScenarioRole {
    scenario,    ///< something that could happen; the base case is one
    reading,     ///< another meaning that the source allows; the first is in use and lies under every scenario
    correction,  ///< an audited change to what the source prints
    in_place,    ///< written inside a comparison, not listed
    option,      ///< one of several programmes; puts itself in force in place of the others
    case_        ///< the economic or the financial case: sets adjustments, and is built in
};

struct Scenario {
    std::string id;
    std::string name;
    ScenarioRole role = ScenarioRole::scenario;
    std::vector<ScenarioId> based_on;
    std::vector<Override> overrides;
    std::string why;  ///< of a correction
    Position where;
    std::optional<Citation> at;
};

/// Row 0 of every programme's scenarios: without overrides.
inline constexpr ScenarioId base_scenario{std::size_t{0}};

}  // namespace tranche
