#include "tranche/appraise/measures.hpp"

#include <fmt/format.h>  // format
#include <fmt/ranges.h>  // join

#include <algorithm>  // min

#include "tranche/appraise/discount.hpp"
#include "tranche/appraise/internal_rate.hpp"

namespace tranche {

namespace {

Figure not_computable(std::string why) {
    return {std::monostate{}, std::move(why)};
}

std::string lines_that(std::size_t count, std::string_view one, std::string_view several) {
    return fmt::format("{} line{} {}", count, count == 1 ? "" : "s", count == 1 ? one : several);
}

std::string missing(const Appraisal& a) {
    std::vector<std::string> reasons;
    if (!a.split.empty()) {
        const std::string_view how = "split between organisations in a way the programme does not state";
        reasons.push_back(lines_that(a.split.size(), fmt::format("is {}", how), fmt::format("are {}", how)));
    }
    if (!a.unknown.empty()) {
        reasons.push_back(
            lines_that(a.unknown.size(), "is without a single known amount", "are without a single known amount"));
    }
    if (a.no_cost_figure) {
        reasons.emplace_back("no cost has a figure");
    }
    if (a.no_benefit_figure) {
        reasons.emplace_back("no benefit has a figure");
    }
    return fmt::format("{}", fmt::join(reasons, ", "));
}

template <class Compute>
Figure where_known(const Appraisal& a, bool known, Compute compute) {
    return known ? compute() : not_computable(missing(a));
}

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

bool dated(const Appraisal& a) {
    return a.undated.cost == Money{} && a.undated.benefit == Money{};
}

// Of what depends on when money falls.
template <class Compute>
Figure where_dated(const Appraisal& a, bool known, Compute compute) {
    return where_known(a, known, [&] { return dated(a) ? compute() : not_computable("some amounts have no date"); });
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
        const std::vector<double> factors =
            discount_factors(a.conventions->schedules.front(), static_cast<int>(a.years.size()),
                             a.conventions->base_year, a.conventions->timing);
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

// Index of the first period, once spending has begun, whose cumulative net is not negative; -1 if there is none.
int first_not_negative(const std::vector<CostBenefit>& periods) {
    Money cumulative;
    bool spending = false;
    for (std::size_t i = 0; i < periods.size(); ++i) {
        spending = spending || periods[i].cost.units > 0;
        cumulative += periods[i].net();
        if (spending && cumulative.units >= 0) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

// The same, where it is not negative in any later period either.
int not_negative_for_good(const std::vector<CostBenefit>& periods) {
    int result = first_not_negative(periods);
    Money cumulative;
    for (std::size_t i = 0; i < periods.size(); ++i) {
        cumulative += periods[i].net();
        if (result >= 0 && static_cast<int>(i) >= result && cumulative.units < 0) {
            result = static_cast<int>(i) + 1;
        }
    }
    return result < static_cast<int>(periods.size()) ? result : -1;
}

// Years of a case as they are paid back, discounted or not, by one of the two conventions.
template <class Found>
Figure when_paid_back(const Appraisal& a, const std::vector<CostBenefit>& periods,
                      int (*index)(const std::vector<CostBenefit>&), Found found) {
    return where_dated(a, a.total().known(), [&] {
        if (a.total().cost.units <= 0) {
            return not_computable("there is no cost to pay back");
        }
        const int at = index(periods);
        if (at < 0) {
            Figure never = not_computable("does not pay back within " + a.calendar.year_label(0) + " to " +
                                          a.calendar.year_label(a.calendar.years - 1));
            never.never = true;
            return never;
        }
        return found(at);
    });
}

Figure as_year(int year) {
    return {year, {}};
}

// Where inside its year the line from one year's end to the next crosses nothing; year 0 is a point.
Figure crossing(const std::vector<CostBenefit>& years, int year) {
    Money cumulative;
    for (int before = 0; before < year; ++before) {
        cumulative += years[static_cast<std::size_t>(before)].net();
    }
    if (year == 0 || cumulative.units >= 0) {  // spending began this year and was covered by what had been gained
        return {static_cast<double>(year), {}};
    }
    return {(year - 1) + ratio(-cumulative, years[static_cast<std::size_t>(year)].net()), {}};
}

Figure payback_years(const Appraisal& a) {
    return when_paid_back(a, a.years, first_not_negative, as_year);
}

Figure payback_permanent(const Appraisal& a) {
    return when_paid_back(a, a.years, not_negative_for_good, as_year);
}

Figure payback_interpolated(const Appraisal& a) {
    return when_paid_back(a, a.years, first_not_negative, [&](int year) { return crossing(a.years, year); });
}

Figure payback_discounted(const Appraisal& a) {
    return when_paid_back(a, present_years(a), first_not_negative, as_year);
}

Figure payback_discounted_interpolated(const Appraisal& a) {
    const std::vector<CostBenefit> years = present_years(a);
    return when_paid_back(a, years, first_not_negative, [&](int year) { return crossing(years, year); });
}

Figure by_month(const Appraisal& a, Figure (*compute)(const Appraisal&)) {
    return a.months.empty() ? not_computable("months were not worked out") : compute(a);
}

Figure payback_month(const Appraisal& a) {
    return by_month(a, [](const Appraisal& x) {
        return when_paid_back(x, x.months, first_not_negative, [&](int month) {
            return Figure{x.calendar.month_at(month), {}};
        });
    });
}

Money deepest(const std::vector<CostBenefit>& periods) {
    Money lowest;
    Money cumulative;
    for (const CostBenefit& period : periods) {
        cumulative += period.net();
        lowest = std::min(lowest, cumulative);
    }
    return -lowest;
}

Figure peak_funding(const Appraisal& a) {
    return where_dated(a, a.total().known(), [&] { return Figure{deepest(a.years), {}}; });
}

Figure peak_funding_month(const Appraisal& a) {
    return by_month(a, [](const Appraisal& x) {
        return where_dated(x, x.total().known(), [&] { return Figure{deepest(x.months), {}}; });
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

// clang-format off
const std::vector<MeasureRow>& table() {
    static const std::vector<MeasureRow> rows{
        {"cost", "total_cost_gbp", "Cost", MeasureUnit::gbp,
         "all costs in the case, undiscounted; amounts without a date included, money moved past the last year not",
         {"cost by year"}, total_cost, false, true},
        {"benefit", "total_benefit_gbp", "Benefit", MeasureUnit::gbp,
         "all benefits in the case, undiscounted, on the same terms as cost", {"benefit by year"}, total_benefit, false, true},
        {"net", "net_gbp", "Net", MeasureUnit::gbp, "benefit less cost", {"benefit", "cost"}, net},
        {"roi", "roi_percent", "ROI", MeasureUnit::percent, "(benefit - cost) / cost, undiscounted", {"benefit", "cost"},
         roi},
        {"gross_return", "gross_return", "Gross return", MeasureUnit::ratio, "benefit / cost, undiscounted: what each £1 returns",
         {"benefit", "cost"}, gross_return},
        {"pvc", "pvc_gbp", "Present cost", MeasureUnit::gbp,
         "cost of each year times its discount factor; the base year counts in full", {"cost by year"}, pvc, false, true},
        {"pvb", "pvb_gbp", "Present benefit", MeasureUnit::gbp, "benefit of each year times its discount factor",
         {"benefit by year"}, pvb, false, true},
        {"npv", "npv_gbp", "NPV", MeasureUnit::gbp, "net present value: present benefit less present cost", {"pvb", "pvc"}, npv},
        {"bcr", "bcr", "BCR", MeasureUnit::ratio,
         "benefit-cost ratio: present benefit / present cost; savings of the public purse stand where the method says",
         {"pvb", "pvc"}, bcr},
        {"irr", "irr_percent", "IRR", MeasureUnit::percent,
         "internal rate of return: the discount rate at which the present value of the yearly nets is nothing",
         {"cumulative net by year"}, irr},
        {"eanc", "equivalent_annual_gbp", "Equivalent annual", MeasureUnit::gbp,
         "NPV / the sum of the discount factors of the years after the base year", {"npv"}, equivalent_annual},
        {"payback", "payback_years", "Payback", MeasureUnit::years,
         "index of the first financial year whose cumulative net is not negative once spending has begun; the first year is 0",
         {"cumulative net by year"}, payback_years, true},
        {"payback_interpolated", "payback_years_interpolated", "Interpolated payback", MeasureUnit::years,
         "(t - 1) + shortfall after year t - 1 / net of year t, where t is the payback year; year 0 is a point",
         {"cumulative net by year"}, payback_interpolated, true},
        {"payback_permanent", "payback_permanent_years", "Payback for good", MeasureUnit::years,
         "index of the first year from which the cumulative net is not negative in any later year",
         {"cumulative net by year"}, payback_permanent, true},
        {"payback_discounted", "payback_discounted_years", "Discounted payback", MeasureUnit::years,
         "payback of the discounted nets", {"npv"}, payback_discounted, true},
        {"payback_discounted_interpolated", "payback_discounted_years_interpolated", "Interpolated discounted payback",
         MeasureUnit::years, "interpolated payback of the discounted nets", {"npv"}, payback_discounted_interpolated, true},
        {"payback_month", "payback_month", "Payback month", MeasureUnit::month,
         "first calendar month whose cumulative net is not negative once spending has begun; annual money is spread over its months",
         {"cumulative net by month"}, payback_month, true},
        {"peak_funding", "peak_funding_gbp", "Peak funding", MeasureUnit::gbp,
         "the lowest the cumulative net falls below zero, at year ends", {"cumulative net by year"}, peak_funding, true},
        {"peak_funding_month", "peak_funding_month_gbp", "Peak funding by month", MeasureUnit::gbp,
         "the same, at month ends", {"cumulative net by month"}, peak_funding_month, true},
        {"grant", "grant_gbp", "Grant", MeasureUnit::gbp, "what funders pay of it", {"grants"}, grant, false, true, true},
        {"cost_to_grant", "cost_to_grant", "Cost to grant", MeasureUnit::ratio, "cost / grant", {"cost", "grant"}, cost_to_grant, false, false, true},
        {"net_per_grant", "net_per_grant", "Net per £ of grant", MeasureUnit::ratio, "net / grant", {"net", "grant"},
         net_per_grant, false, false, true},
    };
    return rows;
}
// clang-format on

}  // namespace

std::span<const MeasureRow> measures() {
    return table();
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
