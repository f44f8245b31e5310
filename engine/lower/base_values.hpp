// What formulas come to while every input has the value that is written.
#pragma once

#include "tranche/model/node.hpp"

namespace tranche::lowering {

/// Checks of shares and sums need the value of a node before there is a plan. Values are kept, so a node is worked out
/// once; the caller asks the same object about the same formulas.
class BaseValues {
public:
    /// Formulas in a circle are reported by the plan. Here, a node that is needed for its own value counts as 0.
    double of(const Formulas& formulas, NodeId id);

private:
    struct Value {
        enum class State { unknown, open, known } state = State::unknown;
        double value = 0.0;
    };
    Table<NodeId, Value> values_;
};

}  // namespace tranche::lowering
