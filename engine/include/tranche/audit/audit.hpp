// The audit: every published figure against the same figure recomputed, and every printed sum against its parts.
//
// Two tests with two verdicts. A model claim compares what is printed with what follows from the lines; a cast adds
// printed cells and needs no model. A figure that was used to rebuild inputs is fitted: agreeing with it proves nothing. A verdict that rests on
// lines nobody published says so, and by how little they would have to move to change it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>  // pair
#include <vector>

#include "tranche/base/diagnostic.hpp"
#include "tranche/explain/question.hpp"

namespace tranche {

enum class Verdict { reproduced, rounding, not_reproduced, not_computable, contradicted };
std::string_view word(Verdict verdict);

/// What other claims as printed imply for this one, with no model in between: their intervals carried through a formula.
struct Implied {
    std::string formula;
    Interval interval;    ///< in the unit of the claim
    bool agrees = false;  ///< the claim as printed meets it
};

/// The smallest change to all unpublished lines together that turns the verdict.
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

/// One end of a printed range or bound, and the same end of the figure, which rests on ranges.
struct EndResult {
    End end = End::low;
    Printed says;  ///< that end alone
    Figure figure;
    Verdict verdict = Verdict::not_computable;
};

/// The same figures under another reading of the source.
struct ReadInstead {
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
    std::vector<Recomputed> corrected;     ///< the figures with all corrections made; none without corrections
    std::vector<ReadInstead> readings;     ///< the figures under each reading but the one used
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

Audit audit(const Model& model);

/// Addresses of claims that mean nothing: diagnostics.
void check_claims(const Programme& programme, Diagnostics& diagnostics);

}  // namespace tranche
