// Published figures as the author typed them in: claims, and whole tables.
#pragma once

#include <string>
#include <vector>

#include "read/values.hpp"

namespace tranche {

struct ClaimDef {
    Text id;
    std::vector<Text> figure;
    std::vector<Text> alternatives;
    std::string about;
    Text says;
    Text casts;  ///< a span of periods whose figures add to it
    bool fitted = false;
    std::vector<Text> contradicts;
    Text implied_by;
    std::vector<Text> at;
};

struct RowDef {
    Text name;
    std::vector<Text> cells;  ///< blank where not given
};

struct CastDef {
    Text axis;  ///< rows or columns
    Text row;   ///< or: this row is the signed sum of others
    Text formula;
};

/// A printed table, typed in once.
struct TableDef {
    Text id;
    std::string unit;
    Position unit_at;
    std::vector<Text> columns;
    std::vector<RowDef> rows;
    std::vector<PairDef> labels;
    std::vector<PairDef> figures;
    std::vector<CastDef> casts;
    std::vector<Text> fitted;
    std::vector<Text> at;
    Position where;
};

struct ClaimsDef {
    std::vector<ClaimDef> claims;
    std::vector<TableDef> tables;
};

}  // namespace tranche
