// The schedule: workstreams, projects with their phases, milestones, gates, and the links between them.
//
// Milestones and gates are projects of no length, so that dates, links and delays mean the same for all of them. A gate's
// decision is a factor on the lines of what it holds, and its date is a link to it.
#pragma once

#include <utility>  // pair
#include <vector>

#include "lower/base_values.hpp"
#include "lower/context.hpp"
#include "lower/repeats.hpp"    // RepeatCounts
#include "lower/scenarios.hpp"  // ScenarioRow

namespace tranche::lowering {

/// Workstreams that a gate decides whole.
using GatedWorkstreams = std::vector<std::pair<ProjectId, WorkstreamId>>;

/// Workstreams, and projects with their dates, in the order of the file.
void lower_projects(Context& ctx);
/// Milestones, then gates: the last rows of projects. Comes after projects and awards.
void lower_events(Context& ctx);
/// What projects wait for, how often they start, and the gates that they name themselves.
RepeatCounts lower_project_links(Context& ctx, BaseValues& base_values);
/// What milestones and gates wait for, and what gates decide. A gate that decides nothing is reported, so the links of
/// projects come first.
GatedWorkstreams lower_event_links(Context& ctx);

/// Lines of what a gate holds are multiplied by its decision.
void apply_gates(Context& ctx, const GatedWorkstreams& gated);
/// Scenarios in which a gate refuses, or decides later.
void lower_gate_settings(Context& ctx, const std::vector<ScenarioRow>& rows);

}  // namespace tranche::lowering
