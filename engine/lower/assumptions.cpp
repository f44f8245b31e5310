// Assumptions and formulas: numbers by name, with units, some of them different from year to year.
#include <algorithm>  // none_of, max

#include "lower/expression.hpp"
#include "lower/formula_names.hpp"
#include "lower/lowering.hpp"
#include "tranche/base/spelling.hpp"

namespace tranche {

namespace {

Input stated_input(std::string name, const Quantity& stated, bool midpoint) {
    Input input;
    input.name = std::move(name);
    input.where = stated.text.where;
    input.reason = stated.reason;
    const double value = stated.value.to_double();
    input.bounded = stated.known != Known::exactly;
    switch (stated.known) {
        case Known::exactly: input.base = value; break;
        case Known::between:
            input.low = value;
            input.high = stated.high.to_double();
            input.known = midpoint;
            input.base = midpoint ? (*input.low + *input.high) / 2.0 : 0.0;
            break;
        case Known::at_least:
            input.low = value;
            input.known = false;
            break;
        case Known::up_to:
            input.high = value;
            input.known = false;
            break;
        default: input.known = false;
    }
    return input;
}

}  // namespace

void Lowering::lower_assumptions() {
    for (const AssumptionDef& def : def_.assumptions) {
        assumptions_.declare(def.id, "an assumption", result_.assumptions.size(), diagnostics_);
        Assumption assumption;
        assumption.id = def.id.text;
        assumption.name = def.name.empty() ? def.id.text : def.name;
        assumption.unit = !def.unit.empty() || !def.value ? def.unit : def.value->unit;
        assumption.owner = def.owner;
        assumption.evidence = def.evidence;
        assumption.status = def.status;
        assumption.where = def.id.where;
        assumption.at = citation(def.at);
        if (def.id.given() && !def.misread && def.value.has_value() == !def.by_year.empty()) {
            diagnostics_.error(
                def.value ? "line-form" : "missing-key", def.id.where,
                "assumption '" + def.id.text + (def.value ? "' has both 'value' and 'by_year'" : "' needs 'value'"),
                def.value ? "keep one" : "it takes a number, a rate, a bound or a formula; or by_year, a map of years");
        }
        if (def.value && def.value->known == Known::formula) {
            assumption.node = result_.formulas.reserve(def.id.text, def.value->text.where);
        }
        result_.assumptions.add(std::move(assumption));
    }
    for (const std::size_t i : settling_order()) {
        settle_assumption(i);
    }
}

// Formulas may name assumptions that come later, so each is settled after those it names. Where they stand in a circle one of them is
// not, and is taken for a plain number; the plan tells the circle by the names of its aliases.
std::vector<std::size_t> Lowering::settling_order() const {
    enum class Seen { no, open, yes };
    std::vector<Seen> seen(def_.assumptions.size(), Seen::no);
    std::map<std::string, std::size_t> rows;
    for (std::size_t i = 0; i < def_.assumptions.size(); ++i) {
        rows.emplace(def_.assumptions[i].id.text, i);
    }
    std::vector<std::size_t> order;
    std::vector<std::size_t> waiting;
    for (std::size_t first = 0; first < seen.size(); ++first) {
        waiting.push_back(first);
        while (!waiting.empty()) {
            const std::size_t at = waiting.back();
            if (seen[at] != Seen::no) {
                if (seen[at] == Seen::open) {
                    order.push_back(at);
                }
                seen[at] = Seen::yes;
                waiting.pop_back();
                continue;
            }
            seen[at] = Seen::open;
            for (const std::string& name : names_in(def_.assumptions[at])) {
                const auto found = rows.find(name);
                if (found != rows.end() && seen[found->second] == Seen::no) {
                    waiting.push_back(found->second);
                }
            }
        }
    }
    return order;
}

void Lowering::settle_assumption(std::size_t i) {
    const AssumptionDef& def = def_.assumptions[i];
    const AssumptionId id{i};
    if (!def.by_year.empty()) {
        settle_yearly(def, id);
    } else if (def.value && def.value->known == Known::formula) {
        settle_formula(def, id);
    } else {
        Assumption& assumption = result_.assumptions[id];
        Input input = stated_input(def.id.text, def.value.value_or(Quantity{}), def_.method.central == "midpoint");
        input.unit = assumption.unit;
        input.where = def.id.where;
        input.at = assumption.at;
        set_range(def, input);
        assumption.input = result_.formulas.add_input(std::move(input));
        assumption.node = result_.formulas.input(assumption.input);
    }
}

void Lowering::set_range(const AssumptionDef& def, Input& input) {
    if (def.range.empty()) {
        return;
    }
    const bool numbers =
        std::none_of(def.range.begin(), def.range.end(), [](const Number& each) { return each.formula; });
    if (def.range.size() != 2 || !numbers || def.range[0].value > def.range[1].value) {
        diagnostics_.error("range", def.range.front().text.where, "a range is two numbers, the low one first",
                           "such as [12%, 20%]");
        return;
    }
    input.low = def.range[0].value.to_double();
    input.high = def.range[1].value.to_double();
}

// A window that extends may reach years past the calendar, which have prices and values too.
int Lowering::series_years() const {
    constexpr int most_added = 50;
    return result_.calendar.years + (result_.delay_window == DelayWindow::extend ? most_added : 0);
}

void Lowering::settle_yearly(const AssumptionDef& def, AssumptionId id) {
    std::vector<NodeId> years;
    for (int year = 0; year < series_years(); ++year) {
        const auto said = std::find_if(def.by_year.begin(), def.by_year.end(),
                                       [&](const YearValueDef& each) { return each.year == year; });
        const std::string name = def.id.text + " in " + result_.calendar.year_label(year);
        Input input;
        if (said != def.by_year.end() && said->value.known == Known::formula) {
            diagnostics_.error("not-a-number", said->value.text.where, "a yearly value takes a number, not a formula",
                               "write a formula of yearly assumptions as the value of another");
        }
        if (said != def.by_year.end()) {
            input = stated_input(name, said->value, def_.method.central == "midpoint");
        } else {
            input.name = name;
            input.known = false;
            input.where = def.id.where;
            input.reason = "no value is given for " + result_.calendar.year_label(year);
        }
        input.unit = def.unit;
        years.push_back(result_.formulas.input(result_.formulas.add_input(std::move(input))));
    }
    if (!def.range.empty()) {
        diagnostics_.error("range", def.range.front().text.where,
                           "'" + def.id.text + "' has a value for each year and no range of its own",
                           "give ranges to its years, such as {2013/14: 50..60}");
    }
    result_.assumptions[id].series = result_.series.add(std::move(years));
}

void Lowering::settle_formula(const AssumptionDef& def, AssumptionId id) {
    if (!def.range.empty()) {
        diagnostics_.error("range", def.range.front().text.where,
                           "'" + def.id.text + "' is a formula and has no range of its own",
                           "give ranges to the assumptions that it is made of");
    }
    const std::optional<Term> term = yearly_formula(def.value->text);
    Assumption& assumption = result_.assumptions[id];
    if (!term) {
        result_.formulas.bind(assumption.node, result_.formulas.literal(0.0));
        return;
    }
    if (assumption.unit.empty()) {
        assumption.unit = term->unit.plain() ? "" : term->unit.text();
    } else if (!term->unit.plain() && term->unit != Unit::parse(assumption.unit)) {
        diagnostics_.error(
            "unit-mismatch", def.value->text.where,
            "the formula of '" + def.id.text + "' comes to " + term->unit.text() + ", not " + assumption.unit,
            "look at the units of what the formula names");
    }
    if (term->years.empty()) {
        result_.formulas.bind(assumption.node, term->node);
    } else {
        result_.formulas.bind(assumption.node, result_.formulas.literal(0.0));
        assumption.node = NodeId::none();
        assumption.series = result_.series.add(term->years);
    }
}

// What a name in a formula stands for, in one year where it differs.
std::optional<Measured> Lowering::named(const std::string& name, Position where) {
    if (line_ids_.contains(name) && !assumptions_.has(name)) {
        const auto [found, fresh] = line_values_.try_emplace(name);
        if (fresh) {
            found->second = result_.formulas.reserve(name, where);
        }
        return Measured{found->second, Unit::pounds()};
    }
    const std::size_t dot = name.find('.');
    if (dot != std::string::npos) {
        return measure_value({name.substr(0, dot), where}, name.substr(dot + 1));
    }
    const std::optional<std::size_t> row = assumptions_.find({name, where}, "assumption", diagnostics_);
    if (!row) {
        return std::nullopt;
    }
    const Assumption& assumption = result_.assumptions[AssumptionId{*row}];
    const Unit unit = Unit::parse(assumption.unit);
    if (!assumption.series.exists()) {
        return Measured{assumption.node, unit};
    }
    met_yearly_ = true;
    return Measured{result_.series[assumption.series][static_cast<std::size_t>(formula_year_)], unit};
}

std::optional<Measured> Lowering::measure_value(const Text& id, const std::string& field) {
    const std::optional<std::size_t> row = measures_.find(id, "measure", diagnostics_);
    if (!row) {
        return std::nullopt;
    }
    const OutcomeMeasure& measure = result_.measures[*row];
    const std::optional<Printed>* figure = field == "baseline"  ? &measure.baseline
                                           : field == "target"  ? &measure.target
                                           : field == "without" ? &measure.without
                                           : field == "change"  ? &measure.change
                                                                : nullptr;
    if (figure == nullptr || !*figure || (*figure)->bound == Bound::range) {
        diagnostics_.error("unknown-reference", id.where, "measure '" + id.text + "' has no one figure '" + field + "'",
                           figure == nullptr ? did_you_mean(field, {"baseline", "target", "without", "change"})
                                             : "give the measure one, as a number");
        return std::nullopt;
    }
    const bool percent = (*figure)->unit == PrintedUnit::percent;
    return Measured{result_.formulas.literal((*figure)->value.to_double() / (percent ? 100.0 : 1.0)),
                    percent ? Unit{} : Unit::parse(measure.unit)};
}

// A formula that names something yearly is one formula for each year; a part that does not is shared between them.
std::optional<Lowering::Term> Lowering::yearly_formula(const Text& text) {
    const NameResolver resolve = [&](const std::string& name, Position where) { return named(name, where); };
    const bool outer_met = met_yearly_;
    const int outer_year = formula_year_;
    met_yearly_ = false;
    formula_year_ = 0;
    std::optional<Term> result;
    if (const std::optional<Measured> first = lower_formula(text, result_.formulas, resolve, diagnostics_)) {
        result = Term{first->node, {}, first->unit};
        const bool yearly = met_yearly_;
        for (formula_year_ = 0; yearly && formula_year_ < series_years(); ++formula_year_) {
            result->years.push_back(lower_formula(text, result_.formulas, resolve, diagnostics_)->node);
        }
    }
    met_yearly_ = outer_met;
    formula_year_ = outer_year;
    return result;
}

std::optional<NodeId> Lowering::formula(const Text& text) {
    const std::optional<Term> term = yearly_formula(text);
    if (term && !term->years.empty()) {
        diagnostics_.error("yearly-value", text.where, "this formula differs from year to year, and a share cannot",
                           "use an assumption that has one value");
    }
    return term ? std::optional(term->node) : std::nullopt;
}

NodeId Lowering::number(const Number& value) {
    return value.formula ? formula(value.text).value_or(result_.formulas.literal(0.0))
                         : result_.formulas.literal(value.value.to_double());
}

Lowering::Term Lowering::times(const Term& a, const Term& b) {
    Term result{result_.formulas.apply(Op::multiply, a.node, b.node), {}, a.unit * b.unit};
    const std::size_t years = std::max(a.years.size(), b.years.size());
    for (std::size_t year = 0; year < years; ++year) {
        result.years.push_back(result_.formulas.apply(Op::multiply, a.years.empty() ? a.node : a.years[year],
                                                      b.years.empty() ? b.node : b.years[year]));
    }
    return result;
}

// A number of a line's own, as an input that bears its name.
std::optional<Lowering::Term> Lowering::quantity(const Quantity& stated, const std::string& name, LineKind kind) {
    if (!stated.readable) {
        return std::nullopt;
    }
    if (stated.known == Known::formula) {
        return yearly_formula(stated.text);
    }
    Input input = stated_input(name, stated, def_.method.central == "midpoint");
    input.unit = stated.unit;
    input.of = kind;
    return Term{result_.formulas.input(result_.formulas.add_input(std::move(input))), {}, Unit::parse(stated.unit)};
}

// What an amount of money says beyond a number, in pounds. Empty where it is unreadable or no formula; told.
std::optional<Lowering::Term> Lowering::stated_amount(const StatedAmount& amount, const std::string& name,
                                                      LineKind kind) {
    if (!amount.readable) {
        return std::nullopt;
    }
    constexpr double per_pound = 1e6;
    if (!amount.words) {
        return Term{result_.formulas.literal(static_cast<double>(amount.micropounds) / per_pound), {}, Unit::pounds()};
    }
    const StatedAmount::Words& words = *amount.words;
    if (words.known == Known::formula) {
        return yearly_formula(words.formula);
    }
    const double low = static_cast<double>(words.low) / per_pound;
    const double high = static_cast<double>(words.high) / per_pound;
    Input input;
    input.name = name;
    input.unit = "\u00a3";
    input.where = amount.where;
    input.reason = words.reason;
    input.of = kind;
    input.known = words.known == Known::between && def_.method.central == "midpoint";
    input.base = input.known ? (low + high) / 2.0 : 0.0;
    input.bounded = true;
    if (words.known == Known::between || words.known == Known::at_least) {
        input.low = low;
    }
    if (words.known == Known::between || words.known == Known::up_to) {
        input.high = high;
    }
    return Term{result_.formulas.input(result_.formulas.add_input(std::move(input))), {}, Unit::pounds()};
}

// Money may be in pounds or, for a yearly amount, pounds a year; a plain number is taken to be pounds.
bool Lowering::is_money(const Term& term, const std::string& whose, Position where, bool per_unit) {
    const Unit unit = term.unit.without_years();
    if (unit.plain() || unit == Unit::pounds() || (per_unit && unit.counts_pounds())) {
        return true;
    }
    diagnostics_.error("unit-mismatch", where, whose + " comes to " + term.unit.text() + ", not pounds",
                       "look at the units of what it is made of");
    return false;
}

}  // namespace tranche
