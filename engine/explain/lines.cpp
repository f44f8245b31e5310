// A line's node says what the line comes to where it is asked, then what that is made of: its share, its factors, the dates
// it moves with, each with the inputs it rests on. Values are read from the run; nothing is computed a second time.
#include "explain/lines.hpp"

#include <fmt/format.h>  // format

#include <algorithm>  // any_of, copy_if, find_if, min, partition_point
#include <iterator>   // back_inserter
#include <map>
#include <tuple>

#include "tranche/run/run.hpp"  // node_value

namespace tranche {

namespace {

bool is_literal(const Programme& programme, NodeId node, double value) {
    const Node& found = programme.formulas.nodes()[node];
    return found.op == Op::literal && found.literal == value;
}

std::string number_text(double value) {
    return fmt::format("{}", value);
}

// An assumption is called by its name. The engine's name of any other input is not for people, who are told what it does.
std::string input_text(const Input& input) {
    const auto all_or = [&](const char* all) { return input.subject == "all" ? all : input.subject; };
    switch (input.use) {
        case InputUse::value:
        case InputUse::claim: return input.name;
        case InputUse::paid: return "part of award " + input.subject + " that comes";
        case InputUse::exclusion: return "whether " + input.subject + " counts";
        case InputUse::option: return "option " + input.subject + " in force";
        case InputUse::adjustment: return "adjustment " + input.subject + " of the case";
        case InputUse::gate: return "gate " + input.subject + " is passed";
        case InputUse::overrun: return "scenario overrun of " + all_or("all projects");
        case InputUse::delay: return "scenario delay of " + all_or("all lines");
        case InputUse::scale: return "scenario factor on " + all_or("all lines");
    }
    return input.name;
}

}  // namespace

void set_value(LineageNode& node, Figure figure, MeasureUnit unit, MoneyUnit money) {
    node.value = figure_text(figure, unit, money);
    node.figure = std::move(figure);
    node.unit = unit;
}

int LineTree::sign_of(const CashRow& row, const Wanted& wanted) const {
    if (!lines_.empty() && !lines_[row.line.index()]) {
        return 0;
    }
    if (wanted.side == Counted::As::nothing) {
        return counting_.grant(row.kind, row.from) ? 1 : 0;
    }
    const Counted counted = counting_.of(row.kind, row.from, row.to);
    const bool taken = counted.as == wanted.side &&
                       (!wanted.schedule || counting_.schedule(row.line) == *wanted.schedule) &&
                       (!wanted.savings || counting_.saving(row.line));
    return taken ? counted.sign : 0;
}

bool LineTree::blocked(std::size_t row) const {
    return cashflow_.rows[row].blocked || cashflow_.streams[cashflow_.rows[row].stream].blocked;
}

bool LineTree::reaches(std::size_t row, const Window& window) const {
    if (!window.months) {
        return true;
    }
    const CashStream& stream = cashflow_.streams[cashflow_.rows[row].stream];
    const auto upto = [&](int month) {
        return cashflow_.shapes->before(stream.shape, std::min(month, stream.until) - stream.origin);
    };
    return upto(window.months->first) != upto(window.months->second);
}

void LineTree::add_lines(const Wanted& wanted, const Window& window, LineageNode& to) const {
    std::vector<std::pair<Rows, int>> groups;
    std::map<std::tuple<LineId, OrganisationId, OrganisationId, LineKind>, std::size_t> known;
    for (std::size_t i = 0; i < cashflow_.rows.size(); ++i) {
        const CashRow& row = cashflow_.rows[i];
        if (const int sign = sign_of(row, wanted); sign != 0) {
            const auto [found, fresh] = known.emplace(std::tuple(row.line, row.from, row.to, row.kind), groups.size());
            if (fresh) {
                groups.push_back({{}, sign});
            }
            groups[found->second].first.push_back(i);
        }
    }
    for (const auto& [rows, sign] : groups) {
        // A line that is not known belongs to the years that its shape reaches, whatever it would come to there.
        const bool unknown = std::any_of(rows.begin(), rows.end(),
                                         [&](std::size_t each) { return blocked(each) && reaches(each, window); });
        if (!wanted.in_window || unknown || money_in(rows, window).first != Money{}) {
            to.parts.push_back(line(rows, sign, window));
        }
    }
}

LineageNode LineTree::line(const Rows& rows, int sign, const Window& window) const {
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
    const auto [total, years] = money_in(rows, window);
    const bool unknown = std::any_of(rows.begin(), rows.end(), [&](std::size_t each) { return blocked(each); });
    set_value(node, unknown ? Figure{std::monostate{}, "not known"} : Figure{sign > 0 ? total : -total, {}},
              MeasureUnit::gbp, cashflow_.unit);
    node.how = from.name + ", " + programme_.organisations[row.from].id + " to " + programme_.organisations[row.to].id +
               (years.empty() ? "" : ": " + years);
    if (!is_literal(programme_, planned.below, 0.0) || !is_literal(programme_, planned.upto, 1.0)) {
        add_share(planned, node);
    }
    if (!is_literal(programme_, from.factor, 1.0)) {
        add_formula("factor", from.factor, node);
    }
    add_pieces(rows, window, node);
    return node;
}

// What the pieces are made of that come to something or are not known; where none is, the first.
void LineTree::add_pieces(const Rows& rows, const Window& window, LineageNode& to) const {
    const auto has_money = [&](std::size_t row) {
        return money_in({row}, window).first != Money{} || cashflow_.streams[cashflow_.rows[row].stream].blocked;
    };
    Rows present;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(present), has_money);
    if (present.empty()) {
        present.push_back(rows.front());
    }
    std::set<std::pair<std::string, std::uint32_t>> drawn;
    const auto once = [&](const std::string& what, std::uint32_t row) { return drawn.emplace(what, row).second; };
    for (const std::size_t index : present) {
        const Row& planned = model_.plan.rows[index];
        const Piece& piece = programme_.lines[planned.line].pieces[planned.stream.index() - first_stream(planned.line)];
        if (!is_literal(programme_, piece.amount, 1.0) && once("amount", piece.amount.value)) {
            add_amount("amount in £", "amount", piece.amount, to);
        }
        if (piece.series.exists() && once("series", piece.series.value)) {
            add_series(index, programme_.series[piece.series], window, to);
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

// The shape may be of a million pounds, which is the engine's business.
void LineTree::add_amount(const std::string& in_pounds, const std::string& otherwise, NodeId id,
                          LineageNode& to) const {
    const Node& amount = programme_.formulas.nodes()[id];
    const bool in_millions = amount.op == Op::divide && is_literal(programme_, amount.b, 1e6);
    add_formula(in_millions ? in_pounds : otherwise, in_millions ? amount.a : id, to);
}

// What differs from year to year: of the years with money in them that are asked for.
void LineTree::add_series(std::size_t row, const std::vector<NodeId>& series, const Window& window,
                          LineageNode& to) const {
    const int first = window.months && window.part != Part::cumulative ? window.months->first / 12 : 0;
    const int last = window.months ? (window.months->second - 1) / 12 : cashflow_.calendar.years - 1;
    const CashStream& stream = cashflow_.streams[cashflow_.rows[row].stream];
    for (int year = first; year <= last; ++year) {
        const auto before = [&](int month) {
            return month == 0 ? 0
                              : cashflow_.shapes->before(stream.shape, std::min(month, stream.until) - stream.origin);
        };
        if (before(12 * (year + 1)) != before(12 * year)) {
            const NodeId node = series[std::min(static_cast<std::size_t>(year), series.size() - 1)];
            const std::string label = cashflow_.calendar.year_label(year);
            add_amount("amount in £ in " + label, "factor in " + label, node, to);
        }
    }
}

void LineTree::add_event(const std::string& how, const Anchor& anchor, LineageNode& to) const {
    const Project& project = programme_.projects[anchor.project];
    const bool end = anchor.kind == AnchorKind::project_end;
    LineageNode moved;
    moved.what = how + (end ? " the end of " : " ") + std::string(word(project.kind)) + " " + project.id;
    set_value(moved, {(end ? cashflow_.finish_shift : cashflow_.project_shift)[anchor.project], {}}, MeasureUnit::count,
              cashflow_.unit);
    moved.how = "months from its planned date";
    moved.where = project.where;
    moved.status = project.status;
    if (project.at) {
        moved.sources.push_back(citation_text(programme_, *project.at));
    }
    to.parts.push_back(std::move(moved));
}

// The line's first piece among the plan's streams.
std::size_t LineTree::first_stream(LineId line) const {
    const auto before = [&](const Stream& stream) { return stream.line < line; };
    const auto& streams = model_.plan.streams;
    return static_cast<std::size_t>(std::partition_point(streams.begin(), streams.end(), before) - streams.begin());
}

// The money of rows in the window, and how it falls there.
std::pair<Money, std::string> LineTree::money_in(const Rows& rows, const Window& window) const {
    const auto sum_of = [&](const std::vector<Money>& amounts) {
        Money sum;
        for (const std::size_t row : rows) {
            sum += amounts[row];
        }
        return sum;
    };
    if (window.part == Part::beyond) {
        return {sum_of(cashflow_.beyond), {}};
    }
    if (window.part == Part::unallocated) {
        return {sum_of(cashflow_.undated), {}};
    }
    const int first = window.months && window.part != Part::cumulative ? window.months->first : 0;
    const int last = window.months ? window.months->second : cashflow_.calendar.months();
    Money total = window.months ? Money{} : sum_of(cashflow_.undated);
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

void LineTree::add_share(const Row& row, LineageNode& to) const {
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

void LineTree::add_formula(const std::string& what, NodeId id, LineageNode& to) const {
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

// A formula's value, or that it is not known.
Figure LineTree::value_of(NodeId id) const {
    const std::optional<double> value = node_value(model_.plan, lane_, id);
    return value ? Figure{*value, {}} : Figure{std::monostate{}, "not known"};
}

void LineTree::add_inputs(NodeId id, LineageNode& to) const {
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
        node.how = overridden == lane_.settings.end() ? "" : "set by the scenario, otherwise " + number_text(from.base);
        if (!given && !from.known) {
            node.how = from.low || from.high ? fmt::format("between {} and {}", from.low ? number_text(*from.low) : "?",
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
void LineTree::collect(NodeId id, std::set<InputId>& inputs) const {
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

}  // namespace tranche
