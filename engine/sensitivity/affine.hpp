// How what a plan computes depends on an input, read off its formulas.
#pragma once

#include <span>
#include <vector>

#include "tranche/plan/plan.hpp"
#include "tranche/plan/reach.hpp"

namespace tranche {

/// What moving these inputs together does.
struct Dependence {
    bool affine = true;        ///< every year of every row is a sum of multiples of them, but for rounding
    bool moves_share = false;  ///< how a line is divided depends on them
};

/// Asked of many inputs of one plan. REQUIRES: the plan outlives it and does not change.
class Dependences {
public:
    explicit Dependences(const Plan& plan) : plan_(&plan), reach_(plan) {}

    /// Of these inputs moved together.
    [[nodiscard]] Dependence of(std::span<const InputId> inputs) const;

private:
    const Plan* plan_;
    Reach reach_;
};

/// Of every node: whether it rests on one of the inputs that are marked.
std::vector<bool> resting_on(const Plan& plan, const std::vector<bool>& inputs);

}  // namespace tranche
