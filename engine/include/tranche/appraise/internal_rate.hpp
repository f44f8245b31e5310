// Internal rates of return: every rate at which the present value of a flow is zero.
//
//
// A flow may have none, one or several. With x = 1 / (1 + rate), the rates are the roots above 0 of the polynomial
// whose coefficients are the yearly nets, that is, rates above -100%. Roots are isolated in exact integer arithmetic:
// Descartes' rule of signs, on intervals that are halved until it is decisive. No root is missed, and rounding does
// not create any. Each root is then narrowed to the nearest double.
//
// Decision: docs/decisions/2026-11-25-internal-rates.md
#pragma once

#include <cstdint>  // int64_t
#include <span>
#include <vector>

namespace tranche {

/// Ascending; a multiple root is listed once; a rate of 0.08 is 8% a year. If every amount is 0, every rate is a root,
/// and the result is empty.
std::vector<double> internal_rates(std::span<const std::int64_t> nets);

}  // namespace tranche
