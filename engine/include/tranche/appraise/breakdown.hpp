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
    std::vector<CostBenefit> present;  ///< of years: at the discount factors of the lines
    /// Of years: the discount factor of the group's lines; empty where they are discounted by different schedules.
    std::vector<double> factors;
};

struct Breakdown {
    std::vector<std::string> periods;  ///< labels
    /// In the programme's order. Amounts add to the total exactly. A present value is rounded where it is worked out, once
    /// for each year and group, so that present values of groups add to the total but for a few millionths of a pound.
    std::vector<Group> groups;
};

Breakdown break_down(const Programme& programme, const Cashflow& cashflow, const Counting& counting, const GroupRow& by,
                     PeriodBy period);

/// The lines of each status that a result depends on, in the order of the words.
std::vector<std::pair<std::string_view, std::size_t>> statuses(const Programme& programme);

}  // namespace tranche
