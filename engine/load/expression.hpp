// Formulas: `= volume * rate / 52`, over names by id.
//
// Numbers (also 16%), names, names with blanks in square brackets, + - * /, round brackets, min(a, b) and max(a, b). A hyphen inside a word belongs to the word, so a
// minus between names wants blanks round it.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "load/definition.hpp"
#include "tranche/model/node.hpp"

namespace tranche {

/// Resolves a name at a place; tells the user and returns nothing where it means nothing.
using NameResolver = std::function<std::optional<NodeId>(const std::string& name, Position where)>;

/// Lowers a formula to nodes. REQUIRES: text starts with `=`. Empty if it does not parse; why is in the diagnostics.
std::optional<NodeId> lower_formula(const Text& text, Formulas& formulas, const NameResolver& resolve,
                                    Diagnostics& diagnostics);

}  // namespace tranche
