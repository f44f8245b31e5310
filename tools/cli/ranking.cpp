#include <fmt/format.h>  // format

#include <algorithm>  // any_of

#include "commands.hpp"
#include "render.hpp"
#include "tranche/scenario/options.hpp"

namespace tranche::cli {

namespace {

/// A scenario, and how the options stand in it.
struct Under {
    ScenarioId scenario;
    RankedOptions ranked;
};

Figure measure_of(const std::optional<Appraisal>& appraisal, std::string_view name) {
    return appraisal ? find_measure(name)->compute(*appraisal) : Figure{};
}

Cell rank_cell(const std::optional<std::size_t>& rank) {
    const std::string text = rank ? std::to_string(*rank) : "";
    return {text.empty() ? "n/a" : text, text};
}

TextTable option_table(const Programme& programme, const RankedOptions& ranked, bool for_people) {
    TextTable table{{{"id", "Id"},
                     {"name", "Option"},
                     {"role", "Role"},
                     {"total_cost_gbp", "Cost", true},
                     {"total_benefit_gbp", "Benefit", true},
                     {"npv_gbp", "NPV", true},
                     {"increment_pvc_gbp", "More present cost", true},
                     {"increment_npv_gbp", "More NPV", true},
                     {"increment_bcr", "BCR of it", true},
                     {"rank", "Rank", true},
                     {"rank_by_bcr", "By BCR", true}},
                    {}};
    for (const OptionCase& each : ranked.cases) {
        const Option& option = programme.options[each.option];
        const MoneyUnit unit = each.appraisal.unit;
        const auto cell = [&](const std::optional<Appraisal>& of, std::string_view name) {
            Cell result = figure_cell(measure_of(of, name), find_measure(name)->unit, unit);
            result.shown = of ? result.shown : "";
            return result;
        };
        const std::string role(word(option.role));
        table.rows.push_back({{option.id, option.id},
                              {option.name, option.name},
                              {role, role},
                              cell(each.appraisal, "cost"),
                              cell(each.appraisal, "benefit"),
                              cell(each.appraisal, "npv"),
                              cell(each.increment, "pvc"),
                              cell(each.increment, "npv"),
                              cell(each.increment, "bcr"),
                              rank_cell(each.rank),
                              rank_cell(each.rank_by_bcr)});
        if (!each.increment) {
            table.rows.back().back().shown = "";
        }
    }
    trim_pence(table);
    if (for_people) {
        drop_column(table, "id");
    }
    return table;
}

std::string order_text(const Programme& programme, const RankedOptions& ranked) {
    std::string result;
    for (const std::size_t option : ranked.order()) {
        result += (result.empty() ? "" : ", ") + programme.options[option].id;
    }
    return result;
}

bool ranked_whole(const RankedOptions& ranked) {
    return std::all_of(ranked.cases.begin(), ranked.cases.end(),
                       [](const OptionCase& each) { return each.rank.has_value(); });
}

TextTable scenario_table(const Programme& programme, const RankedOptions& asked, const std::vector<Under>& all) {
    TextTable table{{{"scenario", "Scenario"}, {"order", "Order by NPV"}, {"holds", "The ranking"}}, {}};
    for (const Under& each : all) {
        const Scenario& scenario = programme.scenarios[each.scenario];
        const std::string order = order_text(programme, each.ranked);
        const std::string holds = !ranked_whole(each.ranked) || !ranked_whole(asked) ? "not known"
                                  : same_order(asked, each.ranked)                   ? "holds"
                                                                                     : "changes";
        table.rows.push_back({{scenario.name, scenario.id}, {order, order}, {holds, holds}});
    }
    return table;
}

// What a reader should know before taking the first of the ranking.
std::string remarks(const Programme& programme, const RankedOptions& ranked) {
    std::string result;
    if (!ranked.counterfactual) {
        result += "No option is the counterfactual, so nothing is incremental: give one role: counterfactual.\n";
    } else {
        result += "Increments are against " + programme.options[*ranked.counterfactual].name + ".\n";
    }
    for (const OptionCase& each : ranked.cases) {
        const Option& option = programme.options[each.option];
        if (option.role == OptionRole::preferred && each.rank.value_or(1) != 1) {
            result += "The preferred option, " + option.name + ", does not stand first.\n";
        }
        const Figure npv = measure_of(each.appraisal, "npv");
        if (!npv.computable()) {
            result += option.name + ": " + npv.why + ", so it has no rank\n";
        } else if (const Figure bcr = measure_of(each.increment, "bcr"); each.increment && !bcr.computable()) {
            result += option.name + ": " + bcr.why + ", so its BCR ranks nothing\n";
        }
    }
    return result;
}

Json option_json(const Programme& programme, const OptionCase& each) {
    const Option& option = programme.options[each.option];
    const auto rank = [](const std::optional<std::size_t>& known) { return known ? Json(*known) : Json(); };
    Json result{{"id", option.id}, {"name", option.name}, {"role", word(option.role)}};
    add_measures(result, each.appraisal);
    if (each.increment) {
        Json increment = Json::object();
        add_measures(increment, *each.increment);
        result["increment"] = std::move(increment);
    } else {
        result["increment"] = nullptr;
    }
    result["rank"] = rank(each.rank);
    result["rank_by_bcr"] = rank(each.rank_by_bcr);
    return result;
}

int ranking(const AskedCase& of, const Options& options, Outcome& outcome) {
    const auto& [opened, asked, perspective] = of;
    const Programme& programme = opened.model.programme;
    if (programme.options.empty()) {
        outcome.err += "tranche: the programme declares no options; `options:` lists them\n";
        return 1;
    }
    const RankedOptions ranked = rank_options(opened.model, asked.together, perspective);
    std::vector<Under> all;
    for (const ScenarioId each : scenarios_in(programme, ScenarioRole::scenario)) {
        std::vector<ScenarioId> together = asked.together;
        together.front() = each;
        all.push_back({each, rank_options(opened.model, together, perspective)});
    }
    if (options.text("--format") == "json") {
        Json json = headed(opened, options);
        json["perspective"] = options.text("--for");
        json["counterfactual"] = ranked.counterfactual ? Json(programme.options[*ranked.counterfactual].id) : Json();
        json["ranked_by"] = "npv";
        json["options"] = Json::array();
        for (const OptionCase& each : ranked.cases) {
            json["options"].push_back(option_json(programme, each));
        }
        json["scenarios"] = Json::array();
        for (const Under& each : all) {
            Json order = Json::array();
            for (const std::size_t option : each.ranked.order()) {
                order.push_back(programme.options[option].id);
            }
            const bool known = ranked_whole(each.ranked) && ranked_whole(ranked);
            json["scenarios"].push_back({{"id", programme.scenarios[each.scenario].id},
                                         {"order", std::move(order)},
                                         {"holds", known ? Json(same_order(ranked, each.ranked)) : Json()}});
        }
        json["rests_on"] = status_json(programme);
        outcome.out = dumped(json);
        return 0;
    }
    const bool for_people = options.text("--format") != "csv";
    outcome.out = rendered(option_table(programme, ranked, for_people), options.text("--format"), outcome.bold);
    if (for_people) {
        outcome.out = titled(programme.name, programme.perspectives[perspective].name + ", " + asked.title + ", £",
                             options.text("--format")) +
                      outcome.out + "\n" +
                      rendered(scenario_table(programme, ranked, all), options.text("--format"), outcome.bold) + "\n" +
                      remarks(programme, ranked) + rests_on(programme);
    }
    return 0;
}

}  // namespace

const Command& options_command() {
    static const Command command{.name = "options",
                                 .help = "rank the options: what each comes to, and what it adds to the counterfactual",
                                 .arguments = {programme_argument},
                                 .options = {case_options().first(4), table_formats(), writing_options()},
                                 .run = ranking,
                                 .examples = {"options programmes/riverside-health-hub"}};
    return command;
}

}  // namespace tranche::cli
