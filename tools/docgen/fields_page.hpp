// The page of keys: what tranche/read/fields.hpp lists, for people.
#pragma once

#include <string>
#include <vector>

#include "tranche/read/fields.hpp"

namespace tranche::docgen {

std::string fields_page(const std::vector<ObjectKind>& language);

}  // namespace tranche::docgen
