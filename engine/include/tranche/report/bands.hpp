// Discount rates by year, in words.
#pragma once

#include <string>

#include "tranche/model/rules.hpp"

namespace tranche {

/// `3.5% from year 0, 3% from year 31`, as far as so many years go.
std::string bands_text(const DiscountSchedule& schedule, int years = 1000);

}  // namespace tranche
