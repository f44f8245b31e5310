// Claims and printed tables: every cell becomes a claim of its own, every row or column that should add becomes a cast.
#pragma once

#include "lower/context.hpp"

namespace tranche::lowering {

/// Comes last, when everything that an address may name has its row.
void lower_claims(Context& ctx);

}  // namespace tranche::lowering
