#include <utility>  // move

#include "described.hpp"
#include "tranche/report/describe_scenarios.hpp"

namespace tranche::cli {

namespace {

int run_scenarios(const AskedCase& of, const Options& options, Outcome& outcome) {
    const auto& [opened, asked, perspective] = of;
    const Programme& programme = opened.model.programme;
    // All are asked at once: scenarios, then readings, then both sides of each comparison.
    std::vector<std::vector<ScenarioId>> together;
    const auto ask = [&together, &of](ScenarioId scenario) {
        together.push_back(of.asked.together);
        together.back().front() = scenario;
    };
    const std::vector<ScenarioId> scenarios = scenarios_in(programme, ScenarioRole::scenario);
    const std::vector<ScenarioId> readings = scenarios_in(programme, ScenarioRole::reading);
    for (const ScenarioId each : scenarios) {
        ask(each);
    }
    // A reading is of the base case, in the option and the case that were asked for.
    for (const ScenarioId each : readings) {
        together.push_back({each});
        for (const ScenarioId other : asked.together) {
            const ScenarioRole role = programme.scenarios[other].role;
            if (role == ScenarioRole::option || role == ScenarioRole::case_) {
                together.back().push_back(other);
            }
        }
    }
    for (const Comparison& each : programme.comparisons) {
        ask(each.of);
        ask(each.against);
    }
    std::vector<Appraisal> found = appraise_each(opened.model, together, perspective);
    auto next = found.begin();
    ScenarioParts parts;
    for (const ScenarioId each : scenarios) {
        parts.scenarios.push_back({each, std::move(*next++)});
    }
    for (const ScenarioId each : readings) {
        parts.readings.push_back({each, std::move(*next++)});
    }
    for (const Comparison& each : programme.comparisons) {
        Appraisal& of_side = *next++;
        Appraisal& against = *next++;
        parts.compared.push_back({&each, std::move(of_side), std::move(against)});
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
                                 .run = run_scenarios,
                                 .examples = {"scenarios programmes/cheshire-community-safety"}};
    return command;
}

}  // namespace tranche::cli
