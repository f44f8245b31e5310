// The economic and the financial case: two readings of one programme, made of adjustments.
//
// As written, a figure is what its author wrote. The financial case asks what the programme does to budgets: cash, with
// tax and contingency in. The economic case asks what it is worth to everybody: without tax and transfers, with optimism
// bias and risk at its expected value. An adjustment is an input of 0 or 1 that the lines it concerns are multiplied
// with, and a case is a scenario that sets them all. So each case is a lane, and the bridge between the two cases is a
// row of lanes, whose differences add to the whole exactly.
//
// Decision: docs/decisions/2026-11-25-two-cases.md
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tranche/model/ids.hpp"
#include "tranche/model/words.hpp"

namespace tranche {

inline constexpr std::string_view financial_case = "financial";
inline constexpr std::string_view economic_case = "economic";

/// The optimism bias by which a line's cost is raised, its benefit lowered, or a project lengthened.
struct Bias {
    double share = 0.0;  ///< 0.24 for 24%
    std::string rule;    ///< the row of a rule book that it comes from; empty where the author states it
    std::string source;  ///< where the row was read
    Trust status = Trust::verified;
    int months = 0;  ///< for a project: the resulting months
};

/// Tax on what is bought.
struct ValueAddedTax {
    double rate = 0.0;       ///< 0.2 for 20%
    double recovered = 0.0;  ///< the share of it that comes back
    bool stated = false;     ///< whether there is a rate
};

/// The facts about a line that only the cases use. Few lines have any.
struct CaseTerms {
    ValueAddedTax tax;
    std::optional<Bias> bias;  ///< the optimism bias of the line
    bool sunk = false;         ///< spent already, whatever is decided
    bool contingency = false;  ///< set aside for what may happen
};

/// One input of an adjustment, and the case in which it is on. As written, every adjustment is off.
struct AdjustmentPart {
    InputId input;
    bool financial = false;
    bool economic = false;
};

struct Adjustment {
    std::string name;   ///< `vat`
    std::string title;  ///< `VAT`
    std::string help;   ///< what it does, in a sentence
    std::vector<AdjustmentPart> parts;
    std::vector<LineId> lines;         ///< the lines that it changes; if empty, it has no effect
    std::vector<ProjectId> projects;   ///< the same of projects
    std::vector<std::string> remarks;  ///< what it could not do, and why
};

}  // namespace tranche
