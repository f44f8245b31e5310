// The forecast of what is to go, row by row.
#pragma once

#include <string>
#include <vector>

#include "track/basis.hpp"
#include "tranche/track/outturn.hpp"

namespace tranche {

/// [row][month of the range]: recorded up to as_at, then what the method expects; and past the range, by row.
struct Outlook {
    std::vector<std::vector<Pence>> months;
    std::vector<Pence> beyond;
    std::string why;  ///< why there is none
};

/// slipped: for Remaining::slip alone.
Outlook outlook(const Basis& basis, Remaining method, const Replan* slipped);

}  // namespace tranche
