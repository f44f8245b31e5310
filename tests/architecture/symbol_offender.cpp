// Breaks both rules of tools/cmake/CheckSymbols.cmake, to show that they are caught. Linked into nothing.
#include <cmath>  // exp

inline double weak_function(double x) {
    return x + 1.0;
}

double offend(double x) {
    return std::exp(weak_function(x));
}
