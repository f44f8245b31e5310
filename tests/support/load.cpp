#include "support/load.hpp"

#include <memory>  // make_shared
#include <stdexcept>
#include <utility>  // move

namespace tranche::test {
namespace {

std::optional<Model> opened(std::string_view yaml, Diagnostics& diagnostics) {
    return open_model(std::make_shared<const SourceText>(SourceText{"test.yaml", std::string(yaml)}), diagnostics);
}

}  // namespace

Model load_text(std::string_view yaml) {
    Diagnostics diagnostics;
    std::optional<Model> model = opened(yaml, diagnostics);
    if (!model) {
        throw std::runtime_error("the programme does not load:\n" + rendered(diagnostics) + std::string(yaml));
    }
    return std::move(*model);
}

Diagnostics diagnostics_of(std::string_view yaml) {
    Diagnostics diagnostics;
    opened(yaml, diagnostics);
    return diagnostics;
}

std::vector<std::string> codes_of(std::string_view yaml) {
    std::vector<std::string> codes;
    const Diagnostics diagnostics = diagnostics_of(yaml);
    for (const Diagnostic& each : diagnostics.all()) {
        codes.push_back(each.code);
    }
    return codes;
}

std::string rendered(const Diagnostics& diagnostics) {
    std::string text;
    for (const Diagnostic& each : diagnostics.all()) {
        text += render(each, diagnostics);
    }
    return text;
}

ScenarioId scenario_of(const Model& model, std::string_view id) {
    const std::optional<ScenarioId> found = find(model.programme.scenarios, id);
    if (!found) {
        throw std::runtime_error("no scenario " + std::string(id));
    }
    return *found;
}

PerspectiveId perspective_of(const Model& model, std::string_view id) {
    const std::optional<PerspectiveId> found = find(model.programme.perspectives, id);
    if (!found) {
        throw std::runtime_error("no perspective " + std::string(id));
    }
    return *found;
}

Figure figure_of(const Appraisal& appraisal, std::string_view measure) {
    const MeasureRow* row = find_measure(measure);
    if (row == nullptr) {
        throw std::runtime_error("no measure " + std::string(measure));
    }
    return row->compute(appraisal);
}

}  // namespace tranche::test
