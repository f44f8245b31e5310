// Each node gets its degree in the inputs: a sum has the greater degree of its operands, a product the sum of them. Past
// the first degree nothing is told apart. Schedules are not affine in anything: they move money between years.
#include "sensitivity/affine.hpp"

#include <algorithm>  // max, min
#include <cstdint>    // uint8_t
#include <map>

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

// Nodes that the inputs do not reach have degree 0, and are never looked at.
Dependence Dependences::of(std::span<const InputId> inputs) const {
    const Reached reached = reach_.of(inputs);
    std::map<NodeId, Degree> degrees;
    const auto of = [&](NodeId id) {
        const auto found = degrees.find(id);
        return found == degrees.end() ? Degree{0} : found->second;
    };
    for (const NodeId id : reached.nodes) {
        const Node& node = plan_->nodes[id];
        degrees[id] = node.op == Op::input   ? Degree{1}
                      : node.op == Op::alias ? of(node.a)
                                             : degree_of(node, of(node.a), of(node.b));
    }
    Dependence result;
    result.affine = reached.projects.empty();
    for (const StreamId id : reached.streams) {
        const Stream& stream = plan_->streams[id];
        result.affine =
            result.affine && of(stream.delay) == 0 && (!stream.until.exists() || of(stream.until_delay) == 0);
        Degree of_year = 0;
        if (stream.series.exists()) {
            for (const NodeId year : plan_->series[stream.series]) {
                of_year = std::max(of_year, of(year));
            }
        }
        const auto amount = static_cast<Degree>(of(stream.factor) + of_year);
        const Reach::Rows rows = reach_.rows_of(id);
        for (std::size_t row = rows.first; row < rows.end; ++row) {
            const Degree share = std::max(of(plan_->rows[row].below), of(plan_->rows[row].upto));
            result.moves_share = result.moves_share || share > 0;
            result.affine = result.affine && amount + share <= 1;
        }
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
