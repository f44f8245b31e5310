#include "tranche/run/cashflow.hpp"

#include <algorithm>  // min
#include <cmath>      // nearbyint

namespace tranche {

namespace {

double factor_of(const CashStream& stream, int year) {
    return stream.by_year.empty() ? stream.factor : stream.factor * stream.by_year[static_cast<std::size_t>(year)];
}

// A row's part of what its stream comes to, rounded as the kernel rounds.
std::int64_t part_of(const CashRow& row, std::int64_t window, double factor) {
    const double amount = std::nearbyint(static_cast<double>(window) * factor);
    return static_cast<std::int64_t>(std::nearbyint(amount * row.upto) - std::nearbyint(amount * row.below));
}

}  // namespace

Money Cashflow::at(std::size_t row, int year) const {
    const CashRow& label = rows[row];
    const CashStream& stream = streams[label.stream];
    const auto before = [&](int month) {
        return month == 0 ? 0 : shapes->before(stream.shape, std::min(month, stream.until) - stream.origin);
    };
    return Money{part_of(label, before(12 * (year + 1)) - before(12 * year), factor_of(stream, year))};
}

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
        const std::int64_t part = part_of(label, window, factor_of(stream, month / 12));
        result.push_back(Money{part - so_far});
        so_far = part;
    }
    return result;
}

}  // namespace tranche
