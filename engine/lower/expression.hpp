// Formulas: `= volume * rate / 52`, over names by id.
//
// Numbers (also 16%), names, names with blanks in square brackets, + - * /, round brackets, min(a, b) and max(a, b). A hyphen inside a word belongs to the word, so a
// minus between names wants blanks round it.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "read/values.hpp"
#include "lower/units.hpp"
#include "tranche/model/node.hpp"

namespace tranche::lowering {

/// A node and what its value counts.
struct Measured {
    NodeId node;
    Unit unit;
};

/// Resolves a name at a place; tells the user and returns nothing where it means nothing.
using NameResolver = std::function<std::optional<Measured>(const std::string& name, Position where)>;

/// Lowers a formula to nodes. REQUIRES: text starts with `=`. Empty if it does not parse, or adds what cannot be added;
/// why is in the diagnostics.
std::optional<Measured> lower_formula(const Text& text, Formulas& formulas, const NameResolver& resolve,
                                      Diagnostics& diagnostics);

}  // namespace tranche::lowering
