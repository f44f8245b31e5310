// The economic and the financial case.
//
// A line keeps what it says of itself: its bias, its tax, that it is spent already. Each row of a table is an adjustment:
// the inputs that it is made of, and by what part of its amount each of them changes a line. A line is multiplied by
// 1 + part x input, which is 1 as written, so that no written amount changes.
#pragma once

#include <utility>  // pair
#include <vector>

#include "lower/context.hpp"

namespace tranche::lowering {

/// Lines that risks are, and their probabilities.
using RiskLines = std::vector<std::pair<LineId, NodeId>>;

/// Adds both cases as scenarios, and settles in which of them the decision is judged.
void lower_cases(Context& ctx);
/// What a line says of itself for the cases. Comes after its facets.
void lower_case_keys(const Context& ctx, const LineDef& def, Line& line);
/// Adds the adjustments, and the overrides by which each case makes them. Comes after selections
/// and options.
void apply_cases(Context& ctx, const RiskLines& risk_lines);

/// The terms of a line for the cases; all of them absent where it has none.
const CaseTerms& terms_of(const Line& line);
/// A loan, its repayment or its interest: a line that finance for another line was lowered to.
bool is_loan(const Line& line);

}  // namespace tranche::lowering
