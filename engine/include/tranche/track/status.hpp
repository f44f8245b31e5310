// The status of the programme: baseline against actuals for the month, to date and over its whole life, in total and
// by group; and its rating of green, amber or red by the thresholds of the baseline.
//
//
// A realisation rate names its divisor and is never capped, because more may be realised than was planned. All money
// is in the price basis of the baseline, as it was recorded. It is not deflated here.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tranche/track/outturn.hpp"
#include "tranche/track/slip.hpp"

namespace tranche {

/// Baseline against actuals, over some months. Planned sums exclude amounts that are not known.
struct Standing {
    Pence planned_cost = 0;
    Pence actual_cost = 0;
    Pence planned_benefit = 0;
    Pence actual_benefit = 0;
    Pence committed_cost = 0;     ///< ordered and not owed yet; in no other sum
    Pence evidenced_benefit = 0;  ///< of actual_benefit: shown to be real
    bool cost_known = true;       ///< if not, some planned cost has no known amount
    bool benefit_known = true;

    friend bool operator==(const Standing&, const Standing&) = default;
};

/// The whole life: the plan, and the actuals with the owners' forecasts.
struct WholeLife {
    Pence planned_cost = 0;
    Pence outturn_cost = 0;
    Pence planned_benefit = 0;
    Pence outturn_benefit = 0;
    bool cost_known = true;
    bool benefit_known = true;

    friend bool operator==(const WholeLife&, const WholeLife&) = default;
};

/// Actuals as a percentage of the plan; empty if the plan is zero or not known.
std::optional<double> realisation_percent(Pence actual, Pence planned);

enum class Rag { green, amber, red };
std::span<const std::string_view> words_of(Rag);

struct RagReason {
    std::optional<Rag> rag;  ///< empty: a remark for the reader that does not change the rating
    std::string text;
};

/// A judgement by thresholds, or a person's over them. Empty where the baseline sets no thresholds.
struct RagJudgement {
    std::optional<Rag> rag;
    std::optional<Rag> by_thresholds;
    std::vector<RagReason> reasons;
    std::string override_by;  ///< who overrode the thresholds; empty if nobody did
};

struct StatusGroup {
    std::string id;
    std::string label;
    Standing month;
    Standing to_date;
    WholeLife whole_life;
    RagJudgement judgement;
};

/// A measure of outcome: its present value, and its target by now.
struct MeasureStanding {
    std::string id;
    std::string name;
    std::string unit;
    std::optional<Decimal> value;
    std::optional<Month> month;     ///< of the latest value
    std::optional<Decimal> target;  ///< of the latest year that has one and is over, or else in all
    bool due = true;                ///< whether the target should be reached by as_at
    std::optional<bool> met;        ///< empty if there is no value, no target or no direction
};

struct StatusReport {
    Month as_at{};
    EntryNumber baseline = 0;
    std::string price_basis;  ///< empty if the definition states none
    StatusGroup total;
    std::vector<StatusGroup> groups;  ///< they add to the total
    std::vector<StatusGroup>
        months;  ///< by calendar month up to as_at; their month is the standing, to_date the running one
    std::vector<MeasureStanding> measures;
    std::vector<Deadline> late;      ///< events that are late or were missed
    std::optional<Month> last_data;  ///< the latest month with money recorded, or closed
    std::vector<Month> stale;        ///< months after it, up to as_at, that should have been recorded
};

/// The ways to group a status: one table.
struct StatusBy {
    std::string_view name;  ///< `project`
    std::string_view help;
};
std::span<const StatusBy> status_by_rows();

/// by: names of status_by_rows(); all groups of one, then those of the next. A share of a row that cannot be divided
/// is listed with the group of organisations that has it.
StatusReport status_report(const Book& book, Month as_at, std::span<const std::string_view> by = {});

}  // namespace tranche
