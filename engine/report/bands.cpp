#include "tranche/report/bands.hpp"

#include <fmt/format.h>  // format

namespace tranche {

std::string bands_text(const DiscountSchedule& schedule, int years) {
    std::string result;
    const bool one = schedule.bands.size() == 1 || schedule.bands[1].from >= years;
    for (const DiscountBand& band : schedule.bands) {
        if (band.from < years) {
            result += fmt::format("{}{:g}%", result.empty() ? "" : ", ", 100 * band.rate);
            result += one ? " a year" : fmt::format(" from year {}", band.from);
        }
    }
    return result;
}

}  // namespace tranche
