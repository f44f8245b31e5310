// A lane: a column of overrides of inputs.
//
// A forecast is a run with one lane; a scenario, a tornado end, a grid point and a trial are more lanes. A lane holds the values
// themselves, already composed, so that running it is looking them up.
#pragma once

#include <vector>

#include "tranche/model/ids.hpp"

namespace tranche {

struct Setting {
    InputId input;
    double value = 0.0;
    bool known = true;  ///< if not, what needs the input is blocked; that is seen where the lane runs by itself

    friend bool operator==(const Setting&, const Setting&) = default;
};

/// Inputs not named keep their own value. REQUIRES: sorted by input, each input once; months whole and not negative.
struct Lane {
    std::vector<Setting> settings;

    friend bool operator==(const Lane&, const Lane&) = default;
};

}  // namespace tranche
