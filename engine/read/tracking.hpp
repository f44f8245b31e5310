// How the programme is tracked, as the author wrote it.
#pragma once

#include <optional>
#include <vector>

#include "read/values.hpp"
#include "tranche/model/words.hpp"

namespace tranche {

struct ThresholdsDef {
    std::optional<std::vector<Number>> cost;
    std::optional<std::vector<Number>> benefit;
    std::optional<std::vector<Number>> days;
    Position where;
};

/// What a return to a counting regime needs beside the ledger.
struct ReturnDef {
    Regime rules = Regime::csr07;
    std::optional<Amount> spend;
    std::optional<Amount> earlier_gains;
    std::optional<Amount> earlier_ongoing;
    std::optional<Amount> earlier_spend;
    Position where;
};

struct TrackingDef {
    Closes closes = Closes::monthly;
    ThresholdsDef thresholds;
    std::vector<ReturnDef> returns;
    Position where;
};

}  // namespace tranche
