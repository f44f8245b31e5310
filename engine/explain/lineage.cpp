#include "tranche/explain/lineage.hpp"

#include <fmt/format.h>  // format

#include <algorithm>  // copy_if, find_if, none_of
#include <iterator>   // back_inserter
#include <map>
#include <set>
#include <tuple>

#include "tranche/run/run.hpp"
#include "tranche/scenario/compose.hpp"

namespace tranche {

namespace {

bool is_literal(const Programme& programme, NodeId node, double value) {
    const Node& found = programme.formulas.nodes()[node];
    return found.op == Op::literal && found.literal == value;
}

// For people and for machines at once.
void set_value(LineageNode& node, Figure figure, MeasureUnit unit, MoneyUnit money) {
    node.value = figure_text(figure, unit, money);
    node.figure = std::move(figure);
    node.unit = unit;
}

std::string number_text(double value) {
    return fmt::format("{}", value);
}

// An input that is no assumption has a name for the engine, such as scale(kind=cost); people read what it is.
std::string input_text(const Input& input) {
    if (input.use == InputUse::value || input.use == InputUse::claim) {
        return input.name;
    }
    const std::size_t open = input.name.find('(') + 1;
    const std::string inside = input.name.substr(open, input.name.size() - open - 1);
    if (input.use == InputUse::paid) {
        return "part of award " + inside + " that comes";
    }
    if (input.use == InputUse::stands) {
        const bool option = input.name.starts_with("option");
        return option ? "option " + inside + " in force" : "whether " + inside + " counts";
    }
    if (input.use == InputUse::adjustment) {
        return "adjustment " + inside + " of the case";
    }
    if (input.use == InputUse::gate) {
        return "gate " + inside + " is passed";
    }
    if (input.name.starts_with("overrun(")) {
        return "scenario overrun of " + (inside == "all" ? "all projects" : inside);
    }
    return (input.use == InputUse::scale ? "scenario factor on " : "scenario delay of ") +
           (inside == "all" ? "all lines" : inside);
}

class Tree {
public:
    Tree(const Model& model, const Question& question, ScenarioId scenario)
        : model_(model),
          programme_(model.programme),
          question_(question),
          lane_(compose(model.programme, scenario)),
          cashflow_(run(model.plan, lane_)),
          counting_(programme_, question.perspective),
          appraisal_(appraise(cashflow_, counting_, question.lines.empty() ? nullptr : &question.lines)) {}

    LineageNode measure(const MeasureRow& row) {
        LineageNode node;
        node.what = row.title;
        const Figure figure = row.compute(appraisal_);
        set_value(node, figure, row.unit, cashflow_.unit);
        node.how = std::string(row.definition) + (figure.computable() ? "" : "; not computable: " + figure.why);
        for (const std::string_view operand : row.operands) {
            add_operand(operand, node);
        }
        return node;
    }

    /// The figure asked for is a period or part of a sum: its own value, over the same lines.
    LineageNode sum(const MeasureRow& row, const Figure& figure) {
        LineageNode node;
        node.what = question_.address.text();
        set_value(node, figure, row.unit, cashflow_.unit);
        node.how = row.definition;
        for (const std::string_view operand : row.operands) {
            // Net over a period is benefit less cost over that period, not of the whole case.
            const MeasureRow* part = find_measure(operand);
            if (part == nullptr) {
                add_operand(operand, node);
                continue;
            }
            LineageNode side;
            side.what = part->title;
            side.how = part->definition;
            Money total;
            for (const std::string_view column : part->operands) {
                add_operand(column, side);
            }
            for (const LineageNode& each : side.parts) {
                total += std::get<Money>(each.figure.value);
            }
            set_value(side, {total, {}}, MeasureUnit::gbp, cashflow_.unit);
            node.parts.push_back(std::move(side));
        }
        return node;
    }

private:
    void add_operand(std::string_view operand, LineageNode& to) {
        if (const MeasureRow* row = find_measure(operand)) {
            to.parts.push_back(measure(*row));
        } else if (operand == "cost by year" || operand == "benefit by year") {
            add_lines(operand == "cost by year" ? Counted::As::cost : Counted::As::benefit, to);
        } else if (operand == "grants") {
            add_grants(to);
        } else {
            add_cumulative(to);
        }
    }

    void add_cumulative(LineageNode& to) {
        LineageNode node;
        node.what = "Cumulative net by year";
        const std::vector<Money> cumulative = appraisal_.cumulative();
        for (std::size_t year = 0; year < cumulative.size(); ++year) {
            LineageNode cell;
            cell.what = appraisal_.calendar.year_label(static_cast<int>(year));
            set_value(cell, {cumulative[year], {}}, MeasureUnit::gbp, cashflow_.unit);
            node.parts.push_back(std::move(cell));
        }
        to.parts.push_back(std::move(node));
        to.parts.push_back(measure(*find_measure("benefit")));
        to.parts.push_back(measure(*find_measure("cost")));
    }

    /// Rows of one line between the same two: one for each of its pieces.
    using Rows = std::vector<std::size_t>;

    void add_lines(Counted::As side, LineageNode& to) {
        add_rows(to, [&](const CashRow& row) {
            const Counted counted = counting_.of(row.kind, row.from, row.to);
            const bool asked = question_.lines.empty() || question_.lines[row.line.index()];
            return counted.as == side && asked ? counted.sign : 0;
        });
    }

    void add_grants(LineageNode& to) {
        add_rows(to, [&](const CashRow& row) { return counting_.grant(row.kind, row.from) ? 1 : 0; });
    }

    /// sign(row) is 0 for those that do not count.
    template <class Sign>
    void add_rows(LineageNode& to, Sign sign) {
        std::vector<std::pair<Rows, int>> groups;
        std::map<std::tuple<LineId, OrganisationId, OrganisationId, LineKind>, std::size_t> known;
        for (std::size_t i = 0; i < cashflow_.rows.size(); ++i) {
            const CashRow& row = cashflow_.rows[i];
            if (const int counts = sign(row); counts != 0) {
                const auto [found, fresh] =
                    known.emplace(std::tuple(row.line, row.from, row.to, row.kind), groups.size());
                if (fresh) {
                    groups.push_back({{}, counts});
                }
                groups[found->second].first.push_back(i);
            }
        }
        for (const auto& [rows, counts] : groups) {
            to.parts.push_back(line(rows, counts));
        }
    }

    LineageNode line(const Rows& rows, int sign) {
        const CashRow& row = cashflow_.rows[rows.front()];
        const Row& planned = model_.plan.rows[rows.front()];
        const Line& from = programme_.lines[row.line];
        LineageNode node;
        node.what = from.id;
        node.where = from.where;
        node.status = from.facets.status;
        if (from.at) {
            node.sources.push_back(citation_text(programme_, *from.at));
        }
        const auto [total, years] = asked_for(rows);
        const bool known = std::none_of(rows.begin(), rows.end(), [&](std::size_t each) {
            return cashflow_.rows[each].blocked || cashflow_.streams[cashflow_.rows[each].stream].blocked;
        });
        set_value(node, known ? Figure{sign > 0 ? total : -total, {}} : Figure{std::monostate{}, "not known"},
                  MeasureUnit::gbp, cashflow_.unit);
        node.how = from.name + ", " + programme_.organisations[row.from].id + " to " +
                   programme_.organisations[row.to].id + (years.empty() ? "" : ": " + years);
        if (!is_literal(programme_, planned.below, 0.0) || !is_literal(programme_, planned.upto, 1.0)) {
            add_share(planned, node);
        }
        if (!is_literal(programme_, from.factor, 1.0)) {
            add_formula("factor", from.factor, node);
        }
        add_pieces(rows, node);
        return node;
    }

    /// What the pieces are made of that come to something or are not known; where none is, the first.
    void add_pieces(const Rows& rows, LineageNode& to) {
        const auto says = [&](std::size_t row) {
            return asked_for({row}).first != Money{} || cashflow_.streams[cashflow_.rows[row].stream].blocked;
        };
        Rows saying;
        std::copy_if(rows.begin(), rows.end(), std::back_inserter(saying), says);
        if (saying.empty()) {
            saying.push_back(rows.front());
        }
        std::set<std::pair<std::string, std::uint32_t>> said;
        const auto once = [&](const std::string& what, std::uint32_t row) { return said.emplace(what, row).second; };
        for (const std::size_t index : saying) {
            const Row& planned = model_.plan.rows[index];
            const Piece& piece =
                programme_.lines[planned.line].pieces[planned.stream.index() - first_stream(planned.line)];
            if (!is_literal(programme_, piece.amount, 1.0) && once("amount", piece.amount.value)) {
                add_amount("amount in £", "amount", piece.amount, to);
            }
            if (piece.series.exists() && once("series", piece.series.value)) {
                add_series(index, programme_.series[piece.series], to);
            }
            if (!is_literal(programme_, piece.delay, 0.0) && once("delay", piece.delay.value)) {
                add_formula("delay in months", piece.delay, to);
            }
            const auto place = [](const Anchor& anchor) {
                return 2 * anchor.project.value + (anchor.kind == AnchorKind::project_end ? 1 : 0);
            };
            if (piece.anchor.kind != AnchorKind::calendar && once("anchor", place(piece.anchor))) {
                add_event("moves with", piece.anchor, to);
            }
            if (piece.until && once("until", place(*piece.until))) {
                add_event("lasts until", *piece.until, to);
            }
        }
    }

    /// The shape may be of a million pounds, which is the engine's business.
    void add_amount(const std::string& in_pounds, const std::string& otherwise, NodeId id, LineageNode& to) {
        const Node& amount = programme_.formulas.nodes()[id];
        const bool in_millions = amount.op == Op::divide && is_literal(programme_, amount.b, 1e6);
        add_formula(in_millions ? in_pounds : otherwise, in_millions ? amount.a : id, to);
    }

    /// What differs from year to year: of the years with money in them that are asked for.
    void add_series(std::size_t row, const std::vector<NodeId>& series, LineageNode& to) {
        const int first = question_.months && question_.part != Part::cumulative ? question_.months->first / 12 : 0;
        const int last = question_.months ? (question_.months->second - 1) / 12 : cashflow_.calendar.years - 1;
        const CashStream& stream = cashflow_.streams[cashflow_.rows[row].stream];
        for (int year = first; year <= last; ++year) {
            const auto before = [&](int month) {
                return month == 0
                           ? 0
                           : cashflow_.shapes->before(stream.shape, std::min(month, stream.until) - stream.origin);
            };
            if (before(12 * (year + 1)) != before(12 * year)) {
                const NodeId node = series[std::min(static_cast<std::size_t>(year), series.size() - 1)];
                const std::string label = cashflow_.calendar.year_label(year);
                add_amount("amount in £ in " + label, "factor in " + label, node, to);
            }
        }
    }

    void add_event(const std::string& how, const Anchor& anchor, LineageNode& to) {
        const Project& project = programme_.projects[anchor.project];
        const bool end = anchor.kind == AnchorKind::project_end;
        LineageNode moved;
        moved.what = how + (end ? " the end of " : " ") + std::string(word(project.kind)) + " " + project.id;
        set_value(moved, {(end ? cashflow_.finish_shift : cashflow_.project_shift)[anchor.project], {}},
                  MeasureUnit::count, cashflow_.unit);
        moved.how = "months from its planned date";
        moved.where = project.where;
        moved.status = project.status;
        if (project.at) {
            moved.sources.push_back(citation_text(programme_, *project.at));
        }
        to.parts.push_back(std::move(moved));
    }

    /// The line's first piece among the plan's streams.
    [[nodiscard]] std::size_t first_stream(LineId line) const {
        const auto before = [&](const Stream& stream) { return stream.line < line; };
        const auto& streams = model_.plan.streams;
        return static_cast<std::size_t>(std::partition_point(streams.begin(), streams.end(), before) - streams.begin());
    }

    /// The money of rows in the period or part that was asked for, and how it falls there.
    [[nodiscard]] std::pair<Money, std::string> asked_for(const Rows& rows) const {
        const auto sum_of = [&](const std::vector<Money>& amounts) {
            Money sum;
            for (const std::size_t row : rows) {
                sum += amounts[row];
            }
            return sum;
        };
        if (question_.part == Part::beyond) {
            return {sum_of(cashflow_.beyond), {}};
        }
        if (question_.part == Part::unallocated) {
            return {sum_of(cashflow_.undated), {}};
        }
        const int first = question_.months && question_.part != Part::cumulative ? question_.months->first : 0;
        const int last = question_.months ? question_.months->second : cashflow_.calendar.months();
        Money total = question_.months ? Money{} : sum_of(cashflow_.undated);
        std::string years;
        std::vector<Money> months(static_cast<std::size_t>(cashflow_.calendar.months()));
        for (const std::size_t row : rows) {
            const std::vector<Money> of_row = cashflow_.months(row);
            for (std::size_t month = 0; month < months.size(); ++month) {
                months[month] += of_row[month];
            }
        }
        for (int month = first; month < last;) {
            Money in_year;
            const int year = Calendar::year_of(month);
            for (; month < last && Calendar::year_of(month) == year; ++month) {
                in_year += months[static_cast<std::size_t>(month)];
            }
            total += in_year;
            if (in_year.units != 0) {
                years += (years.empty() ? "" : ", ") + cashflow_.calendar.year_label(year) + " " +
                         amount_text(in_year, cashflow_.unit);
            }
        }
        return {total, years};
    }

    void add_share(const Row& row, LineageNode& to) {
        LineageNode node;
        node.what = "share";
        const Figure upto = value_of(row.upto);
        const Figure below = value_of(row.below);
        const Figure share = !upto.computable() ? upto
                             : !below.computable()
                                 ? below
                                 : Figure{std::get<double>(upto.value) - std::get<double>(below.value), {}};
        set_value(node, share, MeasureUnit::number, cashflow_.unit);
        node.how = is_literal(programme_, row.below, 0.0)
                       ? formula_text(programme_, row.upto)
                       : formula_text(programme_, row.upto) + " - " + formula_text(programme_, row.below);
        add_inputs(row.below, node);
        add_inputs(row.upto, node);
        to.parts.push_back(std::move(node));
    }

    void add_formula(const std::string& what, NodeId id, LineageNode& to) {
        LineageNode node;
        node.what = what;
        set_value(node, value_of(id), MeasureUnit::number, cashflow_.unit);
        node.how = formula_text(programme_, id);
        add_inputs(id, node);
        // A selection that nothing overrides is 1 or 0 times or plus the line: it says nothing of this figure.
        if (!node.parts.empty()) {
            to.parts.push_back(std::move(node));
        }
    }

    /// A formula's value, or that it is not known.
    [[nodiscard]] Figure value_of(NodeId id) const {
        const std::optional<double> value = node_value(model_.plan, lane_, id);
        return value ? Figure{*value, {}} : Figure{std::monostate{}, "not known"};
    }

    void add_inputs(NodeId id, LineageNode& to) {
        std::set<InputId> inputs;
        collect(id, inputs);
        for (const InputId input : inputs) {
            const Input& from = programme_.formulas.inputs()[input];
            const auto overridden = std::find_if(lane_.settings.begin(), lane_.settings.end(),
                                                 [&](const Setting& setting) { return setting.input == input; });
            if (from.use != InputUse::value && overridden == lane_.settings.end()) {
                continue;
            }
            LineageNode node;
            node.what = input_text(from);
            const bool given = overridden != lane_.settings.end();
            set_value(node,
                      given && overridden->known ? Figure{overridden->value, {}}
                      : given                    ? Figure{std::monostate{}, "not known"}
                      : from.known               ? Figure{from.base, {}}
                                                 : Figure{std::monostate{}, "not known"},
                      MeasureUnit::number, cashflow_.unit);
            node.how =
                overridden == lane_.settings.end() ? "" : "set by the scenario, otherwise " + number_text(from.base);
            if (!given && !from.known) {
                node.how = from.low || from.high
                               ? fmt::format("between {} and {}", from.low ? number_text(*from.low) : "?",
                                             from.high ? number_text(*from.high) : "?")
                               : "not known";
                node.how += from.reason.empty() ? "" : ": " + from.reason;
            }
            node.where = from.where;
            if (from.at) {
                node.sources.push_back(citation_text(programme_, *from.at));
            }
            for (const Assumption& assumption : programme_.assumptions) {
                node.status = assumption.input == input ? assumption.status : node.status;
                node.how = assumption.input == input && node.how.empty() ? assumption.name : node.how;
            }
            to.parts.push_back(std::move(node));
        }
    }

    // Every node once: formulas share parts.
    void collect(NodeId id, std::set<InputId>& inputs) const {
        std::set<NodeId> seen;
        std::vector<NodeId> waiting{id};
        while (!waiting.empty()) {
            const NodeId at = waiting.back();
            waiting.pop_back();
            const Node& node = programme_.formulas.nodes()[at];
            if (!seen.insert(at).second || node.op == Op::literal) {
                continue;
            }
            if (node.op == Op::input) {
                inputs.insert(node.input);
                continue;
            }
            waiting.push_back(node.a);
            if (node.op != Op::alias) {
                waiting.push_back(node.b);
            }
        }
    }

    const Model& model_;
    const Programme& programme_;
    const Question& question_;
    Lane lane_;
    Cashflow cashflow_;
    Counting counting_;
    Appraisal appraisal_;
};

LineageNode of_scenario(const Model& model, const Question& question, ScenarioId scenario) {
    Tree tree(model, question, scenario);
    if (question.part == Part::whole && !question.months) {
        return tree.measure(*question.measure);
    }
    Question one = question;
    one.scenario = scenario;
    one.comparison.reset();
    return tree.sum(*question.measure, answer(model, one));
}

}  // namespace

std::string citation_text(const Programme& programme, const Citation& citation) {
    std::string result = programme.sources[citation.source].id + ":" + std::to_string(citation.first_line);
    return citation.last_line > citation.first_line ? result + "-" + std::to_string(citation.last_line) : result;
}

std::string formula_text(const Programme& programme, NodeId id) {
    const Node& node = programme.formulas.nodes()[id];
    const auto binary = [&](std::string_view sign) {
        const auto operand = [&](NodeId each) {
            const Op op = programme.formulas.nodes()[each].op;
            const std::string text = formula_text(programme, each);
            const bool one_word = text.find(' ') == std::string::npos;
            const bool simple = op == Op::literal || (op == Op::input && one_word) || op == Op::alias || op == node.op;
            return simple ? text : "(" + text + ")";
        };
        return operand(node.a) + " " + std::string(sign) + " " + operand(node.b);
    };
    const auto call = [&](std::string_view name) {
        return std::string(name) + "(" + formula_text(programme, node.a) + ", " + formula_text(programme, node.b) + ")";
    };
    switch (node.op) {
        case Op::literal: return number_text(node.literal);
        case Op::input: return input_text(programme.formulas.inputs()[node.input]);
        case Op::alias: return programme.formulas.name_of(id);
        case Op::add: return binary("+");
        case Op::subtract: return binary("-");
        case Op::multiply: return binary("*");
        case Op::divide: return binary("/");
        case Op::minimum: return call("min");
        case Op::maximum: return call("max");
        case Op::at_least: return binary(">=");
    }
    return {};
}

LineageNode lineage(const Model& model, const Question& question) {
    const Programme& programme = model.programme;
    LineageNode root;
    if (question.count != nullptr) {
        root.what = question.address.text();
        set_value(root, answer(model, question), MeasureUnit::count, model.plan.unit);
        root.how = question.count->help;
        return root;
    }
    if (question.assumption.exists()) {
        const Assumption& assumption = programme.assumptions[question.assumption];
        root.what = assumption.id;
        set_value(root, answer(model, question), MeasureUnit::number, model.plan.unit);
        root.how =
            assumption.name + (assumption.input.exists()
                                   ? ""
                                   : " = " + formula_text(programme, programme.formulas.nodes()[assumption.node].a));
        root.where = assumption.where;
        root.status = assumption.status;
        if (assumption.at) {
            root.sources.push_back(citation_text(programme, *assumption.at));
        }
        return root;
    }
    if (!question.comparison) {
        return of_scenario(model, question, question.scenario);
    }
    const Comparison& comparison = programme.comparisons[*question.comparison];
    root.what = question.address.text();
    set_value(root, answer(model, question), unit_of(question), model.plan.unit);
    root.how = comparison.name;
    root.where = comparison.where;
    for (const ScenarioId scenario : {comparison.of, comparison.against}) {
        LineageNode part = of_scenario(model, question, scenario);
        part.what += " of " + programme.scenarios[scenario].name;
        root.parts.push_back(std::move(part));
    }
    return root;
}

}  // namespace tranche
