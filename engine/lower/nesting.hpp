// Lines inside other lines, which are counted once.
#pragma once

#include <vector>

#include "lower/context.hpp"
#include "lower/lines.hpp"  // NestedLine

namespace tranche::lowering {

/// Where part and whole are both known, the part is deducted from the whole by a line of its own, so that rows stay
/// disjoint and any of them may be added. Otherwise the part is a memo: listed and not counted. In no year may the parts
/// come to more than the whole.
void nest_lines(Context& ctx, const std::vector<NestedLine>& nested);

}  // namespace tranche::lowering
