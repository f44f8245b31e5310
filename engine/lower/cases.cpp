// Each adjustment is an input that is 0 as written and 1 in its case. So both cases are scenarios like any other, and the
// bridge between them turns the inputs on one at a time.
#include "lower/cases.hpp"

#include <algorithm>  // find_if
#include <string_view>
#include <utility>  // move

#include "lower/amounts.hpp"
#include "lower/bias.hpp"
#include "lower/prices.hpp"
#include "tranche/base/spelling.hpp"

namespace tranche::lowering {

namespace {

// A grant stands and falls with its cost, and does not grow with it.
double left_out(bool out) {
    return out ? -1.0 : 0.0;
}

double no_cash(const Line& line) {
    const bool worth = line.facets.account == Account::economic || line.facets.account == Account::social;
    return left_out(worth || line.facets.release == Release::non_cashable);
}

double tax_paid(const Line& line) {
    if (line.kind == LineKind::finance || !terms_of(line).tax.stated || line.vat == Vat::exempt) {
        return 0.0;
    }
    const double kept = terms_of(line).tax.rate * (1.0 - terms_of(line).tax.recovered);
    return line.vat == Vat::included ? (1.0 + kept) / (1.0 + terms_of(line).tax.rate) - 1.0 : kept;
}

double tax_out(const Line& line) {
    const bool inside = line.kind != LineKind::finance && terms_of(line).tax.stated && line.vat == Vat::included;
    return inside ? 1.0 / (1.0 + terms_of(line).tax.rate) - 1.0 : 0.0;
}

double transfer(const Line& line) {
    return left_out(line.facets.nature == Nature::transfer);
}

double financing(const Line& line) {
    return left_out(line.facets.nature == Nature::financing);
}

double sunk(const Line& line) {
    return left_out(terms_of(line).sunk && !is_loan(line));
}

double contingency(const Line& line) {
    return left_out(terms_of(line).contingency && !is_loan(line));
}

double hopeful(const Line& line) {
    const double share =
        terms_of(line).bias && line.kind != LineKind::finance && !is_loan(line) ? terms_of(line).bias->share : 0.0;
    return line.kind == LineKind::benefit ? -share : share;
}

struct PartRow {
    std::string_view name;  ///< of the input, inside case()
    bool financial;
    bool economic;
    double (*by)(const Line&);  ///< null: it works in another way than on whole lines
};

/// One table: what is lowered, listed, printed in the bridge and documented.
struct AdjustmentRow {
    std::string_view name;
    std::string_view title;
    std::string_view help;
    std::vector<PartRow> parts;
};

const std::vector<AdjustmentRow>& adjustment_rows() {
    static const std::vector<AdjustmentRow> rows{
        {"inflation",
         "Inflation",
         "nominal money is deflated in the economic case, real money inflated in the financial one, by the deflator",
         {}},
        {"non-cash",
         "Value that is no cash",
         "lines of account economic or social, and such as are non-cashable, are left out of the financial case",
         {{"non-cash", true, false, no_cash}}},
        {"vat",
         "VAT",
         "tax that does not come back is in the financial case, no tax at all in the economic one",
         {{"vat-paid", true, false, tax_paid}, {"vat-out", false, true, tax_out}}},
        {"transfers",
         "Transfers",
         "lines of nature transfer are left out of the economic case",
         {{"transfers", false, true, transfer}}},
        {"financing",
         "Financing",
         "interest, loans and what is paid back of them are left out of the economic case",
         {{"financing", false, true, financing}}},
        {"sunk", "Sunk cost", "what is spent already is left out of the economic case", {{"sunk", false, true, sunk}}},
        {"contingency",
         "Contingency",
         "lines of nature contingency, and such as cover risks, are left out of the economic case",
         {{"contingency", false, true, contingency}}},
        {"risk",
         "Risk at its expected value",
         "risks with a probability and an effect count at their product, in their own years, in the economic case",
         {}},
        {"optimism-bias",
         "Optimism bias",
         "costs are raised and benefits lowered by their optimism bias in the economic case",
         {{"optimism-bias", false, true, hopeful}}},
        {"duration-bias",
         "Duration bias",
         "projects last longer by their duration bias in the economic case, and what hangs on them moves",
         {}},
    };
    return rows;
}

InputId case_input(Context& ctx, Adjustment& adjustment, std::string_view part, bool financial, bool economic) {
    const std::string name = "case(" + std::string(part) + ")";
    if (const std::optional<InputId> known = ctx.programme.formulas.find_input(name)) {
        return *known;
    }
    Input input;
    input.name = name;
    input.subject = part;
    input.use = InputUse::adjustment;
    const InputId id = ctx.programme.formulas.add_input(std::move(input));
    adjustment.parts.push_back({id, financial, economic});
    return id;
}

// 1 + part x input. What takes a line out altogether is 1 - input, so that it is gone exactly.
NodeId adjusted(Context& ctx, NodeId factor, double part, InputId input) {
    Formulas& formulas = ctx.programme.formulas;
    const NodeId one = formulas.literal(1.0);
    const NodeId on = formulas.input(input);
    const NodeId by = part == -1.0
                          ? formulas.apply(Op::subtract, one, on)
                          : formulas.apply(Op::add, one, formulas.apply(Op::multiply, formulas.literal(part), on));
    return times(ctx.programme.formulas, factor, by);
}

Adjustment& adjustment_named(Context& ctx, std::string_view name) {
    return *std::find_if(ctx.programme.adjustments.begin(), ctx.programme.adjustments.end(),
                         [&](const Adjustment& each) { return each.name == name; });
}

// Each year's factor is 1 + input x (the deflator's - 1), on the calendar, like every other price.
void adjust_prices(Context& ctx, Adjustment& adjustment) {
    const bool real = ctx.definition.prices.basis == "real";
    if (ctx.definition.prices.deflator.empty()) {
        adjustment.remarks.emplace_back(
            ctx.definition.prices.basis.empty()
                ? "the programme does not say whether its prices are nominal or real, so none are moved"
                : "the programme has " + ctx.definition.prices.basis + " prices and names no deflator, so " +
                      (real ? "the financial" : "the economic") + " case has them too");
        return;
    }
    const std::optional<Term> index = index_term(ctx, {ctx.definition.prices.deflator, ctx.definition.where});
    if (!index || ctx.programme.lines.empty()) {
        return;
    }
    Formulas& formulas = ctx.programme.formulas;
    const NodeId one = formulas.literal(1.0);
    const InputId input = case_input(ctx, adjustment, "inflation", real, !real);
    const NodeId on = formulas.input(input);
    Term moved{.node = one};
    for (const NodeId year : index->years) {
        const NodeId level = real ? year : formulas.apply(Op::divide, one, year);
        moved.years.push_back(
            formulas.apply(Op::add, one, formulas.apply(Op::multiply, formulas.apply(Op::subtract, level, one), on)));
    }
    for (std::size_t i = 0; i < ctx.programme.lines.size(); ++i) {
        Line& line = ctx.programme.lines[LineId{i}];
        // What is owed is owed in money of its day.
        if (is_loan(line)) {
            continue;  // what is owed is owed in money
        }
        for (Piece& piece : line.pieces) {
            if (piece.undated != 0) {
                adjustment.remarks.push_back("line '" + line.id + "' has no dates, so its prices are not moved");
                continue;
            }
            Term own{.node = one};
            if (piece.series.exists()) {
                own.years = ctx.programme.series[piece.series];
            }
            piece.series = ctx.programme.series.add(times(ctx.programme.formulas, own, moved).years);
        }
        if (!line.pieces.empty()) {
            adjustment.lines.push_back(LineId{i});
        }
    }
}

// Risks that carry a price are lines of their own, which count in the economic case alone.
void adjust_risks(Context& ctx, const RiskLines& risk_lines, Adjustment& adjustment) {
    for (const auto& [id, probability] : risk_lines) {
        const InputId input = case_input(ctx, adjustment, "risk", false, true);
        Line& line = ctx.programme.lines[id];
        line.factor =
            times(ctx.programme.formulas,
                  times(ctx.programme.formulas, line.factor, ctx.programme.formulas.input(input)), probability);
        adjustment.lines.push_back(id);
    }
}

void adjust_durations(Context& ctx, Adjustment& adjustment) {
    Formulas& formulas = ctx.programme.formulas;
    for (std::size_t i = 0; i < ctx.programme.projects.size(); ++i) {
        Project& project = ctx.programme.projects[ProjectId{i}];
        if (!project.bias || project.bias->months == 0) {
            continue;
        }
        const InputId input = case_input(ctx, adjustment, "duration-bias", false, true);
        const NodeId longer = formulas.apply(Op::multiply, formulas.literal(static_cast<double>(project.bias->months)),
                                             formulas.input(input));
        project.overrun = formulas.nodes()[project.overrun].op == Op::literal
                              ? longer
                              : formulas.apply(Op::add, project.overrun, longer);
        adjustment.projects.emplace_back(i);
    }
}

}  // namespace

bool is_loan(const Line& line) {
    return !line.flows.empty() && line.flows.front().funding == Funding::loan && line.part_of.exists();
}

const CaseTerms& terms_of(const Line& line) {
    static const CaseTerms none;
    return line.terms ? *line.terms : none;
}

void lower_cases(Context& ctx) {
    for (const auto& [id, name] :
         {std::pair{financial_case, "Financial case"}, std::pair{economic_case, "Economic case"}}) {
        Scenario scenario;
        scenario.id = id;
        scenario.name = name;
        scenario.role = ScenarioRole::case_;
        ctx.programme.scenarios.add(std::move(scenario));
    }
    if (ctx.programme.decision && ctx.definition.decision->in_case.given()) {
        const Text& name = ctx.definition.decision->in_case;
        for (const ScenarioId each : scenarios_in(ctx.programme, ScenarioRole::case_)) {
            ctx.programme.decision->in_case =
                ctx.programme.scenarios[each].id == name.text ? each : ctx.programme.decision->in_case;
        }
        if (!ctx.programme.decision->in_case.exists()) {
            const std::vector<std::string> known{std::string(financial_case), std::string(economic_case)};
            const std::string hint = did_you_mean(name.text, known);
            ctx.diagnostics.error("unknown-word", name.where, quoted(name.text) + " is not a case",
                                  hint.empty() ? "cases are " + listed(known) : hint);
        }
    }
}

void lower_case_keys(const Context& ctx, const LineDef& def, Line& line) {
    CaseTerms said;
    said.contingency = line.facets.nature == Nature::contingency || !def.covers.empty();
    if (!def.more) {
        line.terms = said.contingency ? std::make_shared<const CaseTerms>(said) : nullptr;
        return;
    }
    const MoreDef& more = *def.more;
    said.sunk = more.sunk;
    line.vat = more.vat.amounts;
    if (more.vat.rate) {
        const Number& rate = *more.vat.rate;
        const double recovered = more.vat.recovered ? more.vat.recovered->value.to_double() : 0.0;
        const bool sound = !rate.formula && rate.value.to_double() >= 0.0 && rate.value.to_double() <= 1.0 &&
                           recovered >= 0.0 && recovered <= 1.0 && !(more.vat.recovered && more.vat.recovered->formula);
        if (sound && line.vat != Vat::unstated && line.vat != Vat::exempt) {
            said.tax = {rate.value.to_double(), recovered, true};
        } else {
            ctx.diagnostics.error("vat-terms", more.vat.where,
                                  sound ? "the rate of VAT on line '" + def.id.text +
                                              "' does not apply to amounts that are " +
                                              (line.vat == Vat::exempt ? "exempt" : "neither included nor excluded")
                                        : "the VAT of line '" + def.id.text + "' cannot be calculated",
                                  "such as vat: {amounts: excluded, rate: 20%, recovered: 100%}");
        }
    }
    if (more.bias) {
        if (said.contingency) {
            ctx.diagnostics.error("risk-counted-twice", more.bias->where,
                                  "line '" + def.id.text + "' is contingency and also has optimism bias",
                                  "contingency does not need optimism bias: remove one of the two");
        } else {
            said.bias = line_bias(ctx, *more.bias, line);
        }
    }
    if (said.contingency || said.sunk || said.tax.stated || said.bias) {
        line.terms = std::make_shared<const CaseTerms>(std::move(said));
    }
}

void apply_cases(Context& ctx, const RiskLines& risk_lines) {
    for (const AdjustmentRow& row : adjustment_rows()) {
        Adjustment adjustment;
        adjustment.name = row.name;
        adjustment.title = row.title;
        adjustment.help = row.help;
        for (const PartRow& part : row.parts) {
            for (std::size_t i = 0; i < ctx.programme.lines.size(); ++i) {
                const LineId id{i};
                const Line& line = ctx.programme.lines[id];
                // A grant goes with the cost that it pays for.
                const bool grant = line.kind == LineKind::finance && line.part_of.exists() && !is_loan(line);
                // A grant that is not wholly left out with its cost stays what it is: an amount that was awarded.
                const double by = part.by(grant ? ctx.programme.lines[line.part_of] : line);
                if (by == 0.0 || (grant && by != -1.0)) {
                    continue;
                }
                const InputId input = case_input(ctx, adjustment, part.name, part.financial, part.economic);
                ctx.programme.lines[id].factor = adjusted(ctx, line.factor, by, input);
                if (adjustment.lines.empty() || adjustment.lines.back() < id) {
                    adjustment.lines.push_back(id);
                }
            }
        }
        ctx.programme.adjustments.push_back(std::move(adjustment));
    }
    adjust_prices(ctx, adjustment_named(ctx, "inflation"));
    adjust_risks(ctx, risk_lines, adjustment_named(ctx, "risk"));
    adjust_durations(ctx, adjustment_named(ctx, "duration-bias"));
    Adjustment& vat = adjustment_named(ctx, "vat");
    for (const Line& line : ctx.programme.lines) {
        if (line.vat == Vat::included && !terms_of(line).tax.stated && !line.part_of.exists()) {
            vat.remarks.push_back("line '" + line.id + "' includes VAT at no stated rate, which stays in");
        }
    }
    for (Scenario& scenario : ctx.programme.scenarios) {
        if (scenario.role != ScenarioRole::case_) {
            continue;
        }
        const bool economic = scenario.id == economic_case;
        for (const Adjustment& adjustment : ctx.programme.adjustments) {
            for (const AdjustmentPart& part : adjustment.parts) {
                if (economic ? part.economic : part.financial) {
                    scenario.overrides.push_back({part.input, Verb::replace, 1.0, {}});
                }
            }
        }
    }
}

}  // namespace tranche::lowering
