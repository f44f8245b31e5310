// A tree is drawn from one run of one scenario. Each operand of a measure has a function that draws it, and the compiler
// knows that none is missing. What is drawn of a period is the same tree over a window of its months.
#include "tranche/explain/lineage.hpp"

#include <fmt/format.h>  // format

#include <array>
#include <cassert>

#include "explain/lines.hpp"
#include "tranche/appraise/discount.hpp"
#include "tranche/run/run.hpp"
#include "tranche/scenario/answers.hpp"
#include "tranche/scenario/compose.hpp"

namespace tranche {

namespace {

constexpr int months_in_year = 12;

/// A side of the money, and the words for it.
struct Side {
    std::string_view title;
    Counted::As as = Counted::As::nothing;
    Money CostBenefit::*amount = nullptr;
    bool CostBenefit::*known = nullptr;
};
constexpr Side cost_side{"Cost", Counted::As::cost, &CostBenefit::cost, &CostBenefit::cost_known};
constexpr Side benefit_side{"Benefit", Counted::As::benefit, &CostBenefit::benefit, &CostBenefit::benefit_known};

// The rate of a year and how far it is from the base year: `3.5%, year 2 from 2013/14, Green Book 2022`.
std::string factor_text(const Conventions& conventions, const DiscountSchedule& schedule, const Calendar& calendar,
                        int year) {
    const int from_base = year - conventions.base_year;
    constexpr std::array<std::string_view, 3> when{"", ", money in the middle of its year",
                                                   ", money at the end of its year"};
    return fmt::format("{}, year {} counted from {}, {:.12g}% a year{}", schedule.id, from_base,
                       calendar.year_label(conventions.base_year), 100.0 * schedule.rate(from_base),
                       when[static_cast<std::size_t>(conventions.timing)]);
}

class Tree {
public:
    Tree(const Model& model, const Question& question, ScenarioId scenario)
        : lane_(compose(model.programme, scenario)),
          cashflow_(run(model.plan, lane_)),
          counting_(model.programme, question.perspective),
          appraisal_(appraise(cashflow_, counting_, question.lines.empty() ? nullptr : &question.lines)),
          lines_(model, lane_, cashflow_, counting_, question.lines) {}

    /// The measure over a window: the whole case, or for a sum a part of it.
    LineageNode measure(const MeasureRow& row, const Window& window) const {
        Question asked;
        asked.measure = &row;
        asked.part = window.part;
        asked.months = window.months;
        const Figure figure = figure_of(asked, appraisal_);
        LineageNode node;
        node.what = row.title;
        node.how = std::string(row.definition) +
                   (figure.computable() || !window.whole() ? "" : "; not computable: " + figure.why);
        set_value(node, figure, row.unit, cashflow_.unit);
        node.relation = row.combination == Combination::sum          ? Relation::sum
                        : row.combination == Combination::difference ? Relation::difference
                                                                     : Relation::unstated;
        for (const Operand operand : row.operands) {
            if (const MeasureRow* other = measure_of(operand)) {
                node.parts.push_back(measure(*other, window));
            } else {
                add_column(operand, window, figure, node);
            }
        }
        return node;
    }

private:
    /// `figure`: the measure's, for columns that depend on it.
    void add_column(Operand operand, const Window& window, const Figure& figure, LineageNode& to) const {
        switch (operand) {
            case Operand::cost:
            case Operand::benefit:
            case Operand::net:
            case Operand::pvc:
            case Operand::pvb:
            case Operand::npv:
            case Operand::grant: assert(false && "drawn as a measure"); break;
            case Operand::cost_lines: lines_.add_lines({.side = Counted::As::cost}, window, to); break;
            case Operand::benefit_lines: lines_.add_lines({.side = Counted::As::benefit}, window, to); break;
            case Operand::grant_lines: lines_.add_lines({.side = Counted::As::nothing}, window, to); break;
            case Operand::present_cost_by_year: add_present_years(cost_side, false, window, to); break;
            case Operand::present_benefit_by_year: add_present_years(benefit_side, false, window, to); break;
            case Operand::present_savings_by_year: add_present_savings(to); break;
            case Operand::present_net_at_rate: add_net_at_rate(figure, to); break;
            case Operand::discount_factors: add_factors(to); break;
            case Operand::cumulative_by_year: add_running_total("Cumulative net by year", appraisal_.years, to); break;
            case Operand::cumulative_by_month:
                add_running_total("Cumulative net by month", appraisal_.months, to);
                break;
            case Operand::present_cumulative_by_year:
                add_running_total("Discounted cumulative net by year", present_years(appraisal_), to);
                break;
        }
    }

    [[nodiscard]] static Window window_of(int year) {
        return {Part::whole, std::pair(year * months_in_year, (year + 1) * months_in_year)};
    }

    [[nodiscard]] std::string label(int year) const { return appraisal_.calendar.year_label(year); }

    void set_money(LineageNode& node, bool known, Money amount) const {
        set_value(node, known ? Figure{amount, {}} : Figure{std::monostate{}, "not known"}, MeasureUnit::gbp,
                  cashflow_.unit);
    }

    [[nodiscard]] LineageNode factor(double value, std::string how) const {
        LineageNode node;
        node.what = "discount factor";
        node.how = std::move(how);
        set_value(node, {value, {}}, MeasureUnit::number, cashflow_.unit);
        return node;
    }

    /// A discount factor times an amount. REQUIRES: the amount is of money, or not known.
    [[nodiscard]] LineageNode product(std::string what, LineageNode factor, LineageNode amount) const {
        LineageNode node;
        node.what = std::move(what);
        node.relation = Relation::product;
        const Money* money = std::get_if<Money>(&amount.figure.value);
        set_money(node, money != nullptr,
                  money != nullptr ? discounted(*money, std::get<double>(factor.figure.value)) : Money{});
        node.parts.push_back(std::move(factor));
        node.parts.push_back(std::move(amount));
        return node;
    }

    /// Each year with money in it, as its factor and its amount; by schedule where lines are discounted by several.
    void add_present_years(const Side& side, bool savings, const Window& window, LineageNode& to) const {
        const int first = window.months && window.part != Part::cumulative ? window.months->first / months_in_year : 0;
        const int last = window.months ? window.months->second / months_in_year : appraisal_.calendar.years;
        for (int year = first; year < last; ++year) {
            std::vector<LineageNode> products;
            for (std::size_t schedule = 0; schedule < appraisal_.by_schedule.size(); ++schedule) {
                LineageNode amount = amount_of(side, savings, schedule, year);
                if (!amount.parts.empty()) {
                    const Conventions& conventions = *appraisal_.conventions;
                    const std::string how =
                        factor_text(conventions, conventions.schedules[schedule], appraisal_.calendar, year);
                    const double value = factors_of(appraisal_, schedule)[static_cast<std::size_t>(year)];
                    products.push_back(product(label(year), factor(value, how), std::move(amount)));
                }
            }
            if (products.size() == 1) {
                to.parts.push_back(std::move(products.front()));
            } else if (!products.empty()) {
                to.parts.push_back(sum_of(label(year), std::move(products)));
            }
        }
    }

    /// What lines of one schedule come to in a year, with the lines below it.
    [[nodiscard]] LineageNode amount_of(const Side& side, bool savings, std::size_t schedule, int year) const {
        const auto at = static_cast<std::size_t>(year);
        const ScheduleYears& years = appraisal_.by_schedule[schedule];
        LineageNode node;
        node.what = fmt::format("{} in {}", savings ? "Savings" : side.title, label(year));
        node.relation = Relation::sum;
        set_money(node, appraisal_.years[at].*side.known, savings ? years.savings[at] : years.years[at].*side.amount);
        lines_.add_lines({.side = side.as, .schedule = schedule, .savings = savings, .in_window = true},
                         window_of(year), node);
        withhold(node);
        return node;
    }

    // A line without a known amount may fall into the year in any part, so the year is not known either, although the
    // appraisal's own sums of years count what is known.
    void withhold(LineageNode& node) const {
        for (const LineageNode& part : node.parts) {
            if (!part.figure.computable()) {
                set_money(node, false, {});
            }
        }
    }

    /// REQUIRES: parts of money.
    [[nodiscard]] LineageNode sum_of(std::string what, std::vector<LineageNode> parts) const {
        LineageNode node;
        node.what = std::move(what);
        node.relation = Relation::sum;
        bool known = true;
        Money total;
        for (const LineageNode& part : parts) {
            const Money* money = std::get_if<Money>(&part.figure.value);
            known = known && money != nullptr;
            total += money != nullptr ? *money : Money{};
        }
        set_money(node, known, total);
        node.parts = std::move(parts);
        return node;
    }

    // Only where the method takes them off the cost; elsewhere they stand among the benefits like any other.
    void add_present_savings(LineageNode& to) const {
        if (appraisal_.conventions->savings != SavingsGo::reduce_cost) {
            return;
        }
        LineageNode node;
        node.what = "Present savings of the public purse";
        node.how = "taken off the benefit and off the cost";
        node.relation = Relation::sum;
        set_money(node, appraisal_.total().benefit_known, present_savings(appraisal_));
        add_present_years(benefit_side, true, {}, node);
        to.parts.push_back(std::move(node));
    }

    [[nodiscard]] LineageNode net_of(int year) const {
        const CostBenefit& amounts = appraisal_.years[static_cast<std::size_t>(year)];
        LineageNode node;
        node.what = "Net in " + label(year);
        node.relation = Relation::difference;
        set_money(node, amounts.known(), amounts.net());
        for (const Side* side : {&benefit_side, &cost_side}) {
            LineageNode part;
            part.what = fmt::format("{} in {}", side->title, label(year));
            part.relation = Relation::sum;
            set_money(part, amounts.*(side->known), amounts.*(side->amount));
            lines_.add_lines({.side = side->as, .in_window = true}, window_of(year), part);
            withhold(part);
            node.parts.push_back(std::move(part));
        }
        withhold(node);
        return node;
    }

    // At its rate of return a case is worth nothing, but for the rounding of the years. Without one rate there are the nets.
    void add_net_at_rate(const Figure& rate, LineageNode& to) const {
        const double* percent = std::get_if<double>(&rate.value);
        DiscountSchedule schedule;
        schedule.bands = {{0, percent != nullptr ? *percent / 100.0 : 0.0}};
        const std::vector<double> factors = discount_factors(schedule, appraisal_.calendar.years);
        std::vector<LineageNode> years;
        for (int year = 0; year < appraisal_.calendar.years; ++year) {
            LineageNode net = net_of(year);
            if (net.parts[0].parts.empty() && net.parts[1].parts.empty()) {
                continue;  // no money falls in it
            }
            if (percent == nullptr) {
                years.push_back(std::move(net));
                continue;
            }
            const std::string how = fmt::format("{:.12g}% a year for {} year{}", *percent, year, year == 1 ? "" : "s");
            years.push_back(product(label(year), factor(factors[static_cast<std::size_t>(year)], how), std::move(net)));
        }
        if (percent != nullptr) {
            to.parts.push_back(sum_of("Present value at that rate", std::move(years)));
            return;
        }
        LineageNode node;
        node.what = "Net by year";
        node.parts = std::move(years);
        to.parts.push_back(std::move(node));
    }

    void add_factors(LineageNode& to) const {
        const Conventions& conventions = *appraisal_.conventions;
        const std::vector<double> factors = factors_of(appraisal_, 0);
        LineageNode node;
        node.what = "Sum of discount factors";
        node.how = "years after " + label(conventions.base_year);
        node.relation = Relation::sum;
        double sum = 0.0;
        for (int year = conventions.base_year + 1; year < appraisal_.calendar.years; ++year) {
            const double value = factors[static_cast<std::size_t>(year)];
            sum += value;
            node.parts.push_back(
                factor(value, factor_text(conventions, conventions.schedules.front(), appraisal_.calendar, year)));
            node.parts.back().what = label(year);
        }
        set_value(node, {sum, {}}, MeasureUnit::number, cashflow_.unit);
        to.parts.push_back(std::move(node));
    }

    void add_running_total(std::string title, const std::vector<CostBenefit>& periods, LineageNode& to) const {
        const bool by_month = periods.size() > appraisal_.years.size();
        LineageNode node;
        node.what = std::move(title);
        node.relation = Relation::running_total;
        Money total;
        for (std::size_t i = 0; i < periods.size(); ++i) {
            const int index = static_cast<int>(i);
            LineageNode cell;
            cell.what = by_month ? month_text(appraisal_.calendar.month_at(index)) : label(index);
            total += periods[i].net();
            set_value(cell, {total, {}}, MeasureUnit::gbp, cashflow_.unit);
            node.parts.push_back(std::move(cell));
        }
        to.parts.push_back(std::move(node));
    }

    Lane lane_;
    Cashflow cashflow_;
    Counting counting_;
    Appraisal appraisal_;
    LineTree lines_;
};

LineageNode of_scenario(const Model& model, const Question& question, ScenarioId scenario) {
    const Window window{question.part, question.months};
    LineageNode result = Tree(model, question, scenario).measure(*question.measure, window);
    if (!window.whole()) {
        result.what = question.address.text();
    }
    return result;
}

void describe_assumption(const Programme& programme, const Assumption& assumption, LineageNode& node) {
    node.what = assumption.id;
    node.how = assumption.name;
    if (!assumption.input.exists()) {
        node.how += " = " + formula_text(programme, programme.formulas.nodes()[assumption.node].a);
    }
    node.where = assumption.where;
    node.status = assumption.status;
    if (assumption.at) {
        node.sources.push_back(citation_text(programme, *assumption.at));
    }
}

LineageNode of_comparison(const Model& model, const Question& question) {
    const Comparison& comparison = model.programme.comparisons[*question.comparison];
    LineageNode root;
    for (const ScenarioId scenario : {comparison.of, comparison.against}) {
        LineageNode part = of_scenario(model, question, scenario);
        part.what += " of " + model.programme.scenarios[scenario].name;
        root.parts.push_back(std::move(part));
    }
    root.what = question.address.text();
    root.how = comparison.name;
    root.where = comparison.where;
    root.relation = Relation::difference;
    set_value(root, difference(root.parts[0].figure, root.parts[1].figure), unit_of(question), model.plan.unit);
    return root;
}

}  // namespace

std::string_view word(Relation relation) {
    constexpr std::array<std::string_view, 5> words{"", "sum", "difference", "product", "running_total"};
    return words[static_cast<std::size_t>(relation)];
}

LineageNode lineage(const Model& model, const Question& question) {
    const Programme& programme = model.programme;
    if (question.measure != nullptr) {
        return question.comparison ? of_comparison(model, question) : of_scenario(model, question, question.scenario);
    }
    LineageNode root;
    root.what = question.address.text();
    if (question.count != nullptr) {
        root.how = question.count->help;
    } else if (question.schedule) {
        const Conventions& conventions = *programme.conventions;
        root.how = factor_text(conventions, conventions.schedules[*question.schedule], model.plan.calendar,
                               question.months->first / months_in_year);
    } else {
        assert(question.assumption.exists());
        describe_assumption(programme, programme.assumptions[question.assumption], root);
    }
    set_value(root, answer(model, question), unit_of(question), model.plan.unit);
    return root;
}

}  // namespace tranche
