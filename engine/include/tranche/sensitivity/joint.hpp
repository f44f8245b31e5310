// The smallest combined change of all uncertain figures that flips a condition.
//
// A change is measured against half of each driver's range. A figure known within 5% that is 5% off therefore counts
// as much as one known within 50% that is 50% off. The size of a combined change is the root of the sum of squares. In
// the smallest one, every driver moves in proportion to its own effect over half its range, unless it reaches the end
// of the search. The edge is found from first-order effects, repeated from each result until it no longer moves. The
// whole change is then run again, nearer and farther along the same direction.
#pragma once

#include <string>
#include <vector>

#include "tranche/sensitivity/drivers.hpp"
#include "tranche/sensitivity/switching.hpp"

namespace tranche {

struct JointPart {
    std::size_t driver = 0;    ///< row of Drivers::all
    double value = 0.0;        ///< where it goes
    double half_ranges = 0.0;  ///< how far, in halves of its range
    double effect = 0.0;  ///< on the condition's headroom, of half a range upwards, near the edge; in units of money
};

struct Joint {
    std::vector<JointPart> parts;  ///< those that move, farthest first
    double size = 0.0;             ///< root of the sum of squares, in half-ranges
    double multiplier = 0.0;       ///< half_ranges = multiplier x effect, within the bounds
    double predicted = 0.0;        ///< headroom at the change, by the case's first-order effects
    double headroom = 0.0;         ///< and run again
    double now = 0.0;              ///< headroom of the case
    double ray = 0.0;              ///< the point along the change where the condition flips: 1 if the change is right
    bool smallest = false;         ///< the search has converged, and the condition flips there
    int rounds = 0;
    std::string why;  ///< the reason if there is no such change
};

/// Uses drivers that are figures with an error: not group totals, dates, awards or gates.
Joint smallest_joint_change(const Drivers& drivers, const ConditionCheck& check);

}  // namespace tranche
