#include "tranche/scenario/bridge.hpp"

#include "tranche/run/run.hpp"
#include "tranche/scenario/compose.hpp"

namespace tranche {

std::optional<ScenarioId> find_case(const Programme& programme, std::string_view name) {
    for (const ScenarioId each : scenarios_in(programme, ScenarioRole::case_)) {
        if (programme.scenarios[each].id == name) {
            return each;
        }
    }
    return std::nullopt;
}

Bridge bridge(const Model& model, std::span<const ScenarioId> scenarios, PerspectiveId perspective,
              std::string_view from, std::string_view to) {
    const Programme& programme = model.programme;
    const Counting counting(programme, perspective);
    // Adjustments before this one are as in the second case, the others as in the first.
    const auto stop = [&](std::size_t turned) {
        std::vector<Override> overrides;
        for (std::size_t i = 0; i < programme.adjustments.size(); ++i) {
            const std::string_view in_case = i < turned ? to : from;
            for (const AdjustmentPart& part : programme.adjustments[i].parts) {
                const bool on = in_case == economic_case ? part.economic : part.financial;
                overrides.push_back({part.input, Verb::replace, on ? 1.0 : 0.0, {}});
            }
        }
        return appraise(run(model.plan, compose(programme, scenarios, overrides)), counting);
    };
    Bridge result{stop(0), {}};
    for (std::size_t i = 0; i < programme.adjustments.size(); ++i) {
        const bool changes = !programme.adjustments[i].parts.empty();
        const Appraisal& before = i == 0 ? result.from : result.stops.back().after;
        result.stops.push_back({i, changes ? stop(i + 1) : before});
    }
    return result;
}

std::vector<ScenarioId> for_decision(const Programme& programme, std::span<const ScenarioId> together) {
    const std::optional<Decision>& decision = programme.decision;
    if (!decision || !decision->in_case.exists()) {
        return {together.begin(), together.end()};
    }
    std::vector<ScenarioId> result;
    for (const ScenarioId each : together) {
        if (programme.scenarios[each].role != ScenarioRole::case_) {
            result.push_back(each);
        }
    }
    result.push_back(decision->in_case);
    return result;
}

}  // namespace tranche
