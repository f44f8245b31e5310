// What keys of several tables take, said once.
#pragma once

#include "read/reader.hpp"

namespace tranche {

inline constexpr Takes takes_text = "text";
inline constexpr Takes takes_id = {"a name of small letters, digits and hyphens", kinds::id};
inline constexpr Takes takes_reference = {"a place in a source, such as bid:1184 or bid:3212-3218", kinds::reference};
inline constexpr Takes takes_amount = "an amount of money, such as 225, 225k or £1.115m";

}  // namespace tranche
