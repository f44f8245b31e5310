// Published documents, and places in them.
#pragma once

#include <optional>
#include <vector>

#include "lower/context.hpp"

namespace tranche::lowering {

void lower_sources(Context& ctx);

/// `bid:1184` or `bid:3212-3218`. Empty where `at` was not given, and where it is not a place in a source, which is
/// reported.
std::optional<Citation> citation(const Context& ctx, const Text& at);
/// Those of them that are places in sources.
std::vector<Citation> citations(const Context& ctx, const std::vector<Text>& at);

}  // namespace tranche::lowering
