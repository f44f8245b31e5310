// Money as people read it: pounds and pence, with thousands separators, to the penny and exact (half to even).
#pragma once

#include <cstdint>  // int64_t
#include <string>

#include "tranche/base/money.hpp"

namespace tranche {

/// The unit of a ledger's amounts, which are whole pence.
inline constexpr MoneyUnit pence_unit{2};

/// `1,018,400.00`: a cell of a table.
std::string pounds_text(Money money, MoneyUnit unit);

/// `£1,018,400`, `-£12.50`: in a sentence, without pence where they are 0.
std::string amount_text(Money money, MoneyUnit unit);

/// The same of pence: `£41,200`.
std::string pence_in_pounds(std::int64_t pence);

}  // namespace tranche
