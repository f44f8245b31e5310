#include "tranche/base/money.hpp"

#include "tranche/base/decimal.hpp"

namespace tranche {

__extension__ typedef __int128 Wide;  // -Wpedantic knows it by this spelling

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
    const Wide product = static_cast<Wide>(amount) * part;
    const Wide quotient = product / whole;
    const Wide remainder = product % whole;
    const Wide twice = (remainder < 0 ? -remainder : remainder) * 2;
    const bool up = twice > whole || (twice == whole && quotient % 2 != 0);
    return static_cast<std::int64_t>(quotient + (up ? (product < 0 ? -1 : 1) : 0));
}

}  // namespace tranche
