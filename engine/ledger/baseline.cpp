// Freezing a case. Each line's rows, in their order, are laid end to end; the running total of rows up to one, at the end
// of a month, is rounded to the penny. A cell is what its row and month add to that. So every total over whole rows, whole
// months or both is a difference of two roundings of exact sums, and nothing is rounded twice.
#include "tranche/ledger/baseline.hpp"

#include <fmt/format.h>

#include <algorithm>  // find_if, max
#include <map>

#include "base/wide.hpp"
#include "tranche/appraise/measures.hpp"
#include "tranche/base/sha256.hpp"
#include "tranche/run/run.hpp"
#include "tranche/run/schedule.hpp"
#include "tranche/scenario/compose.hpp"

namespace tranche {

namespace {

Wide power_of_ten(int power) {
    Wide result = 1;
    for (int i = 0; i < power; ++i) {
        result *= 10;
    }
    return result;
}

Pence to_pence(std::int64_t units, MoneyUnit unit) {
    constexpr int pence_digits = 2;
    return unit.digits >= pence_digits ? static_cast<Pence>(half_even(units, power_of_ten(unit.digits - pence_digits)))
                                       : static_cast<Pence>(units * power_of_ten(pence_digits - unit.digits));
}

template <class IdType, class Row>
std::string id_of(const Table<IdType, Row>& table, IdType id) {
    return id.exists() ? table[id].id : std::string{};
}

std::vector<PlannedLine> lines_of(const Programme& programme) {
    std::vector<PlannedLine> result;
    for (const Line& line : programme.lines) {
        PlannedLine planned;
        planned.id = line.id;
        planned.name = line.name;
        planned.kind = line.kind;
        planned.project = id_of(programme.projects, line.project);
        planned.workstream = id_of(programme.workstreams, line.workstream);
        if (planned.workstream.empty() && line.project.exists()) {
            planned.workstream = id_of(programme.workstreams, programme.projects[line.project].workstream);
        }
        planned.part_of = id_of(programme.lines, line.part_of);
        planned.facets = line.facets;
        planned.valued = line.valued;
        planned.measure = line.measure ? programme.measures[*line.measure].id : std::string{};
        planned.reason = line.reason();
        result.push_back(std::move(planned));
    }
    return result;
}

// Of one row: its running total at the end of each month, then with beyond, then with what is undated. Months before the
// calendar do not occur.
std::vector<std::int64_t> running(const Cashflow& cashflow, std::size_t row) {
    std::vector<std::int64_t> result;
    std::int64_t total = 0;
    for (const Money month : cashflow.months(row)) {
        total += month.units;
        result.push_back(total);
    }
    total += cashflow.beyond[row].units;
    result.push_back(total);
    total += cashflow.undated[row].units;
    result.push_back(total);
    return result;
}

PlannedRow labelled(const Programme& programme, const Counting& counting, const CashRow& row) {
    PlannedRow planned;
    planned.line = row.line.index();
    planned.from = id_of(programme.organisations, row.from);
    planned.to = id_of(programme.organisations, row.to);
    planned.kind = row.kind;
    const Counted counted = counting.of(row.kind, row.from, row.to);
    planned.counts = counted.as;
    planned.sign = counted.sign;
    return planned;
}

// A line may have several rows between the same two organisations, one for each of its pieces: here they are one.
std::vector<PlannedRow> rows_of(const Programme& programme, const Cashflow& cashflow, const Counting& counting) {
    std::map<std::pair<std::size_t, LineKind>, std::vector<std::size_t>> of_line;
    for (std::size_t row = 0; row < cashflow.rows.size(); ++row) {
        of_line[{cashflow.rows[row].line.index(), cashflow.rows[row].kind}].push_back(row);
    }
    const std::size_t months = static_cast<std::size_t>(cashflow.calendar.months());
    std::vector<PlannedRow> result;
    for (const auto& [line, rows] : of_line) {
        std::vector<PlannedRow> planned;
        std::vector<std::vector<std::int64_t>> units;
        for (const std::size_t row : rows) {
            const PlannedRow label = labelled(programme, counting, cashflow.rows[row]);
            std::size_t at = 0;
            while (at < planned.size() && (planned[at].from != label.from || planned[at].to != label.to)) {
                ++at;
            }
            if (at == planned.size()) {
                planned.push_back(label);
                units.emplace_back(months + 2, 0);
            }
            if (cashflow.rows[row].blocked || cashflow.streams[cashflow.rows[row].stream].blocked) {
                planned[at].known = false;
                continue;
            }
            const std::vector<std::int64_t> own = running(cashflow, row);
            for (std::size_t i = 0; i < own.size(); ++i) {
                units[at][i] += own[i];
            }
        }
        std::vector<std::int64_t> so_far(months + 2, 0);
        for (std::size_t at = 0; at < planned.size(); ++at) {
            if (!planned[at].known) {
                result.push_back(std::move(planned[at]));
                continue;
            }
            std::vector<Pence> cells;
            Pence earlier = 0;
            for (std::size_t i = 0; i < months + 2; ++i) {
                const Pence before = to_pence(so_far[i], cashflow.unit);
                so_far[i] += units[at][i];
                const Pence upto = to_pence(so_far[i], cashflow.unit) - before;
                cells.push_back(upto - earlier);
                earlier = upto;
            }
            planned[at].undated = cells.back();
            planned[at].beyond = cells[months];
            cells.resize(months);
            planned[at].months = std::move(cells);
            result.push_back(std::move(planned[at]));
        }
    }
    for (const CashRow& row : cashflow.outside) {
        PlannedRow planned = labelled(programme, counting, row);
        planned.known = false;
        result.push_back(std::move(planned));
    }
    std::stable_sort(result.begin(), result.end(),
                     [](const PlannedRow& a, const PlannedRow& b) { return a.line < b.line; });
    return result;
}

std::vector<PlannedProject> projects_of(const Programme& programme, const Plan& plan, const Cashflow& cashflow) {
    std::map<std::size_t, ScheduledProject> dated;
    for (const ScheduledProject& each : schedule(programme, plan, cashflow).projects) {
        dated.emplace(each.project.index(), each);
    }
    std::vector<PlannedProject> result;
    for (std::size_t i = 0; i < programme.projects.size(); ++i) {
        const Project& project = programme.projects[ProjectId{i}];
        PlannedProject planned{
            project.id, project.name, project.kind, id_of(programme.workstreams, project.workstream), {}, {}};
        if (const auto found = dated.find(i); found != dated.end()) {
            planned.starts = programme.calendar.month_at(found->second.starts);
            planned.ends = programme.calendar.month_at(std::max(found->second.starts, found->second.ends - 1));
        }
        result.push_back(std::move(planned));
    }
    return result;
}

std::optional<Decimal> one_figure(const std::optional<Printed>& printed) {
    return printed && printed->bound != Bound::range ? std::optional(printed->value) : std::nullopt;
}

std::vector<PlannedMeasure> measures_of(const Programme& programme) {
    std::vector<PlannedMeasure> result;
    for (const OutcomeMeasure& measure : programme.measures) {
        PlannedMeasure planned{measure.id,
                               measure.name,
                               measure.unit,
                               one_figure(measure.baseline),
                               one_figure(measure.target),
                               one_figure(measure.without),
                               {},
                               measure.direction,
                               measure.every,
                               measure.owner};
        for (const auto& [year, figure] : measure.targets) {
            if (const std::optional<Decimal> target = one_figure(figure)) {
                planned.targets.emplace_back(year, *target);
            }
        }
        result.push_back(std::move(planned));
    }
    return result;
}

std::vector<DrivenLine> drivers_of(const Programme& programme, const std::vector<PlannedMeasure>& measures) {
    std::vector<DrivenLine> result;
    for (const Line& line : programme.lines) {
        if (line.driven_by) {
            const PlannedMeasure& measure = measures[*line.driven_by];
            if (measure.without && measure.target && *measure.without != *measure.target) {
                result.push_back({measure.id, line.id, *measure.without, *measure.target});
            }
        }
    }
    return result;
}

// Conventions are data; what a case was discounted by is known by its rates, whatever a later file says under its id.
std::vector<RuleTable> tables_of(const Programme& programme) {
    std::vector<RuleTable> result;
    for (const DiscountSchedule& schedule : programme.conventions->schedules) {
        std::string rates;
        for (const DiscountBand& band : schedule.bands) {
            rates += fmt::format("{}:{}\n", band.from, band.rate);
        }
        result.push_back({schedule.id, sha256_hex(rates)});
    }
    return result;
}

void name_case(const Programme& programme, const BaselineTerms& terms, Baseline& baseline) {
    for (const ScenarioId id : terms.together) {
        const Scenario& scenario = programme.scenarios[id];
        std::string& place = scenario.role == ScenarioRole::reading  ? baseline.reading
                             : scenario.role == ScenarioRole::option ? baseline.option
                             : scenario.role == ScenarioRole::case_  ? baseline.appraised_as
                                                                     : baseline.scenario;
        place = scenario.id;
    }
    for (const Option& option : programme.options) {
        if (baseline.option.empty() && programme.formulas.inputs()[option.in_force].base == 1.0) {
            baseline.option = option.id;
        }
    }
}

}  // namespace

Pence PlannedRow::total() const {
    Pence sum = undated;
    for (const Pence month : months) {
        sum += month;
    }
    return sum;
}

Baseline freeze(const Model& model, const SourceText& source, const BaselineTerms& terms) {
    const Programme& programme = model.programme;
    const Counting counting(programme, terms.perspective);
    const Lane lane = compose(programme, terms.together);
    const Cashflow cashflow = run(model.plan, lane);

    Baseline baseline;
    baseline.programme = programme.id;
    baseline.name = programme.name;
    baseline.definition = source.text;
    baseline.definition_name = source.name;
    baseline.definition_sha256 = sha256_hex(source.text);
    baseline.engine_version = terms.engine_version;
    baseline.tables = tables_of(programme);
    baseline.approved_by = terms.approved_by;
    baseline.approved_on = terms.approved_on;
    baseline.reason = terms.reason;
    name_case(programme, terms, baseline);
    baseline.perspective = programme.perspectives[terms.perspective].id;
    baseline.price_basis = programme.price_basis;
    baseline.calendar = cashflow.calendar;
    baseline.unit = cashflow.unit;
    baseline.lines = lines_of(programme);
    baseline.rows = rows_of(programme, cashflow, counting);
    baseline.projects = projects_of(programme, model.plan, cashflow);
    baseline.measures = measures_of(programme);
    baseline.drivers = drivers_of(programme, baseline.measures);
    for (const MeasuredStep& step : programme.measured_steps) {
        if (const std::optional<double> value = node_value(model.plan, lane, step.planned)) {
            baseline.steps.push_back(
                {step.line, step.step, programme.measures[step.measure].id, *value, step.share, step.taken_off});
        }
    }
    baseline.tracking = programme.tracking;
    for (const Risk& risk : programme.risks) {
        baseline.risks.push_back({risk.id, risk.text, risk.status});
    }
    for (const Organisation& organisation : programme.organisations) {
        PlannedOrganisation planned{organisation.id, organisation.name, organisation.funder, {}};
        for (const OrganisationId member : organisation.members) {
            planned.members.push_back(programme.organisations[member].id);
        }
        baseline.organisations.push_back(std::move(planned));
    }
    const Appraisal appraisal = appraise(cashflow, counting);
    for (const MeasureRow& measure : measures()) {
        baseline.figures.push_back({std::string(measure.name), measure.compute(appraisal)});
    }
    return baseline;
}

namespace {

template <class Amount>
std::optional<Pence> planned_by(const Baseline& baseline, std::size_t line, const Amount& amount) {
    Pence sum = 0;
    bool any = false;
    for (const PlannedRow& row : baseline.rows) {
        if (row.line == line && row.kind == baseline.lines[line].kind) {
            if (!row.known) {
                return std::nullopt;
            }
            any = true;
            sum += amount(row);
        }
    }
    return any ? std::optional(sum) : std::nullopt;
}

}  // namespace

std::optional<Pence> planned(const Baseline& baseline, std::size_t line, Month month) {
    const int index = baseline.calendar.index_of(month);
    return planned_by(baseline, line, [&](const PlannedRow& row) {
        return index >= 0 && index < baseline.calendar.months() ? row.months[static_cast<std::size_t>(index)] : 0;
    });
}

std::optional<Pence> planned(const Baseline& baseline, std::size_t line) {
    return planned_by(baseline, line, [](const PlannedRow& row) { return row.total(); });
}

std::optional<Pence> derived_pence(const Baseline& baseline, const DrivenLine& driver, Month month,
                                   const Decimal& value) {
    const auto line = std::find_if(baseline.lines.begin(), baseline.lines.end(),
                                   [&](const PlannedLine& each) { return each.id == driver.line; });
    const auto measure = std::find_if(baseline.measures.begin(), baseline.measures.end(),
                                      [&](const PlannedMeasure& each) { return each.id == driver.measure; });
    if (line == baseline.lines.end() || measure == baseline.measures.end()) {
        return std::nullopt;
    }
    const int covered = measure->every == "year" ? 12 : measure->every == "quarter" ? 3 : 1;
    Wide plan = 0;
    for (int i = 0; i < covered; ++i) {
        const std::optional<Pence> of_month =
            planned(baseline, static_cast<std::size_t>(line - baseline.lines.begin()), month - i);
        if (!of_month) {
            return std::nullopt;
        }
        plan += *of_month;
    }
    const int scale = std::max({value.scale, driver.without.scale, driver.target.scale});
    const auto scaled = [&](const Decimal& each) { return Wide{each.coefficient} * power_of_ten(scale - each.scale); };
    const Wide moved = scaled(value) - scaled(driver.without);
    const Wide meant = scaled(driver.target) - scaled(driver.without);
    // Exact where it fits: 20 digits of a measure leave room for a plan of a million million pounds.
    const Wide most = power_of_ten(20);
    if (moved > most || moved < -most || plan > most / 1'000'000 || plan < -most / 1'000'000) {
        return std::nullopt;
    }
    const Wide product = meant < 0 ? plan * -moved : plan * moved;
    const Wide size = meant < 0 ? -meant : meant;
    return product / size < power_of_ten(18) && product / size > -power_of_ten(18)
               ? std::optional(static_cast<Pence>(half_even(product, size)))
               : std::nullopt;
}

}  // namespace tranche
