// From the definition to the core: references resolved, convenience forms replaced by shapes, factors and flows.
#pragma once

#include "read/definition.hpp"
#include "read/reader.hpp"
#include "tranche/model/programme.hpp"

namespace tranche {

/// Runs the passes in order. What is wrong is in the reader's diagnostics; the programme means something only where there
/// are no errors. REQUIRES: the definition has a calendar, and the reader is the one that it was read with.
Programme lower(const Definition& definition, Reader& reader);

}  // namespace tranche
