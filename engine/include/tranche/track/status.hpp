// Where the programme stands: what was planned by now and what was recorded, for the month, to date and over its whole
// life, in total and cut up; and whether that is green, amber or red by the thresholds of the baseline.
//
// A realisation rate says what it divides by, and is never capped: more can come in than was planned. All money is in the
// price basis of the baseline, as it was recorded; nothing is deflated here.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tranche/track/outturn.hpp"
#include "tranche/track/slip.hpp"

namespace tranche {

/// Planned against recorded, over some months. Planned sums leave out what nobody knows.
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

/// The whole life: what was planned, and what it will have come to with the owners' forecasts.
struct WholeLife {
    Pence planned_cost = 0;
    Pence outturn_cost = 0;
    Pence planned_benefit = 0;
    Pence outturn_benefit = 0;
    bool cost_known = true;
    bool benefit_known = true;

    friend bool operator==(const WholeLife&, const WholeLife&) = default;
};

/// Recorded for each hundred planned; empty where nothing, or nothing known, was planned.
std::optional<double> realisation_percent(Pence actual, Pence planned);

enum class Rag { green, amber, red };
std::span<const std::string_view> words_of(Rag);

struct RagReason {
    std::optional<Rag> rag;  ///< empty: said for the reader, and changes no colour
    std::string text;
};

/// A judgement by thresholds, or a person's over them. Empty where the baseline sets no thresholds.
struct RagJudgement {
    std::optional<Rag> rag;
    std::optional<Rag> by_thresholds;
    std::vector<RagReason> reasons;
    std::string override_by;  ///< who set it over the thresholds; empty where nobody did
};

struct StatusGroup {
    std::string id;
    std::string label;
    Standing month;
    Standing to_date;
    WholeLife whole_life;
    RagJudgement judgement;
};

/// A measure of outcome: where it stands, and where it should by then.
struct MeasureStanding {
    std::string id;
    std::string name;
    std::string unit;
    std::optional<Decimal> value;
    std::optional<Month> month;     ///< of the latest value
    std::optional<Decimal> target;  ///< of the latest year that has one and is over, or else in all
    bool due = true;                ///< whether the target should be reached by as_at
    std::optional<bool> met;        ///< empty where there is no value, no target or no direction
};

struct StatusReport {
    Month as_at{};
    EntryNumber baseline = 0;
    std::string price_basis;  ///< empty where the definition states none
    StatusGroup total;
    std::vector<StatusGroup> groups;  ///< they add to the total
    std::vector<StatusGroup>
        months;  ///< by calendar month up to as_at; their month is the standing, to_date the running one
    std::vector<MeasureStanding> measures;
    std::vector<Deadline> late;      ///< events that are late or were missed
    std::optional<Month> last_data;  ///< the latest month with money recorded, or closed
    std::vector<Month> stale;        ///< months after it, up to as_at, that should have been recorded
};

/// What a status is cut up by: one table.
struct StatusBy {
    std::string_view name;  ///< `project`
    std::string_view help;
};
std::span<const StatusBy> status_by_rows();

/// by: names of status_by_rows(); all groups of one after those of another. A share of a row that cannot be told apart
/// stands with the group of organisations that has it.
StatusReport status_report(const Book& book, Month as_at, std::span<const std::string_view> by = {});

}  // namespace tranche
