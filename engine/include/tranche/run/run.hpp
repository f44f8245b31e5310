// run(plan, lanes): the only arithmetic of the engine.
//
//
// One lane gives a Cashflow with every row. Many lanes give Totals, the same rows summed into a few buckets. Both use
// the same kernel. A lane's total is therefore the sum of its cash-flow rows to the last bit, whichever lanes run
// beside it, in any order, on any instruction set.
#pragma once

#include <cstdint>  // int8_t, int32_t
#include <memory>   // unique_ptr
#include <optional>
#include <span>
#include <stdexcept>  // range_error
#include <string>
#include <vector>

#include "tranche/base/money.hpp"
#include "tranche/plan/plan.hpp"
#include "tranche/run/cashflow.hpp"
#include "tranche/run/lane.hpp"

namespace tranche {

/// Which build of the kernel to use; all give the same bits. best is chosen from the processor.
enum class InstructionSet { best, baseline, v3, v4 };

[[nodiscard]] bool runs_here(InstructionSet set);

struct RunOptions {
    InstructionSet instruction_set = InstructionSet::best;
};

/// A lane's factors make the programme too large to count exactly, or its shares are outside 0% to 100%.
class AmountTooLarge : public std::range_error {
public:
    using std::range_error::range_error;
};

/// Throws AmountTooLarge.
Cashflow run(const Plan& plan, const Lane& lane = {}, const RunOptions& options = {});

/// The value of one formula in a lane; empty if it depends on an unknown value.
std::optional<double> node_value(const Plan& plan, const Lane& lane, NodeId node);

/// The bucket to which a row's money is added, and its sign; or no bucket.
struct Bucket {
    std::int32_t number = -1;
    std::int8_t sign = 1;
};

/// [lane][bucket][slot]: calendar.years years, then beyond, then undated.
struct Totals {
    std::size_t buckets = 0;
    std::size_t slots = 0;
    std::vector<Money> amounts;

    [[nodiscard]] Money at(std::size_t lane, std::size_t bucket, std::size_t slot) const {
        return amounts[(lane * buckets + bucket) * slots + slot];
    }
    friend bool operator==(const Totals&, const Totals&) = default;
};

/// What a lane moves: the streams that its settings reach, as they are in the case and as they are in the lane. The months by
/// which projects shift, and lines without a figure, are left out.
struct LaneMoves {
    Cashflow in_case;
    Cashflow in_lane;
};

/// Totals of lanes that each change a case a little: a lane costs what its own settings reach, and not the whole plan again.
/// It is made once for a case and asked as often as wanted, by one thread at a time.
class LaneTotals {
public:
    /// REQUIRES: the plan outlives it and does not change; of_row as many as plan.rows, numbers below buckets.
    LaneTotals(const Plan& plan, const Lane& base, std::vector<Bucket> of_row, std::size_t buckets,
               const RunOptions& options = {});
    LaneTotals(LaneTotals&&) noexcept;
    LaneTotals& operator=(LaneTotals&&) noexcept;
    ~LaneTotals();

    /// Of the case with each of these settings in place of its own. Throws AmountTooLarge.
    Totals of(std::span<const Lane> lanes);
    /// Of one lane, row by row. Empty where the case itself cannot be counted exactly. Throws AmountTooLarge.
    std::optional<LaneMoves> moved(const Lane& lane);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// Of lanes that have nothing in common but the plan. REQUIRES: of_row as many as plan.rows, numbers below buckets. Throws
/// AmountTooLarge.
Totals run_totals(const Plan& plan, std::span<const Lane> lanes, std::span<const Bucket> of_row, std::size_t buckets,
                  const RunOptions& options = {});

}  // namespace tranche
