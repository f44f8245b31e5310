// Drivers: the inputs that a sensitivity moves, each with its range and the origin of the range.
//
// Most are inputs of the programme. A line whose amount is a plain number does not have an input. A plan is therefore
// derived from the model's plan, in which each such line is multiplied by a factor of 1 of its own. All costs together
// and all benefits together are treated in the same way, by the rules of selections: scale(line=build),
// scale(kind=cost). A factor of 1 does not change a bit of any figure, and the model itself is not altered.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tranche/scenario/model.hpp"
#include "tranche/run/lane.hpp"

namespace tranche {

enum class DriverKind {
    value,   ///< an assumption, or a number of a line's own such as its quantity
    line,    ///< the amount of a line, as a factor on it
    group,   ///< all costs, or all benefits, as a factor: overlaps the lines
    months,  ///< whole months of delay or overrun
    award,   ///< the part of an award that comes
    gate     ///< 1 where what a gate decides happens, 0 where it is refused
};

/// The origin of a driver's range.
enum class Basis {
    stated,    ///< the author's range of evidence
    printed,   ///< the bounds of the figure itself
    grade,     ///< what the grade of its evidence says about its error: a table that is not verified
    standard,  ///< the file gives no range: a fifth either way
    declared,  ///< from zero to the longest delay that a scenario declares
    yes_or_no  ///< comes or not, is passed or not
};
std::string_view basis_text(Basis basis);

struct Driver {
    std::string id;       ///< the input's name: `share`, `scale(line=build)`
    std::string subject;  ///< the text between the brackets of the id: `line=build`; empty if it has none
    std::string name;     ///< for people
    std::string unit;     ///< as the author wrote it; empty for a pure number
    InputId input;        ///< of Drivers::plan
    DriverKind kind = DriverKind::value;
    std::optional<double> value;  ///< in the case; empty if it is not known
    double low = 0.0;
    double high = 0.0;
    Basis basis = Basis::standard;
    int grade = 0;      ///< of evidence, where that is the basis
    double from = 0.0;  ///< switching values are looked for between from and upto, which lie at or beyond low and high
    double upto = 0.0;
    /// Moved alone, every year of every row is its value times something plus something, but for rounding: found from the
    /// formulas, not from tries.
    bool affine = false;

    /// The value of a driver that is a number. For a factor, outputs show the change that it makes.
    [[nodiscard]] bool is_factor() const { return kind == DriverKind::line || kind == DriverKind::group; }
    /// Takes whole values only.
    [[nodiscard]] bool whole() const { return kind == DriverKind::months || kind == DriverKind::gate; }
    /// A figure with an error, which can be slightly wrong independently of the others.
    [[nodiscard]] bool continuous() const { return kind == DriverKind::value || kind == DriverKind::line; }
};

struct LeftOut {
    std::string id;
    std::string why;
};

struct Drivers {
    Plan plan;  ///< the model's, with a factor on every line and group; every figure is the model's to the last bit
    Lane base;  ///< the case
    std::vector<Driver> all;
    std::vector<LeftOut> left_out;  ///< inputs that count and have no natural range

    /// By id, or by subject if only one driver has it; null if there is none.
    [[nodiscard]] const Driver* find(std::string_view id) const;
};

/// Of the case that these scenarios make together.
Drivers find_drivers(const Model& model, std::span<const ScenarioId> scenarios);

inline constexpr std::string_view all_costs = "scale(kind=cost)";
inline constexpr std::string_view all_benefits = "scale(kind=benefit)";

}  // namespace tranche
