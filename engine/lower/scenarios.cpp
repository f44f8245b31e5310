// A scenario is a list of overrides. What it selects has an input by now (selections.cpp), so no override can be lost for want
// of a line: a selection that takes no line is reported at the end.
#include "lower/scenarios.hpp"

#include <cassert>  // assert
#include <array>
#include <span>
#include <string_view>
#include <utility>  // move

#include "lower/options.hpp"
#include "lower/sources.hpp"

namespace tranche::lowering {

namespace {

void add_base_case(Context& ctx, std::size_t author_rows) {
    Scenario base;
    base.id = "base";
    base.name = "Base case";
    ctx.programme.scenarios.add(std::move(base));
    Names& names = ctx.names.scenarios;
    names.declare({"base", built_in}, "a scenario", 0, ctx.diagnostics);
    // The cases come after all that the author wrote, but their names are taken before.
    const std::size_t cases = 1 + author_rows + ctx.definition.options.size();
    names.declare({std::string(financial_case), built_in}, "a case", cases, ctx.diagnostics);
    names.declare({std::string(economic_case), built_in}, "a case", cases + 1, ctx.diagnostics);
}

void adjust(Scenario& scenario, const AdjustDef& def, const Selections& selections, Diagnostics& diagnostics) {
    if (!def.by && !def.delay && !def.overrun) {
        if (!def.misread) {
            diagnostics.error("missing-key", def.where, "an adjustment needs 'by', 'delay' or 'overrun'",
                              "such as by: +20% or delay: 6 months");
        }
        return;
    }
    const Selection* selection = selections.find(def.select);
    if (selection == nullptr) {
        return;
    }
    if (def.by && def.by->formula) {
        diagnostics.error("not-a-number", def.by->text.where, "'by' takes a percentage, not a formula", "such as +20%");
    } else if (def.by) {
        // 1 + 20% in decimals first: the factor is the double nearest to 1.20, not 1.0 + 0.2.
        const Decimal& by = def.by->value;
        Decimal factor{1, 0};
        for (; factor.scale < by.scale; ++factor.scale) {
            factor.coefficient *= 10;
        }
        factor.coefficient += by.coefficient;
        scenario.overrides.push_back({selection->scale, Verb::scale, factor.to_double(), def.by->text.where});
    }
    if (def.delay) {
        scenario.overrides.push_back(
            {selection->delay, Verb::add, static_cast<double>(def.delay->months), def.delay->where});
    }
    if (def.overrun) {
        scenario.overrides.push_back(
            {selection->overrun, Verb::add, static_cast<double>(def.overrun->months), def.overrun->where});
    }
}

void set_assumption(const Context& ctx, Scenario& scenario, const SetDef& set) {
    const std::optional<std::size_t> row = ctx.names.assumptions.find(set.what, "assumption", ctx.diagnostics);
    if (!row) {
        return;
    }
    const Assumption& assumption = ctx.programme.assumptions[AssumptionId{*row}];
    if (!assumption.input.exists() || set.value.formula) {
        ctx.diagnostics.error(
            "set-formula", set.value.formula ? set.value.text.where : set.what.where,
            set.value.formula ? "'set' takes a number, not a formula" : "'" + assumption.id + "' is a formula",
            set.value.formula ? "such as 12% or 1200" : "set the assumptions in the formula");
        return;
    }
    scenario.overrides.push_back(
        {assumption.input, Verb::replace, set.value.value.to_double(), set.what.where, !set.unknown});
}

void lower_scenario(Context& ctx, const ScenarioRow& row, const Selections& selections) {
    const ScenarioDef& def = *row.def;
    Scenario scenario;
    scenario.id = def.id.text;
    scenario.name = def.name.empty() ? def.id.text : def.name;
    scenario.role = row.role;
    scenario.why = def.why;
    if (scenario.role != ScenarioRole::in_place) {
        constexpr std::array<std::string_view, 3> nouns{"a scenario", "a scenario or reading",
                                                        "a scenario, reading or correction"};
        ctx.names.scenarios.declare(def.id, nouns.at(static_cast<std::size_t>(scenario.role)),
                                    ctx.programme.scenarios.size(), ctx.diagnostics);
    }
    scenario.where = def.id.where;
    scenario.at = citation(ctx, def.at);
    if (def.delay) {
        const Selection& all = *selections.find({});
        scenario.overrides.push_back({all.delay, Verb::add, static_cast<double>(def.delay->months), def.delay->where});
    }
    for (const AdjustDef& each : def.adjust) {
        adjust(scenario, each, selections, ctx.diagnostics);
    }
    for (const Text& id : def.exclude) {
        if (const Selection* selection = selections.excluding(id)) {
            scenario.overrides.push_back({selection->stands, Verb::scale, 0.0, id.where});
        }
    }
    if (def.option.given()) {
        choose_option(ctx, def.option, scenario);
    }
    for (const SetDef& set : def.set) {
        if (!set.cell) {  // years of lines are set once there are lines
            set_assumption(ctx, scenario, set);
        }
    }
    ctx.programme.scenarios.add(std::move(scenario));
}

// Choosing an option is a scenario of the same name.
void add_option_scenario(Context& ctx, std::size_t row) {
    Option& option = ctx.programme.options[row];
    Scenario scenario;
    scenario.id = option.id;
    scenario.name = option.name;
    scenario.role = ScenarioRole::option;
    scenario.where = option.where;
    scenario.at = option.at;
    put_in_force(ctx.programme, row, scenario, option.where);
    ctx.names.scenarios.declare({option.id, option.where}, "a scenario, reading or correction",
                                ctx.programme.scenarios.size(), ctx.diagnostics);
    option.scenario = ctx.programme.scenarios.add(std::move(scenario));
}

}  // namespace

std::vector<ScenarioRow> scenario_rows(const Definition& definition) {
    std::vector<ScenarioRow> result;
    const auto add = [&](const auto& defs, ScenarioRole role) {
        for (const ScenarioDef& def : defs) {
            result.push_back({&def, role});
        }
    };
    add(definition.scenarios, ScenarioRole::scenario);
    add(definition.readings, ScenarioRole::reading);
    add(definition.corrections, ScenarioRole::correction);
    for (const CompareDef& compare : definition.compare) {
        if (compare.against_in_place) {
            add(std::span(&*compare.against_in_place, 1), ScenarioRole::in_place);
        }
    }
    return result;
}

void lower_scenarios(Context& ctx, const std::vector<ScenarioRow>& rows, const Selections& selections) {
    assert(ctx.programme.options.size() == ctx.definition.options.size());
    add_base_case(ctx, rows.size());
    if (const Selection* unpublished = selections.unpublished()) {
        ctx.programme.reconstructed_scale = unpublished->scale;
    }
    for (const ScenarioRow& row : rows) {
        lower_scenario(ctx, row, selections);
    }
    for (std::size_t i = 0; i < ctx.programme.options.size(); ++i) {
        add_option_scenario(ctx, i);
    }
}

void lower_parents(Context& ctx, const std::vector<ScenarioRow>& rows) {
    assert(ctx.programme.scenarios.size() > rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const Text& parent : rows[i].def->based_on) {
            if (const std::optional<std::size_t> row = ctx.names.scenarios.find(parent, "scenario", ctx.diagnostics)) {
                ctx.programme.scenarios[ScenarioId{i + 1}].based_on.emplace_back(*row);
            }
        }
    }
}

}  // namespace tranche::lowering
