// The economic and the financial case.
//
// What a line says of itself (its bias, its tax, that it is spent already) is kept on the line. Each row of the table
// below is an adjustment: the inputs that it is made of, and by what part of its amount each of them changes a line. A
// line is multiplied by 1 + part x input, which is 1 as written, so that nothing that is written changes.
#include <algorithm>  // any_of, find_if, max, none_of
#include <array>
#include <cmath>    // floor, nearbyint
#include <utility>  // move

#include "lower/lowering.hpp"
#include "tranche/base/spelling.hpp"
#include "tranche/read/rule_books.hpp"

namespace tranche {

namespace {

bool loan(const Line& line) {
    return !line.flows.empty() && line.flows.front().funding == Funding::loan && line.part_of.exists();
}

const CaseTerms& terms(const Line& line) {
    static const CaseTerms none;
    return line.terms ? *line.terms : none;
}

// A grant stands and falls with its cost, and does not grow with it.
double left_out(bool out) {
    return out ? -1.0 : 0.0;
}

double no_cash(const Line& line) {
    const bool worth = line.facets.account == Account::economic || line.facets.account == Account::social;
    return left_out(worth || line.facets.release == Release::non_cashable);
}

double tax_paid(const Line& line) {
    if (line.kind == LineKind::finance || !terms(line).tax.stated || line.vat == Vat::exempt) {
        return 0.0;
    }
    const double kept = terms(line).tax.rate * (1.0 - terms(line).tax.recovered);
    return line.vat == Vat::included ? (1.0 + kept) / (1.0 + terms(line).tax.rate) - 1.0 : kept;
}

double tax_out(const Line& line) {
    const bool inside = line.kind != LineKind::finance && terms(line).tax.stated && line.vat == Vat::included;
    return inside ? 1.0 / (1.0 + terms(line).tax.rate) - 1.0 : 0.0;
}

double transfer(const Line& line) {
    return left_out(line.facets.nature == Nature::transfer);
}

double financing(const Line& line) {
    return left_out(line.facets.nature == Nature::financing);
}

double sunk(const Line& line) {
    return left_out(terms(line).sunk && !loan(line));
}

double contingency(const Line& line) {
    return left_out(terms(line).contingency && !loan(line));
}

double hopeful(const Line& line) {
    const double share =
        terms(line).bias && line.kind != LineKind::finance && !loan(line) ? terms(line).bias->share : 0.0;
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

constexpr double most_bias = 10.0;

}  // namespace

void Lowering::lower_cases() {
    for (const auto& [id, name] :
         {std::pair{financial_case, "Financial case"}, std::pair{economic_case, "Economic case"}}) {
        Scenario scenario;
        scenario.id = id;
        scenario.name = name;
        scenario.role = ScenarioRole::case_;
        result_.scenarios.add(std::move(scenario));
    }
    if (result_.decision && def_.decision->in_case.given()) {
        const Text& name = def_.decision->in_case;
        for (const ScenarioId each : scenarios_in(result_, ScenarioRole::case_)) {
            result_.decision->in_case = result_.scenarios[each].id == name.text ? each : result_.decision->in_case;
        }
        if (!result_.decision->in_case.exists()) {
            const std::vector<std::string> known{std::string(financial_case), std::string(economic_case)};
            const std::string hint = did_you_mean(name.text, known);
            diagnostics_.error("unknown-word", name.where, quoted(name.text) + " is not a case",
                               hint.empty() ? "cases are " + listed(known) : hint);
        }
    }
}

InputId Lowering::case_input(Adjustment& adjustment, std::string_view part, bool financial, bool economic) {
    const std::string name = "case(" + std::string(part) + ")";
    if (const std::optional<InputId> known = result_.formulas.find_input(name)) {
        return *known;
    }
    Input input;
    input.name = name;
    input.use = InputUse::adjustment;
    const InputId id = result_.formulas.add_input(std::move(input));
    adjustment.parts.push_back({id, financial, economic});
    return id;
}

// 1 + part x input. What takes a line out altogether is 1 - input, so that it is gone exactly.
NodeId Lowering::adjusted(NodeId factor, double part, InputId input) {
    Formulas& formulas = result_.formulas;
    const NodeId one = formulas.literal(1.0);
    const NodeId on = formulas.input(input);
    const NodeId by = part == -1.0
                          ? formulas.apply(Op::subtract, one, on)
                          : formulas.apply(Op::add, one, formulas.apply(Op::multiply, formulas.literal(part), on));
    return times(factor, by);
}

void Lowering::apply_cases() {
    for (const AdjustmentRow& row : adjustment_rows()) {
        Adjustment adjustment{std::string(row.name), std::string(row.title), std::string(row.help), {}, {}, {}, {}};
        for (const PartRow& part : row.parts) {
            for (std::size_t i = 0; i < result_.lines.size(); ++i) {
                const LineId id{i};
                const Line& line = result_.lines[id];
                // A grant goes with the cost that it pays for.
                const bool grant = line.kind == LineKind::finance && line.part_of.exists() && !loan(line);
                const double by = part.by(grant ? result_.lines[line.part_of] : line);
                if (by == 0.0 || (grant && by != -1.0)) {
                    continue;
                }
                const InputId input = case_input(adjustment, part.name, part.financial, part.economic);
                result_.lines[id].factor = adjusted(line.factor, by, input);
                if (adjustment.lines.empty() || adjustment.lines.back() < id) {
                    adjustment.lines.push_back(id);
                }
            }
        }
        result_.adjustments.push_back(std::move(adjustment));
    }
    adjust_prices(adjustment_named("inflation"));
    adjust_risks(adjustment_named("risk"));
    adjust_durations(adjustment_named("duration-bias"));
    Adjustment& vat = adjustment_named("vat");
    for (const Line& line : result_.lines) {
        if (line.vat == Vat::included && !terms(line).tax.stated && !line.part_of.exists()) {
            vat.remarks.push_back("line '" + line.id + "' includes VAT at no stated rate, which stays in");
        }
    }
    for (Scenario& scenario : result_.scenarios) {
        if (scenario.role != ScenarioRole::case_) {
            continue;
        }
        const bool economic = scenario.id == economic_case;
        for (const Adjustment& adjustment : result_.adjustments) {
            for (const AdjustmentPart& part : adjustment.parts) {
                if (economic ? part.economic : part.financial) {
                    scenario.overrides.push_back({part.input, Verb::replace, 1.0, {}});
                }
            }
        }
    }
}

Adjustment& Lowering::adjustment_named(std::string_view name) {
    return *std::find_if(result_.adjustments.begin(), result_.adjustments.end(),
                         [&](const Adjustment& each) { return each.name == name; });
}

// Each year's factor is 1 + input x (the deflator's - 1), on the calendar, like every other price.
void Lowering::adjust_prices(Adjustment& adjustment) {
    const bool real = def_.prices.basis == "real";
    if (def_.prices.deflator.empty()) {
        adjustment.remarks.emplace_back(
            def_.prices.basis.empty()
                ? "the programme does not say whether its prices are nominal or real, so none are moved"
                : "the programme has " + def_.prices.basis + " prices and names no deflator, so " +
                      (real ? "the financial" : "the economic") + " case has them too");
        return;
    }
    const std::optional<Term> index = index_term({def_.prices.deflator, def_.where});
    if (!index || result_.lines.empty()) {
        return;
    }
    Formulas& formulas = result_.formulas;
    const NodeId one = formulas.literal(1.0);
    const InputId input = case_input(adjustment, "inflation", real, !real);
    const NodeId on = formulas.input(input);
    Term moved{one, {}, {}};
    for (const NodeId year : index->years) {
        const NodeId level = real ? year : formulas.apply(Op::divide, one, year);
        moved.years.push_back(
            formulas.apply(Op::add, one, formulas.apply(Op::multiply, formulas.apply(Op::subtract, level, one), on)));
    }
    for (std::size_t i = 0; i < result_.lines.size(); ++i) {
        Line& line = result_.lines[LineId{i}];
        if (loan(line)) {
            continue;  // what is owed is owed in money
        }
        for (Piece& piece : line.pieces) {
            if (piece.undated != 0) {
                adjustment.remarks.push_back("line '" + line.id + "' has no dates, so its prices are not moved");
                continue;
            }
            Term own{one, {}, {}};
            if (piece.series.exists()) {
                own.years = result_.series[piece.series];
            }
            piece.series = result_.series.add(times(own, moved).years);
        }
        if (!line.pieces.empty()) {
            adjustment.lines.push_back(LineId{i});
        }
    }
}

// Risks that carry a price are lines of their own, which count in the economic case alone.
void Lowering::adjust_risks(Adjustment& adjustment) {
    for (const auto& [id, probability] : risk_lines_) {
        const InputId input = case_input(adjustment, "risk", false, true);
        Line& line = result_.lines[id];
        line.factor = times(times(line.factor, result_.formulas.input(input)), probability);
        adjustment.lines.push_back(id);
    }
}

void Lowering::adjust_durations(Adjustment& adjustment) {
    Formulas& formulas = result_.formulas;
    for (std::size_t i = 0; i < result_.projects.size(); ++i) {
        Project& project = result_.projects[ProjectId{i}];
        if (!project.bias || project.bias->months == 0) {
            continue;
        }
        const InputId input = case_input(adjustment, "duration-bias", false, true);
        const NodeId longer = formulas.apply(Op::multiply, formulas.literal(static_cast<double>(project.bias->months)),
                                             formulas.input(input));
        project.overrun = formulas.nodes()[project.overrun].op == Op::literal
                              ? longer
                              : formulas.apply(Op::add, project.overrun, longer);
        adjustment.projects.emplace_back(i);
    }
}

// The share that is left once so much of it is managed, and not below the source's own end.
std::optional<Bias> Lowering::bias(const BiasDef& def, std::optional<BiasRange> BiasRow::*column, std::string_view of) {
    const auto share = [&](const Number& number, double most) -> std::optional<double> {
        const double value = number.formula ? -1.0 : number.value.to_double();
        if (value >= 0.0 && value <= most) {
            return value;
        }
        diagnostics_.error(
            "optimism-bias", number.text.where, quoted(number.text.text) + " is no share of a bias",
            "it is a percentage such as 24%, from 0% to " + std::to_string(static_cast<int>(most * 100)) + "%");
        return std::nullopt;
    };
    if (def.share) {
        const std::optional<double> stated = share(*def.share, most_bias);
        return stated ? std::optional(Bias{*stated, {}, {}, Trust::verified, 0}) : std::nullopt;
    }
    if (!def.type.given()) {
        return std::nullopt;  // told, or a grade
    }
    const std::vector<BiasRow>& rows = rule_books().optimism_bias;
    const BiasRow* row = find_rule(rows, def.type.text);
    if (row == nullptr) {
        std::vector<std::string> known;
        for (const BiasRow& each : rows) {
            known.push_back(each.id);
        }
        const std::string hint = did_you_mean(def.type.text, known);
        diagnostics_.error("optimism-bias", def.type.where, "there is no type of project " + quoted(def.type.text),
                           hint.empty() ? "there are " + listed(known, 10) : hint);
        return std::nullopt;
    }
    const std::optional<BiasRange>& range = row->*column;
    if (!range) {
        diagnostics_.error("optimism-bias", def.type.where,
                           "the source gives no bias of " + std::string(of) + " for type '" + row->id + "'",
                           "`tranche tables` lists what it gives; state a percentage of your own instead");
        return std::nullopt;
    }
    double managed = 0.0;
    if (def.mitigated) {
        const std::optional<double> stated = share(*def.mitigated, 1.0);
        if (!stated) {
            return std::nullopt;
        }
        managed = *stated;
    }
    // To twelve places, so that 8% of 51% is the double nearest to 4.08%.
    constexpr double places = 1e12;
    const double left = std::nearbyint((1.0 - managed) * range->upper * places) / places;
    return Bias{std::max(left, range->lower), row->id, row->source, row->status, 0};
}

std::optional<Bias> Lowering::line_bias(const BiasDef& def, const Line& line) {
    if (!def.share && def.type.given() == def.grade.has_value()) {
        diagnostics_.error(
            "optimism-bias", def.where,
            std::string("an optimism bias has ") +
                (def.grade ? "both 'type' and 'grade'" : "neither 'type' nor 'grade'"),
            "it is a percentage, the bias of a type of project, or what a grade of evidence is said to be worth");
        return std::nullopt;
    }
    if (def.grade) {
        const std::vector<EvidenceRow>& grades = rule_books().evidence;
        if (*def.grade < 1 || *def.grade > static_cast<int>(grades.size())) {
            diagnostics_.error("evidence-grade", def.where, std::to_string(*def.grade) + " is not a grade of evidence",
                               "grades go from 1 (best) to 6");
            return std::nullopt;
        }
        const EvidenceRow& row = grades[static_cast<std::size_t>(*def.grade - 1)];
        return Bias{line.kind == LineKind::benefit ? row.benefit : row.cost, "grade " + row.id, row.source, row.status,
                    0};
    }
    BiasOf of = def.of;
    if (of == BiasOf::unstated) {
        const BiasRow* row = find_rule(rule_books().optimism_bias, def.type.text);
        const bool operating = row != nullptr && (line.facets.budget == Budget::revenue || !row->capital);
        of = operating && row->operating ? BiasOf::operating : BiasOf::capital;
    }
    return of == BiasOf::operating ? bias(def, &BiasRow::operating, "operating cost")
                                   : bias(def, &BiasRow::capital, "capital cost");
}

void Lowering::lower_case_keys(const LineDef& def, Line& line) {
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
            diagnostics_.error("vat-terms", more.vat.where,
                               sound ? "the rate of VAT on line '" + def.id.text +
                                           "' means nothing to amounts that are " +
                                           (line.vat == Vat::exempt ? "exempt" : "neither included nor excluded")
                                     : "the VAT of line '" + def.id.text + "' cannot be worked out",
                               "such as vat: {amounts: excluded, rate: 20%, recovered: 100%}");
        }
    }
    if (more.bias) {
        if (said.contingency) {
            diagnostics_.error("risk-counted-twice", more.bias->where,
                               "line '" + def.id.text + "' is contingency and has optimism bias as well",
                               "what is set aside for risks is not hopeful: leave one of them out");
        } else {
            said.bias = line_bias(*more.bias, line);
        }
    }
    if (said.contingency || said.sunk || said.tax.stated || said.bias) {
        line.terms = std::make_shared<const CaseTerms>(std::move(said));
    }
}

void Lowering::lower_duration_bias(const ProjectDef& def, Project& project) {
    if (!def.duration_bias) {
        return;
    }
    if (!project.lasts) {
        diagnostics_.error("optimism-bias", def.duration_bias->where,
                           "project '" + def.id.text + "' does not say how long it lasts, so it cannot last longer",
                           "give it 'lasts' or 'phases'");
        return;
    }
    project.bias = bias(*def.duration_bias, &BiasRow::duration, "duration");
    if (project.bias) {
        project.bias->months = static_cast<int>(std::floor(project.bias->share * *project.lasts + 0.5));
    }
}

// A risk that is left to a bias which is not there would count nowhere.
void Lowering::check_held(const RiskDef& def, const Risk& risk) {
    if (risk.held != RiskHeld::optimism_bias || !risk.effect || risk.effect->lines.empty()) {
        return;
    }
    const std::vector<LineId>& lines = risk.effect->lines;
    if (std::none_of(lines.begin(), lines.end(),
                     [&](LineId id) { return terms(result_.lines[id]).bias.has_value(); })) {
        diagnostics_.warning("risk-held-nowhere", def.id.where,
                             "risk '" + risk.id + "' is held as optimism bias, and no line that it falls on has any",
                             "give one of them an optimism_bias, or hold the risk in another way");
    }
}

// A line for each side of a risk's effect. Who bears it is who bears the first line that it falls on.
void Lowering::lower_risk_lines() {
    for (const RiskDef& def : def_.risks) {
        if (!def.probability || def.probability->formula || !def.effect || def.held == RiskHeld::optimism_bias) {
            continue;
        }
        const double probability = def.probability->value.to_double();
        if (probability < 0.0 || probability > 1.0) {
            continue;  // told where risks are lowered
        }
        const auto add = [&](const std::optional<Amount>& amount, LineKind kind, const std::string& id) {
            if (!amount || !amount->readable || lines_.has(id)) {
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
            const std::size_t row = result_.lines.size();
            LineId borne_with;
            const Line* bearer = nullptr;
            for (std::size_t i = 0; i < row && bearer == nullptr; ++i) {
                const Line& each = result_.lines[LineId{i}];
                const bool named = std::any_of(def.effect->lines.begin(), def.effect->lines.end(),
                                               [&](const Text& name) { return name.text == each.id; });
                bearer = named && each.kind == kind ? &each : nullptr;
                borne_with = bearer != nullptr ? LineId{i} : borne_with;
            }
            const std::optional<Line> first = bearer != nullptr ? std::optional(*bearer) : std::nullopt;
            lower_line(
                line, kind,
                {first ? first->workstream : WorkstreamId{}, first ? first->project : ProjectId{}, def_.spent_by});
            if (result_.lines.size() == row) {
                return;
            }
            Line& lowered = result_.lines[LineId{row}];
            if (first) {
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
            risk_lines_.emplace_back(LineId{row}, result_.formulas.input(result_.formulas.add_input(std::move(input))));
        };
        add(def.effect->cost, LineKind::cost, "risk-" + def.id.text);
        add(def.effect->benefit, LineKind::benefit, "risk-" + def.id.text + (def.effect->cost ? "-benefit" : ""));
    }
}

}  // namespace tranche
