// The engine's entry for a page: the text of a programme in, its measures out, as JSON.
//
// It binds text to the core and computes nothing. tools/page/compare.mjs compares what it answers with the command.
#include <emscripten.h>  // EMSCRIPTEN_KEEPALIVE

#include <exception>
#include <memory>  // make_shared
#include <nlohmann/json.hpp>
#include <string>
#include <variant>

#include "tranche/pipeline.hpp"

namespace tranche {

namespace {

using Json = nlohmann::ordered_json;

Json figure_value(const Figure& figure, MoneyUnit unit) {
    struct Visitor {
        MoneyUnit unit;
        Json operator()(std::monostate) const { return nullptr; }
        Json operator()(Money value) const { return unit.pounds(value); }
        Json operator()(double value) const { return value; }
        Json operator()(int value) const { return value; }
        Json operator()(Month value) const { return month_text(value); }
    };
    return std::visit(Visitor{unit}, figure.value);
}

Json measures_of(const Appraisal& appraisal) {
    Json values = Json::object();
    for (const MeasureRow& row : measures()) {
        values[std::string(row.key)] = figure_value(row.compute(appraisal), appraisal.unit);
    }
    return values;
}

// Every case that can be asked for by its name: the base case, scenarios, readings, corrections and options.
Json cases_of(const Model& model) {
    Json cases = Json::array();
    for (std::size_t i = 0; i < model.programme.scenarios.size(); ++i) {
        const ScenarioId id{i};
        const Scenario& scenario = model.programme.scenarios[id];
        if (scenario.role != ScenarioRole::in_place && scenario.role != ScenarioRole::case_) {
            cases.push_back({{"id", scenario.id}, {"measures", measures_of(appraise(model, id))}});
        }
    }
    return cases;
}

Json appraised(const char* text) {
    Diagnostics diagnostics;
    const std::optional<Model> model =
        open_model(std::make_shared<SourceText>(SourceText{"programme.yaml", text}), diagnostics);
    Json json = Json::object();
    if (model) {
        json["programme"] = model->programme.id;
        json["cases"] = cases_of(*model);
    }
    json["diagnostics"] = Json::array();
    for (const Diagnostic& each : diagnostics.all()) {
        json["diagnostics"].push_back(render(each, diagnostics));
    }
    return json;
}

}  // namespace

}  // namespace tranche

extern "C" {

/// The measures of every case of a programme, given as YAML in UTF-8: {"programme", "cases": [{"id", "measures"}],
/// "diagnostics"}. Without "cases" where the text has errors. The answer stays until the next call.
EMSCRIPTEN_KEEPALIVE const char* tranche_appraise(const char* text) {
    static std::string answer;
    try {
        answer = tranche::appraised(text).dump();
    } catch (const std::exception& problem) {
        answer = nlohmann::ordered_json{{"failed", problem.what()}}.dump();
    }
    return answer.c_str();
}
}
