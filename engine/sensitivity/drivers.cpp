#include "tranche/sensitivity/drivers.hpp"

#include <algorithm>  // any_of, clamp, lower_bound, max, min
#include <array>
#include <cmath>  // abs
#include <map>
#include <set>
#include <utility>  // move

#include "sensitivity/affine.hpp"
#include "tranche/read/rule_books.hpp"
#include "tranche/run/run.hpp"
#include "tranche/scenario/compose.hpp"
#include "tranche/scenario/appraiser.hpp"

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

class DerivedPlan {
public:
    DerivedPlan(const Programme& programme, Plan plan) : plan_(std::move(plan)) {
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

// The lane's own setting of an input, or none. Settings are in the order of inputs.
const Setting* setting_in(const Lane& lane, InputId input) {
    const auto before = [](const Setting& each, InputId id) { return each.input < id; };
    const auto found = std::lower_bound(lane.settings.begin(), lane.settings.end(), input, before);
    return found != lane.settings.end() && found->input == input ? &*found : nullptr;
}

double value_in(const Plan& plan, const Lane& lane, InputId input) {
    const Setting* own = setting_in(lane, input);
    return own != nullptr ? own->value : plan.base[input.index()];
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

void spread(Driver& driver, double error) {
    const double off = std::abs(*driver.value) * error;
    driver.low = *driver.value - off;
    driver.high = *driver.value + off;
}

// As far as sense goes: to nothing one way, to many times the value the other.
void widen_search(Driver& driver) {
    const double value = driver.value.value_or(driver.low);
    const double far = value != 0.0 ? farthest * value : 0.0;
    driver.from = std::min({driver.low, 0.0, far});
    driver.upto = std::max({driver.high, 0.0, far});
    if (value == 0.0) {
        const double width = farthest * (driver.high - driver.low);
        driver.from = driver.low - width;
        driver.upto = driver.high + width;
    }
}

class DriverSearch {
public:
    DriverSearch(const Model& model, Lane base)
        : programme_(model.programme), derived_(model.programme, model.plan), base_(std::move(base)) {}

    Drivers all() {
        add_values();
        add_lines();
        add_group("kind=cost", "All costs", LineKind::cost);
        add_group("kind=benefit", "All benefits", LineKind::benefit);
        add_rest();
        Drivers result;
        result.plan = derived_.taken();
        result.base = std::move(base_);
        result.left_out = std::move(left_out_);
        const Dependences dependences(result.plan);
        for (Driver& driver : drivers_) {
            settle(result, std::move(driver), dependences);
        }
        return result;
    }

private:
    void keep(Driver driver) {
        driven_.insert(driver.input);
        drivers_.push_back(std::move(driver));
    }

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
            if (each.use != InputUse::value || (!assumed && !each.of) || !derived_.plan().used[i]) {
                continue;
            }
            of_lines_[i] = true;
            const std::string name = assumed && !found->second->name.empty() ? found->second->name : each.name;
            add_value(id, name, assumed ? found->second->evidence : std::nullopt);
        }
    }

    void add_value(InputId id, const std::string& name, const std::optional<int>& grade) {
        const Input& each = input(id);
        Driver driver;
        driver.id = each.name;
        driver.name = name;
        driver.unit = each.unit;
        driver.input = id;
        if (each.known || setting_in(base_, id) != nullptr) {
            driver.value = value_in(derived_.plan(), base_, id);
        }
        if (each.low || each.high) {
            if (!driver.value && !(each.low && each.high)) {
                leave_out(driver.id, "it is open on one side, and nobody knows its value");
                return;
            }
            driver.low = each.low ? *each.low : std::min(*driver.value, *each.high);
            driver.high = each.high ? *each.high : std::max(*driver.value, *each.low);
            driver.basis = each.bounded ? Basis::printed : Basis::stated;
        } else if (!driver.value) {
            leave_out(driver.id, each.reason.empty() ? "nobody knows its value" : each.reason);
            return;
        } else if (grade) {
            driver.basis = Basis::grade;
            driver.grade = *grade;
            spread(driver, rule_books().evidence[static_cast<std::size_t>(*grade - 1)].error);
        } else {
            spread(driver, standard_error);
        }
        if (driver.low == driver.high) {
            leave_out(driver.id, "its value is 0, and a fifth of nothing is nothing: it needs a range of its own");
            return;
        }
        widen_search(driver);
        keep(std::move(driver));
    }

    // A line that is made of numbers of its own is moved by them.
    void add_lines() {
        const std::vector<bool> rests = resting_on(derived_.plan(), of_all_inputs());
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
                !derived_.has_money(id)) {
                continue;
            }
            add_factor("line=" + line.id, line.name.empty() ? line.id : line.name, DriverKind::line, lines);
        }
    }

    [[nodiscard]] std::vector<bool> of_all_inputs() const {
        std::vector<bool> result = of_lines_;
        result.resize(derived_.plan().base.size(), false);
        return result;
    }

    void add_group(const std::string& selection, const std::string& name, LineKind kind) {
        std::vector<LineId> lines;
        for (std::size_t i = 0; i < programme_.lines.size(); ++i) {
            const Line& line = programme_.lines[LineId{i}];
            if (scaled(line) && kind_as_selected(programme_, line) == kind && derived_.has_money(LineId{i})) {
                lines.emplace_back(i);
            }
        }
        if (!lines.empty()) {
            add_factor(selection, name, DriverKind::group, lines);
        }
    }

    // One that a scenario selects has its input already.
    void add_factor(const std::string& selection, const std::string& name, DriverKind kind,
                    const std::vector<LineId>& lines) {
        Driver driver;
        driver.id = "scale(" + selection + ")";
        driver.subject = selection;
        driver.name = name;
        driver.kind = kind;
        const std::optional<InputId> known = programme_.formulas.find_input(driver.id);
        driver.input = known ? *known : derived_.add_factor(lines);
        driver.value = value_in(derived_.plan(), base_, driver.input);
        if (*driver.value == 0.0) {
            leave_out(driver.id, "the case leaves it out");
            return;
        }
        spread(driver, standard_error);
        widen_search(driver);
        keep(std::move(driver));
    }

    // The inputs that scenarios, awards and gates turn. A selection's factor is a driver where a line or group is, and
    // what a scenario leaves out or an option puts in force is a choice: neither has a range.
    void add_rest() {
        for (std::size_t i = 0; i < programme_.formulas.inputs().size(); ++i) {
            const InputId id{i};
            if (!derived_.plan().used[i]) {
                continue;
            }
            const Input& each = input(id);
            switch (each.use) {
                case InputUse::value:       // added with the values, or an amount inside a line that is a driver itself
                case InputUse::claim:       // of no line
                case InputUse::adjustment:  // set by the case
                    break;
                case InputUse::delay: add_months(id, "Delay of ", "everything"); break;
                case InputUse::overrun: add_months(id, "Overrun of ", "all projects"); break;
                case InputUse::paid: add_yes_or_no(id, "Award ", DriverKind::award); break;
                case InputUse::gate: add_yes_or_no(id, "Gate ", DriverKind::gate); break;
                case InputUse::scale:
                    if (!driven_.contains(id)) {
                        leave_out(each.name, "it is made of lines that are levers themselves");
                    }
                    break;
                case InputUse::exclusion:
                case InputUse::option: leave_out(each.name, "it is a choice, and no figure"); break;
            }
        }
    }

    /// As one of the inputs that has a name of its own and a value in every case.
    [[nodiscard]] Driver driver_of(InputId id, DriverKind kind, Basis basis) const {
        Driver driver;
        driver.id = input(id).name;
        driver.subject = input(id).subject;
        driver.input = id;
        driver.kind = kind;
        driver.basis = basis;
        driver.value = value_in(derived_.plan(), base_, id);
        return driver;
    }

    void add_months(InputId id, const std::string& what, const std::string& all) {
        Driver driver = driver_of(id, DriverKind::months, Basis::declared);
        driver.unit = "months";
        driver.name = what + (driver.subject == "all" ? all : driver.subject);
        driver.high = std::max(longest_declared(programme_, id), *driver.value);
        driver.upto = std::max(driver.high, static_cast<double>(std::min(longest_delay, programme_.calendar.months())));
        if (driver.high == 0.0) {
            leave_out(driver.id, "no scenario declares a delay");
            return;
        }
        keep(std::move(driver));
    }

    void add_yes_or_no(InputId id, const std::string& what, DriverKind kind) {
        Driver driver = driver_of(id, kind, Basis::yes_or_no);
        driver.name = what + driver.subject;
        driver.high = std::max(1.0, *driver.value);
        driver.upto = driver.high;
        keep(std::move(driver));
    }

    static void settle(Drivers& drivers, Driver driver, const Dependences& dependences) {
        const Dependence found = dependences.of(std::span(&driver.input, 1));
        driver.affine = found.affine && !driver.whole();
        if (found.moves_share && driver.value && *driver.value >= 0.0 && *driver.value <= 1.0) {
            for (double* end : {&driver.low, &driver.high, &driver.from, &driver.upto}) {
                *end = std::clamp(*end, 0.0, 1.0);
            }
        }
        drivers.all.push_back(std::move(driver));
    }

    const Programme& programme_;
    DerivedPlan derived_;
    Lane base_;
    std::vector<Driver> drivers_;
    std::set<InputId> driven_;  // by them
    std::vector<LeftOut> left_out_;
    std::vector<bool> of_lines_;  // inputs that are a number of the author's
};

}  // namespace

namespace {

// Whether every one of these changes to the case can be counted.
bool runs(LaneTotals& totals, const std::vector<Lane>& changes) {
    try {
        static_cast<void>(totals.of(changes));
        return true;
    } catch (const AmountTooLarge&) {
        return false;
    }
}

std::vector<Lane> ends_of(const Driver& driver) {
    std::vector<Lane> result;
    for (const double value : {driver.low, driver.high, driver.from, driver.upto}) {
        result.push_back({{{driver.input, value}}});
    }
    return result;
}

// A range may lead where a share is no share or amounts cannot be counted: it is then cut down, or the driver left out.
void keep_what_runs(Drivers& drivers) {
    // Shares are looked at where a row is added to something.
    LaneTotals totals(drivers.plan, drivers.base, std::vector<Bucket>(drivers.plan.rows.size(), Bucket{0, 1}), 1);
    std::vector<Lane> lanes;
    for (const Driver& driver : drivers.all) {
        for (Lane& lane : ends_of(driver)) {
            lanes.push_back(std::move(lane));
        }
    }
    if (runs(totals, lanes)) {
        return;
    }
    std::vector<Driver> kept;
    for (Driver& driver : drivers.all) {
        if (!runs(totals, ends_of(driver))) {
            driver.from = driver.low;
            driver.upto = driver.high;
        }
        if (runs(totals, ends_of(driver))) {
            kept.push_back(std::move(driver));
        } else {
            drivers.left_out.push_back(
                {driver.id, "its range leads past what can be counted, or a share past the whole"});
        }
    }
    drivers.all = std::move(kept);
}

}  // namespace

std::string_view basis_text(Basis basis) {
    constexpr std::array<std::string_view, 6> texts{"stated range",      "printed bounds",  "evidence grade",
                                                    "plus or minus 20%", "declared delays", "comes or not"};
    return texts[static_cast<std::size_t>(basis)];
}

const Driver* Drivers::find(std::string_view id) const {
    for (const Driver& driver : all) {
        if (driver.id == id) {
            return &driver;
        }
    }
    const Driver* result = nullptr;
    for (const Driver& driver : all) {
        if (!driver.subject.empty() && driver.subject == id) {
            if (result != nullptr) {
                return nullptr;
            }
            result = &driver;
        }
    }
    return result;
}

Drivers find_drivers(const Model& model, std::span<const ScenarioId> scenarios) {
    Drivers result = DriverSearch(model, compose(model.programme, scenarios)).all();
    keep_what_runs(result);
    return result;
}

}  // namespace tranche
