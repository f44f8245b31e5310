// The rule books that come with the program, as a document.
#pragma once

#include <string_view>

#include "tranche/document/document.hpp"
#include "tranche/model/rules.hpp"

namespace tranche {

Document describe_rule_books(const RuleBooks& books, std::string_view version);

}  // namespace tranche
