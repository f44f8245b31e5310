// Why actuals differ from the plan, and earned value, as a document.
#pragma once

#include <string_view>
#include <vector>

#include "tranche/report/ledger_subject.hpp"
#include "tranche/track/earned.hpp"
#include "tranche/track/variance.hpp"

namespace tranche {

/// by: `project` and `workstream`, whose costs and benefits are summed below the lines.
Document describe_variance(const AskedMonth& asked, const Variance& variance, const Earned& earned,
                           const std::vector<std::string_view>& by);

}  // namespace tranche
