// The appraisal of a cash-flow table from one perspective: cost, benefit, net and cumulative net by year, and the
// measures.
//
//
// All sums are integers. The measures are rows of one table (measures.hpp), calculated from these columns alone.
#pragma once

#include <memory>  // shared_ptr
#include <string>
#include <variant>
#include <vector>

#include "tranche/appraise/counting.hpp"
#include "tranche/base/calendar.hpp"
#include "tranche/base/money.hpp"
#include "tranche/model/ids.hpp"
#include "tranche/model/method.hpp"
#include "tranche/run/cashflow.hpp"

namespace tranche {

struct CostBenefit {
    Money cost;
    Money benefit;
    bool cost_known = true;  ///< if false, cost excludes amounts that are not known
    bool benefit_known = true;

    [[nodiscard]] Money net() const { return benefit - cost; }
    [[nodiscard]] bool known() const { return cost_known && benefit_known; }
    CostBenefit& operator+=(const CostBenefit& other) {
        cost += other.cost;
        benefit += other.benefit;
        cost_known = cost_known && other.cost_known;
        benefit_known = benefit_known && other.benefit_known;
        return *this;
    }
    /// Takes off money that is known: what is known stays so, and what is not does too.
    CostBenefit& operator-=(const CostBenefit& other) {
        cost -= other.cost;
        benefit -= other.benefit;
        return *this;
    }
    friend bool operator==(const CostBenefit&, const CostBenefit&) = default;
};

/// The years' money of the lines that are discounted by one schedule.
struct ScheduleYears {
    std::vector<CostBenefit> years;
    std::vector<Money> savings;  ///< of the benefit, what the public purse saves or earns: its fiscal lines
};

struct Appraisal {
    Calendar calendar;
    MoneyUnit unit;
    std::vector<CostBenefit> years;   ///< [year]
    std::vector<CostBenefit> months;  ///< [month]; twelve add to their year
    CostBenefit beyond;               ///< moved past the last year by delays
    CostBenefit undated;              ///< without a date: in the totals, in no year
    std::vector<LineId> split;        ///< lines whose split this perspective needs and the file does not state
    std::vector<LineId> unknown;      ///< lines whose amount this perspective needs and the file does not give
    std::vector<LineId> excluded;     ///< lines claimed without a figure: they are outside the totals
    std::shared_ptr<const Conventions> conventions;
    std::vector<ScheduleYears> by_schedule;  ///< [row of conventions->schedules]; they add to the years
    Money granted;                           ///< dated and undated, by funders, whoever's the costs are
    bool grant_known = true;
    bool no_cost_figure = false;  ///< there are costs, and not one has a figure
    bool no_benefit_figure = false;

    [[nodiscard]] CostBenefit total() const;              ///< years and undated; beyond is outside the case
    [[nodiscard]] std::vector<Money> cumulative() const;  ///< net, by year
};

/// lines, if given, says of each line of the programme whether its money is taken.
Appraisal appraise(const Cashflow& cashflow, const Counting& counting, const std::vector<bool>* lines = nullptr);

/// A measure's value in its own unit, or the reason why it has none.
struct Figure {
    /// Money for gbp, double for percent and years with a fraction, int for a year's index, Month for a month.
    std::variant<std::monostate, Money, double, int, Month> value;
    std::string why;
    bool never = false;  ///< not for want of knowing: it does not come about, which is worse than any value

    [[nodiscard]] bool computable() const { return value.index() != 0; }
    friend bool operator==(const Figure&, const Figure&) = default;
};

}  // namespace tranche
