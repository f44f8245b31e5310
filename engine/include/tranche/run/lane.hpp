// A lane: a column of overrides of inputs.
//
//
// A forecast is a run with one lane. A scenario, a tornado end, a grid point and a trial are further lanes. A lane
// contains composed values, so that a run only looks them up.
#pragma once

#include <vector>

#include "tranche/model/ids.hpp"

namespace tranche {

struct Setting {
    InputId input;
    double value = 0.0;
    bool known = true;  ///< if false, blocks what needs the input; detected when the lane runs alone

    friend bool operator==(const Setting&, const Setting&) = default;
};

/// Inputs not named keep their own value. Sorted by input, each input once; months whole and not negative. Whoever runs a
/// lane asserts the order.
struct Lane {
    std::vector<Setting> settings;

    friend bool operator==(const Lane&, const Lane&) = default;
};

}  // namespace tranche
