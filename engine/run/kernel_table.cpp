#include "run/kernel_table.hpp"

#include <cassert>

namespace tranche {

namespace {

bool has_v3() {
#ifdef TRANCHE_KERNEL_BASELINE_ONLY
    return false;
#else
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
#endif
}

bool has_v4() {
#ifdef TRANCHE_KERNEL_BASELINE_ONLY
    return false;
#else
    return has_v3() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl");
#endif
}

}  // namespace

bool runs_here(InstructionSet set) {
    switch (set) {
        case InstructionSet::v3: return has_v3();
        case InstructionSet::v4: return has_v4();
        case InstructionSet::best:
        case InstructionSet::baseline: break;
    }
    return true;
}

const Kernel& kernel_for(InstructionSet set) {
    assert(runs_here(set));
#ifndef TRANCHE_KERNEL_BASELINE_ONLY
    const bool best = set == InstructionSet::best;
    if (set == InstructionSet::v4 || (best && has_v4())) {
        return kernel_v4;
    }
    if (set == InstructionSet::v3 || (best && has_v3())) {
        return kernel_v3;
    }
#else
    static_cast<void>(set);
#endif
    return kernel_baseline;
}

}  // namespace tranche
