// The row numbers of a programme's tables.
#pragma once

#include "tranche/base/ids.hpp"

namespace tranche {

using InputId = Id<struct InputTag>;
using NodeId = Id<struct NodeTag>;
using ShapeId = Id<struct ShapeTag>;
using SourceId = Id<struct SourceTag>;
using OrganisationId = Id<struct OrganisationTag>;
using PerspectiveId = Id<struct PerspectiveTag>;
using AssumptionId = Id<struct AssumptionTag>;
using WorkstreamId = Id<struct WorkstreamTag>;
using ProjectId = Id<struct ProjectTag>;
using LineId = Id<struct LineTag>;
using SeriesId = Id<struct SeriesTag>;
using ScenarioId = Id<struct ScenarioTag>;

}  // namespace tranche
