// The increment: one case less another, column by column.
//
//
// An increment is an appraisal like any other, so every measure can be asked of it. Its cost is the extra cost and its
// benefit the extra benefit. Its ratio is not the difference of two ratios.
#pragma once

#include "tranche/appraise/appraisal.hpp"

namespace tranche {

/// Every amount is a difference of integers. A line that either case leaves out, the increment leaves out too. The
/// grant is the extra grant. REQUIRES: two lanes of one plan.
Appraisal increment(const Appraisal& of, const Appraisal& against);

}  // namespace tranche
