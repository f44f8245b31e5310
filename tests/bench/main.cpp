// Benchmarks: each checks its answer first, then times the work and its peer in turns in one run, and prints one JSON object.
//
//   tranche_bench [NAME]     all, or one by name
//
// A ratio above 1 means faster than what it is measured against. The spread is the least and the greatest of the ratios of
// pairs; the ratio is their median.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

#include "bench/work.hpp"

namespace {

using namespace tranche::bench;

double seconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

bool run(const Benchmark& benchmark) {
    const Work work = benchmark.prepare();
    const std::string wrong = work.check();
    if (!wrong.empty()) {
        std::fprintf(stderr, "%s: wrong answer: %s\n", benchmark.name, wrong.c_str());
        return false;
    }
    std::vector<double> ours;
    std::vector<double> ratios;
    for (int i = 0; i < benchmark.pairs; ++i) {
        ours.push_back(seconds(work.ours));
        ratios.push_back(seconds(work.peer) / ours.back());
    }
    std::string figures;
    if (work.figures) {
        for (const auto& [name, value] : work.figures()) {
            char text[64];
            std::snprintf(text, sizeof text, ",\"%s\":%.1f", name.c_str(), value);
            figures += text;
        }
    }
    std::printf(
        "{\"name\":\"%s\",\"ratio\":%.3f,\"against\":\"%s\",\"spread\":[%.3f,%.3f],\"target\":%.3f,\"median_ms\":%.3f,\"peak_mb\":%.1f%s}\n",
        benchmark.name, median(ratios), benchmark.against, *std::min_element(ratios.begin(), ratios.end()),
        *std::max_element(ratios.begin(), ratios.end()), benchmark.target, 1000 * median(ours), peak_megabytes(),
        figures.c_str());
    std::fflush(stdout);
    return true;
}

}  // namespace

int main(int count, char** values) {
    bool found = false;
    bool right = true;
    for (const Benchmark& benchmark : benchmarks()) {
        if (count < 2 || std::string(values[1]) == benchmark.name) {
            found = true;
            right = run(benchmark) && right;
        }
    }
    if (!found) {
        std::fprintf(stderr, "there is no benchmark '%s'; there are:", values[1]);
        for (const Benchmark& benchmark : benchmarks()) {
            std::fprintf(stderr, " %s", benchmark.name);
        }
        std::fprintf(stderr, "\n");
        return 2;
    }
    return right ? 0 : 1;
}
