// The results of amounts that are ranges and bounds: low and high, and the worst and best outcome.
//
//
// Low and high set every bounded input at one of its ends. An outcome sets each input at the end that harms or helps
// the net, which is found by moving that input alone. An input that is open on one side stays unknown there, and
// blocks everything that needs it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tranche/appraise/measures.hpp"
#include "tranche/scenario/model.hpp"
#include "tranche/run/lane.hpp"

namespace tranche {

enum class End { low, high };

/// The scenario with every bounded input that it leaves alone at this end.
Lane at_end(const Model& model, std::span<const ScenarioId> scenarios, End end);

struct Bounds {
    Appraisal low;    ///< every bounded input at its low end
    Appraisal high;   ///< and at its high end
    Appraisal worst;  ///< each at the end that lowers the net
    Appraisal best;
};

/// From one perspective; lines as in appraise(). Empty if no input is bounded. Throws AmountTooLarge.
std::optional<Bounds> bounds(const Model& model, std::span<const ScenarioId> scenarios, PerspectiveId perspective,
                             const std::vector<bool>* lines = nullptr);

/// The lower and the higher value of a measure. They come from low and high for sums of one kind of money, and from
/// the two outcomes for other measures.
struct Range {
    Figure low;
    Figure high;
};
Range range_of(const MeasureRow& measure, const Bounds& bounds);

/// The inputs without a value on which a line depends in a lane, each with its reason.
std::vector<std::string> missing_for(const Model& model, const Lane& lane, LineId line);

}  // namespace tranche
