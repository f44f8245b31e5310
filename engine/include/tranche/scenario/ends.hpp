// What amounts that are ranges and bounds come to: the two readings of them, and the worst and best outcome.
//
// A reading sets every bounded input at one of its ends. An outcome sets each at the end that hurts or helps the net, which is found by moving it
// alone. An input that is open on a side stays unknown there, and blocks what needs it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tranche/appraise/measures.hpp"
#include "tranche/plan/model.hpp"
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

/// From one perspective; lines as in appraise(). Empty where nothing is bounded. Throws AmountTooLarge.
std::optional<Bounds> bounds(const Model& model, std::span<const ScenarioId> scenarios, PerspectiveId perspective,
                             const std::vector<bool>* lines = nullptr);

/// The lower and the higher value of a measure: of the two readings for what adds one kind of money, of the two outcomes for the rest.
struct Range {
    Figure low;
    Figure high;
};
Range range_of(const MeasureRow& measure, const Bounds& bounds);

/// What is missing for a line in a lane: the inputs without a value that it rests on, each with its reason.
std::vector<std::string> missing_for(const Model& model, const Lane& lane, LineId line);

}  // namespace tranche
