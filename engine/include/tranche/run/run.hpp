// run(plan, lanes): the only arithmetic there is.
//
// One lane gives a Cashflow with every row. Many lanes give Totals, the same rows summed into a few buckets. Both go
// through the same kernel, so a lane's total is the sum of its cash-flow rows to the last bit, whatever lanes
// run beside it, in whatever order, on whatever instruction set.
#pragma once

#include <cstdint>  // int8_t, int32_t
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

/// A lane's factors would take the programme past what can be counted exactly, or its shares are no parts of a whole.
class AmountTooLarge : public std::range_error {
public:
    using std::range_error::range_error;
};

/// Throws AmountTooLarge.
Cashflow run(const Plan& plan, const Lane& lane = {}, const RunOptions& options = {});

/// The value of one formula in a lane; empty where it rests on what nobody knows.
std::optional<double> node_value(const Plan& plan, const Lane& lane, NodeId node);

/// Where a row's money is added: a bucket, or none, and with which sign.
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

/// REQUIRES: of_row as many as plan.rows, numbers below buckets. Throws AmountTooLarge.
Totals run_totals(const Plan& plan, std::span<const Lane> lanes, std::span<const Bucket> of_row, std::size_t buckets,
                  const RunOptions& options = {});

}  // namespace tranche
