#include "tranche/track/outturn.hpp"

#include <algorithm>  // any_of, find, max
#include <memory>     // make_shared
#include <variant>

#include "track/forecast.hpp"
#include "tranche/lower/lower.hpp"

namespace tranche {

namespace {

using Months = std::vector<std::vector<Pence>>;  // [row][month of the range]

// A case made of rows: the appraisal that the measures read.
class Case {
public:
    /// by: the definition of the baseline, for its conventions.
    Case(const Basis& basis, const Programme& by) : basis_(basis) {
        empty_.conventions = by.conventions;
        for (const PlannedLine& planned : basis.lines) {
            const std::optional<LineId> id = find(by.lines, planned.id);
            const LineId part_of = id ? by.lines[*id].part_of : LineId{};
            schedule_.push_back(id ? by.lines[part_of.exists() ? part_of : *id].schedule : 0);
        }
        // Money before the calendar counts in its first month: a case has no year before its first.
        empty_.calendar = basis.baseline->calendar;
        empty_.calendar.years = (basis.end()) / months_a_year;
        empty_.unit = MoneyUnit{};
        bool costs = false;
        bool benefits = false;
        bool outside_costs = false;
        bool outside_benefits = false;
        bool cost_known = true;
        bool benefit_known = true;
        for (const BasisRow& row : basis.rows) {
            if (row.counts != Counted::As::cost && row.counts != Counted::As::benefit) {
                continue;
            }
            const bool cost = row.counts == Counted::As::cost;
            const bool counted = basis.lines[row.line].valued == Valued::counted;
            const bool recorded = std::any_of(row.recorded.begin(), row.recorded.end(), [](Pence p) { return p != 0; });
            if (!counted && !recorded) {
                (cost ? outside_costs : outside_benefits) = true;
                continue;
            }
            (cost ? costs : benefits) = true;
            if (!row.known && counted) {
                (cost ? cost_known : benefit_known) = false;
            }
        }
        empty_.no_cost_figure = outside_costs && !costs;
        empty_.no_benefit_figure = outside_benefits && !benefits;
        CostBenefit nothing;
        nothing.cost_known = cost_known && !empty_.no_cost_figure;
        nothing.benefit_known = benefit_known && !empty_.no_benefit_figure;
        empty_.years.assign(static_cast<std::size_t>(empty_.calendar.years), nothing);
        empty_.months.assign(static_cast<std::size_t>(empty_.calendar.months()), nothing);
        empty_.by_schedule.assign(empty_.conventions->schedules.size(),
                                  {empty_.years, std::vector<Money>(empty_.years.size())});
        if (!cost_known || !benefit_known) {
            for (const BasisRow& row : basis.rows) {
                if (!row.known && basis.lines[row.line].valued == Valued::counted) {
                    empty_.unknown.emplace_back(row.line);
                }
            }
        }
    }

    [[nodiscard]] Appraisal of(const Months& months) const {
        Appraisal result = empty_;
        for (std::size_t i = 0; i < basis_.rows.size(); ++i) {
            const BasisRow& row = basis_.rows[i];
            if (granted(row)) {
                result.granted += Money{(sum_of(months[i], months[i].size()) + row.undated) * micropounds_a_penny};
                result.grant_known = result.grant_known && row.known;
            }
            if (row.counts != Counted::As::cost && row.counts != Counted::As::benefit) {
                continue;
            }
            ScheduleYears& scheduled = result.by_schedule[schedule_[row.line]];
            const bool saving =
                row.counts == Counted::As::benefit && basis_.lines[row.line].facets.account == Account::fiscal;
            const auto add = [&](CostBenefit& to, Pence pence) {
                Money& side = row.counts == Counted::As::cost ? to.cost : to.benefit;
                side += Money{pence * row.sign * micropounds_a_penny};
            };
            for (int slot = 0; slot < basis_.months; ++slot) {
                const auto month = static_cast<std::size_t>(std::max(0, basis_.first + slot));
                const Pence pence = months[i][static_cast<std::size_t>(slot)];
                add(result.months[month], pence);
                add(result.years[month / months_a_year], pence);
                add(scheduled.years[month / months_a_year], pence);
                if (saving) {
                    scheduled.savings[month / months_a_year] += Money{pence * row.sign * micropounds_a_penny};
                }
            }
            add(result.undated, row.undated);
        }
        return result;
    }

private:
    [[nodiscard]] bool granted(const BasisRow& row) const {
        const std::vector<PlannedOrganisation>& all = basis_.baseline->organisations;
        return row.kind == LineKind::finance &&
               std::any_of(all.begin(), all.end(),
                           [&](const PlannedOrganisation& each) { return each.funder && each.id == row.from; });
    }

    const Basis& basis_;
    Appraisal empty_;
    std::vector<std::size_t> schedule_;  // of each line: row of the conventions' schedules
};

// A row's planned months, times what the row comes to for each pound of plan, both with what falls past the end. Without a
// plan it has no other dates.
std::vector<Pence> scaled(const BasisRow& row, const std::vector<Pence>& outlook, Pence beyond) {
    const Pence whole = sum_of(row.planned, row.planned.size()) + row.beyond;
    const Pence wanted = sum_of(outlook, outlook.size()) + beyond;
    if (whole <= 0 || wanted < 0) {
        return outlook;
    }
    std::vector<Pence> result(outlook.size(), 0);
    Pence upto = 0;
    Pence before = 0;
    for (std::size_t i = 0; i < result.size(); ++i) {
        upto += row.planned[i];
        const Pence now = upto < 0 ? -proportion(-upto, wanted, whole) : proportion(upto, wanted, whole);
        result[i] = now - before;
        before = now;
    }
    return result;
}

Figure difference(const Figure& from, const Figure& to) {
    if (!from.computable() || !to.computable()) {
        return {std::monostate{}, to.computable() ? from.why : to.why};
    }
    struct Minus {
        const Figure& from;
        Figure operator()(std::monostate) const { return {}; }
        Figure operator()(Money to) const { return {to - std::get<Money>(from.value), {}}; }
        Figure operator()(double to) const { return {to - std::get<double>(from.value), {}}; }
        Figure operator()(int to) const { return {to - std::get<int>(from.value), {}}; }
        Figure operator()(Month to) const { return {to - std::get<Month>(from.value), {}}; }
    };
    return std::visit(Minus{from}, to.value);
}

// What is left of the whole after the first two parts, so that the three add to it to the last digit.
Figure remainder(const Figure& whole, const Figure& first, const Figure& second) {
    if (!whole.computable() || !first.computable() || !second.computable()) {
        return {std::monostate{}, !whole.computable() ? whole.why : (first.computable() ? second.why : first.why)};
    }
    struct Rest {
        const Figure& first;
        const Figure& second;
        Figure operator()(std::monostate) const { return {}; }
        Figure operator()(Money all) const {
            return {all - std::get<Money>(first.value) - std::get<Money>(second.value), {}};
        }
        Figure operator()(double all) const {
            return {all - (std::get<double>(first.value) + std::get<double>(second.value)), {}};
        }
        Figure operator()(int all) const {
            return {all - std::get<int>(first.value) - std::get<int>(second.value), {}};
        }
        Figure operator()(Month) const { return {}; }
    };
    return std::visit(Rest{first, second}, whole.value);
}

std::vector<OutturnFigure> figures(const Basis& basis, const Programme& by, const Months& planned,
                                   const Outlook& outlook) {
    Months costs = planned;
    Months both = planned;
    for (std::size_t i = 0; i < basis.rows.size(); ++i) {
        const std::vector<Pence> as_planned = scaled(basis.rows[i], outlook.months[i], outlook.beyond[i]);
        both[i] = as_planned;
        if (basis.rows[i].counts == Counted::As::cost) {
            costs[i] = as_planned;
        }
    }
    const Case the_case(basis, by);
    const Appraisal baseline = the_case.of(planned);
    const Appraisal with_costs = the_case.of(costs);
    const Appraisal with_both = the_case.of(both);
    const Appraisal outturn = the_case.of(outlook.months);
    std::vector<OutturnFigure> result;
    for (const MeasureRow& measure : measures()) {
        OutturnFigure figure;
        figure.measure = &measure;
        figure.baseline = measure.compute(baseline);
        figure.outturn = measure.compute(outturn);
        figure.difference = difference(figure.baseline, figure.outturn);
        const Figure middle = measure.compute(with_costs);
        figure.cost = difference(figure.baseline, middle);
        figure.benefit = difference(middle, measure.compute(with_both));
        figure.timing = remainder(figure.difference, figure.cost, figure.benefit);
        result.push_back(std::move(figure));
    }
    return result;
}

void add_money(const Basis& basis, const Outlook& outlook, Outturn& result) {
    for (std::size_t i = 0; i < basis.rows.size(); ++i) {
        const BasisRow& row = basis.rows[i];
        if (row.counts != Counted::As::cost && row.counts != Counted::As::benefit) {
            continue;
        }
        OutturnMoney& money = row.counts == Counted::As::cost ? result.cost : result.benefit;
        const Pence all = sum_of(outlook.months[i], outlook.months[i].size());
        const Pence recorded = sum_of(row.recorded, basis.to_date());
        money.recorded += row.sign * recorded;
        money.to_go += row.sign * (all - recorded + outlook.beyond[i] + row.undated);
        money.beyond += row.sign * outlook.beyond[i];
        money.planned += row.sign * (sum_of(row.planned, row.planned.size()) + row.beyond + row.undated);
        money.known = money.known && (row.known || basis.lines[row.line].valued != Valued::counted);
    }
}

}  // namespace

Outturns outturns(const Book& book, Month as_at, std::span<const Remaining> methods) {
    const Basis base = basis_of(book, as_at);
    Outturns result;
    result.as_at = as_at;
    const std::vector<Deadline> all = deadlines(book, as_at);
    const bool wants_slip =
        methods.empty() || std::find(methods.begin(), methods.end(), Remaining::slip) != methods.end();
    const Replan slipped = wants_slip ? replan(*base.baseline, all) : Replan{};
    for (const Deadline& each : all) {
        if (each.months_late > 0 || each.state == Reached::missed) {
            result.late.push_back(each);
        }
    }
    if (slipped.plan) {
        for (std::size_t i = 0; i < base.baseline->projects.size(); ++i) {
            const PlannedProject& before = base.baseline->projects[i];
            const PlannedProject& after = slipped.plan->projects[i];
            if (before.ends && after.ends && *before.ends != *after.ends) {
                const bool own = std::any_of(result.late.begin(), result.late.end(),
                                             [&](const Deadline& each) { return each.id == before.id; });
                result.moved.push_back({before.id, before.name, *before.ends, *after.ends, own});
            }
        }
    }
    // What a case is discounted by is told by its definition. One that this version cannot read has money and no figures.
    Diagnostics diagnostics;
    const std::optional<Programme> definition = lower(read_programme(
        std::make_shared<const SourceText>(SourceText{base.baseline->definition_name, base.baseline->definition}),
        diagnostics));
    Months planned;
    for (const BasisRow& row : base.rows) {
        planned.push_back(row.planned);
    }
    for (const RemainingRow& row : remaining_rows()) {
        if (!methods.empty() && std::find(methods.begin(), methods.end(), row.by) == methods.end()) {
            continue;
        }
        Outturn& outturn = result.methods.emplace_back();
        outturn.method = &row;
        const Outlook ahead = outlook(base, row.by, &slipped);
        outturn.why = ahead.why;
        if (ahead.why.empty()) {
            add_money(base, ahead, outturn);
            if (definition) {
                outturn.figures = figures(base, *definition, planned, ahead);
            }
        }
    }
    return result;
}

}  // namespace tranche
