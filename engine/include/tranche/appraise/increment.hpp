// What one case changes in place of another: the same columns, one case's less the other's.
//
// An increment is an appraisal like any other, so every measure can be asked of it: its cost is what is spent more, its
// benefit what is gained more, and its ratio is not the difference of two ratios.
#pragma once

#include "tranche/appraise/appraisal.hpp"

namespace tranche {

/// Every amount is a difference of integers. What either leaves out, the increment leaves out; the grant is what comes
/// more. REQUIRES: two lanes of one plan.
Appraisal increment(const Appraisal& of, const Appraisal& against);

}  // namespace tranche
