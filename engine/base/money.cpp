#include "tranche/base/money.hpp"

#include <cassert>

#include "base/wide.hpp"
#include "tranche/base/decimal.hpp"

namespace tranche {

std::int64_t MoneyUnit::per_pound() const {
    std::int64_t result = 1;
    for (int i = 0; i < digits; ++i) {
        result *= 10;
    }
    return result;
}

double MoneyUnit::pounds(Money money) const {
    return static_cast<double>(money.units) / static_cast<double>(per_pound());
}

std::string MoneyUnit::text(Money money) const {
    return Decimal{money.units, digits}.text();
}

std::int64_t proportion(std::int64_t amount, std::int64_t part, std::int64_t whole) {
    assert(whole > 0 && part >= 0);
    return static_cast<std::int64_t>(half_even(static_cast<Wide>(amount) * part, whole));
}

}  // namespace tranche
