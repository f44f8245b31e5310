#include "tranche/base/pounds.hpp"

#include <fmt/format.h>

namespace tranche {

std::string pounds_text(Money money, MoneyUnit unit) {
    const std::int64_t per_penny = unit.digits >= 2 ? unit.per_pound() / 100 : 1;
    const std::int64_t pence =
        unit.digits >= 2 ? proportion(money.units, 1, per_penny) : money.units * (100 / unit.per_pound());
    const bool negative = pence < 0;
    // Unsigned, since the lowest integer has no positive twin.
    const std::uint64_t size = negative ? 0 - static_cast<std::uint64_t>(pence) : static_cast<std::uint64_t>(pence);
    std::string digits = std::to_string(size / 100);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return fmt::format("{}{}.{:02}", negative ? "-" : "", digits, size % 100);
}

std::string amount_text(Money money, MoneyUnit unit) {
    std::string text = pounds_text(money, unit);
    if (text.ends_with(".00")) {
        text.resize(text.size() - 3);
    }
    const bool negative = text.front() == '-';
    return (negative ? "-\u00a3" : "\u00a3") + text.substr(negative ? 1 : 0);
}

std::string pence_in_pounds(std::int64_t pence) {
    return amount_text(Money{pence}, pence_unit);
}

}  // namespace tranche
