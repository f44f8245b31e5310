// The findings of a document: those of the rows of its tables, whoever sees the rows.
#pragma once

#include <string_view>
#include <vector>

#include "tranche/document/document.hpp"

namespace tranche {

std::vector<const Finding*> findings_of(const Document& document);

/// `error`, `warning`, `note`, `none`.
std::string_view level_word(Finding::Level level);

}  // namespace tranche
