// Levers: the inputs that a sensitivity moves, each with the range it is moved over and where that range comes from.
//
// Most are inputs of the programme already. A line whose amount is a plain number has none, so a plan is derived from
// the model's in which each such line is multiplied by a factor of 1 of its own, and so are all costs together and all
// benefits together, by the rules of selections: scale(line=build), scale(kind=cost). A factor of 1 changes no bit of
// any figure, and the model itself stays as it is.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tranche/plan/model.hpp"
#include "tranche/run/lane.hpp"

namespace tranche {

enum class LeverKind {
    value,   ///< an assumption, or a number of a line's own such as its quantity
    line,    ///< the amount of a line, as a factor on it
    group,   ///< all costs, or all benefits, as a factor: overlaps the lines
    months,  ///< whole months of delay or overrun
    award,   ///< the part of an award that comes
    gate     ///< 1 where what a gate decides happens, 0 where it is refused
};

/// Where a lever's range comes from.
enum class Basis {
    stated,    ///< the author's range of evidence
    printed,   ///< the bounds of the figure itself
    grade,     ///< what the grade of its evidence says about its error: a table that is not verified
    standard,  ///< nothing is said: a fifth either way
    declared,  ///< from none to the longest delay that a scenario declares
    yes_or_no  ///< comes or not, is passed or not
};
std::string_view basis_text(Basis basis);

struct Lever {
    std::string id;    ///< the input's name: `share`, `scale(line=build)`
    std::string name;  ///< for people
    std::string unit;  ///< as the author wrote it; empty for a pure number
    InputId input;     ///< of Levers::plan
    LeverKind kind = LeverKind::value;
    std::optional<double> value;  ///< in the case; empty where nobody knows
    double low = 0.0;
    double high = 0.0;
    Basis basis = Basis::standard;
    int grade = 0;      ///< of evidence, where that is the basis
    double from = 0.0;  ///< switching values are looked for between from and upto, which lie at or beyond low and high
    double upto = 0.0;
    /// Moved alone, every year of every row is its value times something plus something, but for rounding: found from the
    /// formulas, not from tries.
    bool affine = false;

    /// A number is a lever's value; of a factor, people read the change it makes.
    [[nodiscard]] bool is_factor() const { return kind == LeverKind::line || kind == LeverKind::group; }
    /// Takes whole values only.
    [[nodiscard]] bool whole() const { return kind == LeverKind::months || kind == LeverKind::gate; }
    /// A figure with an error, which can be a little off by itself.
    [[nodiscard]] bool continuous() const { return kind == LeverKind::value || kind == LeverKind::line; }
};

struct LeftOut {
    std::string id;
    std::string why;
};

struct Levers {
    Plan plan;  ///< the model's, with a factor on every line and group; every figure is the model's to the last bit
    Lane base;  ///< the case
    std::vector<Lever> all;
    std::vector<LeftOut> left_out;  ///< inputs that count and have no natural range

    /// By id, or by what stands between the brackets of one id only; null where there is none.
    [[nodiscard]] const Lever* find(std::string_view id) const;
};

/// Of the case that these scenarios make together.
Levers find_levers(const Model& model, std::span<const ScenarioId> scenarios);

inline constexpr std::string_view all_costs = "scale(kind=cost)";
inline constexpr std::string_view all_benefits = "scale(kind=benefit)";

}  // namespace tranche
