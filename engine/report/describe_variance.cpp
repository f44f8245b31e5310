// A variance is a line's. Groups add lines up, costs apart from benefits, and are rows below them.
#include "tranche/report/describe_variance.hpp"

#include <fmt/format.h>  // format

#include <algorithm>  // replace
#include <utility>    // move

#include "report/ledger_parts.hpp"

namespace tranche {

namespace {

// As JSON and CSV spell it: `take_up`.
std::string cause_key(Cause cause) {
    std::string result(word(cause));
    std::replace(result.begin(), result.end(), '-', '_');
    return result;
}

std::string cause_title(Cause cause) {
    std::string title(word(cause));
    title.front() = static_cast<char>(title.front() - 'a' + 'A');
    return title;
}

struct VarianceSum {
    std::string id;
    std::string label;
    Pence planned = 0;
    Pence actual = 0;
    bool known = true;
    std::vector<Pence> parts = std::vector<Pence>(causes, 0);

    void add(const LineVariance& line) {
        planned += line.planned;
        actual += line.actual;
        known = known && line.known;
        for (std::size_t i = 0; i < line.parts.size(); ++i) {
            parts[i] += line.parts[i];
        }
    }
};

VarianceSum sum_of(const LineVariance& line) {
    VarianceSum sum;
    sum.id = line.line;
    sum.label = line.name;
    sum.add(line);
    return sum;
}

std::vector<VarianceSum> sums_by(const Variance& variance, const std::vector<std::string_view>& by) {
    std::vector<VarianceSum> result;
    for (const std::string_view name : by) {
        const std::size_t from = result.size();
        for (const LineVariance& line : variance.lines) {
            const std::string place = name == "project" ? line.project : line.workstream;
            const std::string id = (place.empty() ? "programme" : place) + "." + std::string(word(line.kind));
            std::size_t at = from;
            while (at < result.size() && result[at].id != id) {
                ++at;
            }
            if (at == result.size()) {
                result.emplace_back();
                result.back().id = id;
                result.back().label =
                    (place.empty() ? "the programme" : place) + ", " + std::string(word(line.kind)) + "s";
            }
            result[at].add(line);
        }
    }
    return result;
}

Cell parts_cell(const VarianceSum& sum) {
    if (!sum.known) {
        return Cell::missing();
    }
    ResultTable parts;
    parts.layout = Layout::record;
    std::vector<Cell> cells;
    for (std::size_t i = 0; i < causes; ++i) {
        parts.columns.push_back({cause_key(static_cast<Cause>(i)) + "_gbp", {}, ValueKind::money});
        cells.push_back(pence_cell(sum.parts[i]));
    }
    parts.add(std::move(cells));
    return Cell::nested(std::move(parts));
}

Cell seen_cell(const LineVariance& line) {
    if (line.seen.empty()) {
        return Cell::empty();
    }
    ResultTable seen;
    seen.columns = {{"step"},
                    {"measure"},
                    {"part"},
                    {"unit"},
                    {"planned", {}, ValueKind::number},
                    {"recorded", {}, ValueKind::number}};
    for (const StepSeen& step : line.seen) {
        seen.add({Cell::text(step.step), Cell::text(step.measure), Cell::text(cause_key(step.cause)),
                  Cell::text("of the step"), Cell::number(step.planned), Cell::number(step.recorded)});
    }
    return Cell::nested(std::move(seen));
}

void add_sum_columns(std::vector<Column>& columns) {
    columns.push_back({"planned_gbp", "Planned", ValueKind::money});
    columns.push_back({"actual_gbp", "Actual", ValueKind::money});
    columns.push_back({"variance_gbp", "Variance", ValueKind::money});
}

void add_sum_cells(std::vector<Cell>& cells, const VarianceSum& sum) {
    cells.push_back(known_pence(sum.planned, sum.known));
    cells.push_back(pence_cell(sum.actual));
    cells.push_back(known_pence(sum.actual - sum.planned, sum.known));
}

ResultTable line_list(const Variance& variance) {
    ResultTable table;
    table.key = "lines";
    table.audience = Audience::json;
    table.columns = {{"id"}, {"kind"}};
    add_sum_columns(table.columns);
    table.columns.push_back({"parts", {}, ValueKind::table});
    table.columns.push_back({"seen", {}, ValueKind::table});
    for (const LineVariance& line : variance.lines) {
        const VarianceSum sum = sum_of(line);
        std::vector<Cell> cells{Cell::text(line.line), Cell::text(std::string(word(line.kind)))};
        add_sum_cells(cells, sum);
        cells.push_back(parts_cell(sum));
        cells.push_back(seen_cell(line));
        table.add(std::move(cells));
    }
    return table;
}

ResultTable sum_list(const std::vector<VarianceSum>& sums) {
    ResultTable table;
    table.key = "groups";
    table.audience = Audience::json;
    table.columns = {{"id"}};
    add_sum_columns(table.columns);
    table.columns.push_back({"parts", {}, ValueKind::table});
    for (const VarianceSum& sum : sums) {
        std::vector<Cell> cells{Cell::text(sum.id)};
        add_sum_cells(cells, sum);
        cells.push_back(parts_cell(sum));
        table.add(std::move(cells));
    }
    return table;
}

// Lines and groups, for people and spreadsheets.
ResultTable variance_rows(const Variance& variance, const std::vector<VarianceSum>& sums) {
    ResultTable table;
    table.audience = Audience::tables;
    table.columns = {{"id", {}, ValueKind::text, Audience::csv}, {"label", "Line", ValueKind::text, Audience::people}};
    add_sum_columns(table.columns);
    for (std::size_t i = 0; i < causes; ++i) {
        const Cause cause = static_cast<Cause>(i);
        table.columns.push_back({cause_key(cause) + "_gbp", cause_title(cause), ValueKind::money});
    }
    const auto add = [&](const VarianceSum& sum) {
        std::vector<Cell> cells{Cell::text(sum.id), Cell::text(sum.label)};
        add_sum_cells(cells, sum);
        for (const Pence part : sum.parts) {
            cells.push_back(known_pence(part, sum.known));
        }
        table.add(std::move(cells));
    };
    for (const LineVariance& line : variance.lines) {
        add(sum_of(line));
    }
    for (const VarianceSum& sum : sums) {
        add(sum);
    }
    return table;
}

// form: of fmt, for people.
Cell earned_cell(const EarnedFigure& figure, const char* form) {
    return figure.value ? Cell::number(*figure.value).for_people(fmt::format(fmt::runtime(form), *figure.value))
                        : Cell::missing(figure.why);
}

// An estimate is a double, not an amount of the ledger: whole pounds without pence, as in the columns beside it.
Cell estimate_cell(const EarnedFigure& figure) {
    Cell cell = earned_cell(figure, "{:.2f}");
    if (cell.shown.ends_with(".00")) {
        cell.shown.resize(cell.shown.size() - 3);
    }
    return cell;
}

// One table serves everybody. People leave out the estimates that follow from the others.
std::vector<Column> earned_columns(bool with_members) {
    const Audience programs = Audience::json;
    const auto number = [](const std::string& key, const std::string& title, Audience audience) {
        return Column{key, title, ValueKind::number, audience};
    };
    const Audience both = Audience::people | Audience::json;
    std::vector<Column> columns{{"project", "Earned value", ValueKind::text, with_members ? programs : both},
                                number("done_percent", "Done", both),
                                {"bac_gbp", "BAC", ValueKind::money, both},
                                {"pv_gbp", "PV", ValueKind::money, both},
                                {"ev_gbp", "EV", ValueKind::money, both},
                                {"ac_gbp", "AC", ValueKind::money, both},
                                {"sv_gbp", "SV", ValueKind::money, both},
                                {"cv_gbp", "CV", ValueKind::money, both},
                                number("spi", "SPI", both),
                                number("cpi", "CPI", both),
                                number("earned_schedule_months", "ES", both),
                                number("actual_time_months", {}, programs),
                                number("spi_t", "SPI(t)", both)};
    constexpr const char* titles[] = {"EAC = BAC/CPI", "AC+(BAC-EV)", "AC+(BAC-EV)/(CPI x SPI)"};
    for (std::size_t i = 0; i < eac_rows().size(); ++i) {
        const std::string name(eac_rows()[i].name);
        columns.push_back(number("eac_" + name + "_gbp", i < 3 ? titles[i] : name, i < 3 ? both : programs));
        columns.push_back(number("etc_" + name + "_gbp", "ETC", i == 0 ? both : programs));
        columns.push_back(number("vac_" + name + "_gbp", {}, programs));
    }
    columns.push_back(number("tcpi", "TCPI", both));
    return columns;
}

std::vector<Cell> earned_cells(const EarnedValue& value) {
    std::vector<Cell> cells{value.project.empty() ? Cell::missing().for_people(value.name)
                                                  : Cell::text(value.project).for_people(value.name),
                            percent_cell(value.percent_done),
                            pence_cell(value.bac),
                            pence_cell(value.pv),
                            pence_cell(value.ev),
                            pence_cell(value.ac),
                            pence_cell(value.sv()),
                            pence_cell(value.cv()),
                            earned_cell(value.spi, "{:.3f}"),
                            earned_cell(value.cpi, "{:.3f}"),
                            earned_cell(value.earned_schedule, "{:.2f}"),
                            earned_cell(value.actual_time, "{:.2f}"),
                            earned_cell(value.spi_t, "{:.3f}")};
    for (std::size_t i = 0; i < value.eac.size(); ++i) {
        cells.push_back(estimate_cell(value.eac[i]));
        cells.push_back(estimate_cell(value.etc[i]));
        cells.push_back(estimate_cell(value.vac[i]));
    }
    cells.push_back(earned_cell(value.tcpi, "{:.3f}"));
    return cells;
}

void add_earned(Document& document, const Earned& earned) {
    ResultTable projects;
    projects.key = "earned_value";
    projects.audience = Audience::people | Audience::json;
    projects.columns = earned_columns(false);
    for (const EarnedValue& each : earned.projects) {
        projects.add(earned_cells(each));
    }
    if (earned.total && earned.projects.size() > 1) {
        ResultRow& total = projects.add(earned_cells(*earned.total));
        total.audience = Audience::people;
        total.total = true;
    }
    if (projects.rows.empty()) {
        projects.audience = Audience::json;
    }
    document.add(std::move(projects));
    Cell total = Cell::missing();
    if (earned.total) {
        ResultTable record;
        record.layout = Layout::record;
        record.columns = earned_columns(true);
        record.add(earned_cells(*earned.total));
        total = Cell::nested(std::move(record));
    }
    document.member("earned_value_total", ValueKind::table, std::move(total));
}

}  // namespace

Document describe_variance(const AskedMonth& asked, const Variance& variance, const Earned& earned,
                           const std::vector<std::string_view>& by) {
    const std::vector<VarianceSum> sums = sums_by(variance, by);
    Document document;
    add_book_heading(document, asked);
    document.member("decomposition", ValueKind::text, Cell::text("shapley"));
    document.add(line_list(variance));
    if (!sums.empty()) {
        document.add(sum_list(sums));
    }
    if (!variance.no_timing.empty()) {
        document.member("why.timing_gbp", ValueKind::text, Cell::text(variance.no_timing));
    }
    document.add(variance_rows(variance, sums));
    add_earned(document, earned);
    document.note(variance.no_timing.empty() ? "" : "No variance is attributed to timing: " + variance.no_timing);
    return document;
}

}  // namespace tranche
