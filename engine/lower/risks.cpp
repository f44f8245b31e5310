// A risk with a probability and a price is a line of its own at its full effect, times the probability, in the economic case.
// The register itself comes later, when every line that it names has its row.
#include "lower/risks.hpp"

#include <algorithm>  // any_of, none_of
#include <map>
#include <utility>  // move

#include "lower/sources.hpp"
#include "tranche/base/spelling.hpp"

namespace tranche::lowering {

namespace {

// A risk that is left to a bias which is not there would count nowhere.
void check_held(const Context& ctx, const RiskDef& def, const Risk& risk) {
    if (risk.held != RiskHeld::optimism_bias || !risk.effect || risk.effect->lines.empty()) {
        return;
    }
    const std::vector<LineId>& lines = risk.effect->lines;
    if (std::none_of(lines.begin(), lines.end(),
                     [&](LineId id) { return terms_of(ctx.programme.lines[id]).bias.has_value(); })) {
        ctx.diagnostics.warning(
            "risk-held-nowhere", def.id.where,
            "risk '" + risk.id +
                "' is held as optimism bias, but none of the lines that it affects has an optimism bias",
            "give one of these lines an optimism_bias, or hold the risk in another way");
    }
}

// Money is set aside for a risk once.
void lower_cover(Context& ctx, const std::vector<LineNote>& covers, const Names& risks) {
    for (const LineNote& said : covers) {
        if (said.kind == LineKind::benefit) {
            ctx.diagnostics.error("misplaced-key", said.words.front().where,
                                  "'covers' is used on benefit line '" + said.line.text + "'", "it belongs to a cost");
            continue;
        }
        for (const Text& name : said.words) {
            const std::optional<std::size_t> row = risks.find(name, "risk", ctx.diagnostics);
            const std::optional<LineId> covering = row ? find_line(ctx, said.line) : std::nullopt;
            if (!covering) {
                continue;
            }
            Risk& risk = ctx.programme.risks[*row];
            if (risk.covered_by.exists()) {
                ctx.diagnostics.error("risk-counted-twice", name.where,
                                      "lines '" + ctx.programme.lines[risk.covered_by].id + "' and '" + said.line.text +
                                          "' both cover risk '" + risk.id + "'",
                                      "keep it on one of them");
            } else if (risk.held != RiskHeld::unstated && risk.held != RiskHeld::contingency) {
                ctx.diagnostics.error("risk-counted-twice", name.where,
                                      "risk '" + risk.id + "' is held as " + std::string(word(risk.held)) +
                                          ", but line '" + said.line.text + "' also covers it",
                                      "hold it as contingency, or leave it out of 'covers'");
            }
            risk.covered_by = *covering;
        }
    }
}

}  // namespace

// A line for each side of a risk's effect. Who bears it is who bears the first line that it falls on.
RiskLines lower_risk_lines(Context& ctx, Conventions& conventions, BaseValues& base_values) {
    RiskLines risk_lines;
    for (const RiskDef& def : ctx.definition.risks) {
        if (!def.probability || def.probability->formula || !def.effect || def.held == RiskHeld::optimism_bias) {
            continue;
        }
        const double probability = def.probability->value.to_double();
        if (probability < 0.0 || probability > 1.0) {
            continue;  // told where risks are lowered
        }
        const auto add = [&](const std::optional<Amount>& amount, LineKind kind, const std::string& id) {
            if (!amount || !amount->readable || ctx.names.lines.has(id)) {
                return;
            }
            LineDef line;
            line.id = {id, def.id.where};
            line.name = "Risk: " + def.text;
            line.status = Status::assumed;
            line.once.emplace();
            static_cast<Amount&>(*line.once) = *amount;
            const bool dated = def.effect->when.given() && def.effect->when.text != "unstated";
            (dated ? line.over : line.when) = dated ? def.effect->when : Text{"unstated", def.id.where};
            const std::size_t row = ctx.programme.lines.size();
            LineId borne_with;
            const Line* bearer = nullptr;
            for (std::size_t i = 0; i < row && bearer == nullptr; ++i) {
                const Line& each = ctx.programme.lines[LineId{i}];
                const bool named = std::any_of(def.effect->lines.begin(), def.effect->lines.end(),
                                               [&](const Text& name) { return name.text == each.id; });
                bearer = named && each.kind == kind ? &each : nullptr;
                borne_with = bearer != nullptr ? LineId{i} : borne_with;
            }
            // Lowering a line adds rows, which moves those that `bearer` points to.
            const std::optional<Line> first = bearer != nullptr ? std::optional(*bearer) : std::nullopt;
            lower_line(ctx, conventions, base_values, line, kind,
                       {first ? first->workstream : WorkstreamId{}, first ? first->project : ProjectId{},
                        ctx.definition.spent_by});
            if (ctx.programme.lines.size() == row) {
                return;
            }
            Line& lowered = ctx.programme.lines[LineId{row}];
            if (first) {
                // The risk is discounted, counted and borne like the line that it falls on.
                lowered.part_of = borne_with;
                lowered.flows.clear();
                for (const Flow& flow : first->flows) {
                    if (flow.kind == kind) {
                        lowered.flows.push_back(flow);
                    }
                }
                lowered.schedule = first->schedule;
                lowered.facets.account = first->facets.account;
                lowered.facets.release = first->facets.release;
                lowered.facets.budget = first->facets.budget;
            }
            Input input;
            input.name = id + ".probability";
            input.base = probability;
            input.where = def.probability->text.where;
            input.of = kind;
            risk_lines.emplace_back(LineId{row},
                                    ctx.programme.formulas.input(ctx.programme.formulas.add_input(std::move(input))));
        };
        add(def.effect->cost, LineKind::cost, "risk-" + def.id.text);
        add(def.effect->benefit, LineKind::benefit, "risk-" + def.id.text + (def.effect->cost ? "-benefit" : ""));
    }
    return risk_lines;
}

void lower_risks(Context& ctx, const std::vector<LineNote>& covers) {
    Names names;
    for (const RiskDef& def : ctx.definition.risks) {
        names.declare(def.id, "a risk", ctx.programme.risks.size(), ctx.diagnostics);
        Risk risk;
        risk.id = def.id.text;
        risk.text = def.text;
        risk.likelihood = def.likelihood;
        risk.impact = def.impact;
        risk.held = def.held;
        risk.status = def.status;
        risk.owner = def.owner;
        risk.where = def.id.where;
        risk.at = citation(ctx, def.at);
        for (const Text& mitigation : def.mitigations) {
            Mitigation& each =
                risk.mitigations.emplace_back(Mitigation{.text = mitigation.text, .project = {}, .line = {}});
            if (ctx.names.projects.has(mitigation.text)) {
                each.project = ProjectId{*ctx.names.projects.find(mitigation, "project", ctx.diagnostics)};
            } else if (ctx.names.lines.has(mitigation.text)) {
                each.line = find_line(ctx, mitigation).value_or(LineId::none());
            }
        }
        if (def.probability) {
            const double probability = def.probability->value.to_double();
            if (def.probability->formula || probability < 0.0 || probability > 1.0) {
                ctx.diagnostics.error("not-a-probability", def.probability->text.where,
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
                if (const std::optional<LineId> id = find_line(ctx, name)) {
                    effect.lines.push_back(*id);
                }
            }
        }
        check_held(ctx, def, risk);
        ctx.programme.risks.push_back(std::move(risk));
    }
    lower_cover(ctx, covers, names);
}

// People who are helped in two ways may save their cost only once.
void check_cohorts(const Context& ctx, const std::vector<LineNote>& cohorts) {
    std::map<std::string, std::vector<LineId>> lines_of;
    const auto part = [&](LineId inner, LineId outer) {
        for (; inner.exists(); inner = ctx.programme.lines[inner].part_of) {
            if (inner == outer) {
                return true;
            }
        }
        return false;
    };
    for (const LineNote& said : cohorts) {
        const std::optional<LineId> counts = find_line(ctx, said.line);
        if (!counts) {
            continue;
        }
        const Text& cohort = said.words.front();
        if (said.kind == LineKind::cost) {
            ctx.diagnostics.error("misplaced-key", cohort.where,
                                  "'cohort' is used on cost line '" + said.line.text + "'", "it belongs to a benefit");
            continue;
        }
        for (const LineId other : lines_of[cohort.text]) {
            if (!part(*counts, other) && !part(other, *counts)) {
                ctx.diagnostics.warning("shared-cohort", cohort.where,
                                        "lines '" + ctx.programme.lines[other].id + "' and '" + said.line.text +
                                            "' count the same cohort, " + quoted(cohort.text),
                                        "check that nobody is counted in both, or make one part_of the other");
                break;
            }
        }
        lines_of[cohort.text].push_back(*counts);
    }
}

}  // namespace tranche::lowering
