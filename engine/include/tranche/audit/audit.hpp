// The audit: every published figure is compared with the recalculated figure, and every printed sum with its parts.
//
// There are two tests with two verdicts. A model claim compares a printed figure with the figure that follows from the
// lines. A cast adds printed cells and does not need a model. A figure that was used to reconstruct inputs is fitted,
// so agreement is not evidence. A verdict that depends on unpublished lines says so, and gives the smallest change to
// those lines that would alter it.
//
// Decision: docs/decisions/2026-11-21-margins.md
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>  // pair
#include <vector>

#include "tranche/base/diagnostic.hpp"
#include "tranche/scenario/ends.hpp"  // End
#include "tranche/scenario/model.hpp"
#include "tranche/scenario/question.hpp"

namespace tranche {

enum class Verdict { reproduced, rounding, not_reproduced, not_computable, contradicted };
std::string_view word(Verdict verdict);

/// The value that other claims as printed imply for this one, without the model: their intervals, carried through a
/// formula.
struct Implied {
    std::string formula;
    Interval interval;    ///< in the unit of the claim
    bool agrees = false;  ///< the claim as printed meets it
};

/// The smallest change to all unpublished lines together that alters the verdict.
struct Margin {
    double change = 0.0;  ///< -0.0045: 0.45% lower
    Figure then;          ///< the figure just past it
};

struct Recomputed {
    Address address;
    Figure figure;
    MeasureUnit unit = MeasureUnit::gbp;
    bool meets = false;  ///< what is printed
};

/// One end of a printed range or bound, and the same end of the figure, which depends on ranges.
struct EndResult {
    End end = End::low;
    Printed says;  ///< that end alone
    Figure figure;
    Verdict verdict = Verdict::not_computable;
};

/// The same figures under another reading of the source.
struct ReadingResult {
    ScenarioId reading;
    std::vector<Recomputed> figures;
    Verdict verdict = Verdict::not_computable;
};

struct ClaimResult {
    ClaimId claim;
    Verdict verdict = Verdict::not_computable;
    std::string why;  ///< a sentence, where the verdict needs one
    std::vector<Recomputed> figures;
    std::vector<EndResult> ends;           ///< of what is printed, where the figure has no single value but ends
    std::vector<Recomputed> alternatives;  ///< other figures that the same words could mean
    std::vector<Recomputed> corrected;     ///< the figures with all corrections made; empty without corrections
    std::vector<ReadingResult> readings;   ///< the figures under every reading except the one in use
    std::optional<Implied> implied;
    std::vector<ClaimId> disagrees_with;
    std::vector<std::pair<Status, std::size_t>> rests_on;  ///< lines by status
    std::optional<Margin> margin;
};

struct CastResult {
    std::size_t cast = 0;  ///< row of Programme::casts
    Verdict verdict = Verdict::reproduced;
    Decimal sum;           ///< of the parts
    double allowed = 0.0;  ///< how far rounding alone could put the sum from the printed total
};

struct Audit {
    std::vector<ClaimResult> claims;  ///< claims and cells that ask or state something
    std::vector<CastResult> casts;
};

/// REQUIRES: the model holds the questions of its claims, as one that was opened does.
Audit audit(const Model& model);

/// Claims whose figure has another unit than what they print become diagnostics. REQUIRES: one row of questions for each
/// claim.
void check_claims(const Programme& programme, const Table<ClaimId, ClaimQuestions>& questions,
                  Diagnostics& diagnostics);

}  // namespace tranche
