// Prices that move on the calendar: indexation, and money of another price basis than the programme's.
#pragma once

#include <optional>

#include "lower/amounts.hpp"  // Term
#include "lower/context.hpp"

namespace tranche::lowering {

/// Multiplies the pieces of a line by its index and by the deflator, year by year. False, and reported, where that cannot
/// be done. Both are applied on the calendar, after whatever delay the line has.
bool apply_prices(Context& ctx, const LineDef& def, Line& line);

/// `3%`, `3% a year`, an assumption that is a rate, or one that has a value for each year: 1 in the base year of prices.
std::optional<Term> index_term(Context& ctx, const Text& index);

}  // namespace tranche::lowering
