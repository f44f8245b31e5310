// Awards, risks, measures of outcome and comparisons.
#include <array>
#include <utility>  // move

#include "load/lowering.hpp"
#include "tranche/base/money.hpp"  // MoneyUnit
#include "tranche/base/spelling.hpp"

namespace tranche {

void Lowering::lower_awards() {
    for (const AwardDef& def : def_.awards) {
        awards_.declare(def.id, "an award", result_.awards.size(), diagnostics_);
        Award award;
        award.id = def.id.text;
        award.name = def.name.empty() ? def.id.text : def.name;
        const std::optional<OrganisationId> from = def.from.given() ? organisation(def.from) : std::nullopt;
        award.from = from.value_or(outside);
        if (from && !result_.organisations[*from].funder) {
            diagnostics_.error("award-funder", def.from.where, "'" + def.from.text + "' is not a funder",
                               "give that organisation kind: funder");
        }
        award.asked = def.asked ? def.asked->micropounds : 0;
        award.where = def.id.where;
        award.at = citation(def.at);
        award.paid = result_.formulas.add_input(
            {"award(" + award.id + ")", 1.0, {}, {}, InputUse::paid, {}, def.id.where, award.at});
        result_.awards.push_back(std::move(award));
    }
}

// Once the lines are known, what comes of an award is a part of what they take from it.
void Lowering::lower_award_settings() {
    const MoneyUnit pounds;
    for (std::size_t i = 0; i < def_.awards.size(); ++i) {
        const AwardDef& def = def_.awards[i];
        if (lines_sound_ && def.table && def.table->micropounds != result_.awards[i].on_lines) {
            diagnostics_.error("award-sum", def.table->where,
                               "the lines take £" + pounds.text(Money{result_.awards[i].on_lines}) + " from award '" +
                                   def.id.text + "', not £" + pounds.text(Money{def.table->micropounds}));
        }
    }
    for (std::size_t i = 0; i < scenario_defs_.size(); ++i) {
        for (const AwardSetDef& set : scenario_defs_[i]->awards) {
            const std::optional<std::size_t> row = awards_.find(set.award, "award", diagnostics_);
            if (!row) {
                continue;
            }
            const Award& award = result_.awards[*row];
            const Micropounds comes = set.amount.micropounds;
            if (!lines_sound_) {
                continue;
            }
            if (comes < 0 || comes > award.on_lines) {
                diagnostics_.error("award-sum", set.amount.where,
                                   "£" + pounds.text(Money{comes}) + " of award '" + award.id +
                                       "' cannot come: lines take £" + pounds.text(Money{award.on_lines}) + " from it");
                continue;
            }
            const double part =
                award.on_lines == 0 ? 0.0 : static_cast<double>(comes) / static_cast<double>(award.on_lines);
            result_.scenarios[ScenarioId{i + 1}].overrides.push_back(
                {award.paid, Verb::replace, part, set.amount.where});
        }
    }
}

void Lowering::lower_risks() {
    Names names;
    for (const RiskDef& def : def_.risks) {
        names.declare(def.id, "a risk", result_.risks.size(), diagnostics_);
        Risk risk{def.id.text, def.text, {}, def.likelihood, def.impact, def.owner, def.id.where, citation(def.at)};
        for (const Text& mitigation : def.mitigations) {
            risk.mitigations.push_back(mitigation.text);
        }
        result_.risks.push_back(std::move(risk));
    }
}

std::optional<Printed> Lowering::printed(const Text& text, bool is_money, int bare_power) {
    if (!text.given()) {
        return std::nullopt;
    }
    std::optional<Printed> result = Printed::parse(text.text, is_money, bare_power);
    if (!result) {
        diagnostics_.error("not-a-figure", text.where, "'" + text.text.substr(0, 60) + "' is not a printed figure",
                           "such as 633%, about £3m, over £16.5m, 2..3 or 51000");
    }
    return result;
}

void Lowering::lower_measures() {
    const auto one_of = [&](const std::string& word, const Text& id, std::string_view key,
                            const std::vector<std::string>& words) {
        if (id.given() && !word.empty() && std::find(words.begin(), words.end(), word) == words.end()) {
            diagnostics_.error("unknown-word", id.where,
                               "'" + std::string(key) + "' of measure '" + id.text + "' is one of " + listed(words) +
                                   ", not '" + word + "'",
                               did_you_mean(word, words));
        }
    };
    for (const MeasureDef& def : def_.measures) {
        measures_.declare(def.id, "a measure", result_.measures.size(), diagnostics_);
        one_of(def.direction, def.id, "direction", {"up", "down"});
        one_of(def.every, def.id, "every", {"month", "quarter", "year"});
        OutcomeMeasure measure;
        measure.id = def.id.text;
        measure.name = def.name.empty() ? def.id.text : def.name;
        measure.unit = def.unit;
        measure.baseline = printed(def.baseline);
        measure.target = printed(def.target);
        measure.without = printed(def.without);
        measure.change = printed(def.change);
        measure.direction = def.direction;
        measure.every = def.every;
        measure.owner = def.owner;
        measure.where = def.id.where;
        measure.at = citation(def.at);
        result_.measures.push_back(std::move(measure));
    }
}

void Lowering::lower_comparisons() {
    std::size_t in_place = def_.scenarios.size();
    for (const CompareDef& def : def_.compare) {
        // Figures of a comparison are asked for like those of a scenario, so they share their names.
        scenarios_.declare(def.id, "a scenario or comparison", result_.comparisons.size(), diagnostics_);
        Comparison comparison;
        comparison.id = def.id.text;
        comparison.name = def.name.empty() ? def.id.text : def.name;
        comparison.where = def.id.where;
        const auto scenario = [&](const Text& name) {
            return ScenarioId{name.given() ? scenarios_.find(name, "scenario", diagnostics_).value_or(0) : 0};
        };
        comparison.of = scenario(def.of);
        if (def.against_in_place) {
            comparison.against = ScenarioId{++in_place};
            result_.scenarios[comparison.against].id = def.id.text + ".against";
            result_.scenarios[comparison.against].name = comparison.name + ": against";
        } else {
            comparison.against = scenario(def.against);
        }
        if (def.per.given()) {
            comparison.per = awards_.find(def.per, "award", diagnostics_);
        }
        result_.comparisons.push_back(std::move(comparison));
    }
}

}  // namespace tranche
