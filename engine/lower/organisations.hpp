// Organisations, their members, and the perspectives from which money is counted.
#pragma once

#include <string>
#include <vector>

#include "lower/context.hpp"

namespace tranche::lowering {

/// Adds `outside` first, then the author's. Members in a circle are reported.
void lower_organisations(Context& ctx);
/// Adds `whole-system` first, then the author's. REQUIRES: organisations are lowered.
void lower_perspectives(Context& ctx);

/// An organisation that the file does not declare, such as the one that spends where nobody is named; made once.
OrganisationId implicit_organisation(Context& ctx, const std::string& id, const std::string& name);
/// The organisations among which a division is not stated, as a group of its own: their money is not told apart.
OrganisationId unstated_group(Context& ctx, const std::vector<PartDef>& parts);

}  // namespace tranche::lowering
