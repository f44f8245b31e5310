// Values as the author wrote them: words and exact numbers with their places.
//
// Nothing here is resolved: a Text may be an id, a month or a sentence, and lowering finds out what it stands for.
#pragma once

#include <memory>  // shared_ptr
#include <string>

#include "tranche/base/decimal.hpp"
#include "tranche/base/diagnostic.hpp"  // Position
#include "tranche/model/shape.hpp"      // Micropounds

namespace tranche {

/// A word or sentence and where it stands; absent while where.line is 0.
struct Text {
    std::string text;
    Position where;
    bool verbatim = false;  ///< character i stands i columns to the right of where

    [[nodiscard]] bool given() const { return where.line != 0; }
};

struct Amount {
    Micropounds micropounds = 0;
    Position where;
    bool readable = true;       ///< if not, that is told, and what follows from it is not
    bool plain_pounds = false;  ///< `£450`: whatever the file's unit of money
};

/// How far a figure of the author's is known. A bound leaves one side open, a range has no central value.
enum class Known { exactly, between, at_least, up_to, unknown, unquantified, unpriced, formula };

/// An amount that need not be one: `£7m..£10m`, `at least 500k`, `{unknown: redacted}`, `= volume * rate`.
struct StatedAmount : Amount {
    struct Words {
        Known known = Known::exactly;
        Micropounds low = 0;
        Micropounds high = 0;
        std::string reason;
        Text formula;
    };
    std::shared_ptr<const Words> words;  ///< absent for a plain amount, which most are

    [[nodiscard]] Known known() const { return words ? words->known : Known::exactly; }
};

/// `12 months`, `2 years`.
struct Duration {
    int months = 0;
    Position where;
};

/// A plain number, `16%`, or `= formula`.
struct Number {
    Decimal value;
    bool formula = false;
    Text text;  ///< the formula without its `=`, at its place
};

/// A number with a unit, or less than that: `2 FTE`, `40%`, `£2500`, `up to 5`, `9..12`, `unknown`, `= formula`.
struct Quantity {
    Known known = Known::exactly;
    Decimal value;  ///< the low end of a range, the stated end of a bound
    Decimal high;   ///< of a range
    std::string unit;
    std::string reason;
    Text text;  ///< as written; a formula without blanks before its `=`
    bool readable = true;
};

/// A name and what stands behind it.
struct PairDef {
    Text key;
    Text value;
};

}  // namespace tranche
