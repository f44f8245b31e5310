// How a programme is tracked once it is approved: how often its months are closed, and from where on it is amber or red.
//
// There is no scale that everybody uses, so the thresholds stand in the file and are printed with whatever rests on them.
#pragma once

#include <optional>

#include "tranche/model/words.hpp"

namespace tranche {

/// At `amber` and above a thing is amber, at `red` and above red. Shares are in hundredths of a percent, times in days.
struct Threshold {
    int amber = 0;
    int red = 0;  ///< more than amber

    friend bool operator==(const Threshold&, const Threshold&) = default;
};

struct Tracking {
    Closes closes = Closes::monthly;
    std::optional<Threshold> cost;     ///< by how much of what was planned more has been spent
    std::optional<Threshold> benefit;  ///< by how much of what was planned less has come in
    std::optional<Threshold> days;     ///< how late a milestone is

    friend bool operator==(const Tracking&, const Tracking&) = default;
};

}  // namespace tranche
