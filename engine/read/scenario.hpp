// Scenarios, options and comparisons as the author wrote them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "read/values.hpp"
#include "tranche/model/words.hpp"

namespace tranche {

struct SelectDef {
    struct Term {
        Text key;
        std::vector<Text> values;
    };
    std::vector<Term> terms;
    Position where;
};

struct AdjustDef {
    SelectDef select;
    std::optional<Number> by;
    std::optional<Duration> delay;
    std::optional<Duration> overrun;
    bool misread = false;  ///< as of a line
    Position where;
};

/// An assumption's value, or the amount of a line in a year.
struct SetDef {
    Text what;  ///< `share`, or `build in 2014/15`
    Number value;
    Amount amount;
    bool cell = false;
    bool unknown = false;  ///< in place of either
};

/// Which end of their range the inputs of a kind of lines are set to.
struct BoundsDef {
    Text costs;
    Text benefits;
    Text all;
};

struct AwardSetDef {
    Text award;
    Amount amount;
    bool fallback = false;  ///< in place of an amount
};

struct ScenarioDef {
    Text id;
    std::string name;
    std::vector<Text> based_on;
    std::optional<Duration> delay;
    std::vector<AdjustDef> adjust;
    std::vector<SetDef> set;
    std::vector<AwardSetDef> awards;
    std::vector<PairDef> gates;
    std::vector<Text> exclude;
    BoundsDef bounds;
    Text option;
    std::string why;  ///< of a correction
    Text at;
};

struct ReadingDef : ScenarioDef {};

struct CorrectionDef : ScenarioDef {};

/// A scenario without an id of its own, inside a comparison.
struct InPlaceScenarioDef : ScenarioDef {};

struct OptionDef {
    Text id;
    std::string name;
    OptionRole role = OptionRole::alternative;
    Text at;
};

struct CompareDef {
    Text id;
    std::string name;
    Text of;
    Text against;
    std::optional<InPlaceScenarioDef> against_in_place;
    Text per;
};

}  // namespace tranche
