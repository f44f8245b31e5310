#include "tranche/appraise/measures.hpp"

#include <fmt/format.h>  // format
#include <fmt/ranges.h>  // join

#include <algorithm>  // min

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

Figure when_paid_back(const Appraisal& a, Figure (*found)(const Appraisal&)) {
    return where_known(a, a.total().known(), [&] {
        if (!dated(a)) {
            return not_computable("some amounts have no date");
        }
        if (a.total().cost.units <= 0) {
            return not_computable("there is no cost to pay back");
        }
        if (first_not_negative(a.years) < 0) {
            return not_computable("does not pay back within " + a.calendar.year_label(0) + " to " +
                                  a.calendar.year_label(a.calendar.years - 1));
        }
        return found(a);
    });
}

Figure payback_years(const Appraisal& a) {
    return when_paid_back(a, [](const Appraisal& x) { return Figure{first_not_negative(x.years), {}}; });
}

Figure payback_interpolated(const Appraisal& a) {
    return when_paid_back(a, [](const Appraisal& x) {
        const int year = first_not_negative(x.years);
        if (year == 0) {
            return Figure{0.0, {}};
        }
        const double before = static_cast<double>(x.cumulative()[static_cast<std::size_t>(year - 1)].units);
        const double gained = static_cast<double>(x.years[static_cast<std::size_t>(year)].net().units);
        if (before >= 0.0) {  // spending began this year and was covered by what had already been gained
            return Figure{static_cast<double>(year), {}};
        }
        return Figure{(year - 1) + -before / gained, {}};
    });
}

Figure payback_month(const Appraisal& a) {
    return when_paid_back(a, [](const Appraisal& x) {
        return Figure{x.calendar.month_at(first_not_negative(x.months)), {}};
    });
}

Figure peak_funding(const Appraisal& a) {
    return where_known(a, a.total().known(), [&] {
        if (!dated(a)) {
            return not_computable("some amounts have no date");
        }
        Money lowest;
        for (const Money sum : a.cumulative()) {
            lowest = std::min(lowest, sum);
        }
        return Figure{-lowest, {}};
    });
}

// clang-format off
const std::vector<MeasureRow>& table() {
    static const std::vector<MeasureRow> rows{
        {"cost", "total_cost_gbp", "Cost", MeasureUnit::gbp,
         "all costs in the case, undiscounted; amounts without a date included, money moved past the last year not",
         {"cost by year"}, total_cost},
        {"benefit", "total_benefit_gbp", "Benefit", MeasureUnit::gbp,
         "all benefits in the case, undiscounted, on the same terms as cost", {"benefit by year"}, total_benefit},
        {"net", "net_gbp", "Net", MeasureUnit::gbp, "benefit less cost", {"benefit", "cost"}, net},
        {"roi", "roi_percent", "ROI", MeasureUnit::percent, "(benefit - cost) / cost, undiscounted", {"benefit", "cost"},
         roi},
        {"payback", "payback_years", "Payback", MeasureUnit::years,
         "index of the first financial year whose cumulative net is not negative once spending has begun; the first year is 0",
         {"cumulative net by year"}, payback_years, true},
        {"payback_interpolated", "payback_years_interpolated", "Interpolated payback", MeasureUnit::years,
         "(t - 1) + shortfall after year t - 1 / net of year t, where t is the payback year; year 0 is a point",
         {"cumulative net by year"}, payback_interpolated, true},
        {"payback_month", "payback_month", "Payback month", MeasureUnit::month,
         "first calendar month whose cumulative net is not negative once spending has begun; annual money is spread over its months",
         {"cumulative net by month"}, payback_month, true},
        {"peak_funding", "peak_funding_gbp", "Peak funding", MeasureUnit::gbp,
         "the lowest the cumulative net falls below zero, at year ends", {"cumulative net by year"}, peak_funding, true},
    };
    return rows;
}
// clang-format on

}  // namespace

std::span<const MeasureRow> measures() {
    return table();
}

const MeasureRow* find_measure(std::string_view name) {
    for (const MeasureRow& row : table()) {
        if (row.name == name || row.key == name) {
            return &row;
        }
    }
    return nullptr;
}

std::string pounds_text(Money money, MoneyUnit unit) {
    const std::int64_t per_penny = unit.digits >= 2 ? unit.per_pound() / 100 : 1;
    std::int64_t pence =
        unit.digits >= 2 ? proportion(money.units, 1, per_penny) : money.units * (100 / unit.per_pound());
    const bool negative = pence < 0;
    pence = negative ? -pence : pence;
    std::string digits = std::to_string(pence / 100);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return fmt::format("{}{}.{:02}", negative ? "-" : "", digits, pence % 100);
}

std::string amount_text(Money money, MoneyUnit unit) {
    std::string text = pounds_text(money, unit);
    if (text.ends_with(".00")) {
        text.resize(text.size() - 3);
    }
    const bool negative = text.front() == '-';
    return (negative ? "-\u00a3" : "\u00a3") + text.substr(negative ? 1 : 0);
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
