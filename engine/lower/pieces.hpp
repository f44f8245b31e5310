// Pieces of a line: an amount, and the stretch of months over which it falls.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "lower/amounts.hpp"  // Term
#include "lower/context.hpp"

namespace tranche::lowering {

/// Where money falls, whatever its amount.
struct Stretch {
    Anchor anchor = {};
    std::optional<Anchor> until = {};
    int first = 0;                                                     ///< month after the anchor
    std::vector<int> lengths = {};                                     ///< months of each segment
    std::function<std::vector<Micropounds>(Micropounds)> spread = {};  ///< an amount, over the segments
    bool undated = false;
};

/// An amount that is known now, or is worked out in every run.
struct Price {
    std::optional<Micropounds> exact = {};
    Term term = {};  ///< in pounds, where it is not exact
    Position where = {};
};

/// The keys of a line that few lines have; all of them absent where it has none.
const MoreDef& more_of(const LineDef& def);

/// An amount of a line. Empty where it cannot be read, which is reported, and where the author says that it is not
/// quantified or not priced, which is noted on the line.
std::optional<Price> price(Context& ctx, const StatedAmount& amount, const std::string& name, Line& line,
                           bool per_unit = false);
/// The price, blocked by something besides it that is not known: an input `name(line)` without a value.
Price times_unknown(Context& ctx, const Price& price, const std::string& name, const std::string& reason,
                    const Line& line);

void add_piece(Context& ctx, Line& line, const Price& price, const Stretch& stretch);

/// False, and reported, where amounts add to more than an integer holds: a slip of the keyboard or of the unit.
bool countable(const Context& ctx, const std::string& id, double magnitude, Position where);

}  // namespace tranche::lowering
