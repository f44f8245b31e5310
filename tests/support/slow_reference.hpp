// A second, slow forecast to check the engine's against: month by month, one lane at a time, nothing clever.
//
// It reads the lowered programme and shares no arithmetic with plan/, run/, graph/ and scenario/, nor the look-ups of
// Shapes. Rules it follows are those of docs and headers: replacement, adds, scales; the plan stands as written; money
// spread over the months of its segment; a line-year rounded once, half to even; shares telescoped.
#pragma once

#include <cstdint>  // int64_t
#include <vector>

#include "tranche/model/programme.hpp"

namespace tranche::test {

struct SlowRow {
    LineId line;
    OrganisationId from;
    OrganisationId to;
    LineKind kind = LineKind::cost;
    std::vector<std::int64_t> years;
    std::int64_t beyond = 0;
    std::int64_t undated = 0;
    std::vector<std::int64_t> months;
};

/// A line before it is divided among organisations.
struct SlowLine {
    std::vector<std::int64_t> years;
    std::int64_t beyond = 0;
    std::int64_t undated = 0;
};

struct SlowForecast {
    int years = 0;
    std::vector<SlowRow> rows;       ///< lines in order, flows of a line in order
    std::vector<SlowLine> lines;     ///< by line
    std::vector<int> project_shift;  ///< by project, months from its planned date
    std::vector<int> finish_shift;   ///< the same of its end
};

/// Value of every input once the scenarios' overrides are composed.
std::vector<double> slow_inputs(const Programme& programme, const std::vector<ScenarioId>& scenarios);

SlowForecast slow_forecast(const Programme& programme, const std::vector<double>& inputs);
SlowForecast slow_forecast(const Programme& programme, const std::vector<ScenarioId>& scenarios);

/// amount x part / whole rounded to the nearest integer, ties to even. REQUIRES: 0 < whole.
std::int64_t part_of(std::int64_t amount, std::int64_t part, std::int64_t whole);
/// The nearest integer, ties to even. REQUIRES: within 2^62.
std::int64_t nearest_even(double x);

}  // namespace tranche::test
