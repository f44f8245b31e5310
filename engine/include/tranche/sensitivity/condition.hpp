// The condition of a switching value, which a case meets or does not meet.
//
// A condition is one comparison of a measure, several comparisons that must all be met, or the rank of an option. It
// is expressed by terms that pass smoothly through zero at its edge. `payback <= 3` is met if cumulative net is not
// negative in some year up to the third. `bcr >= 2` is met if the present benefit less twice the present cost is not
// negative. The terms of nearly every condition are sums of the years' money. They are therefore affine wherever that
// money is, and a switching value can be calculated instead of searched for.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tranche/appraise/appraisal.hpp"
#include "tranche/appraise/measures.hpp"  // Clauses
#include "tranche/model/method.hpp"

namespace tranche {

/// The least of the clauses' greatest terms: not negative if the condition is met, and 0 at its edge.
double headroom(const Clauses& clauses);

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
    /// The reason why the condition cannot be evaluated; empty if it can.
    [[nodiscard]] std::string problem(std::span<const Appraisal> base) const;
    /// A case can be paid back from the year of its first spending, which a delay moves. as_in_case: uses the year in
    /// which the unchanged case begins to spend, so that terms stay affine when a cost approaches zero.
    [[nodiscard]] Clauses clauses(std::span<const Appraisal> cases, bool as_in_case = false) const;
    /// Terms are sums of the years' money. If not, they are the measure itself less what it is compared with.
    [[nodiscard]] bool affine() const { return searched_because_.empty(); }
    /// Why a switching value of it is searched for, in the words of the table of measures; empty if it is affine.
    [[nodiscard]] std::string_view searched_because() const { return searched_because_; }

private:
    std::vector<Criterion> criteria_;
    std::string text_;
    std::size_t cases_ = 1;
    int spending_from_ = 0;  // the first year with cost, in the case
    std::string_view searched_because_;
};

}  // namespace tranche
