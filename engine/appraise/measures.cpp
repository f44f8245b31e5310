// Each measure is a row of table(), with the function that computes it and the form in which a condition on it is smooth.
// Sums are integers; a figure becomes a double in its last step. All that reads a measure reads the row: commands, keys,
// addresses, lineage, switching values.
#include "tranche/appraise/measures.hpp"

#include <fmt/format.h>  // format
#include <fmt/ranges.h>  // join

#include <cassert>

#include "appraise/computable.hpp"
#include "appraise/payback.hpp"
#include "tranche/appraise/discount.hpp"
#include "tranche/appraise/internal_rate.hpp"

namespace tranche {

namespace {

Figure total_cost(const Appraisal& a) {
    return where_known(a, a.total().cost_known, [&] { return Figure{a.total().cost, {}}; });
}

Figure total_benefit(const Appraisal& a) {
    return where_known(a, a.total().benefit_known, [&] { return Figure{a.total().benefit, {}}; });
}

Figure net(const Appraisal& a) {
    return where_known(a, a.total().known(), [&] { return Figure{a.total().net(), {}}; });
}

Figure roi(const Appraisal& a) {
    return where_known(a, a.total().known(), [&] {
        const CostBenefit total = a.total();
        if (total.cost.units <= 0) {
            return not_computable("there is no cost to return anything on");
        }
        return Figure{100.0 * static_cast<double>(total.net().units) / static_cast<double>(total.cost.units), {}};
    });
}

CostBenefit present(const Appraisal& a) {
    CostBenefit result;
    for (const CostBenefit& year : present_years(a)) {
        result += year;
    }
    return result;
}

Figure pvc(const Appraisal& a) {
    return where_dated(a, a.total().cost_known, [&] { return Figure{present(a).cost, {}}; });
}

Figure pvb(const Appraisal& a) {
    return where_dated(a, a.total().benefit_known, [&] { return Figure{present(a).benefit, {}}; });
}

Figure npv(const Appraisal& a) {
    return where_dated(a, a.total().known(), [&] { return Figure{present(a).net(), {}}; });
}

double ratio(Money a, Money b) {
    return static_cast<double>(a.units) / static_cast<double>(b.units);
}

Figure bcr(const Appraisal& a) {
    return where_dated(a, a.total().known(), [&] {
        CostBenefit sides = present(a);
        const bool off_cost = a.conventions && a.conventions->savings == SavingsGo::reduce_cost;
        if (off_cost) {
            const Money savings = present_savings(a);
            sides.cost -= savings;
            sides.benefit -= savings;
        }
        if (sides.cost.units <= 0) {
            return not_computable(off_cost ? "savings cover the cost, so that there is nothing to divide by"
                                           : "there is no cost to divide by");
        }
        return Figure{ratio(sides.benefit, sides.cost), {}};
    });
}

Figure gross_return(const Appraisal& a) {
    return where_known(a, a.total().known(), [&] {
        const CostBenefit total = a.total();
        return total.cost.units > 0 ? Figure{ratio(total.benefit, total.cost), {}}
                                    : not_computable("there is no cost to return anything on");
    });
}

Figure equivalent_annual(const Appraisal& a) {
    return where_dated(a, a.total().known() && a.conventions, [&] {
        const std::vector<double> factors = factors_of(a, 0);
        double sum = 0.0;
        for (std::size_t year = static_cast<std::size_t>(a.conventions->base_year) + 1; year < factors.size(); ++year) {
            sum += factors[year];
        }
        return sum > 0.0 ? Figure{discounted(present(a).net(), 1.0 / sum), {}}
                         : not_computable("there is no year after the base year to spread it over");
    });
}

Figure irr(const Appraisal& a) {
    return where_dated(a, a.total().known(), [&] {
        const std::vector<double> rates = internal_rates_of(a);
        if (rates.size() == 1) {
            return Figure{100.0 * rates.front(), {}};
        }
        if (rates.empty()) {
            const bool gain = a.total().net().units >= 0;
            return not_computable(gain ? "no rate makes its present value nothing: it gains at any"
                                       : "no rate makes its present value nothing: it loses at any");
        }
        std::vector<std::string> all;
        for (const double rate : rates) {
            all.push_back(fmt::format("{:.4f}%", 100.0 * rate));
        }
        return not_computable(
            fmt::format("{} rates make its present value nothing: {}", rates.size(), fmt::join(all, ", ")));
    });
}

Figure grant(const Appraisal& a) {
    if (!a.grant_known) {
        return not_computable("what a funder pays is not known");
    }
    return a.granted.units != 0 ? Figure{a.granted, {}} : not_computable("no funder pays any of it");
}

Figure per_grant(const Appraisal& a, Money amount) {
    Figure granted = grant(a);
    return granted.computable() ? Figure{ratio(amount, a.granted), {}} : granted;
}

Figure cost_to_grant(const Appraisal& a) {
    return where_known(a, a.total().cost_known, [&] { return per_grant(a, a.total().cost); });
}

Figure net_per_grant(const Appraisal& a) {
    return where_known(a, a.total().known(), [&] { return per_grant(a, a.total().net()); });
}

// In a form: a measure that cannot be computed adds nothing, since a condition on it is not asked (Condition::problem).
double units(const Appraisal& a, Figure (*compute)(const Appraisal&)) {
    const Figure figure = compute(a);
    const Money* money = std::get_if<Money>(&figure.value);
    return money != nullptr ? static_cast<double>(money->units) : 0.0;
}

template <Figure (*compute)(const Appraisal&)>
Clauses amount_at_least(const SwitchPoint& point) {
    return {{units(point.appraisal, compute) - point.against}};
}

// A ratio is at least so much where its dividend is at least that many times its divisor.
template <Figure (*dividend)(const Appraisal&), Figure (*divisor)(const Appraisal&)>
Clauses ratio_at_least(const SwitchPoint& point) {
    return {{units(point.appraisal, dividend) - point.against * units(point.appraisal, divisor)}};
}

Clauses roi_at_least(const SwitchPoint& point) {
    const Appraisal& a = point.appraisal;
    return {{units(a, net) - point.against / 100.0 * units(a, total_cost)}};
}

Clauses bcr_at_least(const SwitchPoint& point) {
    const Appraisal& a = point.appraisal;
    double benefit = units(a, pvb);
    double cost = units(a, pvc);
    if (a.conventions->savings == SavingsGo::reduce_cost) {
        const auto savings = static_cast<double>(present_savings(a).units);
        benefit -= savings;
        cost -= savings;
    }
    return {{benefit - point.against * cost}};
}

// A rate is reached where the present value at that rate is not negative.
Clauses irr_at_least(const SwitchPoint& point) {
    DiscountSchedule schedule;
    schedule.bands = {{0, point.against / 100.0}};
    const std::vector<double> factors = discount_factors(schedule, static_cast<int>(point.appraisal.years.size()));
    double sum = 0.0;
    for (std::size_t year = 0; year < factors.size(); ++year) {
        sum += static_cast<double>(point.appraisal.years[year].net().units) * factors[year];
    }
    return {{sum}};
}

constexpr std::string_view only_at_most =
    "its steps go smoothly through an edge only where it is to be at most so much";
constexpr std::string_view no_months = "it is read by month, and many lanes are run without months";

const std::vector<MeasureRow>& table() {
    static const std::vector<MeasureRow> rows{
        {.name = "cost",
         .key = "total_cost_gbp",
         .title = "Cost",
         .unit = MeasureUnit::gbp,
         .definition =
             "all costs in the case, undiscounted; amounts without a date included, money moved past the last year not",
         .operands = {Operand::cost_lines},
         .combination = Combination::sum,
         .sum = SumOf::cost,
         .compute = total_cost,
         .switches = {.clauses = amount_at_least<total_cost>},
         .one_side = true},
        {.name = "benefit",
         .key = "total_benefit_gbp",
         .title = "Benefit",
         .unit = MeasureUnit::gbp,
         .definition = "all benefits in the case, undiscounted, on the same terms as cost",
         .operands = {Operand::benefit_lines},
         .combination = Combination::sum,
         .sum = SumOf::benefit,
         .compute = total_benefit,
         .switches = {.clauses = amount_at_least<total_benefit>},
         .one_side = true},
        {.name = "net",
         .key = "net_gbp",
         .title = "Net",
         .unit = MeasureUnit::gbp,
         .definition = "benefit less cost",
         .operands = {Operand::benefit, Operand::cost},
         .combination = Combination::difference,
         .sum = SumOf::net,
         .compute = net,
         .switches = {.clauses = amount_at_least<net>}},
        {.name = "roi",
         .key = "roi_percent",
         .title = "ROI",
         .unit = MeasureUnit::percent,
         .definition = "(benefit - cost) / cost, undiscounted",
         .operands = {Operand::benefit, Operand::cost},
         .compute = roi,
         .switches = {.clauses = roi_at_least}},
        {.name = "gross_return",
         .key = "gross_return",
         .title = "Gross return",
         .unit = MeasureUnit::ratio,
         .definition = "benefit / cost, undiscounted: what each £1 returns",
         .operands = {Operand::benefit, Operand::cost},
         .compute = gross_return,
         .switches = {.clauses = ratio_at_least<total_benefit, total_cost>}},
        {.name = "pvc",
         .key = "pvc_gbp",
         .title = "Present cost",
         .unit = MeasureUnit::gbp,
         .definition = "cost of each year times its discount factor; the base year counts in full",
         .operands = {Operand::present_cost_by_year},
         .combination = Combination::sum,
         .sum = SumOf::present_cost,
         .compute = pvc,
         .switches = {.clauses = amount_at_least<pvc>},
         .one_side = true},
        {.name = "pvb",
         .key = "pvb_gbp",
         .title = "Present benefit",
         .unit = MeasureUnit::gbp,
         .definition = "benefit of each year times its discount factor",
         .operands = {Operand::present_benefit_by_year},
         .combination = Combination::sum,
         .sum = SumOf::present_benefit,
         .compute = pvb,
         .switches = {.clauses = amount_at_least<pvb>},
         .one_side = true},
        {.name = "npv",
         .key = "npv_gbp",
         .title = "NPV",
         .unit = MeasureUnit::gbp,
         .definition = "net present value: present benefit less present cost",
         .operands = {Operand::pvb, Operand::pvc},
         .combination = Combination::difference,
         .sum = SumOf::present_net,
         .compute = npv,
         .switches = {.clauses = amount_at_least<npv>}},
        {.name = "bcr",
         .key = "bcr",
         .title = "BCR",
         .unit = MeasureUnit::ratio,
         .definition =
             "benefit-cost ratio: present benefit / present cost; savings of the public purse stand where the method says",
         .operands = {Operand::pvb, Operand::pvc, Operand::present_savings_by_year},
         .compute = bcr,
         .switches = {.clauses = bcr_at_least}},
        {.name = "irr",
         .key = "irr_percent",
         .title = "IRR",
         .unit = MeasureUnit::percent,
         .definition =
             "internal rate of return: the discount rate at which the present value of the yearly nets is nothing",
         .operands = {Operand::present_net_at_rate},
         .compute = irr,
         .switches = {.clauses = irr_at_least}},
        {.name = "eanc",
         .key = "equivalent_annual_gbp",
         .title = "Equivalent annual",
         .unit = MeasureUnit::gbp,
         .definition = "NPV / the sum of the discount factors of the years after the base year",
         .operands = {Operand::npv, Operand::discount_factors},
         .compute = equivalent_annual,
         .switches = {.clauses = amount_at_least<equivalent_annual>}},
        {.name = "payback",
         .key = "payback_years",
         .title = "Payback",
         .unit = MeasureUnit::years,
         .definition =
             "index of the first financial year whose cumulative net is not negative once spending has begun; the first year is 0",
         .operands = {Operand::cumulative_by_year, Operand::benefit, Operand::cost},
         .compute = payback_years,
         .switches = {.clauses = payback_at_most, .at_most = true, .searched_because = only_at_most},
         .lower_is_better = true,
         .whole_years = true},
        {.name = "payback_interpolated",
         .key = "payback_years_interpolated",
         .title = "Interpolated payback",
         .unit = MeasureUnit::years,
         .definition =
             "(t - 1) + shortfall after year t - 1 / net of year t, where t is the payback year; year 0 is a point",
         .operands = {Operand::cumulative_by_year, Operand::benefit, Operand::cost},
         .compute = payback_interpolated,
         .switches = {.clauses = payback_at_most, .at_most = true, .searched_because = only_at_most},
         .lower_is_better = true},
        {.name = "payback_permanent",
         .key = "payback_permanent_years",
         .title = "Payback for good",
         .unit = MeasureUnit::years,
         .definition = "index of the first year from which the cumulative net is not negative in any later year",
         .operands = {Operand::cumulative_by_year, Operand::benefit, Operand::cost},
         .compute = payback_permanent,
         .switches = {.clauses = payback_permanent_at_most, .at_most = true, .searched_because = only_at_most},
         .lower_is_better = true,
         .whole_years = true},
        {.name = "payback_discounted",
         .key = "payback_discounted_years",
         .title = "Discounted payback",
         .unit = MeasureUnit::years,
         .definition = "payback of the discounted nets",
         .operands = {Operand::present_cumulative_by_year, Operand::npv},
         .compute = payback_discounted,
         .switches = {.clauses = payback_discounted_at_most, .at_most = true, .searched_because = only_at_most},
         .lower_is_better = true,
         .whole_years = true},
        {.name = "payback_discounted_interpolated",
         .key = "payback_discounted_years_interpolated",
         .title = "Interpolated discounted payback",
         .unit = MeasureUnit::years,
         .definition = "interpolated payback of the discounted nets",
         .operands = {Operand::present_cumulative_by_year, Operand::npv},
         .compute = payback_discounted_interpolated,
         .switches = {.clauses = payback_discounted_at_most, .at_most = true, .searched_because = only_at_most},
         .lower_is_better = true},
        {.name = "payback_month",
         .key = "payback_month",
         .title = "Payback month",
         .unit = MeasureUnit::month,
         .definition =
             "first calendar month whose cumulative net is not negative once spending has begun; annual money is spread over its months",
         .operands = {Operand::cumulative_by_month, Operand::benefit, Operand::cost},
         .compute = payback_month,
         .switches = {.searched_because = no_months},
         .lower_is_better = true},
        {.name = "peak_funding",
         .key = "peak_funding_gbp",
         .title = "Peak funding",
         .unit = MeasureUnit::gbp,
         .definition = "the lowest the cumulative net falls below zero, at year ends",
         .operands = {Operand::cumulative_by_year, Operand::benefit, Operand::cost},
         .compute = peak_funding,
         .switches = {.clauses = peak_funding_at_most, .at_most = true, .searched_because = only_at_most},
         .lower_is_better = true},
        {.name = "peak_funding_month",
         .key = "peak_funding_month_gbp",
         .title = "Peak funding by month",
         .unit = MeasureUnit::gbp,
         .definition = "the same, at month ends",
         .operands = {Operand::cumulative_by_month, Operand::benefit, Operand::cost},
         .compute = peak_funding_month,
         .switches = {.searched_because = no_months},
         .lower_is_better = true},
        {.name = "grant",
         .key = "grant_gbp",
         .title = "Grant",
         .unit = MeasureUnit::gbp,
         .definition = "what funders pay of it",
         .operands = {Operand::grant_lines},
         .combination = Combination::sum,
         .compute = grant,
         .switches = {.clauses = amount_at_least<grant>},
         .one_side = true,
         .where_any = true},
        {.name = "cost_to_grant",
         .key = "cost_to_grant",
         .title = "Cost to grant",
         .unit = MeasureUnit::ratio,
         .definition = "cost / grant",
         .operands = {Operand::cost, Operand::grant},
         .compute = cost_to_grant,
         .switches = {.clauses = ratio_at_least<total_cost, grant>},
         .where_any = true},
        {.name = "net_per_grant",
         .key = "net_per_grant",
         .title = "Net per £ of grant",
         .unit = MeasureUnit::ratio,
         .definition = "net / grant",
         .operands = {Operand::net, Operand::grant},
         .compute = net_per_grant,
         .switches = {.clauses = ratio_at_least<net, grant>},
         .where_any = true},
    };
    return rows;
}

}  // namespace

std::span<const MeasureRow> measures() {
    return table();
}

const MeasureRow* measure_of(Operand operand) {
    switch (operand) {
        case Operand::cost: return find_measure("cost");
        case Operand::benefit: return find_measure("benefit");
        case Operand::net: return find_measure("net");
        case Operand::pvc: return find_measure("pvc");
        case Operand::pvb: return find_measure("pvb");
        case Operand::npv: return find_measure("npv");
        case Operand::grant: return find_measure("grant");
        case Operand::cost_lines:
        case Operand::benefit_lines:
        case Operand::grant_lines:
        case Operand::present_cost_by_year:
        case Operand::present_benefit_by_year:
        case Operand::present_savings_by_year:
        case Operand::present_net_at_rate:
        case Operand::discount_factors:
        case Operand::cumulative_by_year:
        case Operand::cumulative_by_month:
        case Operand::present_cumulative_by_year: break;
    }
    return nullptr;
}

Money amount_in(SumOf sum, const CostBenefit& period) {
    assert(sum != SumOf::none);
    if (sum == SumOf::cost || sum == SumOf::present_cost) {
        return period.cost;
    }
    return sum == SumOf::benefit || sum == SumOf::present_benefit ? period.benefit : period.net();
}

bool known_in(SumOf sum, const CostBenefit& period) {
    assert(sum != SumOf::none);
    if (sum == SumOf::cost || sum == SumOf::present_cost) {
        return period.cost_known;
    }
    return sum == SumOf::benefit || sum == SumOf::present_benefit ? period.benefit_known : period.known();
}

std::vector<double> internal_rates_of(const Appraisal& appraisal) {
    std::vector<std::int64_t> nets;
    for (const CostBenefit& year : appraisal.years) {
        nets.push_back(year.net().units);
    }
    return internal_rates(nets);
}

const MeasureRow* find_measure(std::string_view name) {
    for (const MeasureRow& row : table()) {
        if (row.name == name || row.key == name) {
            return &row;
        }
    }
    return nullptr;
}

std::string figure_text(const Figure& figure, MeasureUnit unit, MoneyUnit money) {
    struct Visitor {
        MeasureUnit unit;
        MoneyUnit money;
        std::string operator()(std::monostate) const { return "n/a"; }
        std::string operator()(Money value) const { return pounds_text(value, money); }
        std::string operator()(double value) const {
            return unit == MeasureUnit::percent  ? fmt::format("{:.2f}%", value)
                   : unit == MeasureUnit::number ? fmt::format("{:.12g}", value)
                                                 : fmt::format("{:.4f}", value);
        }
        std::string operator()(int value) const { return std::to_string(value); }
        std::string operator()(Month value) const { return month_text(value); }
    };
    return std::visit(Visitor{unit, money}, figure.value);
}

}  // namespace tranche
