// Which kernel a run uses.
#pragma once

#include "run/kernel.hpp"
#include "tranche/run/run.hpp"

namespace tranche {

/// REQUIRES: runs_here(set).
const Kernel& kernel_for(InstructionSet set);

}  // namespace tranche
