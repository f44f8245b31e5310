// Where the amount of a line falls: stretches of months, and how an amount is spread over them.
//
// Each function is the spread of one form. It returns empty, and has reported why, where the dates of the line do not say
// where its money falls.
#pragma once

#include <optional>

#include "lower/context.hpp"
#include "lower/pieces.hpp"
#include "lower/place.hpp"

namespace tranche::lowering {

/// `once: 5k` with `when` or `over`: all in one stretch.
std::optional<Stretch> once_stretch(Context& ctx, const LineDef& def, const LinePlace& place, Price& price,
                                    const Line& line);
/// `total: 90k` with `over` and a shape: even, front, back, s-curve, or weights.
std::optional<Stretch> total_stretch(Context& ctx, const LineDef& def, const LinePlace& place, Price& price,
                                     const Line& line);
/// `yearly: 5k`: a rate. Each twelve months from its start carry the amount, a shorter last stretch its share. The first
/// years of a ramp carry a share of it, and what drops off is lost year by year. Without a start, the price becomes what
/// it comes to over its length.
std::optional<Stretch> yearly_stretch(Context& ctx, const LineDef& def, const LinePlace& place, Price& price,
                                      const Line& line);
/// `amount: unquantified`: without a date.
std::optional<Stretch> undated_stretch(Context& ctx, const LineDef& def, const LinePlace& place, Price& price,
                                       const Line& line);
/// One period of `by_year`, `by_quarter` or `by_month`. An increment comes again every year from then on.
std::optional<Stretch> period_stretch(const Context& ctx, const LineDef& def, int period);

}  // namespace tranche::lowering
