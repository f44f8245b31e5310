// Amounts that are products: a chain of how many there are and what one is worth, and a quantity times a unit cost.
#pragma once

#include <optional>

#include "lower/context.hpp"
#include "lower/pieces.hpp"

namespace tranche::lowering {

/// REQUIRES: the line has a chain. Notes which of its steps are measured.
std::optional<Price> chain_price(Context& ctx, const LineDef& def, Line& line);
/// REQUIRES: the line has a quantity.
std::optional<Price> quantity_price(Context& ctx, const LineDef& def, Line& line);

}  // namespace tranche::lowering
