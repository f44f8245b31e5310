// Random integers that are the same on every machine: the standard fixes the bits of mt19937_64 but not those of its
// distributions.
#pragma once

#include <cstdint>  // uint64_t
#include <random>   // mt19937_64
#include <utility>  // swap
#include <vector>

namespace tranche::test {

class Random {
public:
    explicit Random(std::uint64_t seed) : bits_(seed) {}

    /// 0 to n - 1. REQUIRES: n > 0.
    std::int64_t below(std::int64_t n) { return static_cast<std::int64_t>(bits_() % static_cast<std::uint64_t>(n)); }
    /// low to high, both included.
    std::int64_t between(std::int64_t low, std::int64_t high) { return low + below(high - low + 1); }
    int number(int low, int high) { return static_cast<int>(between(low, high)); }
    bool chance(int percent) { return below(100) < percent; }

    template <class T>
    const T& pick(const std::vector<T>& from) {
        return from[static_cast<std::size_t>(below(static_cast<std::int64_t>(from.size())))];
    }

    template <class T>
    void shuffle(std::vector<T>& items) {
        for (std::size_t i = items.size(); i > 1; --i) {
            std::swap(items[i - 1], items[static_cast<std::size_t>(below(static_cast<std::int64_t>(i)))]);
        }
    }

private:
    std::mt19937_64 bits_;
};

}  // namespace tranche::test
