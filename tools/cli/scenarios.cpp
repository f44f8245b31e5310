#include "tranche/report/describe_scenarios.hpp"

#include "described.hpp"

namespace tranche::cli {

namespace {

int scenarios(const AskedCase& of, const Options& options, Outcome& outcome) {
    const auto& [opened, asked, perspective] = of;
    const Programme& programme = opened.model.programme;
    const auto in_scenario = [&](ScenarioId scenario) {
        std::vector<ScenarioId> together = of.asked.together;
        together.front() = scenario;
        return tranche::appraise(of.opened.model, together, of.perspective);
    };
    ScenarioParts parts;
    for (const ScenarioId each : scenarios_in(programme, ScenarioRole::scenario)) {
        parts.scenarios.push_back({each, in_scenario(each)});
    }
    // A reading is of the base case, in the option and the case that were asked for.
    for (const ScenarioId each : scenarios_in(programme, ScenarioRole::reading)) {
        std::vector<ScenarioId> together{each};
        for (const ScenarioId other : asked.together) {
            const ScenarioRole role = programme.scenarios[other].role;
            if (role == ScenarioRole::option || role == ScenarioRole::case_) {
                together.push_back(other);
            }
        }
        parts.readings.push_back({each, tranche::appraise(opened.model, together, perspective)});
    }
    for (const Comparison& each : programme.comparisons) {
        parts.compared.push_back({&each, in_scenario(each.of), in_scenario(each.against)});
    }
    ResultCase result = result_case(programme, asked, perspective, options);
    const std::string base = programme.scenarios[base_scenario].name;
    const std::string with = asked.title.starts_with(base) ? asked.title.substr(base.size()) : "";
    result.title = programme.perspectives[perspective].name + with + ", £";
    outcome.document = describe_scenarios(subject_of(opened), result, parts);
    return 0;
}

}  // namespace

const Command& scenarios_command() {
    static const Command command{.name = "scenarios",
                                 .help = "show the measures of every declared scenario, side by side",
                                 .arguments = {programme_argument},
                                 .options = {case_options().subspan(1), money_formats(), writing_options()},
                                 .run = scenarios,
                                 .examples = {"scenarios programmes/cheshire-community-safety"}};
    return command;
}

}  // namespace tranche::cli
