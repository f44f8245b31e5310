// What a switching value switches: a condition that a case meets or does not.
//
// A condition is one comparison of a measure, several of them that must all hold, or the rank of an option. It is asked
// in a form that goes smoothly through its edge: `payback <= 3` holds where the cumulative net of some year up to the
// third is not negative, and `bcr >= 2` where the present benefit less twice the present cost is not. The terms of nearly
// every condition are sums of the years' money, so they are affine in whatever the years' money is affine in, and a
// switching value can then be worked out instead of being searched for.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tranche/appraise/appraisal.hpp"
#include "tranche/model/method.hpp"

namespace tranche {

/// All clauses must hold; a clause holds where one of its terms is not negative. Terms that were met with `>` or `<` hold
/// at nothing too: an edge has no width.
using Clauses = std::vector<std::vector<double>>;

/// The least of the clauses' greatest terms: not negative where the condition holds, and 0 at its edge.
double reserve(const Clauses& clauses);

class Condition {
public:
    /// REQUIRES: every criterion names a measure and compares it with what it can be compared with (threshold()).
    /// base: the case, whose own spending says from when it can be paid back.
    Condition(std::vector<Criterion> criteria, std::string text, const Appraisal& base);

    /// The option in force has a greater NPV than every other. An appraisal of each is then asked for, its own first.
    static Condition first_in_rank(std::size_t options);

    [[nodiscard]] const std::string& text() const { return text_; }
    /// Cases that one answer needs: 1, or one for each option.
    [[nodiscard]] std::size_t cases() const { return cases_; }
    /// Why nothing can be said; empty where something can.
    [[nodiscard]] std::string problem(std::span<const Appraisal> base) const;
    /// From when a case can be paid back is the year of its first spending; a delay moves it. as_in_case: it is the year
    /// in which the case begins to spend, so that terms stay affine where a cost goes to nothing.
    [[nodiscard]] Clauses clauses(std::span<const Appraisal> cases, bool as_in_case = false) const;
    /// Terms are sums of the years' money. If not, they are the measure itself less what it is compared with.
    [[nodiscard]] bool affine() const { return affine_; }

private:
    std::vector<Criterion> criteria_;
    std::string text_;
    std::size_t cases_ = 1;
    int spending_from_ = 0;  // the first year with cost, in the case
    bool affine_ = true;
};

}  // namespace tranche
