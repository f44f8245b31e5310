// The rule books that come with the program, read once from the texts that the build embeds.
#pragma once

#include <optional>
#include <string>

#include "tranche/base/diagnostic.hpp"
#include "tranche/model/rules.hpp"

namespace tranche {

const RuleBooks& rule_books();

/// A discount schedule by the id of its row, or a flat one at a rate such as `4%`, which has no source. Empty where the
/// text is neither; why is in the diagnostics.
std::optional<DiscountSchedule> find_schedule(const std::string& text, Position where, Diagnostics& diagnostics);

}  // namespace tranche
