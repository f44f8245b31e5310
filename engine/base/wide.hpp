// Integers of 128 bits, for products of amounts that must not overflow before they are divided.
#pragma once

#include <cassert>

namespace tranche {

__extension__ typedef __int128 Wide;  // -Wpedantic knows it by this spelling

/// value / by to the nearest, half to even: errors of many roundings cancel. REQUIRES: 0 < by.
inline Wide half_even(Wide value, Wide by) {
    assert(by > 0);
    const Wide quotient = value / by;
    const Wide rest = value % by;
    const Wide size = rest < 0 ? -rest : rest;
    // by - size in place of 2 * size: doubling could overflow.
    const bool away = size > by - size || (size == by - size && quotient % 2 != 0);
    return quotient + (away ? (value < 0 ? -1 : 1) : 0);
}

}  // namespace tranche
