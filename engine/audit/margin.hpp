// How a figure compares with what is printed, and how little unpublished lines must move to change that.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "tranche/audit/audit.hpp"

namespace tranche {

/// The figure on the scale of printed numbers: pounds, percent, years; empty where it is no number.
std::optional<double> printed_scale(const Figure& figure, const MoneyUnit& money);

/// What is printed could be this figure, rounded.
bool satisfies(const Printed& says, const Figure& figure, MeasureUnit unit, const MoneyUnit& money);

/// A percentage printed for an amount, an amount for a number of years.
bool unit_clash(const Printed& says, MeasureUnit unit);

/// A verdict whose margin is looked for.
struct MarginQuery {
    const Question* question = nullptr;
    const Printed* says = nullptr;
    bool meets = false;  ///< what the figure does as the programme stands
};

/// One for each query, in their order; empty where no change up to half turns the verdict, or where the way there leads
/// past what can be counted. REQUIRES: the programme has a scale on its unpublished lines, and queries have a question.
std::vector<std::optional<Margin>> margins(const Model& model, std::span<const MarginQuery> queries);

}  // namespace tranche
