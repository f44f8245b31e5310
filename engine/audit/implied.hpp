// Claims implied by claims: printed figures, as intervals, carried through a formula.
#pragma once

#include <optional>

#include "tranche/audit/audit.hpp"

namespace tranche {

std::optional<Implied> implied(const Programme& programme, const Claim& claim);

}  // namespace tranche
