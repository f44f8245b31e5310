// Organisations and perspectives as the author wrote them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "read/values.hpp"
#include "tranche/model/words.hpp"

namespace tranche {

struct OrganisationDef {
    Text id;
    std::string name;
    std::vector<Text> aliases;
    std::vector<Text> members;
    std::string kind;
    std::string split;
};

struct PerspectiveDef {
    Text id;
    std::string name;
    CostRule costs = CostRule::before_grant;
    std::optional<std::vector<Text>> costs_of;  // absent: all
    std::optional<std::vector<Text>> benefits_of;
};

}  // namespace tranche
