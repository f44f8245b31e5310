#include "tranche/pipeline.hpp"

#include <utility>  // move

#include "tranche/scenario/appraiser.hpp"

namespace tranche {

std::optional<Model> open_model(std::shared_ptr<const SourceText> text, Diagnostics& diagnostics,
                                const Include& include) {
    const std::size_t errors_before = diagnostics.errors();
    Written written = read_programme(std::move(text), diagnostics, include);
    std::optional<Programme> programme = lower(std::move(written));
    std::optional<Plan> compiled;
    Table<ClaimId, ClaimQuestions> claims;
    if (programme) {
        compiled = plan(*programme, diagnostics);
        check_scenarios(*programme, diagnostics);
        claims = resolve_claims(*programme, diagnostics);
        check_claims(*programme, claims, diagnostics);
        check_decision(*programme, diagnostics);
    }
    if (compiled && diagnostics.errors() == errors_before) {
        check_lanes(*programme, *compiled, diagnostics);
    }
    diagnostics.settle();
    if (diagnostics.errors() != errors_before || !compiled) {
        return std::nullopt;
    }
    return Model{std::move(*programme), std::move(*compiled), std::move(claims)};
}

Cashflow forecast(const Model& model, ScenarioId scenario) {
    return forecast(model, std::span(&scenario, 1));
}

Cashflow forecast(const Model& model, std::span<const ScenarioId> scenarios) {
    return run(model.plan, compose(model.programme, scenarios));
}

Appraisal appraise(const Model& model, ScenarioId scenario, PerspectiveId perspective) {
    return appraise(model, std::span(&scenario, 1), perspective);
}

Appraisal appraise(const Model& model, std::span<const ScenarioId> scenarios, PerspectiveId perspective) {
    return appraise(forecast(model, scenarios), Counting(model.programme, perspective));
}

std::vector<Appraisal> appraise_each(const Model& model, std::span<const std::vector<ScenarioId>> together,
                                     PerspectiveId perspective) {
    std::vector<Lane> lanes;
    lanes.reserve(together.size());
    for (const std::vector<ScenarioId>& each : together) {
        lanes.push_back(compose(model.programme, each));
    }
    return LaneAppraiser(model.programme, model.plan, perspective).with_months(lanes);
}

}  // namespace tranche
