// Inputs of a sensitivity in words.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tranche/sensitivity/drivers.hpp"
#include "tranche/sensitivity/switching.hpp"

namespace tranche {

/// `0.16`, `1,250,000`.
std::string number_text(double value);
/// A value, or of a factor the change that it makes: `+20%`.
std::string value_text(const Driver& driver, double value);
/// Of the value in the case, to where it switches; empty where that is zero or not known.
std::optional<double> change_of(const Driver& driver, const Switching& found);
/// `exact`, `none`, `searched`, `none found`, `all tried`, `not computable`.
std::string_view proof_word(const Switching& found);
std::string basis_of(const Driver& driver);
/// The author's unit, or which kind of number it is.
std::string unit_of(const Driver& driver);

}  // namespace tranche
