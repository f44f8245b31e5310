// Numbers of the file as nodes of the core: formulas, quantities with units, amounts of money.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lower/context.hpp"
#include "lower/expression.hpp"  // Measured
#include "lower/units.hpp"

namespace tranche::lowering {

/// A value in formulas: one node, or one for each year, and the unit of what it counts.
struct Term {
    NodeId node;                     ///< where years differ, that of the first year
    std::vector<NodeId> years = {};  ///< empty where it is the same in all years
    Unit unit = {};
};

inline double in_pounds(Micropounds amount) {
    constexpr double per_pound = 1e6;
    return static_cast<double>(amount) / per_pound;
}

/// Years that a series has values for. A window that extends may reach years past the calendar.
int series_years(const Programme& programme);

Term times(Formulas& formulas, const Term& a, const Term& b);
/// The same of factors; a factor of exactly 1 is left out.
NodeId times(Formulas& formulas, NodeId factor, NodeId by);

/// A formula whose value may differ from year to year. Empty where it does not parse or names what is not there; reported.
std::optional<Term> yearly_formula(Context& ctx, const Text& text);
/// A plain number, or a formula that has one value; 0 where it cannot be read, which is reported.
NodeId number(Context& ctx, const Number& value);
/// A number of a line's own, as an input of this name. Empty where it cannot be read; reported.
std::optional<Term> quantity(Context& ctx, const Quantity& stated, const std::string& name, LineKind kind);
/// An amount of money in pounds. Empty where it cannot be read; reported.
std::optional<Term> stated_amount(Context& ctx, const StatedAmount& amount, const std::string& name, LineKind kind);
/// What a measure of outcome says in one of its fields: `baseline`, `target`, `without` or `change`.
std::optional<Measured> measure_value(Context& ctx, const Text& id, const std::string& field);

/// An input without use yet, from a number that may be known in part only. `midpoint`: a range counts in its middle.
Input stated_input(std::string name, const Quantity& stated, bool midpoint);

/// False, and reported, where the term does not come to pounds. Pounds a year are pounds, and a plain number is taken for
/// pounds; where `per_unit`, pounds for one of anything are right too.
bool is_money(const Context& ctx, const Term& term, const std::string& whose, Position where, bool per_unit = false);

}  // namespace tranche::lowering
