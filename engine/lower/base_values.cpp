// Every node once, operands first, on a stack of its own: formulas share parts and may be long.
#include "lower/base_values.hpp"

#include <vector>

namespace tranche::lowering {

double BaseValues::of(const Formulas& formulas, NodeId id) {
    const Table<NodeId, Node>& nodes = formulas.nodes();
    values_.resize(nodes.size());
    std::vector<NodeId> waiting{id};
    while (!waiting.empty()) {
        const NodeId at = waiting.back();
        const Node& node = nodes[at];
        Value& value = values_[at];
        const bool operands = node.op != Op::literal && node.op != Op::input;
        if (operands && value.state == Value::State::unknown) {
            value.state = Value::State::open;
            for (const NodeId operand : {node.a, node.b}) {
                if (operand.exists() && values_[operand].state == Value::State::unknown) {
                    waiting.push_back(operand);
                }
            }
            continue;
        }
        waiting.pop_back();
        if (value.state == Value::State::known) {
            continue;
        }
        const auto of_operand = [&](NodeId operand) { return operand.exists() ? values_[operand].value : 0.0; };
        switch (node.op) {
            case Op::literal: value.value = node.literal; break;
            case Op::input: value.value = formulas.inputs()[node.input].base; break;
            case Op::alias: value.value = of_operand(node.a); break;
            default: value.value = apply(node.op, of_operand(node.a), of_operand(node.b));
        }
        value.state = Value::State::known;
    }
    return values_[id].value;
}

}  // namespace tranche::lowering
