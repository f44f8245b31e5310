// Who pays, who gains, and from whose point of view it is counted.
//
// Decision: docs/decisions/2026-11-21-spenders.md
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tranche/base/diagnostic.hpp"  // Position
#include "tranche/model/ids.hpp"
#include "tranche/model/words.hpp"

namespace tranche {

/// A body, or a group of them. Money never stays inside a group: a row names the group or one of its members.
struct Organisation {
    std::string id;
    std::string name;
    std::vector<std::string> aliases;
    bool funder = false;                  ///< pays grants; does not spend itself
    std::vector<OrganisationId> members;  ///< of a group
    Position where;
};

/// Row 0 of every programme's organisations: suppliers, the public, and everyone else who is not named. It is not in
/// any perspective.
inline constexpr OrganisationId outside{std::size_t{0}};

/// A set of organisations, and which of their money counts. Cost leaves the set and benefit enters it. Money between
/// two members cancels.
struct Perspective {
    std::string id;
    std::string name;
    CostRule costs = CostRule::before_grant;
    std::optional<std::vector<OrganisationId>> costs_of;     ///< empty: all
    std::optional<std::vector<OrganisationId>> benefits_of;  ///< empty: all
    Position where;
};

/// Row 0 of every programme's perspectives: all organisations, costs before grant.
inline constexpr PerspectiveId whole_system{std::size_t{0}};

}  // namespace tranche
