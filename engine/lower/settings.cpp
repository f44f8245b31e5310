// What scenarios set beside selections: the option in force, the amount of a line in a year, and ends of ranges.
#include <algorithm>  // any_of, find_if, sort, unique

#include "lower/lowering.hpp"
#include "tranche/base/money.hpp"  // MoneyUnit
#include "tranche/base/spelling.hpp"

namespace tranche {

namespace {

double in_pounds(Micropounds amount) {
    return static_cast<double>(amount) / 1e6;
}

}  // namespace

// The preferred option is in force unless another is chosen; without one, the first that changes anything.
void Lowering::lower_options() {
    const auto is = [](OptionRole role) { return [role](const OptionDef& def) { return def.role == role; }; };
    const std::vector<OptionDef>& defs = def_.options;
    const auto before = std::find_if(defs.begin(), defs.end(), is(OptionRole::counterfactual));
    const auto another =
        before == defs.end() ? defs.end() : std::find_if(before + 1, defs.end(), is(OptionRole::counterfactual));
    if (another != defs.end()) {
        diagnostics_.error("two-counterfactuals", another->id.where,
                           "options '" + before->id.text + "' and '" + another->id.text + "' are both counterfactuals",
                           "one option is what would happen otherwise; the others are alternatives");
    }
    auto used = std::find_if(defs.begin(), defs.end(), is(OptionRole::preferred));
    if (used != defs.end()) {
        const auto second = std::find_if(used + 1, defs.end(), is(OptionRole::preferred));
        if (second != defs.end()) {
            diagnostics_.error("two-preferred", second->id.where,
                               "options '" + used->id.text + "' and '" + second->id.text + "' are both preferred",
                               "one option is the case that is made; the others are alternatives");
        }
    } else {
        used = std::find_if(defs.begin(), defs.end(), is(OptionRole::alternative));
        used = used == defs.end() ? defs.begin() : used;
    }
    for (const OptionDef& def : defs) {
        options_.declare(def.id, "an option", result_.options.size(), diagnostics_);
        Option option{def.id.text,     def.name.empty() ? def.id.text : def.name, def.role, {}, {}, def.id.where,
                      citation(def.at)};
        option.in_force = result_.formulas.add_input({"option(" + option.id + ")",
                                                      &def == &*used ? 1.0 : 0.0,
                                                      {},
                                                      {},
                                                      InputUse::stands,
                                                      {},
                                                      def.id.where,
                                                      option.at});
        result_.options.push_back(std::move(option));
    }
}

void Lowering::put_in_force(std::size_t option, Scenario& scenario, Position where) {
    for (std::size_t i = 0; i < result_.options.size(); ++i) {
        scenario.overrides.push_back({result_.options[i].in_force, Verb::replace, i == option ? 1.0 : 0.0, where});
    }
}

void Lowering::choose_option(const Text& name, Scenario& scenario) {
    if (const std::optional<std::size_t> row = options_.find(name, "option", diagnostics_)) {
        put_in_force(*row, scenario, name.where);
    }
}

NodeId Lowering::in_force(const std::vector<Text>& in) {
    NodeId result = result_.formulas.literal(1.0);
    bool first = true;
    for (const Text& name : in) {
        if (const std::optional<std::size_t> row = options_.find(name, "option", diagnostics_)) {
            const NodeId one = result_.formulas.input(result_.options[*row].in_force);
            result = first ? one : result_.formulas.apply(Op::maximum, result, one);
            first = false;
        }
    }
    return result;
}

// A line counts where it, its project and its workstream are each in an option in force. A project of another option
// does not move what waits for it.
void Lowering::apply_options() {
    const NodeId always = result_.formulas.literal(1.0);
    std::map<std::string, NodeId> of_line;
    for (const Said& said : in_options_) {
        of_line[said.line.text] = in_force(said.words);
    }
    std::map<std::string, NodeId> of_workstream;
    std::map<std::string, NodeId> of_project;
    for (const WorkstreamDef& workstream : def_.workstreams) {
        const NodeId around = in_force(workstream.in);
        of_workstream[workstream.id.text] = around;
        for (const ProjectDef& project : workstream.projects) {
            const NodeId own = in_force(project.in);
            of_project[project.id.text] = own == around || own == always ? around : times(around, own);
        }
    }
    if (result_.options.empty()) {
        return;
    }
    const auto of_place = [&](WorkstreamId workstream, ProjectId project) {
        const auto found = project.exists() ? of_project.find(result_.projects[project].id) : of_project.end();
        if (found != of_project.end()) {
            return found->second;
        }
        return workstream.exists() ? of_workstream.at(result_.workstreams[workstream].id) : always;
    };
    for (Line& line : result_.lines) {
        const auto own = of_line.find(line.part_of.exists() ? result_.lines[line.part_of].id : line.id);
        const NodeId place = of_place(line.workstream, line.project);
        if (place != always) {
            line.factor = times(line.factor, place);
        }
        if (own != of_line.end() && own->second != place) {
            line.factor = times(line.factor, own->second);
        }
    }
    for (std::size_t i = 0; i < result_.projects.size(); ++i) {
        Project& project = result_.projects[ProjectId{i}];
        const NodeId place = of_place(project.workstream, ProjectId{i});
        for (NodeId* months : {&project.delay, &project.overrun}) {
            if (place != always && result_.formulas.nodes()[*months].op != Op::literal) {
                *months = result_.formulas.apply(Op::multiply, *months, place);
            }
        }
    }
}

// Absent also where the line could not be read, which is told.
std::optional<LineId> Lowering::line(const Text& id) {
    const std::optional<std::size_t> row = lines_.find(id, "line", diagnostics_);
    return row && *row < result_.lines.size() ? std::optional(LineId{*row}) : std::nullopt;
}

std::optional<int> Lowering::calendar_year(const Text& text) {
    const Calendar& calendar = result_.calendar;
    const std::optional<int> year = calendar.parse_year(text.text);
    if (!year) {
        diagnostics_.error("not-a-year", text.where, quoted(text.text) + " is not a financial year",
                           "years look like " + calendar.year_label(0));
        return std::nullopt;
    }
    if (*year < 0 || *year >= calendar.years) {
        diagnostics_.error("outside-calendar", text.where,
                           text.text + " is outside the calendar, " + calendar.year_label(0) + " to " +
                               calendar.year_label(calendar.years - 1),
                           "change the calendar, or the year");
        return std::nullopt;
    }
    return year;
}

std::optional<Lowering::Cell> Lowering::cell(const Text& text) {
    const std::size_t in = text.text.rfind(" in ");
    const Text name{text.text.substr(0, in), text.where};
    const std::optional<LineId> id = line(name);
    const std::optional<int> year = calendar_year({text.text.substr(in + 4), text.where});
    if (!id || !year) {
        return std::nullopt;
    }
    const Line& line = result_.lines[*id];
    const auto by_years = [&](const Piece& piece) {
        const Shapes& shapes = shapes_;
        bool whole = shapes.first_month(piece.shape) % 12 == 0;
        for (std::size_t i = 0; i < shapes.segments(piece.shape); ++i) {
            whole = whole && shapes.segment_end(piece.shape, i) == static_cast<int>(i + 1) * 12;
        }
        return whole && piece.anchor.kind == AnchorKind::calendar && !piece.until && !piece.series.exists() &&
               piece.undated == 0 && piece.amount == result_.formulas.literal(1.0);
    };
    if (line.pieces.size() != 1 || !by_years(line.pieces.front())) {
        diagnostics_.error("no-cell", name.where, "line '" + line.id + "' has no amounts by financial year to set",
                           "a line with 'by_year' has");
        return std::nullopt;
    }
    return Cell{*id, *year};
}

// The year's amount becomes an input. To keep every amount that is written an exact integer, each has a piece of its
// own, which counts where the input is that amount; any other amount is pounds of a shape of £1.
void Lowering::split_cell(const Cell& cell, CellSettings& settings) {
    Line& line = result_.lines[cell.first];
    Formulas& formulas = result_.formulas;
    Shapes& shapes = shapes_;
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
    const std::string name = line.id + " in " + result_.calendar.year_label(cell.second);
    settings.input = formulas.add_input({name, in_pounds(written), {}, {}, InputUse::value, "£", line.where, line.at});
    const NodeId amount = formulas.input(settings.input);
    const NodeId zero = formulas.literal(0.0);
    const NodeId one = formulas.literal(1.0);
    const auto add_piece = [&](Micropounds of_year, const std::string& when, NodeId counts) {
        Piece piece = whole;
        piece.shape = shapes.add_even(first, 12, std::span(&of_year, 1));
        piece.amount = formulas.reserve(name + " is " + when, line.where);
        formulas.bind(piece.amount, counts);
        line.pieces.push_back(piece);
    };
    NodeId other = one;
    std::vector<Micropounds> amounts = settings.amounts;
    amounts.push_back(written);
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
            add_piece(each, "£" + MoneyUnit{}.text(Money{each}), is);
        }
        other = formulas.apply(Op::subtract, other, is);
    }
    constexpr Micropounds pound = 1'000'000;
    add_piece(pound, "another amount", formulas.apply(Op::multiply, amount, formulas.apply(Op::maximum, zero, other)));
}

void Lowering::lower_cells() {
    struct Set {
        std::size_t scenario = 0;
        const SetDef* def = nullptr;
        Cell cell;
    };
    std::map<Cell, CellSettings> cells;
    std::vector<Set> sets;
    for (std::size_t i = 0; i < scenario_defs_.size(); ++i) {
        for (const SetDef& set : scenario_defs_[i]->set) {
            Scenario& scenario = result_.scenarios[ScenarioId{i + 1}];
            if (!set.cell) {
                continue;
            }
            if (const std::optional<InputId> own = result_.formulas.find_input(set.what.text)) {
                scenario.overrides.push_back(
                    {*own, Verb::replace, in_pounds(set.amount.micropounds), set.what.where, !set.unknown});
            } else if (const std::optional<Cell> found = cell(set.what)) {
                CellSettings& settings = cells[*found];
                if (!set.unknown) {
                    settings.amounts.push_back(set.amount.micropounds);
                }
                sets.push_back({i, &set, *found});
            }
        }
    }
    for (auto& [cell, settings] : cells) {
        split_cell(cell, settings);
    }
    for (const Set& set : sets) {
        result_.scenarios[ScenarioId{set.scenario + 1}].overrides.push_back({cells[set.cell].input, Verb::replace,
                                                                             in_pounds(set.def->amount.micropounds),
                                                                             set.def->what.where, !set.def->unknown});
    }
}

// Inputs with a range that amounts or shares of lines of one kind are made of; of all lines and none, where kind is
// absent.
std::vector<InputId> Lowering::ranged_inputs(std::optional<LineKind> kind) const {
    const Formulas& formulas = result_.formulas;
    std::vector<bool> reached(formulas.inputs().size(), !kind);
    if (kind) {
        std::vector<bool> seen(formulas.nodes().size(), false);
        std::vector<NodeId> waiting;
        for (const Line& line : result_.lines) {
            if (line.kind != *kind) {
                continue;
            }
            waiting.push_back(line.factor);
            for (const Piece& piece : line.pieces) {
                waiting.push_back(piece.amount);
                if (piece.series.exists()) {
                    const std::vector<NodeId>& years = result_.series[piece.series];
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

// What a scenario itself sets is nearer than the end of a range.
void Lowering::lower_bounds() {
    for (std::size_t i = 0; i < scenario_defs_.size(); ++i) {
        const BoundsDef& def = scenario_defs_[i]->bounds;
        Scenario& scenario = result_.scenarios[ScenarioId{i + 1}];
        std::map<InputId, const Text*> ends;
        const auto take = [&](const Text& end, std::optional<LineKind> kind, std::string_view whose) {
            if (!end.given()) {
                return;
            }
            const std::vector<InputId> inputs = ranged_inputs(kind);
            if (inputs.empty()) {
                diagnostics_.error("selects-nothing", end.where, std::string(whose) + " has a range or a bound",
                                   "'bounds' sets what has a 'range' to one end of it");
            }
            for (const InputId input : inputs) {
                const Text*& taken = ends[input];
                if (taken != nullptr && taken != &def.all && taken->text != end.text) {
                    diagnostics_.error("bounds-clash", end.where,
                                       "costs and benefits both depend on " + result_.formulas.inputs()[input].name +
                                           ", which cannot be " + taken->text + " and " + end.text + " at once",
                                       "set it in the scenario itself");
                }
                taken = &end;
            }
        };
        take(def.all, std::nullopt, "nothing");
        take(def.costs, LineKind::cost, "no cost");
        take(def.benefits, LineKind::benefit, "no benefit");
        for (const auto& [id, end] : ends) {
            const Input& input = result_.formulas.inputs()[id];
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

}  // namespace tranche
