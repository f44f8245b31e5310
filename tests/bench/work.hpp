// What is measured: one row each.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace tranche::bench {

struct Work {
    std::function<std::string()> check;  ///< what is wrong with the answer; empty if nothing
    std::function<void()> ours;
    std::function<void()> peer;
    std::function<std::map<std::string, double>()> figures = {};  ///< printed beside the ratio, by name
};

struct Benchmark {
    const char* name;
    const char* against;
    double target;
    int pairs;
    Work (*prepare)();
};

const std::vector<Benchmark>& benchmarks();

Work sensitivity_process();
Work sensitivity_growth();
Work scenarios_growth();
Work tornado_1000_lines();
Work tornado_growth();

/// What a command prints. Throws where it fails.
std::string output_of(const std::string& command);
/// In ledger_work.cpp.
Work ledger_import();
Work ledger_status();

/// Of this process, since its start.
double peak_megabytes();

}  // namespace tranche::bench
