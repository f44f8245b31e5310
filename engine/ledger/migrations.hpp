// The formats of a ledger's file: each makes the next out of the one before. Made by the build from schemas/ledger/.
#pragma once

#include <span>
#include <string_view>

namespace tranche {

struct Migration {
    int format = 0;  ///< that it leads to
    std::string_view sql;
};

/// In order, from format 1 on.
std::span<const Migration> migrations();

}  // namespace tranche
