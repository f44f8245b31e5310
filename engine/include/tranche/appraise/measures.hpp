// The measures a case is judged by: one table, read by the commands, by JSON keys, by addresses and by lineage.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tranche/appraise/appraisal.hpp"
#include "tranche/base/pounds.hpp"

namespace tranche {

enum class MeasureUnit { gbp, percent, years, month, count, number, ratio };

/// Of a measure that adds amounts of years, which amounts. Such a measure can be asked for a period.
enum class SumOf { none, cost, benefit, net, present_cost, present_benefit, present_net };

/// Present values are worked out by financial year, other sums by month.
constexpr bool is_discounted(SumOf sum) {
    return sum == SumOf::present_cost || sum == SumOf::present_benefit || sum == SumOf::present_net;
}
/// The side of a period's money that is added. REQUIRES: a sum.
Money amount_in(SumOf sum, const CostBenefit& period);
bool known_in(SumOf sum, const CostBenefit& period);

/// What a measure is computed from: other measures, or columns of the appraisal. Explain draws each of them.
enum class Operand {
    cost,  // measures
    benefit,
    net,
    pvc,
    pvb,
    npv,
    grant,
    cost_lines,  // amounts of lines
    benefit_lines,
    grant_lines,
    present_cost_by_year,  // amounts of years, times discount factors
    present_benefit_by_year,
    present_savings_by_year,  ///< of the public purse, where the method takes them off the cost; otherwise nothing
    present_net_at_rate,      ///< years' nets discounted at the rate that the measure is
    discount_factors,         ///< of the years after the base year
    cumulative_by_year,       // running totals of net
    cumulative_by_month,
    present_cumulative_by_year
};

/// How a figure follows from its operands. Sums and differences are exact.
enum class Combination { formula, sum, difference };

/// Terms of a condition. All clauses must be met. A clause is met if one of its terms is not negative. A comparison with `>` or `<` also
/// counts as met at exactly zero, because an edge has no width.
using Clauses = std::vector<std::vector<double>>;

/// What the terms of a condition on a measure are made from.
struct SwitchPoint {
    const Appraisal& appraisal;
    double against = 0.0;   ///< in the measure's unit; units of money in place of pounds
    int spending_from = 0;  ///< the year from which the case can be paid back
};

/// The form in which `measure at least against` is smooth at its edge: terms that are sums of the years' money, so that
/// they are affine in whatever the years' money is affine in.
struct SwitchForm {
    Clauses (*clauses)(const SwitchPoint&) = nullptr;
    bool at_most = false;  ///< the form asks `at most`, and there is none of `at least`
    /// Why there is no form, or none of `at least`: a switching value is then searched for. Never empty there.
    std::string_view searched_because;
};

struct MeasureRow {
    std::string_view name;   ///< in an address: `roi`
    std::string_view key;    ///< in JSON and CSV, with its unit: `roi_percent`
    std::string_view title;  ///< on a screen: `ROI`
    MeasureUnit unit = MeasureUnit::gbp;
    std::string_view definition;  ///< the convention, in a sentence
    std::vector<Operand> operands;
    Combination combination = Combination::formula;
    SumOf sum = SumOf::none;
    Figure (*compute)(const Appraisal&) = nullptr;
    SwitchForm switches;
    bool lower_is_better = false;  ///< the better outcome gives the lower figure
    bool one_side = false;         ///< adds money of one kind, so that a low figure is neither good nor bad
    bool where_any = false;        ///< a screen omits the row if the figure does not exist
    bool whole_years = false;      ///< takes whole numbers of years only
};

/// The measure that an operand is; null where it is a column.
const MeasureRow* measure_of(Operand operand);

std::span<const MeasureRow> measures();

/// Every internal rate of return, ascending; 0.08 is 8% a year. See internal_rate.hpp.
std::vector<double> internal_rates_of(const Appraisal& appraisal);

/// By address name or by key; null if there is no such measure.
const MeasureRow* find_measure(std::string_view name);

/// A figure in its unit, for people: `8,710,800.00`, `632.65%`, `2`, `2015-08`; `n/a` where not computable.
std::string figure_text(const Figure& figure, MeasureUnit unit, MoneyUnit money);

}  // namespace tranche
