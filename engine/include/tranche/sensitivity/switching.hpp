// Switching values: how far an input can move before a condition changes from met to not met, or the reverse.
//
// Inputs are moved along a path: one driver alone, or several together, by one number. Where the path is affine, the
// edge is calculated from the terms of the condition at both ends of the search. If there is no edge, that is then
// proved. Whole months are all tried. Other paths are searched at a number of points. The interval in which the
// condition changes is halved until its ends are neighbouring numbers. Every result is run again.
//
// Decision: docs/decisions/2026-11-25-switching-values-from-formulas.md
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tranche/scenario/appraiser.hpp"
#include "tranche/sensitivity/drivers.hpp"
#include "tranche/sensitivity/condition.hpp"

namespace tranche {

/// An input that is `at_none` + distance x `per`.
struct Move {
    InputId input;
    double at_none = 0.0;
    double per = 1.0;
};

struct Path {
    std::vector<Move> moves;
    double now = 0.0;  ///< where the case is on it
    double from = 0.0;
    double upto = 0.0;  ///< from <= now <= upto
    bool affine = false;
    bool whole = false;

    [[nodiscard]] Changes at(double distance) const;
};

/// One driver; the distance is its value. REQUIRES: the driver has a value.
Path path_of(const Driver& driver);

/// All costs rise and all benefits fall by the same part: the distance is 0.1 for 10%. Empty if there are no costs, or
/// no benefits.
std::optional<Path> combined_path(const Drivers& drivers);

enum class Proof {
    worked_out,     ///< from an affine response
    searched,       ///< by points, and then to the nearest number
    all_tried,      ///< every whole value
    not_computable  ///< the condition cannot be evaluated for the case: see why
};

struct Switching {
    std::optional<double>
        at;  ///< nearest distance at which the condition changes; if searched or whole, the first changed value
    Proof proof = Proof::worked_out;
    std::size_t points = 0;  ///< of a search: how many were looked at
    double from = 0.0;
    double upto = 0.0;
    bool holds = false;     ///< whether the case meets the condition
    double headroom = 0.0;  ///< of the condition at `at`, run again
    std::string why;        ///< why not computable

    /// Nowhere between from and upto, and known for certain.
    [[nodiscard]] bool proved_none() const { return !at && (proof == Proof::worked_out || proof == Proof::all_tried); }
};

/// Asks a condition.
class ConditionCheck {
public:
    /// REQUIRES: as many appraisers as condition.cases().
    ConditionCheck(Condition condition, std::vector<Appraiser> appraisers);

    [[nodiscard]] const Condition& condition() const { return condition_; }
    [[nodiscard]] const Appraisal& base() const { return appraisers_.front().base(); }
    [[nodiscard]] std::string problem() const;
    [[nodiscard]] Clauses now() const;
    /// The same condition, of the case with these changes made in it for good. What it takes from the unchanged case stays.
    [[nodiscard]] ConditionCheck moved(const Changes& changes) const;
    [[nodiscard]] std::vector<Clauses> at(std::span<const Changes> changes, bool as_in_case = false) const;

private:
    Condition condition_;
    std::vector<Appraiser> appraisers_;
};

/// One for each path. REQUIRES: each path is now between its ends. Throws AmountTooLarge.
std::vector<Switching> switching(const ConditionCheck& check, std::span<const Path> paths);

}  // namespace tranche
