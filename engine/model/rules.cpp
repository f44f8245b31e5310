#include "tranche/model/rules.hpp"

namespace tranche {

double DiscountSchedule::rate(int year) const {
    double result = bands.front().rate;
    for (const DiscountBand& band : bands) {
        if (band.from <= year) {
            result = band.rate;
        }
    }
    return result;
}

}  // namespace tranche
