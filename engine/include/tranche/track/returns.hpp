// A return to a counting regime: what its rules make of the ledger on the date on which it is due.
//
// Rules are data (schemas/tables/csr07.yaml), each with its source and how far it is verified; the program carries the
// file as it was built. A return counts what each line is worth in one financial year: a level, which later returns do
// not add to. Every line is in it, with the rule by which it counts or does not.
//
// Decision: docs/decisions/2026-11-25-returns.md
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tranche/track/book.hpp"

namespace tranche {

/// One rule of a regime, as its file has it.
struct CountingRule {
    std::string id;
    std::string says;
    std::string at;
    std::string status;  ///< verified, choice
};

struct CountingRules {
    std::string name;  ///< `csr07`
    std::string title;
    Month after{};       ///< gains must have their first effect in a later month
    int first_year = 0;  ///< the calendar year in which the period's first financial year starts
    int years = 0;
    int forecast_due = 0;  ///< month of the year, 1 to 12
    int actual_due = 0;
    double target_growth = 0.0;
    double receipts_interest = 0.0;
    double earlier_threshold = 0.0;
    std::vector<CountingRule> rules;

    /// The text of a rule, by id; empty if there is no such rule.
    [[nodiscard]] std::string_view says(std::string_view id) const;
};

/// The rules that the program carries.
const CountingRules& counting_rules(Regime regime);

/// A line as the return counts it.
struct ReturnLine {
    std::string line;
    std::string name;
    LineKind kind = LineKind::benefit;
    Pence year = 0;     ///< what it is worth in the year, recorded and forecast
    Pence counted = 0;  ///< of that; costs are negative
    std::string rule;   ///< by which it counts so
    std::string why;
};

enum class ReturnKind { forecast, actual };

struct Return {
    const CountingRules* rules = nullptr;
    Month on{};
    ReturnKind kind = ReturnKind::forecast;
    std::string year;     ///< `2010/11`: at whose end the position is
    Month recorded_to{};  ///< the last month that is taken as recorded; later ones are forecast
    std::vector<ReturnLine> lines;
    Pence gains = 0;  ///< counted benefits
    Pence costs = 0;  ///< taken off
    Pence carried_in = 0;
    Pence indicator = 0;  ///< gains - costs + carried in
    std::optional<Pence> target;
    std::string no_target;     ///< why there is no target
    std::optional<Pence> gap;  ///< target - indicator: what is missing
};

/// The amount that a council could carry in from the previous period: the continuing part of the gains reported above
/// the threshold, and at least zero.
Pence carried_in(const CountingRules& rules, const ReturnTerms& terms);

/// The target at the end of year k of the period, counted from 1: spend x ((1 + growth)^k - 1), in pence, half to even.
Pence target_of(const CountingRules& rules, Pence spend, int k);

/// Whether a return is due in that month, and if not, in which it is next.
struct DueReturn {
    bool due = false;
    Month next{};  ///< in this month or after it; meaningless once the last one is past
    bool over = false;
};
DueReturn due_return(const CountingRules& rules, Month on);

/// REQUIRES: a return is due in `on`; the baseline's financial years start in April.
Return make_return(const Book& book, const CountingRules& rules, Regime regime, Month on);

}  // namespace tranche
