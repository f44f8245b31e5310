#include "tranche/report/describe_options.hpp"

#include "described.hpp"

namespace tranche::cli {

namespace {

int ranking(const AskedCase& of, const Options& options, Outcome& outcome) {
    const auto& [opened, asked, perspective] = of;
    const Programme& programme = opened.model.programme;
    if (programme.options.empty()) {
        outcome.err += "tranche: the programme declares no options; `options:` lists them\n";
        return 1;
    }
    const RankedOptions ranked = rank_options(opened.model, asked.together, perspective);
    std::vector<RankedInScenario> scenarios;
    for (const ScenarioId each : scenarios_in(programme, ScenarioRole::scenario)) {
        std::vector<ScenarioId> together = asked.together;
        together.front() = each;
        scenarios.push_back({each, rank_options(opened.model, together, perspective)});
    }
    outcome.document =
        describe_options(subject_of(opened), result_case(programme, asked, perspective, options), ranked, scenarios);
    return 0;
}

}  // namespace

const Command& options_command() {
    static const Command command{.name = "options",
                                 .help = "rank the options: totals, and increments over the counterfactual",
                                 .arguments = {programme_argument},
                                 .options = {case_options().first(4), money_formats(), writing_options()},
                                 .run = ranking,
                                 .examples = {"options programmes/riverside-health-hub"}};
    return command;
}

}  // namespace tranche::cli
