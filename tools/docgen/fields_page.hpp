// The page of keys: what tranche/load/fields.hpp lists, for people.
#pragma once

#include <string>
#include <vector>

#include "tranche/load/fields.hpp"

namespace tranche::docgen {

std::string fields_page(const std::vector<ObjectKind>& language);

}  // namespace tranche::docgen
