// The causes of a variance: a line's variance to date, divided into parts that add to it exactly.
//
//
// Where a line is a chain and measures show the results of its steps, the part of each step is its Shapley value. This
// is the change that the step makes, averaged over every order in which the steps could change from plan to actual. No
// order has to be chosen, and the parts do not depend on one. Steps that share a word (impact and retention) share a
// part. Timing is one more step: the plan against the plan with its late dates. The remainder is `other`. Parts are
// whole pence, rounded by cumulative sums in the order of the parts, so that they add.
//
// Decision: docs/decisions/2026-11-25-variance-is-shared.md
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tranche/track/book.hpp"

namespace tranche {

/// volume, take-up, impact, price, timing, attribution, other: in this order everywhere.
enum class Cause { volume, take_up, impact, price, timing, attribution, other };
std::span<const std::string_view> words_of(Cause);
inline constexpr std::size_t causes = 7;

/// A step as planned and as recorded.
struct StepSeen {
    std::string step;
    std::string measure;
    Cause cause = Cause::other;
    double planned = 0.0;
    double recorded = 0.0;  ///< the latest one to date, in the step's own unit
};

struct LineVariance {
    std::string line;
    std::string name;
    LineKind kind = LineKind::cost;
    std::string project;
    std::string workstream;
    Pence planned = 0;  ///< to date
    Pence actual = 0;
    bool known = true;         ///< if false, there is no plan to differ from, and no parts
    std::vector<Pence> parts;  ///< by cause; they add to actual - planned
    std::vector<StepSeen> seen;

    [[nodiscard]] Pence variance() const { return actual - planned; }
};

struct Variance {
    Month as_at{};
    std::vector<LineVariance> lines;  ///< of costs and benefits with a plan or with money to date
    std::string no_timing;            ///< why no part is attributed to timing, if the plan could not be recalculated
};

Variance variance(const Book& book, Month as_at);

}  // namespace tranche
