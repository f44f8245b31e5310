// Lanes drawn by counter, and digests of what they come to.
//
// Draw number n of a lane depends on (lane, n) alone, so any lane can be drawn again by itself and the same lanes come
// out on every machine.
#pragma once

#include <cstdint>  // uint64_t
#include <string>
#include <vector>

#include "tranche/pipeline.hpp"

namespace tranche::test {

/// 64 well-mixed bits of two counters.
std::uint64_t mixed(std::uint64_t stream, std::uint64_t counter);

/// A lane that moves about half of the inputs: scales by 0.50 to 1.50, delays by 0 to 24 months, others to 0% to 30%.
Lane drawn_lane(const Programme& programme, std::uint64_t number);

/// What each input is in that lane: the settings, and the base value where there is none.
std::vector<double> values_in(const Programme& programme, const Lane& lane);

/// One bucket for every row.
std::vector<Bucket> bucket_per_row(const Plan& plan);

/// SHA-256 over the amounts, each as eight bytes, lowest first.
std::string digest_of(const std::vector<std::int64_t>& amounts);
std::string digest_of(const Totals& totals);

inline constexpr std::size_t digest_lanes = 20'000;

/// Digest of all rows of `digest_lanes` drawn lanes.
std::string digest_of_many_lanes(const Model& model, InstructionSet set);

/// Names and values of the sets that this processor runs, `baseline` first.
std::vector<std::pair<std::string, InstructionSet>> sets_here();

}  // namespace tranche::test
