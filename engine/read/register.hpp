// Non-financial records as the author wrote them: awards, risks, measures of outcome.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "read/values.hpp"
#include "tranche/model/words.hpp"

namespace tranche {

struct AwardDef {
    Text id;
    std::string name;
    Text from;
    std::optional<Amount> asked;
    std::optional<Amount> fallback;
    std::optional<Amount> decided;
    std::optional<Amount> table;
    Text at;
};

struct EffectDef {
    std::optional<Amount> cost;
    std::optional<Amount> benefit;
    std::optional<Duration> delay;
    Text when;
    std::vector<Text> lines;
};

struct RiskDef {
    Text id;
    std::string text;
    std::vector<Text> mitigations;
    std::string likelihood;
    std::string impact;
    std::optional<Number> probability;
    std::optional<EffectDef> effect;
    RiskHeld held = RiskHeld::unstated;
    std::string status;
    std::string owner;
    Text at;
};

struct MeasureDef {
    Text id;
    std::string name;
    std::string unit;
    Text baseline;
    Text target;
    Text without;
    Text change;
    std::vector<PairDef> by_year;
    std::string direction;
    std::string every;
    std::string owner;
    Text at;
};

}  // namespace tranche
