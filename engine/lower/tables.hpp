// Printed tables: every cell becomes a claim of its own, every row or column that should add becomes a cast.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "lower/context.hpp"

namespace tranche::lowering {

/// Names of claims and of printed tables and cells, which nothing else refers to.
struct ClaimNames {
    Names names;
    Names tables;
    std::map<std::string, ClaimId> cells;
};

/// The address that a claim or a table names; empty where the text is not an address, which is reported.
std::optional<Asked> asked(const Context& ctx, const Text& text);

/// Comes after the claims that are written one by one: nothing else refers to cells but relations between claims.
void lower_table(Context& ctx, ClaimNames& claims, const TableDef& def);

}  // namespace tranche::lowering
