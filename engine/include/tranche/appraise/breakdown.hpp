// A cash-flow table cut up for reading: by what the money belongs to, and by period.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tranche/appraise/appraisal.hpp"
#include "tranche/appraise/counting.hpp"
#include "tranche/model/programme.hpp"
#include "tranche/run/cashflow.hpp"

namespace tranche {

enum class PeriodBy { year, quarter, month };

struct PeriodRow {
    std::string_view name;  ///< `year`
    PeriodBy by = PeriodBy::year;
    std::string_view help;
};
std::span<const PeriodRow> period_rows();

/// The ways to group rows: one table, used by the option, its help and its suggestions.
struct GroupRow {
    std::string_view name;  ///< `workstream`
    std::string_view help;
    /// Of a cash-flow row counted as cost or benefit: id and label of its group.
    std::pair<std::string, std::string> (*group)(const Programme&, const CashRow&, const Counted&);
};
std::span<const GroupRow> group_rows();

struct Group {
    std::string id;
    std::string label;
    std::vector<CostBenefit> periods;
    CostBenefit beyond;
    CostBenefit undated;
};

struct Breakdown {
    std::vector<std::string> periods;  ///< labels
    std::vector<Group> groups;         ///< in the programme's order; they add to the total exactly
};

Breakdown break_down(const Programme& programme, const Cashflow& cashflow, const Counting& counting, const GroupRow& by,
                     PeriodBy period);

/// The lines of each status that a result depends on, in the order of the words.
std::vector<std::pair<std::string_view, std::size_t>> statuses(const Programme& programme);

}  // namespace tranche
