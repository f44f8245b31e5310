#include "tranche/model/node.hpp"

#include <cstring>  // memcpy
#include <utility>  // move

namespace tranche {

namespace {

bool is_literal(const Node& node, double value) {
    return node.op == Op::literal && node.literal == value;
}

}  // namespace

double apply(Op op, double a, double b) {
    switch (op) {
        case Op::add: return a + b;
        case Op::subtract: return a - b;
        case Op::multiply: return a * b;
        case Op::divide: return a / b;
        case Op::minimum: return b < a ? b : a;
        case Op::maximum: return a < b ? b : a;
        case Op::at_least: return a >= b ? 1.0 : 0.0;
        case Op::literal:
        case Op::input:
        case Op::alias: break;
    }
    return a;
}

InputId Formulas::add_input(Input input) {
    const std::string name = input.name;
    const InputId id = inputs_.add(std::move(input));
    input_names_.emplace(name, id);
    return id;
}

NodeId Formulas::intern(const Key& key, Node node) {
    const auto found = known_.find(key);
    if (found != known_.end()) {
        return found->second;
    }
    const NodeId id = nodes_.add(std::move(node));
    known_.emplace(key, id);
    return id;
}

NodeId Formulas::literal(double value) {
    Node node;
    node.literal = value;
    std::uint64_t bits = 0;
    static_assert(sizeof bits == sizeof value);
    std::memcpy(&bits, &value, sizeof bits);  // std::bit_cast is not in every library that core is built with
    return intern({Op::literal, 0, 0, bits}, std::move(node));
}

NodeId Formulas::input(InputId id) {
    Node node;
    node.op = Op::input;
    node.input = id;
    node.where = inputs_[id].where;
    return intern({Op::input, id.value, 0, 0}, std::move(node));
}

NodeId Formulas::reserve(std::string name, Position where) {
    Node node;
    node.op = Op::alias;
    node.where = where;
    const NodeId id = nodes_.add(std::move(node));
    alias_names_.emplace(id, std::move(name));
    return id;
}

void Formulas::bind(NodeId alias, NodeId target) {
    nodes_[alias].a = target;
}

NodeId Formulas::apply(Op op, NodeId a, NodeId b, Position where) {
    const Node& right = nodes_[b];
    const bool unit = op == Op::multiply || op == Op::divide;
    const bool zero = op == Op::add || op == Op::subtract;
    if ((unit && is_literal(right, 1.0)) || (zero && is_literal(right, 0.0))) {
        return a;
    }
    Node node;
    node.op = op;
    node.a = a;
    node.b = b;
    node.where = where;
    return intern({op, a.value, b.value, 0}, std::move(node));
}

std::optional<InputId> Formulas::find_input(const std::string& name) const {
    const auto found = input_names_.find(name);
    return found == input_names_.end() ? std::nullopt : std::optional{found->second};
}

}  // namespace tranche
