// A claim or a printed sum as the audit shows it.
#pragma once

#include <string>
#include <vector>

#include "tranche/audit/audit.hpp"
#include "tranche/document/table.hpp"
#include "tranche/scenario/model.hpp"

namespace tranche {

struct AuditRow {
    std::string id;
    std::string kind;  ///< `model` or `cast`
    std::string source;
    std::string printed;
    std::string recomputed;  ///< for people
    std::string raw_recomputed;
    std::string corrected;  ///< where the programme has corrections
    std::string raw_corrected;
    bool fitted = false;
    bool thin = false;  ///< reproduced, and a change of under 1% to unpublished lines would make it not reproduced
    Verdict verdict = Verdict::reproduced;
    std::vector<std::string> remarks;
    Position where;
    std::vector<Cell> members;  ///< for programs: cells of audit_members()

    /// `consistent (fitted)`, `not reproduced`.
    [[nodiscard]] std::string verdict_text() const;
    /// Agrees, and was used to rebuild inputs: that proves nothing.
    [[nodiscard]] bool consistent() const;
};

/// Columns that only programs see.
std::vector<Column> audit_members();

AuditRow audit_row(const Model& model, const ClaimResult& result);
AuditRow audit_row(const Programme& programme, const CastResult& result);

}  // namespace tranche
