#include "tranche/run/cashflow.hpp"

#include <algorithm>  // min
#include <cmath>      // nearbyint

namespace tranche {

// Each month's end is what the year has come to by then, rounded like the year itself; a month is the difference of two.
std::vector<Money> Cashflow::months(std::size_t row) const {
    const CashRow& label = rows[row];
    const CashStream& stream = streams[label.stream];
    std::vector<Money> result;
    result.reserve(static_cast<std::size_t>(calendar.months()));
    std::int64_t at_year_start = 0;
    std::int64_t so_far = 0;
    for (int month = 0; month < calendar.months(); ++month) {
        if (month % 12 == 0) {
            at_year_start =
                month == 0 ? 0 : shapes->before(stream.shape, std::min(month, stream.until) - stream.origin);
            so_far = 0;
        }
        const std::int64_t window =
            shapes->before(stream.shape, std::min(month + 1, stream.until) - stream.origin) - at_year_start;
        const double factor = stream.by_year.empty()
                                  ? stream.factor
                                  : stream.factor * stream.by_year[static_cast<std::size_t>(month / 12)];
        const double amount = std::nearbyint(static_cast<double>(window) * factor);
        const auto part =
            static_cast<std::int64_t>(std::nearbyint(amount * label.upto) - std::nearbyint(amount * label.below));
        result.push_back(Money{part - so_far});
        so_far = part;
    }
    return result;
}

}  // namespace tranche
