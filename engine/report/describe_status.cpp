// Programs see a tree of objects: the total at the root, groups and months in lists. People and spreadsheets see one table
// with a row for each period of each group.
#include "tranche/report/describe_status.hpp"

#include <initializer_list>
#include <utility>  // move

#include "report/ledger_parts.hpp"

namespace tranche {

namespace {

/// Realisation of a plan, and why there is none.
struct Realised {
    std::optional<double> benefit;
    std::optional<double> net;
    std::string why;
};

Realised realised(Pence planned_cost, Pence cost, Pence planned_benefit, Pence benefit, bool known) {
    if (!known) {
        return {{}, {}, "some of what was planned has no known amount"};
    }
    Realised result{realisation_percent(benefit, planned_benefit),
                    realisation_percent(benefit - cost, planned_benefit - planned_cost),
                    {}};
    result.why = result.benefit ? "" : "no benefit was planned";
    return result;
}

// A standing and a whole life have the same figures under other names.
struct PeriodFigures {
    std::string period;
    Pence planned_cost;
    Pence cost;
    Pence planned_benefit;
    Pence benefit;
    bool cost_known;
    bool benefit_known;

    [[nodiscard]] bool known() const { return cost_known && benefit_known; }
    [[nodiscard]] Realised rates() const { return realised(planned_cost, cost, planned_benefit, benefit, known()); }
};

PeriodFigures figures_of(const Standing& standing, std::string period) {
    return {std::move(period),       standing.planned_cost, standing.actual_cost,  standing.planned_benefit,
            standing.actual_benefit, standing.cost_known,   standing.benefit_known};
}

PeriodFigures figures_of(const WholeLife& life) {
    return {"whole life",         life.planned_cost, life.outturn_cost, life.planned_benefit,
            life.outturn_benefit, life.cost_known,   life.benefit_known};
}

// is: `actual` or `outturn`.
void add_figure_columns(std::vector<Column>& columns, const std::string& at, const std::string& is) {
    for (const std::string& key :
         std::initializer_list<std::string>{"planned_cost_gbp", is + "_cost_gbp", "planned_benefit_gbp",
                                            is + "_benefit_gbp", "planned_net_gbp", is + "_net_gbp"}) {
        columns.push_back({at + "." + key, {}, ValueKind::money});
    }
    columns.push_back({at + ".realisation_rate_percent", {}, ValueKind::percent});
    columns.push_back({at + ".realisation_rate_of"});
    columns.push_back({at + ".net_realisation_rate_percent", {}, ValueKind::percent});
}

void add_figure_cells(std::vector<Cell>& cells, const PeriodFigures& of, const std::string& rate_of) {
    const Realised rates = of.rates();
    cells.push_back(known_pence(of.planned_cost, of.cost_known));
    cells.push_back(pence_cell(of.cost));
    cells.push_back(known_pence(of.planned_benefit, of.benefit_known));
    cells.push_back(pence_cell(of.benefit));
    cells.push_back(known_pence(of.planned_benefit - of.planned_cost, of.known()));
    cells.push_back(pence_cell(of.benefit - of.cost));
    cells.push_back(percent_cell(rates.benefit, rates.why));
    cells.push_back(Cell::text(rate_of));
    cells.push_back(percent_cell(rates.net));
}

void add_standing_columns(std::vector<Column>& columns, const std::string& at) {
    add_figure_columns(columns, at, "actual");
    columns.push_back({at + ".committed_cost_gbp", {}, ValueKind::money});
    columns.push_back({at + ".evidenced_benefit_gbp", {}, ValueKind::money});
}

void add_standing_cells(std::vector<Cell>& cells, const Standing& standing, const std::string& rate_of) {
    add_figure_cells(cells, figures_of(standing, {}), rate_of);
    cells.push_back(pence_cell(standing.committed_cost));
    cells.push_back(pence_cell(standing.evidenced_benefit));
}

Cell rag_cell(const std::optional<Rag>& rag) {
    if (!rag) {
        return Cell::missing();
    }
    const Tone tone = *rag == Rag::green ? Tone::green : *rag == Rag::amber ? Tone::amber : Tone::red;
    return Cell::text(std::string(word(*rag))).in(tone);
}

void add_group_columns(std::vector<Column>& columns) {
    add_standing_columns(columns, "month");
    add_standing_columns(columns, "to_date");
    add_figure_columns(columns, "whole_life", "outturn");
    columns.push_back({"whole_life.forecast"});
    columns.push_back({"rag"});
    columns.push_back({"rag_by_thresholds"});
    columns.push_back({"rag_set_by"});
    columns.push_back({"reasons", {}, ValueKind::list});
}

void add_group_cells(std::vector<Cell>& cells, const StatusGroup& group) {
    add_standing_cells(cells, group.month, "planned benefit of the month");
    add_standing_cells(cells, group.to_date, "planned benefit to date");
    add_figure_cells(cells, figures_of(group.whole_life), "planned benefit of the whole life");
    cells.push_back(Cell::text("owner"));
    const RagJudgement& judgement = group.judgement;
    const bool overridden = !judgement.override_by.empty();
    cells.push_back(rag_cell(judgement.rag));
    cells.push_back(overridden ? rag_cell(judgement.by_thresholds) : Cell::empty());
    cells.push_back(text_or_blank(judgement.override_by));
    std::vector<std::string> reasons;
    for (const RagReason& reason : judgement.reasons) {
        reasons.push_back(reason.text);
    }
    cells.push_back(Cell::list(std::move(reasons)));
}

ResultTable total_record(const StatusGroup& total) {
    ResultTable table;
    table.layout = Layout::record;
    table.audience = Audience::json;
    add_group_columns(table.columns);
    std::vector<Cell> cells;
    add_group_cells(cells, total);
    table.add(std::move(cells));
    return table;
}

ResultTable group_list(const std::vector<StatusGroup>& groups) {
    ResultTable table;
    table.key = "groups";
    table.audience = Audience::json;
    table.columns = {{"id"}, {"label"}};
    add_group_columns(table.columns);
    for (const StatusGroup& group : groups) {
        std::vector<Cell> cells{Cell::text(group.id), Cell::text(group.label)};
        add_group_cells(cells, group);
        table.add(std::move(cells));
    }
    return table;
}

ResultTable month_list(const std::vector<StatusGroup>& months) {
    ResultTable table;
    table.key = "months";
    table.audience = Audience::json;
    table.columns = {{"id"}};
    add_standing_columns(table.columns, "month");
    add_standing_columns(table.columns, "to_date");
    for (const StatusGroup& each : months) {
        std::vector<Cell> cells{Cell::text(each.id)};
        add_standing_cells(cells, each.month, "planned benefit of the month");
        add_standing_cells(cells, each.to_date, "planned benefit to date");
        table.add(std::move(cells));
    }
    return table;
}

ResultTable measure_list(const std::vector<MeasureStanding>& measures) {
    ResultTable table;
    table.key = "measures";
    table.audience = Audience::json;
    table.columns = {{"id"},
                     {"unit"},
                     {"value", {}, ValueKind::number},
                     {"month", {}, ValueKind::month},
                     {"target", {}, ValueKind::number},
                     {"due", {}, ValueKind::flag},
                     {"met", {}, ValueKind::flag}};
    const auto number = [](const std::optional<Decimal>& value) {
        return value ? Cell::number(value->to_double()) : Cell::missing();
    };
    for (const MeasureStanding& each : measures) {
        table.add({Cell::text(each.id), Cell::text(each.unit), number(each.value),
                   each.month ? Cell::month(*each.month) : Cell::missing(), number(each.target), Cell::flag(each.due),
                   each.met ? Cell::flag(*each.met) : Cell::missing()});
    }
    return table;
}

class StatusRows {
public:
    explicit StatusRows(bool grouped, bool rated) {
        table.audience = Audience::tables;
        table.columns = {{"id", {}, ValueKind::text, Audience::csv},
                         {"label", {}, ValueKind::text, grouped ? Audience::people : Audience::nobody},
                         {"period", "Period"},
                         {"planned_cost_gbp", "Planned cost", ValueKind::money},
                         {"actual_or_outturn_cost_gbp", "Cost", ValueKind::money},
                         {"planned_benefit_gbp", "Planned benefit", ValueKind::money},
                         {"actual_or_outturn_benefit_gbp", "Benefit", ValueKind::money},
                         {"realisation_rate_percent", "Realised", ValueKind::percent},
                         {"planned_net_gbp", "Planned net", ValueKind::money},
                         {"actual_or_outturn_net_gbp", "Net", ValueKind::money},
                         {"net_realisation_rate_percent", "Net realised", ValueKind::percent},
                         {"rag", "RAG", ValueKind::text, rated ? Audience::tables : Audience::csv}};
    }

    void add(const StatusGroup& group, const PeriodFigures& of, const std::string& label) {
        const Realised rates = of.rates();
        table.add({Cell::text(group.id), Cell::text(label), Cell::text(of.period),
                   known_pence(of.planned_cost, of.cost_known), pence_cell(of.cost),
                   known_pence(of.planned_benefit, of.benefit_known), pence_cell(of.benefit),
                   percent_cell(rates.benefit), known_pence(of.planned_benefit - of.planned_cost, of.known()),
                   pence_cell(of.benefit - of.cost), percent_cell(rates.net),
                   group.judgement.rag ? rag_cell(group.judgement.rag) : Cell::empty()});
    }

    void add(const StatusGroup& group, const std::string& label) {
        add(group, figures_of(group.month, "month"), label);
        add(group, figures_of(group.to_date, "to date"), label);
        add(group, figures_of(group.whole_life), label);
    }

    ResultTable table;
};

std::string measure_text(const MeasureStanding& each) {
    const auto with_unit = [&](const Decimal& value) { return value.text() + (each.unit == "%" ? "%" : ""); };
    std::string text = "Measure: " + each.name + " at " + with_unit(*each.value) +
                       (each.unit == "%" ? "" : " " + each.unit) + " in " + month_text(*each.month);
    if (each.target) {
        text += ", target " + with_unit(*each.target);
        text += each.met ? (*each.met ? ", met" : (each.due ? ", not met" : ", not due yet")) : "";
    }
    return text;
}

void add_status_notes(Document& document, const StatusReport& status) {
    const RagJudgement& judgement = status.total.judgement;
    if (judgement.rag || !judgement.reasons.empty()) {
        document.note(judgement.rag ? "Rating: " + std::string(word(*judgement.rag)) : "Rating: none");
    }
    for (const RagReason& reason : judgement.reasons) {
        document.note_below(reason.text);
    }
    if (!status.stale.empty()) {
        document.note("Stale: no entry has been recorded and no month closed since " +
                      (status.last_data ? month_text(*status.last_data) : std::string("the start")) + "; " +
                      std::to_string(status.stale.size()) + (status.stale.size() == 1 ? " month is" : " months are") +
                      " missing");
    }
    for (const Deadline& each : status.late) {
        document.note("Late: " + each.name + ", planned for " + month_text(each.planned) + ", " + deadline_text(each) +
                      ", " + std::to_string(each.days_late) + " days");
    }
    for (const MeasureStanding& each : status.measures) {
        if (each.value) {
            document.note(measure_text(each));
        }
    }
    document.note(
        "Whole life = actuals to date + owners' forecasts, or the remaining plan where there is no forecast.");
}

}  // namespace

Document describe_status(const AskedMonth& asked, const StatusReport& status) {
    Document document;
    add_book_heading(document, asked);
    document.add(total_record(status.total));
    ResultTable stale;
    stale.key = "stale_months";
    stale.layout = Layout::values;
    stale.audience = Audience::json;
    stale.columns = {{"month", {}, ValueKind::month}};
    for (const Month month : status.stale) {
        stale.add({Cell::month(month)});
    }
    document.add(std::move(stale));
    document.add(deadlines_table("late", status.late));
    document.add(measure_list(status.measures));
    if (!status.groups.empty()) {
        document.add(group_list(status.groups));
    }
    if (!status.months.empty()) {
        document.add(month_list(status.months));
    }
    StatusRows rows(!status.groups.empty() || !status.months.empty(), status.total.judgement.rag.has_value());
    for (const StatusGroup& month : status.months) {
        rows.add(month, figures_of(month.month, "month"), month.label);
    }
    for (const StatusGroup& group : status.groups) {
        rows.add(group, group.label);
    }
    rows.add(status.total, "Total");
    document.add(std::move(rows.table));
    add_status_notes(document, status);
    return document;
}

}  // namespace tranche
