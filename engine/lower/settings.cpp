// A year of a line is set before selections are applied, because they scale all pieces of a line alike. Ends of ranges come
// after that, so that what a scenario sets itself is there to be nearer.
#include "lower/settings.hpp"

#include <algorithm>  // any_of, sort, unique
#include <map>
#include <span>
#include <string_view>
#include <utility>  // move, pair

#include "lower/amounts.hpp"  // in_pounds
#include "lower/dates.hpp"
#include "tranche/base/money.hpp"  // MoneyUnit
#include "tranche/base/spelling.hpp"

namespace tranche::lowering {

namespace {

using Cell = std::pair<LineId, int>;  ///< a line and a year

struct CellSettings {
    InputId input;
    std::vector<Micropounds> amounts;  ///< that scenarios set
};

std::optional<Cell> cell(Context& ctx, const Text& text) {
    const std::size_t in = text.text.rfind(" in ");
    const Text name{text.text.substr(0, in), text.where};
    const std::optional<LineId> id = find_line(ctx, name);
    const std::optional<int> year = calendar_year(ctx, {text.text.substr(in + 4), text.where});
    if (!id || !year) {
        return std::nullopt;
    }
    const Line& line = ctx.programme.lines[*id];
    // Only a line that is written by financial years has an amount of a year. Other spreads would have to be cut.
    const auto by_years = [&](const Piece& piece) {
        const Shapes& shapes = ctx.shapes;
        bool whole = shapes.first_month(piece.shape) % 12 == 0;
        for (std::size_t i = 0; i < shapes.segments(piece.shape); ++i) {
            whole = whole && shapes.segment_end(piece.shape, i) == static_cast<int>(i + 1) * 12;
        }
        return whole && piece.anchor.kind == AnchorKind::calendar && !piece.until && !piece.series.exists() &&
               piece.undated == 0 && piece.amount == ctx.programme.formulas.literal(1.0);
    };
    if (line.pieces.size() != 1 || !by_years(line.pieces.front())) {
        ctx.diagnostics.error("no-cell", name.where, "line '" + line.id + "' has no amounts by financial year to set",
                              "write its amounts with 'by_year'");
        return std::nullopt;
    }
    return Cell{*id, *year};
}

// The year's amount becomes an input. To keep every amount that is written an exact integer, each has a piece of its
// own, which counts where the input is that amount; any other amount is pounds of a shape of £1.
void split_cell(Context& ctx, const Cell& cell, CellSettings& settings) {
    Line& line = ctx.programme.lines[cell.first];
    Formulas& formulas = ctx.programme.formulas;
    Shapes& shapes = ctx.shapes;
    const int first = cell.second * 12;
    const Piece whole = line.pieces.front();
    std::vector<Micropounds> others;
    Micropounds written = 0;
    for (std::size_t i = 0; i < shapes.segments(whole.shape); ++i) {
        const bool here = shapes.first_month(whole.shape) + static_cast<int>(i) * 12 == first;
        written += here ? shapes.amount(whole.shape, i) : 0;
        others.push_back(here ? 0 : shapes.amount(whole.shape, i));
    }
    line.pieces.front().shape = shapes.add_even(shapes.first_month(whole.shape), 12, others);
    const std::string name = line.id + " in " + ctx.programme.calendar.year_label(cell.second);
    Input input;
    input.name = name;
    input.base = in_pounds(written);
    input.unit = "£";
    input.where = line.where;
    input.at = line.at;
    settings.input = formulas.add_input(std::move(input));
    const NodeId amount = formulas.input(settings.input);
    const NodeId zero = formulas.literal(0.0);
    const NodeId one = formulas.literal(1.0);
    const auto add_amount = [&](Micropounds of_year, const std::string& when, NodeId counts) {
        Piece piece = whole;
        piece.shape = shapes.add_even(first, 12, std::span(&of_year, 1));
        piece.amount = formulas.reserve(name + " is " + when, line.where);
        formulas.bind(piece.amount, counts);
        line.pieces.push_back(piece);
    };
    NodeId other = one;
    std::vector<Micropounds> amounts = settings.amounts;
    amounts.push_back(written);
    // In the order of amounts, so that the order of scenarios makes no difference.
    std::sort(amounts.begin(), amounts.end());
    const auto same = [](Micropounds a, Micropounds b) { return in_pounds(a) == in_pounds(b); };
    amounts.erase(std::unique(amounts.begin(), amounts.end(), same), amounts.end());
    for (const Micropounds each : amounts) {
        const NodeId pounds = formulas.literal(in_pounds(each));
        const NodeId off = formulas.apply(Op::maximum, formulas.apply(Op::subtract, amount, pounds),
                                          formulas.apply(Op::subtract, pounds, amount));
        // 1 where nothing is off; amounts that differ do by a millionth at least.
        constexpr double steep = 1e7;
        const NodeId is = formulas.apply(
            Op::maximum, zero,
            formulas.apply(Op::subtract, one, formulas.apply(Op::multiply, off, formulas.literal(steep))));
        if (each != 0) {
            add_amount(each, "£" + MoneyUnit{}.text(Money{each}), is);
        }
        other = formulas.apply(Op::subtract, other, is);
    }
    constexpr Micropounds pound = 1'000'000;
    add_amount(pound, "another amount", formulas.apply(Op::multiply, amount, formulas.apply(Op::maximum, zero, other)));
}

// Inputs with a range that amounts or shares of lines of one kind are made of; of all lines and none, where kind is
// absent.
std::vector<InputId> ranged_inputs(const Programme& programme, std::optional<LineKind> kind) {
    const Formulas& formulas = programme.formulas;
    std::vector<bool> reached(formulas.inputs().size(), !kind);
    if (kind) {
        std::vector<bool> seen(formulas.nodes().size(), false);
        std::vector<NodeId> waiting;
        for (const Line& line : programme.lines) {
            if (line.kind != *kind) {
                continue;
            }
            waiting.push_back(line.factor);
            for (const Piece& piece : line.pieces) {
                waiting.push_back(piece.amount);
                if (piece.series.exists()) {
                    const std::vector<NodeId>& years = programme.series[piece.series];
                    waiting.insert(waiting.end(), years.begin(), years.end());
                }
            }
            for (const Flow& flow : line.flows) {
                waiting.push_back(flow.below);
                waiting.push_back(flow.upto);
            }
        }
        while (!waiting.empty()) {
            const NodeId at = waiting.back();
            waiting.pop_back();
            if (!at.exists() || seen[at.index()]) {
                continue;
            }
            seen[at.index()] = true;
            const Node& node = formulas.nodes()[at];
            if (node.op == Op::input) {
                reached[node.input.index()] = true;
            } else if (node.op != Op::literal) {
                waiting.push_back(node.a);
                waiting.push_back(node.b);
            }
        }
    }
    std::vector<InputId> result;
    for (std::size_t i = 0; i < reached.size(); ++i) {
        const Input& input = formulas.inputs()[InputId{i}];
        if (reached[i] && (input.low || input.high)) {
            result.emplace_back(i);
        }
    }
    return result;
}

}  // namespace

void set_years_of_lines(Context& ctx, const std::vector<ScenarioRow>& rows) {
    struct Set {
        std::size_t scenario = 0;
        const SetDef* def = nullptr;
        Cell cell;
    };
    std::map<Cell, CellSettings> cells;
    std::vector<Set> sets;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const SetDef& set : rows[i].def->set) {
            Scenario& scenario = ctx.programme.scenarios[ScenarioId{i + 1}];
            if (!set.cell) {
                continue;
            }
            if (const std::optional<InputId> own = ctx.programme.formulas.find_input(set.what.text)) {
                scenario.overrides.push_back(
                    {*own, Verb::replace, in_pounds(set.amount.micropounds), set.what.where, !set.unknown});
            } else if (const std::optional<Cell> found = cell(ctx, set.what)) {
                CellSettings& settings = cells[*found];
                if (!set.unknown) {
                    settings.amounts.push_back(set.amount.micropounds);
                }
                sets.push_back({i, &set, *found});
            }
        }
    }
    for (auto& [cell, settings] : cells) {
        split_cell(ctx, cell, settings);
    }
    for (const Set& set : sets) {
        ctx.programme.scenarios[ScenarioId{set.scenario + 1}].overrides.push_back(
            {cells[set.cell].input, Verb::replace, in_pounds(set.def->amount.micropounds), set.def->what.where,
             !set.def->unknown});
    }
}

// What a scenario itself sets is nearer than the end of a range.
void set_bounds(Context& ctx, const std::vector<ScenarioRow>& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const BoundsDef& def = rows[i].def->bounds;
        Scenario& scenario = ctx.programme.scenarios[ScenarioId{i + 1}];
        std::map<InputId, const Text*> ends;
        const auto take = [&](const Text& end, std::optional<LineKind> kind, std::string_view whose) {
            if (!end.given()) {
                return;
            }
            const std::vector<InputId> inputs = ranged_inputs(ctx.programme, kind);
            if (inputs.empty()) {
                ctx.diagnostics.error("selects-nothing", end.where, std::string(whose) + " has a range or a bound",
                                      "'bounds' needs inputs with a 'range'");
            }
            for (const InputId input : inputs) {
                const Text*& taken = ends[input];
                if (taken != nullptr && taken != &def.all && taken->text != end.text) {
                    ctx.diagnostics.error("bounds-clash", end.where,
                                          "costs and benefits both depend on " +
                                              ctx.programme.formulas.inputs()[input].name + ", which cannot be " +
                                              taken->text + " and " + end.text + " at once",
                                          "set it in the scenario itself");
                }
                taken = &end;
            }
        };
        take(def.all, std::nullopt, "nothing");
        take(def.costs, LineKind::cost, "no cost");
        take(def.benefits, LineKind::benefit, "no benefit");
        for (const auto& [id, end] : ends) {
            const Input& input = ctx.programme.formulas.inputs()[id];
            const std::optional<double> value = end->text == "low" ? input.low : input.high;
            const bool set =
                std::any_of(scenario.overrides.begin(), scenario.overrides.end(),
                            [id = id](const Override& each) { return each.input == id && each.verb == Verb::replace; });
            if (value && !set) {
                scenario.overrides.push_back({id, Verb::replace, *value, end->where});
            }
        }
    }
}

}  // namespace tranche::lowering
