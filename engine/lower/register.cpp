// Awards, risks, measures of outcome and comparisons.
#include <algorithm>  // max, min
#include <array>
#include <utility>  // move

#include "lower/lowering.hpp"
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

// What an award is a part of: what the lines take from it, or what is asked where they take nothing.
Micropounds Lowering::whole_of(const Award& award) {
    return award.on_lines > 0 ? award.on_lines : award.asked;
}

double Lowering::part_of_award(const Award& award, Micropounds comes) {
    const Micropounds whole = whole_of(award);
    return whole == 0 ? 0.0 : std::min(1.0, static_cast<double>(comes) / static_cast<double>(whole));
}

// Once the lines are known, what comes of an award is a part of what they take from it.
void Lowering::lower_award_settings() {
    const MoneyUnit pounds;
    const auto fits = [&](const Award& award, const Amount& comes, Micropounds most, std::string_view how) {
        if (comes.micropounds >= 0 && comes.micropounds <= most) {
            return true;
        }
        diagnostics_.error("award-sum", comes.where,
                           "£" + pounds.text(Money{comes.micropounds}) + " of award '" + award.id + "' cannot " +
                               std::string(how) + ": " + (award.on_lines > 0 ? "lines take £" : "there is asked £") +
                               pounds.text(Money{whole_of(award)}) + " from it");
        return false;
    };
    for (std::size_t i = 0; i < def_.awards.size(); ++i) {
        const AwardDef& def = def_.awards[i];
        Award& award = result_.awards[i];
        if (lines_sound_ && def.table && def.table->micropounds != award.on_lines) {
            diagnostics_.error("award-sum", def.table->where,
                               "the lines take £" + pounds.text(Money{award.on_lines}) + " from award '" + def.id.text +
                                   "', not £" + pounds.text(Money{def.table->micropounds}));
        }
        if (lines_sound_ && def.fallback && fits(award, *def.fallback, whole_of(award), "come")) {
            award.fallback = def.fallback->micropounds;
        }
        // What is asked is often rounded, so all of it may be a little more than the lines take.
        if (lines_sound_ && def.decided &&
            fits(award, *def.decided, std::max(whole_of(award), award.asked), "be decided")) {
            award.decided = def.decided->micropounds;
            result_.formulas.set_base(award.paid, part_of_award(award, *award.decided));
        }
    }
    for (std::size_t i = 0; i < scenario_defs_.size(); ++i) {
        for (const AwardSetDef& set : scenario_defs_[i]->awards) {
            const std::optional<std::size_t> row = awards_.find(set.award, "award", diagnostics_);
            if (!row) {
                continue;
            }
            const Award& award = result_.awards[*row];
            Amount comes = set.amount;
            if (set.fallback) {
                if (!award.fallback) {
                    if (!def_.awards[*row].fallback) {
                        diagnostics_.error("award-fallback", comes.where, "award '" + award.id + "' has no fallback",
                                           "say what comes instead with 'fallback', or write the amount here");
                    }
                    continue;
                }
                comes.micropounds = *award.fallback;
            }
            if (!lines_sound_ || !fits(award, comes, whole_of(award), "come")) {
                continue;
            }
            result_.scenarios[ScenarioId{i + 1}].overrides.push_back(
                {award.paid, Verb::replace, part_of_award(award, comes.micropounds), comes.where});
        }
    }
    apply_needs();
}

// An award is paid where all of it comes, or what its fallback says: both sides of the comparison are the same quotient.
void Lowering::apply_needs() {
    Formulas& formulas = result_.formulas;
    for (Line& line : result_.lines) {
        if (line.needs) {
            const Award& award = result_.awards[*line.needs];
            const double enough = award.fallback ? part_of_award(award, *award.fallback) : 1.0;
            const NodeId paid = formulas.apply(Op::at_least, formulas.input(award.paid), formulas.literal(enough));
            line.factor = formulas.apply(Op::multiply, paid, line.factor);
        }
    }
}

void Lowering::lower_risks() {
    Names names;
    for (const RiskDef& def : def_.risks) {
        names.declare(def.id, "a risk", result_.risks.size(), diagnostics_);
        Risk risk;
        risk.id = def.id.text;
        risk.text = def.text;
        risk.likelihood = def.likelihood;
        risk.impact = def.impact;
        risk.held = def.held;
        risk.status = def.status;
        risk.owner = def.owner;
        risk.where = def.id.where;
        risk.at = citation(def.at);
        for (const Text& mitigation : def.mitigations) {
            Mitigation& each = risk.mitigations.emplace_back(Mitigation{mitigation.text, {}, {}});
            if (projects_.has(mitigation.text)) {
                each.project = ProjectId{*projects_.find(mitigation, "project", diagnostics_)};
            } else if (lines_.has(mitigation.text)) {
                each.line = line(mitigation).value_or(LineId::none());
            }
        }
        if (def.probability) {
            const double probability = def.probability->value.to_double();
            if (def.probability->formula || probability < 0.0 || probability > 1.0) {
                diagnostics_.error("not-a-probability", def.probability->text.where,
                                   quoted(def.probability->text.text) + " is not a probability",
                                   "probabilities go from 0% to 100%");
            }
            risk.probability = probability;
        }
        if (def.effect) {
            const auto amount = [](const std::optional<Amount>& each) {
                return each ? std::optional(each->micropounds) : std::nullopt;
            };
            RiskEffect& effect = risk.effect.emplace();
            effect.cost = amount(def.effect->cost);
            effect.benefit = amount(def.effect->benefit);
            effect.delay = def.effect->delay ? def.effect->delay->months : 0;
            effect.when = def.effect->when.text;
            for (const Text& name : def.effect->lines) {
                if (const std::optional<LineId> id = line(name)) {
                    effect.lines.push_back(*id);
                }
            }
        }
        check_held(def, risk);
        result_.risks.push_back(std::move(risk));
    }
    lower_cover(names);
}

// Money is set aside for a risk once.
void Lowering::lower_cover(const Names& risks) {
    for (const Said& said : covers_) {
        if (said.kind == LineKind::benefit) {
            diagnostics_.error("misplaced-key", said.words.front().where,
                               "'covers' stands on benefit line '" + said.line.text + "'", "it belongs to a cost");
            continue;
        }
        for (const Text& name : said.words) {
            const std::optional<std::size_t> row = risks.find(name, "risk", diagnostics_);
            const std::optional<LineId> covering = row ? line(said.line) : std::nullopt;
            if (!covering) {
                continue;
            }
            Risk& risk = result_.risks[*row];
            if (risk.covered_by.exists()) {
                diagnostics_.error("risk-counted-twice", name.where,
                                   "lines '" + result_.lines[risk.covered_by].id + "' and '" + said.line.text +
                                       "' both cover risk '" + risk.id + "'",
                                   "leave it to one of them");
            } else if (risk.held != RiskHeld::unstated && risk.held != RiskHeld::contingency) {
                diagnostics_.error("risk-counted-twice", name.where,
                                   "risk '" + risk.id + "' is held as " + std::string(word(risk.held)) +
                                       ", and line '" + said.line.text + "' covers it as well",
                                   "hold it as contingency, or leave it out of 'covers'");
            }
            risk.covered_by = *covering;
        }
    }
}

// People who are helped in two ways may save their cost only once.
void Lowering::check_cohorts() {
    std::map<std::string, std::vector<LineId>> cohorts;
    const auto part = [&](LineId inner, LineId outer) {
        for (; inner.exists(); inner = result_.lines[inner].part_of) {
            if (inner == outer) {
                return true;
            }
        }
        return false;
    };
    for (const Said& said : cohorts_) {
        const std::optional<LineId> counts = line(said.line);
        if (!counts) {
            continue;
        }
        const Text& cohort = said.words.front();
        if (said.kind == LineKind::cost) {
            diagnostics_.error("misplaced-key", cohort.where, "'cohort' stands on cost line '" + said.line.text + "'",
                               "it belongs to a benefit");
            continue;
        }
        for (const LineId other : cohorts[cohort.text]) {
            if (!part(*counts, other) && !part(other, *counts)) {
                diagnostics_.warning("shared-cohort", cohort.where,
                                     "lines '" + result_.lines[other].id + "' and '" + said.line.text +
                                         "' count the same cohort, " + quoted(cohort.text),
                                     "see that nobody is counted in both, or make one part_of the other");
                break;
            }
        }
        cohorts[cohort.text].push_back(*counts);
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
        const auto quantity = [&](const Text& text) {
            std::optional<Printed> result = printed(text);
            if (result && result->unit == PrintedUnit::month) {
                diagnostics_.error("not-a-figure", text.where,
                                   quoted(text.text) + " is a month, which no measure counts", "such as 51000 or 12%");
                result.reset();
            }
            return result;
        };
        measure.baseline = quantity(def.baseline);
        measure.target = quantity(def.target);
        measure.without = quantity(def.without);
        measure.change = quantity(def.change);
        for (const PairDef& target : def.by_year) {
            const std::optional<int> year = calendar_year(target.key);
            const std::optional<Printed> figure = quantity(target.value);
            if (year && figure) {
                measure.targets.emplace_back(*year, *figure);
            }
        }
        measure.direction = def.direction;
        measure.every = def.every;
        measure.owner = def.owner;
        measure.where = def.id.where;
        measure.at = citation(def.at);
        result_.measures.push_back(std::move(measure));
    }
}

void Lowering::lower_comparisons() {
    std::size_t in_place = def_.scenarios.size() + def_.readings.size() + def_.corrections.size();
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

void Lowering::lower_tracking() {
    if (!def_.tracking) {
        return;
    }
    Tracking tracking{def_.tracking->closes, {}, {}, {}, {}};
    const auto threshold = [&](const std::optional<std::vector<Number>>& ends, const std::string& name, int power,
                               std::optional<Threshold>& target) {
        if (!ends) {
            return;
        }
        const auto whole = [&](const Number& end) -> std::optional<int> {
            constexpr std::int64_t most = 1'000'000;
            const std::optional<Decimal> scaled = end.formula ? std::nullopt : end.value.shifted(power);
            const std::optional<std::int64_t> value = scaled ? scaled->scaled_to(0) : std::nullopt;
            const bool sound = value && *value >= 0 && *value <= most && Decimal{*value, 0} == *scaled;
            return sound ? std::optional(static_cast<int>(*value)) : std::nullopt;
        };
        const std::optional<int> amber = ends->size() == 2 ? whole(ends->front()) : std::nullopt;
        const std::optional<int> red = ends->size() == 2 ? whole(ends->back()) : std::nullopt;
        if (amber && red && *amber < *red) {
            target = Threshold{*amber, *red};
            return;
        }
        diagnostics_.error(
            "thresholds", def_.tracking->thresholds.where,
            "the thresholds of " + name + " are not two " + (power == 0 ? "whole numbers" : "percentages") +
                " of which the second is more",
            std::string("amber from the first, red from the second: ") + (power == 0 ? "[30, 90]" : "[5%, 10%]"));
    };
    constexpr int hundredths_of_a_percent = 4;
    threshold(def_.tracking->thresholds.cost, "cost", hundredths_of_a_percent, tracking.cost);
    threshold(def_.tracking->thresholds.benefit, "benefit", hundredths_of_a_percent, tracking.benefit);
    threshold(def_.tracking->thresholds.days, "days", 0, tracking.days);
    for (const ReturnDef& def : def_.tracking->returns) {
        const auto amount = [](const std::optional<Amount>& said) {
            return said ? std::optional(said->micropounds) : std::nullopt;
        };
        tracking.returns.push_back({def.rules, amount(def.spend), amount(def.earlier_gains),
                                    amount(def.earlier_ongoing), amount(def.earlier_spend)});
    }
    result_.tracking = tracking;
}

}  // namespace tranche
