// Answers to questions, in batches.
//
// Every question that a command has is asked at once, under everything it is to be asked under. The questions are grouped
// by the lane they need and by perspective and lines; a lane is run once for all that is read from it. Explain, the audit
// and claims take their figures from here, and there is one function that makes a figure of an appraisal.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "tranche/appraise/appraisal.hpp"
#include "tranche/model/scenario.hpp"
#include "tranche/scenario/ends.hpp"
#include "tranche/scenario/model.hpp"
#include "tranche/scenario/question.hpp"

namespace tranche {

/// What is set besides a question's own scenario.
struct Variation {
    std::vector<ScenarioId> with;     ///< taken together with it: readings, corrections
    std::vector<Override> overrides;  ///< of no scenario, on top of all
};

/// A question under a variation; without one, as the programme stands.
struct Query {
    const Question* question = nullptr;
    const Variation* variation = nullptr;
};

/// One figure for each query, in their order. Throws AmountTooLarge. REQUIRES: every query has a question of the model.
std::vector<Figure> answers(const Model& model, std::span<const Query> queries);

/// Every question under every variation: [variation][question]. Throws AmountTooLarge.
std::vector<std::vector<Figure>> answers(const Model& model, std::span<const Question> questions,
                                         std::span<const Variation> lanes);

/// One question as the programme stands.
Figure answer(const Model& model, const Question& question);

/// The figure of a question about a measure, read from an appraisal of its lines from its perspective. Months may be
/// missing where needs_months() says that the question does without.
Figure figure_of(const Question& question, const Appraisal& appraisal);
bool needs_months(const Question& question);

/// Of two figures of one unit, where a difference means something.
Figure difference(const Figure& of, const Figure& against);

/// The two ends of an answer that rests on ranges or bounds; empty where it rests on none, or is no measure's.
std::optional<Range> answer_ends(const Model& model, const Question& question);

/// Which lines the answer is made of, by their place in the table.
std::vector<LineId> lines_behind(const Model& model, const Question& question);

}  // namespace tranche
