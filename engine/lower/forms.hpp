// Forms of a line: how its amount is stated and where it falls, lowered to pieces.
//
// A plain amount becomes the integers of a shape. An amount that is worked out or not fully known becomes a shape of a
// million pounds, spread the same way, times the amount in millions.
#pragma once

#include <vector>

#include "lower/context.hpp"
#include "lower/place.hpp"

namespace tranche::lowering {

/// Adds the line's pieces. False, and reported, where it has none or more than one form, or its form cannot be worked out.
bool lower_form(Context& ctx, const LineDef& def, const LinePlace& place, Line& line);

/// The amounts that the line itself states, whatever its form: what hints and checks of amounts look at. Those of a chain
/// or a quantity are not among them.
std::vector<const StatedAmount*> stated_amounts(const LineDef& def);

}  // namespace tranche::lowering
