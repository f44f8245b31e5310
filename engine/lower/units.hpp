// What a number counts: `£`, `£/t`, `hours a week`, `site`. Formulas are checked by them.
//
// A unit is a product of words with powers. Words are the author's own; a plural is the same as its singular, `per`, `a` and `/` divide.
// A number without a unit takes whatever unit stands beside it.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace tranche::lowering {

class Unit {
public:
    Unit() = default;
    /// `%`, `number` and nothing are a plain number.
    static Unit parse(std::string_view text);
    static Unit pounds();

    [[nodiscard]] bool plain() const { return powers_.empty(); }
    /// `£/t`, `site`; `a plain number`.
    [[nodiscard]] std::string text() const;
    /// The same but for years: `£/year` is money once it is a yearly amount.
    [[nodiscard]] Unit without_years() const;
    /// `£`, `£/t`.
    [[nodiscard]] bool counts_pounds() const;

    friend Unit operator*(const Unit& a, const Unit& b);
    friend Unit operator/(const Unit& a, const Unit& b);
    friend bool operator==(const Unit&, const Unit&) = default;

private:
    void multiply(const Unit& other, int sign);

    std::map<std::string, int> powers_;
};

}  // namespace tranche::lowering
