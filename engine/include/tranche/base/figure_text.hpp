// Figures in the forms that British documents print, put into the forms that readers of numbers take.
//
// A negative stands in brackets, a dash is a zero, a footnote mark follows a number, and a table says once that it is in
// £000. Nothing here decides whether a text is a number: what it does not know stays as it is.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tranche {

/// `(909)` becomes `-909`, `£(211 million)` and `(£211 million)` become `-£211 million`, a dash `0`, `–50` `-50`, and
/// `1,200*`, `1,200 [2]` and `1,200¹` become `1,200`. Marks above the line are dropped after digits only: 5 m² is an area.
std::string plain_figure(std::string_view text);

/// The two ends of a range in plain figures.
struct FigureRange {
    std::string low;
    std::string high;
};
/// `4..6`, `4 to 6`, `4–6`. An end without a unit has the other's: `1..2m` is a million to two, `£10..20` is in pounds. Empty where
/// the text is a single figure.
std::optional<FigureRange> figure_range(std::string_view text);

/// The power of ten of pounds that the unit of a printed table means: `£` 0, `£k`, `£000`, `£'000` and `£ thousand` 3, `£m` 6,
/// `£bn` 9. Empty for other units.
std::optional<int> pounds_power(std::string_view unit);

}  // namespace tranche
