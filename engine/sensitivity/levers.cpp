#include "tranche/sensitivity/levers.hpp"

#include <algorithm>  // any_of, clamp, max, min
#include <array>
#include <cmath>  // abs
#include <map>
#include <utility>  // move

#include "sensitivity/affine.hpp"
#include "tranche/read/rule_books.hpp"
#include "tranche/run/run.hpp"
#include "tranche/scenario/compose.hpp"
#include "tranche/sensitivity/answers.hpp"

namespace tranche {

namespace {

constexpr double standard_error = 0.2;  // of figures that say nothing of their own
constexpr double farthest = 10.0;       // times its value, that a switching value is looked for
constexpr int longest_delay = 60;       // months, at least, that one is looked for

// By the rules of selections: what is borrowed for a line goes with it, a fixed grant does not.
bool scaled(const Line& line) {
    const bool loan = !line.flows.empty() && line.flows.front().funding == Funding::loan && line.part_of.exists();
    return line.kind != LineKind::finance || loan;
}

LineKind kind_as_selected(const Programme& programme, const Line& line) {
    return line.kind == LineKind::finance && line.part_of.exists() ? programme.lines[line.part_of].kind : line.kind;
}

class Deriving {
public:
    Deriving(const Programme& programme, Plan plan) : plan_(std::move(plan)) {
        streams_.resize(programme.lines.size());
        for (std::size_t i = 0; i < plan_.streams.size(); ++i) {
            streams_[plan_.streams[StreamId{i}].line.index()].emplace_back(i);
        }
    }

    /// A factor of 1 on these lines.
    InputId add_factor(const std::vector<LineId>& lines) {
        plan_.base.push_back(1.0);
        plan_.known.push_back(true);
        plan_.used.push_back(true);
        const InputId input{plan_.base.size() - 1};
        Node own;
        own.op = Op::input;
        own.input = input;
        const NodeId factor = add(own);
        std::map<NodeId, NodeId> products;  // streams of one line have one factor more often than not
        for (const LineId line : lines) {
            for (const StreamId id : streams_[line.index()]) {
                Stream& stream = plan_.streams[id];
                const auto [product, fresh] = products.try_emplace(stream.factor);
                if (fresh) {
                    Node node;
                    node.op = Op::multiply;
                    node.a = stream.factor;
                    node.b = factor;
                    product->second = add(node);
                }
                stream.factor = product->second;
            }
        }
        return input;
    }

    [[nodiscard]] bool has_money(LineId line) const { return !streams_[line.index()].empty(); }
    [[nodiscard]] const Plan& plan() const { return plan_; }
    Plan taken() { return std::move(plan_); }

private:
    NodeId add(const Node& node) {
        const NodeId id = plan_.nodes.add(node);
        plan_.node_order.push_back(id);
        return id;
    }

    Plan plan_;
    std::vector<std::vector<StreamId>> streams_;
};

double value_in(const Plan& plan, const Lane& lane, InputId input) {
    for (const Setting& each : lane.settings) {
        if (each.input == input) {
            return each.value;
        }
    }
    return plan.base[input.index()];
}

bool sets(const Lane& lane, InputId input) {
    return std::any_of(lane.settings.begin(), lane.settings.end(),
                       [&](const Setting& each) { return each.input == input; });
}

double longest_declared(const Programme& programme, InputId input) {
    double result = 0.0;
    for (const Scenario& scenario : programme.scenarios) {
        for (const Override& change : scenario.overrides) {
            if (change.input == input && change.verb != Verb::scale) {
                result = std::max(result, change.operand);
            }
        }
    }
    return result;
}

void spread(Lever& lever, double error) {
    const double off = std::abs(*lever.value) * error;
    lever.low = *lever.value - off;
    lever.high = *lever.value + off;
}

// As far as sense goes: to nothing one way, to many times the value the other.
void widen_search(Lever& lever) {
    const double value = lever.value.value_or(lever.low);
    const double far = value != 0.0 ? farthest * value : 0.0;
    lever.from = std::min({lever.low, 0.0, far});
    lever.upto = std::max({lever.high, 0.0, far});
    if (value == 0.0) {
        const double width = farthest * (lever.high - lever.low);
        lever.from = lever.low - width;
        lever.upto = lever.high + width;
    }
}

class Finding {
public:
    Finding(const Model& model, Lane base)
        : programme_(model.programme), deriving_(model.programme, model.plan), base_(std::move(base)) {}

    Levers all() {
        add_values();
        add_lines();
        add_group("kind=cost", "All costs", LineKind::cost);
        add_group("kind=benefit", "All benefits", LineKind::benefit);
        add_rest();
        Levers result;
        result.plan = deriving_.taken();
        result.base = std::move(base_);
        result.left_out = std::move(left_out_);
        for (Lever& lever : levers_) {
            settle(result, std::move(lever));
        }
        return result;
    }

private:
    void leave_out(const std::string& id, std::string why) { left_out_.push_back({id, std::move(why)}); }

    [[nodiscard]] const Input& input(InputId id) const { return programme_.formulas.inputs()[id]; }

    void add_values() {
        std::map<InputId, const Assumption*> assumptions;
        for (const Assumption& each : programme_.assumptions) {
            if (each.input.exists()) {
                assumptions.emplace(each.input, &each);
            } else if (each.series.exists()) {
                leave_out(each.id, "it differs from year to year, and has no one value");
            }
        }
        of_lines_.assign(programme_.formulas.inputs().size(), false);
        for (std::size_t i = 0; i < programme_.formulas.inputs().size(); ++i) {
            const InputId id{i};
            const auto found = assumptions.find(id);
            const Input& each = input(id);
            const bool assumed = found != assumptions.end();
            if (each.use != InputUse::value || (!assumed && !each.of) || !deriving_.plan().used[i]) {
                continue;
            }
            of_lines_[i] = true;
            const std::string name = assumed && !found->second->name.empty() ? found->second->name : each.name;
            add_value(id, name, assumed ? found->second->evidence : std::nullopt);
        }
    }

    void add_value(InputId id, const std::string& name, const std::optional<int>& grade) {
        const Input& each = input(id);
        Lever lever;
        lever.id = each.name;
        lever.name = name;
        lever.unit = each.unit;
        lever.input = id;
        if (each.known || sets(base_, id)) {
            lever.value = value_in(deriving_.plan(), base_, id);
        }
        if (each.low || each.high) {
            if (!lever.value && !(each.low && each.high)) {
                leave_out(lever.id, "it is open on one side, and nobody knows its value");
                return;
            }
            lever.low = each.low ? *each.low : std::min(*lever.value, *each.high);
            lever.high = each.high ? *each.high : std::max(*lever.value, *each.low);
            lever.basis = each.bounded ? Basis::printed : Basis::stated;
        } else if (!lever.value) {
            leave_out(lever.id, each.reason.empty() ? "nobody knows its value" : each.reason);
            return;
        } else if (grade) {
            lever.basis = Basis::grade;
            lever.grade = *grade;
            spread(lever, rule_books().evidence[static_cast<std::size_t>(*grade - 1)].error);
        } else {
            spread(lever, standard_error);
        }
        if (lever.low == lever.high) {
            leave_out(lever.id, "its value is 0, and a fifth of nothing is nothing: it needs a range of its own");
            return;
        }
        widen_search(lever);
        levers_.push_back(std::move(lever));
    }

    // A line that is made of numbers of its own is moved by them.
    void add_lines() {
        const std::vector<bool> rests = resting_on(deriving_.plan(), of_all_inputs());
        std::map<LineId, std::vector<LineId>> selected;  // by the line that is named
        for (std::size_t i = 0; i < programme_.lines.size(); ++i) {
            const Line& line = programme_.lines[LineId{i}];
            if (!scaled(line)) {
                continue;
            }
            // As scale(line=...) selects: a line itself, and what belongs to it or stands inside it.
            const Line& read = line.kind == LineKind::finance ? programme_.lines[line.part_of] : line;
            const LineId self = line.kind == LineKind::finance ? line.part_of : LineId{i};
            for (const LineId named : {self, read.part_of, read.inside}) {
                if (named.exists()) {
                    selected[named].emplace_back(i);
                }
            }
        }
        for (const auto& [id, lines] : selected) {
            const Line& line = programme_.lines[id];
            const bool own_numbers = std::any_of(line.pieces.begin(), line.pieces.end(),
                                                 [&](const Piece& piece) { return rests[piece.amount.index()]; });
            if (line.kind == LineKind::finance || line.part_of.exists() || line.carved || own_numbers ||
                !deriving_.has_money(id)) {
                continue;
            }
            add_factor("line=" + line.id, line.name.empty() ? line.id : line.name, LeverKind::line, lines);
        }
    }

    [[nodiscard]] std::vector<bool> of_all_inputs() const {
        std::vector<bool> result = of_lines_;
        result.resize(deriving_.plan().base.size(), false);
        return result;
    }

    void add_group(const std::string& selection, const std::string& name, LineKind kind) {
        std::vector<LineId> lines;
        for (std::size_t i = 0; i < programme_.lines.size(); ++i) {
            const Line& line = programme_.lines[LineId{i}];
            if (scaled(line) && kind_as_selected(programme_, line) == kind && deriving_.has_money(LineId{i})) {
                lines.emplace_back(i);
            }
        }
        if (!lines.empty()) {
            add_factor(selection, name, LeverKind::group, lines);
        }
    }

    // One that a scenario selects has its input already.
    void add_factor(const std::string& selection, const std::string& name, LeverKind kind,
                    const std::vector<LineId>& lines) {
        Lever lever;
        lever.id = "scale(" + selection + ")";
        lever.name = name;
        lever.kind = kind;
        const std::optional<InputId> known = programme_.formulas.find_input(lever.id);
        lever.input = known ? *known : deriving_.add_factor(lines);
        lever.value = value_in(deriving_.plan(), base_, lever.input);
        if (*lever.value == 0.0) {
            leave_out(lever.id, "the case leaves it out");
            return;
        }
        spread(lever, standard_error);
        widen_search(lever);
        levers_.push_back(std::move(lever));
    }

    void add_rest() {
        for (std::size_t i = 0; i < programme_.formulas.inputs().size(); ++i) {
            const InputId id{i};
            const Input& each = input(id);
            if (!deriving_.plan().used[i] || each.use == InputUse::value || each.use == InputUse::claim ||
                each.use == InputUse::adjustment) {
                continue;
            }
            Lever lever;
            lever.id = each.name;
            lever.input = id;
            lever.value = value_in(deriving_.plan(), base_, id);
            const std::string inside =
                each.name.substr(each.name.find('(') + 1, each.name.size() - each.name.find('(') - 2);
            if (each.use == InputUse::months) {
                lever.kind = LeverKind::months;
                lever.unit = "months";
                lever.basis = Basis::declared;
                const bool overrun = each.name.starts_with("overrun");
                lever.name = (overrun ? "Overrun of " : "Delay of ") +
                             (inside == "all" ? (overrun ? "all projects" : "everything") : inside);
                lever.high = std::max(longest_declared(programme_, id), *lever.value);
                lever.upto =
                    std::max(lever.high, static_cast<double>(std::min(longest_delay, programme_.calendar.months())));
                if (lever.high == 0.0) {
                    leave_out(lever.id, "no scenario declares a delay");
                    continue;
                }
            } else if (each.use == InputUse::paid || each.use == InputUse::gate) {
                const bool award = each.use == InputUse::paid;
                lever.kind = award ? LeverKind::award : LeverKind::gate;
                lever.name = (award ? "Award " : "Gate ") + inside;
                lever.basis = Basis::yes_or_no;
                lever.high = std::max(1.0, *lever.value);
                lever.upto = lever.high;
            } else {
                const bool declared =
                    std::any_of(levers_.begin(), levers_.end(), [&](const Lever& other) { return other.input == id; });
                if (!declared) {
                    leave_out(lever.id, each.use == InputUse::scale ? "it is made of lines that are levers themselves"
                                                                    : "it is a choice, and no figure");
                }
                continue;
            }
            levers_.push_back(std::move(lever));
        }
    }

    static void settle(Levers& levers, Lever lever) {
        const Dependence found = dependence(levers.plan, std::span(&lever.input, 1));
        lever.affine = found.affine && !lever.whole();
        if (found.moves_share && lever.value && *lever.value >= 0.0 && *lever.value <= 1.0) {
            for (double* end : {&lever.low, &lever.high, &lever.from, &lever.upto}) {
                *end = std::clamp(*end, 0.0, 1.0);
            }
        }
        levers.all.push_back(std::move(lever));
    }

    const Programme& programme_;
    Deriving deriving_;
    Lane base_;
    std::vector<Lever> levers_;
    std::vector<LeftOut> left_out_;
    std::vector<bool> of_lines_;  // inputs that are a number of the author's
};

}  // namespace

namespace {

bool runs(const Levers& levers, const std::vector<Lane>& lanes) {
    // Shares are looked at where a row is added to something.
    const std::vector<Bucket> together(levers.plan.rows.size(), Bucket{0, 1});
    try {
        run_totals(levers.plan, lanes, together, 1);
        return true;
    } catch (const AmountTooLarge&) {
        return false;
    }
}

std::vector<Lane> ends_of(const Levers& levers, const Lever& lever) {
    std::vector<Lane> result;
    for (const double value : {lever.low, lever.high, lever.from, lever.upto}) {
        result.push_back(changed(levers.base, {{lever.input, value}}));
    }
    return result;
}

// A range may lead where a share is no share or amounts cannot be counted: it is then cut down, or the lever left out.
void keep_what_runs(Levers& levers) {
    std::vector<Lane> lanes;
    for (const Lever& lever : levers.all) {
        for (Lane& lane : ends_of(levers, lever)) {
            lanes.push_back(std::move(lane));
        }
    }
    if (runs(levers, lanes)) {
        return;
    }
    std::vector<Lever> kept;
    for (Lever& lever : levers.all) {
        if (!runs(levers, ends_of(levers, lever))) {
            lever.from = lever.low;
            lever.upto = lever.high;
        }
        if (runs(levers, ends_of(levers, lever))) {
            kept.push_back(std::move(lever));
        } else {
            levers.left_out.push_back(
                {lever.id, "its range leads past what can be counted, or a share past the whole"});
        }
    }
    levers.all = std::move(kept);
}

}  // namespace

std::string_view basis_text(Basis basis) {
    constexpr std::array<std::string_view, 6> texts{"stated range",      "printed bounds",  "evidence grade",
                                                    "plus or minus 20%", "declared delays", "comes or not"};
    return texts[static_cast<std::size_t>(basis)];
}

const Lever* Levers::find(std::string_view id) const {
    for (const Lever& lever : all) {
        if (lever.id == id) {
            return &lever;
        }
    }
    const Lever* result = nullptr;
    for (const Lever& lever : all) {
        const std::size_t open = lever.id.find('(');
        if (open != std::string::npos &&
            id == std::string_view(lever.id).substr(open + 1, lever.id.size() - open - 2)) {
            if (result != nullptr) {
                return nullptr;
            }
            result = &lever;
        }
    }
    return result;
}

Levers find_levers(const Model& model, std::span<const ScenarioId> scenarios) {
    Levers result = Finding(model, compose(model.programme, scenarios)).all();
    keep_what_runs(result);
    return result;
}

}  // namespace tranche
