// The inner loops, compiled once per instruction set.
//
// Amounts here are doubles that hold integers within 2^53: sums of them are exact, so vector width and order change
// nothing. kernel.cpp is built three times; it may call nothing that is not in this file, since the linker keeps one
// copy of a shared inline function, perhaps the one that this processor cannot run.
#pragma once

#include <cstddef>  // size_t
#include <cstdint>  // uint32_t

namespace tranche {

struct Kernel {
    /// out[slot][lane] = round(windows[which[lane]][slot] * factor[lane]), half to even; which may be null for row 0.
    void (*scale)(const double* windows, std::size_t slots, const std::uint32_t* which, const double* factor,
                  std::size_t lanes, double* out);
    /// out[slot][lane] += sign * (round(amount * upto[lane]) - round(amount * below[lane])), amount = in[slot][lane].
    void (*share)(const double* in, std::size_t slots, const double* below, const double* upto, double sign,
                  std::size_t lanes, double* out);
    void (*add)(const double* a, const double* b, std::size_t count, double* out);
    void (*subtract)(const double* a, const double* b, std::size_t count, double* out);
    void (*multiply)(const double* a, const double* b, std::size_t count, double* out);
    void (*divide)(const double* a, const double* b, std::size_t count, double* out);
    void (*minimum)(const double* a, const double* b, std::size_t count, double* out);
    void (*maximum)(const double* a, const double* b, std::size_t count, double* out);
    void (*at_least)(const double* a, const double* b, std::size_t count, double* out);
};

extern const Kernel kernel_baseline;
extern const Kernel kernel_v3;
extern const Kernel kernel_v4;

}  // namespace tranche
