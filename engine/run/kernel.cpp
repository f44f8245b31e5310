#include "run/kernel.hpp"

#define TRANCHE_JOIN2(a, b) a##b
#define TRANCHE_JOIN(a, b) TRANCHE_JOIN2(a, b)

namespace tranche {

namespace {

void scale(const double* windows, std::size_t slots, const std::uint32_t* which, const double* factor,
           std::size_t lanes, double* out) {
    for (std::size_t slot = 0; slot < slots; ++slot) {
        double* row = out + slot * lanes;
        if (which == nullptr) {
            const double window = windows[slot];
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                row[lane] = __builtin_nearbyint(window * factor[lane]);
            }
        } else {
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                row[lane] = __builtin_nearbyint(windows[which[lane] * slots + slot] * factor[lane]);
            }
        }
    }
}

void share(const double* in, std::size_t slots, const double* below, const double* upto, double sign, std::size_t lanes,
           double* out) {
    for (std::size_t slot = 0; slot < slots; ++slot) {
        const double* amount = in + slot * lanes;
        double* total = out + slot * lanes;
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            total[lane] += sign * (__builtin_nearbyint(amount[lane] * upto[lane]) -
                                   __builtin_nearbyint(amount[lane] * below[lane]));
        }
    }
}

void add(const double* a, const double* b, std::size_t count, double* out) {
    for (std::size_t i = 0; i < count; ++i) {
        out[i] = a[i] + b[i];
    }
}

void subtract(const double* a, const double* b, std::size_t count, double* out) {
    for (std::size_t i = 0; i < count; ++i) {
        out[i] = a[i] - b[i];
    }
}

void multiply(const double* a, const double* b, std::size_t count, double* out) {
    for (std::size_t i = 0; i < count; ++i) {
        out[i] = a[i] * b[i];
    }
}

void divide(const double* a, const double* b, std::size_t count, double* out) {
    for (std::size_t i = 0; i < count; ++i) {
        out[i] = a[i] / b[i];
    }
}

void minimum(const double* a, const double* b, std::size_t count, double* out) {
    for (std::size_t i = 0; i < count; ++i) {
        out[i] = b[i] < a[i] ? b[i] : a[i];
    }
}

void maximum(const double* a, const double* b, std::size_t count, double* out) {
    for (std::size_t i = 0; i < count; ++i) {
        out[i] = a[i] < b[i] ? b[i] : a[i];
    }
}

void at_least(const double* a, const double* b, std::size_t count, double* out) {
    for (std::size_t i = 0; i < count; ++i) {
        out[i] = a[i] >= b[i] ? 1.0 : 0.0;
    }
}

}  // namespace

extern const Kernel TRANCHE_JOIN(kernel_, TRANCHE_KERNEL_ISA);
const Kernel TRANCHE_JOIN(kernel_, TRANCHE_KERNEL_ISA) = {scale,  share,   add,     subtract, multiply,
                                                          divide, minimum, maximum, at_least};

}  // namespace tranche
