// The core that a programme was lowered to, as text: exactly the part of the programme that the engine uses.
#pragma once

#include <string>

#include "tranche/scenario/model.hpp"

namespace tranche {

/// Inputs, events, lines with their pieces and flows, and scenarios as overrides; one fact a line, in the order of the tables.
std::string core_text(const Programme& programme);

}  // namespace tranche
