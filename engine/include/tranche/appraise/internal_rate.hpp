// Internal rates of return: every rate at which a flow's present value is nothing.
//
// A flow may have none, one or several. The rates are the roots of the polynomial whose coefficients are the yearly nets,
// in x = 1 / (1 + rate) for x above 0, that is for rates above -100%. Roots are isolated in exact integer arithmetic
// (Descartes' rule of signs, intervals halved until it leaves no doubt), so none is missed and none is made up by rounding;
// each is then narrowed to the nearest double.
#pragma once

#include <cstdint>  // int64_t
#include <span>
#include <vector>

namespace tranche {

/// Ascending, each once however often it is a root; a rate of 0.08 is 8% a year. Where every amount is 0 any rate would
/// do, and the result is empty.
std::vector<double> internal_rates(std::span<const std::int64_t> nets);

}  // namespace tranche
