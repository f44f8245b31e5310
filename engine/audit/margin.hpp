// How a figure compares with what is printed, and how little unpublished lines must move to change that.
#pragma once

#include <optional>

#include "tranche/audit/audit.hpp"

namespace tranche {

/// The figure on the scale of printed numbers: pounds, percent, years; empty where it is no number.
std::optional<double> printed_scale(const Figure& figure, const MoneyUnit& money);

/// What is printed could be this figure, rounded.
bool satisfies(const Printed& says, const Figure& figure, MeasureUnit unit, const MoneyUnit& money);

/// A percentage printed for an amount, an amount for a number of years.
bool unit_clash(const Printed& says, MeasureUnit unit);

/// Empty where no change up to half turns the verdict. REQUIRES: the programme has a scale on its unpublished lines.
std::optional<Margin> margin(const Model& model, const Question& question, const Printed& says);

}  // namespace tranche
