// `2009-10`: a month to Tranche, and a financial year to many British documents.
//
// Where only a year can stand, it is the year. Where a month can stand too, it stays the month, and a warning says so.
#pragma once

#include <string_view>

#include "tranche/base/calendar.hpp"
#include "tranche/base/diagnostic.hpp"

namespace tranche {

/// Warns of each end of the period that could also be meant as a financial year. Call it where a text was read as a month,
/// or as a span of months.
void warn_of_year(const Calendar& calendar, std::string_view period, Position where, Diagnostics& diagnostics);

}  // namespace tranche
