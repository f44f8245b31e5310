// How what a plan computes depends on an input, read off its formulas.
#pragma once

#include <span>
#include <vector>

#include "tranche/plan/plan.hpp"

namespace tranche {

/// What moving these inputs together does.
struct Dependence {
    bool affine = true;        ///< every year of every row is a sum of multiples of them, but for rounding
    bool moves_share = false;  ///< how a line is divided depends on them
};

Dependence dependence(const Plan& plan, std::span<const InputId> inputs);

/// Of every node: whether it rests on one of the inputs that are marked.
std::vector<bool> resting_on(const Plan& plan, const std::vector<bool>& inputs);

}  // namespace tranche
