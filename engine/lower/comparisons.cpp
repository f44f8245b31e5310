// Scenarios that are written inside a comparison have no id. They are the last rows, in the order of the comparisons.
#include "lower/comparisons.hpp"

#include <cassert>  // assert
#include <utility>  // move

namespace tranche::lowering {

void lower_comparisons(Context& ctx) {
    assert(ctx.programme.scenarios.size() > 0);
    std::size_t in_place =
        ctx.definition.scenarios.size() + ctx.definition.readings.size() + ctx.definition.corrections.size();
    for (const CompareDef& def : ctx.definition.compare) {
        // Figures of a comparison are asked for like those of a scenario, so they share their names.
        ctx.names.scenarios.declare(def.id, "a scenario or comparison", ctx.programme.comparisons.size(),
                                    ctx.diagnostics);
        Comparison comparison;
        comparison.id = def.id.text;
        comparison.name = def.name.empty() ? def.id.text : def.name;
        comparison.where = def.id.where;
        const auto scenario = [&](const Text& name) {
            return ScenarioId{name.given() ? ctx.names.scenarios.find(name, "scenario", ctx.diagnostics).value_or(0)
                                           : 0};
        };
        comparison.of = scenario(def.of);
        if (def.against_in_place) {
            comparison.against = ScenarioId{++in_place};
            ctx.programme.scenarios[comparison.against].id = def.id.text + ".against";
            ctx.programme.scenarios[comparison.against].name = comparison.name + ": against";
        } else {
            comparison.against = scenario(def.against);
        }
        if (def.per.given()) {
            comparison.per = ctx.names.awards.find(def.per, "award", ctx.diagnostics);
        }
        ctx.programme.comparisons.push_back(std::move(comparison));
    }
}

}  // namespace tranche::lowering
