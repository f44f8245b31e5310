#include "tranche/scenario/ends.hpp"

#include <algorithm>  // find, lower_bound, sort
#include <set>
#include <utility>  // swap

#include "tranche/run/run.hpp"
#include "tranche/scenario/compose.hpp"

namespace tranche {

namespace {

const Setting* setting_of(const Lane& lane, InputId input) {
    const auto before = [](const Setting& setting, InputId id) { return setting.input < id; };
    const auto found = std::lower_bound(lane.settings.begin(), lane.settings.end(), input, before);
    return found != lane.settings.end() && found->input == input ? &*found : nullptr;
}

bool sets(const Lane& lane, InputId input) {
    return setting_of(lane, input) != nullptr;
}

Lane with(const Lane& lane, const std::vector<Setting>& more) {
    Lane result = lane;
    result.settings.insert(result.settings.end(), more.begin(), more.end());
    std::sort(result.settings.begin(), result.settings.end(),
              [](const Setting& a, const Setting& b) { return a.input < b.input; });
    return result;
}

// Bounded inputs that a lane leaves alone.
std::vector<InputId> open_inputs(const Programme& programme, const Plan& plan, const Lane& lane) {
    std::vector<InputId> result;
    for (std::size_t i = 0; i < programme.formulas.inputs().size(); ++i) {
        const InputId id{i};
        const Input& input = programme.formulas.inputs()[id];
        if (plan.used[i] && input.bounded && (input.low || input.high) && !sets(lane, id)) {
            result.push_back(id);
        }
    }
    return result;
}

std::vector<Setting> settings_at(const Programme& programme, const std::vector<InputId>& inputs, End end) {
    std::vector<Setting> result;
    for (const InputId id : inputs) {
        const Input& input = programme.formulas.inputs()[id];
        if (const std::optional<double>& value = end == End::low ? input.low : input.high) {
            result.push_back({id, *value});
        }
    }
    return result;
}

// The net of each lane: every year and what has no date.
std::vector<double> nets(const Model& model, const Counting& counting, const std::vector<bool>* chosen,
                         const std::vector<Lane>& lanes) {
    std::vector<Bucket> of_row;
    for (const Row& row : model.plan.rows) {
        const Counted counted = counting.of(row.kind, row.from, row.to);
        const bool taken = chosen == nullptr || (*chosen)[row.line.index()];
        const bool counts = taken && (counted.as == Counted::As::cost || counted.as == Counted::As::benefit);
        const int sign = (counted.as == Counted::As::cost ? -1 : 1) * counted.sign;
        of_row.push_back({counts ? 0 : -1, static_cast<std::int8_t>(sign)});
    }
    const Totals totals = run_totals(model.plan, lanes, of_row, 1);
    std::vector<double> result;
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
        double sum = 0.0;
        for (std::size_t slot = 0; slot < totals.slots; ++slot) {
            const bool beyond = slot + 2 == totals.slots;
            sum += beyond ? 0.0 : static_cast<double>(totals.at(lane, 0, slot).units);
        }
        result.push_back(sum);
    }
    return result;
}

/// Each input at the end that hurts the net, and at the end that helps it.
struct Outcomes {
    std::vector<Setting> worst;
    std::vector<Setting> best;
};

Outcomes outcomes(const Model& model, const Counting& counting, const std::vector<bool>* chosen, const Lane& lane,
                  const std::vector<InputId>& inputs) {
    // All others stand at one end they have, so that products show which way each one pulls.
    std::vector<Setting> standing;
    std::vector<double> step;
    for (const InputId id : inputs) {
        const Input& input = model.programme.formulas.inputs()[id];
        const double from = input.low ? *input.low : *input.high;
        const double to = input.high ? *input.high : *input.low;
        standing.push_back({id, from});
        step.push_back(to > from ? to : from + 1.0);
    }
    std::vector<Lane> lanes{with(lane, standing)};
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        std::vector<Setting> moved = standing;
        moved[i].value = step[i];
        lanes.push_back(with(lane, moved));
    }
    const std::vector<double> net = nets(model, counting, chosen, lanes);
    Outcomes result;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const Input& input = model.programme.formulas.inputs()[inputs[i]];
        const bool helps = net[i + 1] >= net.front();  // more of it raises the net
        const std::optional<double>& hurting = helps ? input.low : input.high;
        const std::optional<double>& helping = helps ? input.high : input.low;
        if (hurting) {
            result.worst.push_back({inputs[i], *hurting});
        }
        if (helping) {
            result.best.push_back({inputs[i], *helping});
        }
    }
    return result;
}

bool less(const Figure& a, const Figure& b) {
    return a.value < b.value;
}

}  // namespace

Lane at_end(const Model& model, std::span<const ScenarioId> scenarios, End end) {
    const Lane lane = compose(model.programme, scenarios);
    return with(lane, settings_at(model.programme, open_inputs(model.programme, model.plan, lane), end));
}

std::optional<Bounds> bounds(const Model& model, std::span<const ScenarioId> scenarios, PerspectiveId perspective,
                             const std::vector<bool>* lines) {
    const Lane lane = compose(model.programme, scenarios);
    const std::vector<InputId> inputs = open_inputs(model.programme, model.plan, lane);
    if (inputs.empty()) {
        return std::nullopt;
    }
    const Counting counting(model.programme, perspective);
    const auto appraised = [&](const std::vector<Setting>& settings) {
        return appraise(run(model.plan, with(lane, settings)), counting, lines);
    };
    const Outcomes ends = outcomes(model, counting, lines, lane, inputs);
    return Bounds{appraised(settings_at(model.programme, inputs, End::low)),
                  appraised(settings_at(model.programme, inputs, End::high)), appraised(ends.worst),
                  appraised(ends.best)};
}

Range range_of(const MeasureRow& measure, const Bounds& bounds) {
    Range result{measure.compute(measure.one_side ? bounds.low : bounds.worst),
                 measure.compute(measure.one_side ? bounds.high : bounds.best)};
    const bool both = result.low.computable() && result.high.computable();
    const bool one = result.low.computable() != result.high.computable();
    if ((both && less(result.high, result.low)) || (one && !measure.one_side && measure.lower_is_better)) {
        std::swap(result.low, result.high);
    }
    return result;
}

std::vector<std::string> missing_for(const Model& model, const Lane& lane, LineId line) {
    std::set<NodeId> seen;
    std::vector<NodeId> waiting;
    for (const Piece& piece : model.programme.lines[line].pieces) {
        waiting.push_back(piece.factor);
        if (piece.series.exists()) {
            const std::vector<NodeId>& years = model.programme.series[piece.series];
            waiting.insert(waiting.end(), years.begin(), years.end());
        }
    }
    for (const Flow& flow : model.programme.lines[line].flows) {
        waiting.push_back(flow.below);
        waiting.push_back(flow.upto);
    }
    std::vector<std::string> result;
    while (!waiting.empty()) {
        const NodeId id = waiting.back();
        waiting.pop_back();
        if (!id.exists() || !seen.insert(id).second) {
            continue;
        }
        const Node& node = model.programme.formulas.nodes()[id];
        if (node.op != Op::input) {
            waiting.push_back(node.a);
            waiting.push_back(node.b);
            continue;
        }
        const Input& input = model.programme.formulas.inputs()[node.input];
        const Setting* set = setting_of(lane, node.input);
        if (set == nullptr ? !input.known : !set->known) {
            std::string reason = set == nullptr ? input.reason : "not known in the scenario";
            if (reason.empty() && input.bounded) {
                reason = input.low && input.high   ? "a range without a central value"
                         : input.low || input.high ? "a bound without a central value"
                                                   : "not known";
            }
            result.push_back(input.name + (reason.empty() ? "" : " (" + reason + ")"));
        }
    }
    std::sort(result.begin(), result.end());
    return result;
}

}  // namespace tranche
