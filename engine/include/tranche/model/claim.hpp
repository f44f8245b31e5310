// The claims of a document: printed figures, and printed tables typed in once.
//
//
// A claim asks the model for a figure by its address, or makes a statement that the model cannot answer. A cast adds
// printed cells to a printed total and does not need a model. The two are different tests with different verdicts.
//
// Decision: docs/decisions/2026-11-21-fitted-cells.md
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tranche/base/diagnostic.hpp"
#include "tranche/model/address.hpp"
#include "tranche/model/ids.hpp"
#include "tranche/model/node.hpp"
#include "tranche/model/printed.hpp"

namespace tranche {

using ClaimId = Id<struct ClaimTag>;

/// An address and where it was written.
struct Asked {
    Address address;
    Position where;
};

struct Claim {
    std::string id;                   ///< a cell's is `table.row in column`
    std::vector<Asked> figures;       ///< each must match the printed figure; empty if the model does not contain it
    std::vector<Asked> alternatives;  ///< other figures that the same words could mean
    std::string about;                ///< in place of figures
    Printed says;
    bool fitted = false;  ///< used to reconstruct inputs, so agreement is not evidence
    std::vector<ClaimId> contradicts;
    std::string label;  ///< of a cell: the headings as printed, where they are given
    NodeId implied_by;  ///< of Programme::claim_formulas
    std::string implied_text;
    std::vector<Citation> at;
    Position where;
};

/// Printed cells that should add to a printed total, each with its sign. A part that is printed nowhere is asked of the
/// model.
struct Cast {
    std::string id;  ///< `partner-account.benefit`
    std::vector<std::pair<ClaimId, int>> parts;
    std::vector<Asked> modelled;
    ClaimId total;
    std::vector<Citation> at;
    Position where;
};

}  // namespace tranche
