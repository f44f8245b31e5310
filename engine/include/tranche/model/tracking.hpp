// How a programme is tracked after approval: how often its months are closed, and the thresholds for amber and red.
//
//
// There is no generally accepted scale, so the file sets the thresholds, and every rating is printed with its
// threshold.
#pragma once

#include <cstdint>  // int64_t
#include <optional>
#include <vector>

#include "tranche/model/words.hpp"

namespace tranche {

/// At `amber` and above a thing is amber, at `red` and above red. Shares are in hundredths of a percent, times in days.
struct Threshold {
    int amber = 0;
    int red = 0;  ///< more than amber

    friend bool operator==(const Threshold&, const Threshold&) = default;
};

/// The data that a return to a counting regime needs besides the records, in millionths of a pound.
struct ReturnTerms {
    Regime rules = Regime::csr07;
    std::optional<std::int64_t> spend;            ///< in the year before the period: what the target is a share of
    std::optional<std::int64_t> earlier_gains;    ///< cash-releasing, reported for the period before
    std::optional<std::int64_t> earlier_ongoing;  ///< how much of those lasts
    std::optional<std::int64_t> earlier_spend;    ///< what the threshold for those is a share of

    friend bool operator==(const ReturnTerms&, const ReturnTerms&) = default;
};

struct Tracking {
    Closes closes = Closes::monthly;
    std::optional<Threshold> cost;     ///< by how much of what was planned more has been spent
    std::optional<Threshold> benefit;  ///< by how much of what was planned less has come in
    std::optional<Threshold> days;     ///< how late a milestone is
    std::vector<ReturnTerms> returns;

    friend bool operator==(const Tracking&, const Tracking&) = default;
};

}  // namespace tranche
