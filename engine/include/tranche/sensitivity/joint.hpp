// The smallest joint change: how little all uncertain figures together have to be off for a condition to turn.
//
// A change is measured against the half of each lever's range, so a figure that is known within 5% counts as much when it
// is 5% off as one known within 50% when it is 50% off; the size of a joint change is the root of the sum of squares.
// At the smallest one every lever has gone a common multiplier times its own effect over half its range, unless it met
// the end of what is searched. The edge is found from first-order effects, again from where that led, until nothing moves;
// then the whole change is run again, nearer and farther along its own ray.
#pragma once

#include <string>
#include <vector>

#include "tranche/sensitivity/levers.hpp"
#include "tranche/sensitivity/switching.hpp"

namespace tranche {

struct JointPart {
    std::size_t lever = 0;     ///< row of Levers::all
    double value = 0.0;        ///< where it goes
    double half_ranges = 0.0;  ///< how far, in halves of its range
    double effect = 0.0;  ///< on the condition's reserve, of half a range upwards, near the edge; in units of money
};

struct Joint {
    std::vector<JointPart> parts;  ///< those that move, farthest first
    double size = 0.0;             ///< root of the sum of squares, in half-ranges
    double multiplier = 0.0;       ///< half_ranges = multiplier x effect, within the bounds
    double predicted = 0.0;        ///< reserve at the change, by the case's first-order effects
    double reserve = 0.0;          ///< and run again
    double now = 0.0;              ///< reserve of the case
    double ray = 0.0;              ///< where along the change the condition turns: 1 where the change is right
    bool smallest = false;         ///< the search came to rest, and the condition turns there
    int rounds = 0;
    std::string why;  ///< not empty where there is none
};

/// Over levers that are figures with an error: not over groups, dates, awards and gates.
Joint smallest_joint_change(const Levers& levers, const Asking& asking);

}  // namespace tranche
