// Where a row's money is missing: the periods in which its stream has any, whatever it would be multiplied by.
#pragma once

#include <vector>

#include "tranche/appraise/appraisal.hpp"

namespace tranche {

/// Marks the side of the row's kind as not known in every period of so many months that it reaches.
void mark_missing(const Cashflow& cashflow, const CashRow& row, int months_each, std::vector<CostBenefit>& periods,
                  CostBenefit& beyond, CostBenefit& undated);

/// Streams whose rows of the line's own kind all count alike: how they are divided does not matter, since their parts add
/// to the whole whatever the shares.
std::vector<bool> counted_whole(const Cashflow& cashflow, const Counting& counting);

}  // namespace tranche
