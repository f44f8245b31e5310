// Each node gets its degree in the inputs: a sum has the greater degree of its operands, a product the sum of them. Past
// the first degree nothing is told apart. Schedules are not affine in anything: they move money between years.
#include "sensitivity/affine.hpp"

#include <algorithm>  // max, min
#include <cstdint>    // uint8_t

namespace tranche {

namespace {

using Degree = std::uint8_t;
constexpr Degree curved = 2;

Degree degree_of(const Node& node, Degree a, Degree b) {
    switch (node.op) {
        case Op::add:
        case Op::subtract: return std::max(a, b);
        case Op::multiply: return std::min<Degree>(curved, static_cast<Degree>(a + b));
        case Op::divide: return b == 0 ? a : curved;
        case Op::minimum:
        case Op::maximum:
        case Op::at_least: return a + b == 0 ? Degree{0} : curved;
        case Op::literal:
        case Op::input:
        case Op::alias: break;
    }
    return a;
}

}  // namespace

Dependence dependence(const Plan& plan, std::span<const InputId> inputs) {
    std::vector<bool> moved(plan.base.size(), false);
    for (const InputId id : inputs) {
        moved[id.index()] = true;
    }
    std::vector<Degree> degree(plan.nodes.size(), 0);
    for (const NodeId id : plan.node_order) {
        const Node& node = plan.nodes[id];
        if (node.op == Op::input) {
            degree[id.index()] = moved[node.input.index()] ? 1 : 0;
        } else if (node.op == Op::alias) {
            degree[id.index()] = degree[node.a.index()];
        } else if (node.op != Op::literal) {
            degree[id.index()] = degree_of(node, degree[node.a.index()], degree[node.b.index()]);
        }
    }
    const auto of = [&](NodeId id) { return id.exists() ? degree[id.index()] : Degree{0}; };
    Dependence result;
    for (std::size_t i = 0; i < plan.project_order.size(); ++i) {
        result.affine =
            result.affine && of(plan.project_delay[ProjectId{i}]) == 0 && of(plan.project_overrun[ProjectId{i}]) == 0;
    }
    std::vector<Degree> amount(plan.streams.size(), 0);
    for (std::size_t i = 0; i < amount.size(); ++i) {
        const Stream& stream = plan.streams[StreamId{i}];
        result.affine = result.affine && of(stream.delay) == 0 && of(stream.until_delay) == 0;
        Degree of_year = 0;
        if (stream.series.exists()) {
            for (const NodeId year : plan.series[stream.series]) {
                of_year = std::max(of_year, of(year));
            }
        }
        amount[i] = static_cast<Degree>(of(stream.factor) + of_year);
    }
    for (const Row& row : plan.rows) {
        const Degree share = std::max(of(row.below), of(row.upto));
        result.moves_share = result.moves_share || share > 0;
        result.affine = result.affine && amount[row.stream.index()] + share <= 1;
    }
    return result;
}

std::vector<bool> resting_on(const Plan& plan, const std::vector<bool>& inputs) {
    std::vector<bool> result(plan.nodes.size(), false);
    for (const NodeId id : plan.node_order) {
        const Node& node = plan.nodes[id];
        if (node.op == Op::input) {
            result[id.index()] = inputs[node.input.index()];
        } else if (node.op != Op::literal) {
            result[id.index()] = result[node.a.index()] || (node.op != Op::alias && result[node.b.index()]);
        }
    }
    return result;
}

}  // namespace tranche
