// `track status`: planned against recorded, and the colour of it.
#include "track_ask.hpp"

namespace tranche::cli {

namespace {

Json percent_json(const std::optional<double>& percent) {
    return percent ? Json(*percent) : Json(nullptr);
}

struct Rates {
    std::optional<double> benefit;
    std::optional<double> net;
    std::string why;  ///< why there is no rate of benefit
};

Rates rates(Pence planned_cost, Pence cost, Pence planned_benefit, Pence benefit, bool known) {
    Rates result;
    if (!known) {
        result.why = "some of what was planned has no known amount";
        return result;
    }
    result.benefit = realisation_percent(benefit, planned_benefit);
    result.net = realisation_percent(benefit - cost, planned_benefit - planned_cost);
    result.why = result.benefit ? "" : "no benefit was planned";
    return result;
}

Rates rates(const Standing& standing) {
    return rates(standing.planned_cost, standing.actual_cost, standing.planned_benefit, standing.actual_benefit,
                 standing.cost_known && standing.benefit_known);
}

Rates rates(const WholeLife& life) {
    return rates(life.planned_cost, life.outturn_cost, life.planned_benefit, life.outturn_benefit,
                 life.cost_known && life.benefit_known);
}

void add_rates(Json& json, const Rates& rates, std::string_view of) {
    json["realisation_rate_percent"] = percent_json(rates.benefit);
    json["realisation_rate_of"] = of;
    json["net_realisation_rate_percent"] = percent_json(rates.net);
    if (!rates.why.empty()) {
        json["why"] = {{"realisation_rate_percent", rates.why}};
    }
}

Json known_json(Pence pence, bool known) {
    return known ? pence_json(pence) : Json(nullptr);
}

Json standing_json(const Standing& standing, std::string_view of) {
    Json json{{"planned_cost_gbp", known_json(standing.planned_cost, standing.cost_known)},
              {"actual_cost_gbp", pence_json(standing.actual_cost)},
              {"planned_benefit_gbp", known_json(standing.planned_benefit, standing.benefit_known)},
              {"actual_benefit_gbp", pence_json(standing.actual_benefit)},
              {"planned_net_gbp", known_json(standing.planned_benefit - standing.planned_cost,
                                             standing.cost_known && standing.benefit_known)},
              {"actual_net_gbp", pence_json(standing.actual_benefit - standing.actual_cost)}};
    add_rates(json, rates(standing), of);
    json["committed_cost_gbp"] = pence_json(standing.committed_cost);
    json["evidenced_benefit_gbp"] = pence_json(standing.evidenced_benefit);
    return json;
}

Json life_json(const WholeLife& life) {
    Json json{{"planned_cost_gbp", known_json(life.planned_cost, life.cost_known)},
              {"outturn_cost_gbp", pence_json(life.outturn_cost)},
              {"planned_benefit_gbp", known_json(life.planned_benefit, life.benefit_known)},
              {"outturn_benefit_gbp", pence_json(life.outturn_benefit)},
              {"planned_net_gbp",
               known_json(life.planned_benefit - life.planned_cost, life.cost_known && life.benefit_known)},
              {"outturn_net_gbp", pence_json(life.outturn_benefit - life.outturn_cost)}};
    add_rates(json, rates(life), "planned benefit of the whole life");
    json["forecast"] = "owner";
    return json;
}

Json rag_json(const std::optional<Rag>& rag) {
    return rag ? Json(word(*rag)) : Json(nullptr);
}

void add_judgement(Json& json, const RagJudgement& judgement) {
    json["rag"] = rag_json(judgement.rag);
    if (!judgement.override_by.empty()) {
        json["rag_by_thresholds"] = rag_json(judgement.by_thresholds);
        json["rag_set_by"] = judgement.override_by;
    }
    json["reasons"] = Json::array();
    for (const RagReason& reason : judgement.reasons) {
        json["reasons"].push_back(reason.text);
    }
}

Json group_json(const StatusGroup& group) {
    Json json{{"id", group.id}, {"label", group.label}};
    json["month"] = standing_json(group.month, "planned benefit of the month");
    json["to_date"] = standing_json(group.to_date, "planned benefit to date");
    json["whole_life"] = life_json(group.whole_life);
    add_judgement(json, group.judgement);
    return json;
}

Json status_json(const Options& options, const AskedBook& asked, const StatusReport& status) {
    Json json = asked_json(options, asked);
    const Json total = group_json(status.total);
    for (const auto& [key, value] : total.items()) {
        if (key != "id" && key != "label") {
            json[key] = value;
        }
    }
    json["stale_months"] = Json::array();
    for (const Month month : status.stale) {
        json["stale_months"].push_back(month_text(month));
    }
    json["late"] = Json::array();
    for (const Deadline& each : status.late) {
        json["late"].push_back(deadline_json(each));
    }
    json["measures"] = Json::array();
    for (const MeasureStanding& each : status.measures) {
        json["measures"].push_back({{"id", each.id},
                                    {"unit", each.unit},
                                    {"value", each.value ? Json(each.value->to_double()) : Json(nullptr)},
                                    {"month", each.month ? Json(month_text(*each.month)) : Json(nullptr)},
                                    {"target", each.target ? Json(each.target->to_double()) : Json(nullptr)},
                                    {"due", each.due},
                                    {"met", each.met ? Json(*each.met) : Json(nullptr)}});
    }
    if (!status.groups.empty()) {
        json["groups"] = Json::array();
        for (const StatusGroup& group : status.groups) {
            json["groups"].push_back(group_json(group));
        }
    }
    if (!status.months.empty()) {
        json["months"] = Json::array();
        for (const StatusGroup& group : status.months) {
            json["months"].push_back({{"id", group.id},
                                      {"month", standing_json(group.month, "planned benefit of the month")},
                                      {"to_date", standing_json(group.to_date, "planned benefit to date")}});
        }
    }
    return json;
}

void add_row(TextTable& table, const StatusGroup& group, const std::string& period, Pence planned_cost, Pence cost,
             Pence planned_benefit, Pence benefit, bool cost_known, bool benefit_known, const Rates& rates) {
    const Cell none{"n/a", ""};
    table.rows.push_back({{group.label, group.id},
                          {period, period},
                          cost_known ? pence_cell(planned_cost) : none,
                          pence_cell(cost),
                          benefit_known ? pence_cell(planned_benefit) : none,
                          pence_cell(benefit),
                          percent_cell(rates.benefit),
                          cost_known && benefit_known ? pence_cell(planned_benefit - planned_cost) : none,
                          pence_cell(benefit - cost),
                          percent_cell(rates.net),
                          group.judgement.rag
                              ? Cell{std::string(word(*group.judgement.rag)), std::string(word(*group.judgement.rag))}
                              : Cell{}});
}

void add_standing(TextTable& table, const StatusGroup& group, const std::string& period, const Standing& standing) {
    add_row(table, group, period, standing.planned_cost, standing.actual_cost, standing.planned_benefit,
            standing.actual_benefit, standing.cost_known, standing.benefit_known, rates(standing));
}

void add_group(TextTable& table, const StatusGroup& group) {
    add_standing(table, group, "month", group.month);
    add_standing(table, group, "to date", group.to_date);
    const WholeLife& life = group.whole_life;
    add_row(table, group, "whole life", life.planned_cost, life.outturn_cost, life.planned_benefit,
            life.outturn_benefit, life.cost_known, life.benefit_known, rates(life));
}

std::string remarks(const StatusReport& status) {
    std::string result = "\n";
    const RagJudgement& judgement = status.total.judgement;
    result += judgement.rag ? std::string(word(*judgement.rag)) + ":\n" : "";
    for (const RagReason& reason : judgement.reasons) {
        result += "  " + reason.text + "\n";
    }
    if (!status.stale.empty()) {
        result += "Stale: nothing has been recorded or closed since " +
                  (status.last_data ? month_text(*status.last_data) : std::string("the start")) + "; " +
                  std::to_string(status.stale.size()) + (status.stale.size() == 1 ? " month is" : " months are") +
                  " missing\n";
    }
    for (const Deadline& each : status.late) {
        result += "Late: " + each.name + ", planned for " + month_text(each.planned) + ", " + deadline_text(each) +
                  ", " + std::to_string(each.days_late) + " days\n";
    }
    for (const MeasureStanding& each : status.measures) {
        if (!each.value) {
            continue;
        }
        result += "Measure: " + each.name + " at " + each.value->text() + (each.unit == "%" ? "%" : " " + each.unit) +
                  " in " + month_text(*each.month);
        if (each.target) {
            result += ", target " + each.target->text() + (each.unit == "%" ? "%" : "");
            result += each.met ? (*each.met ? ", met" : (each.due ? ", not met" : ", not due yet")) : "";
        }
        result += "\n";
    }
    return result +
           "Whole life is what was recorded and what the owners of lines forecast, or else the remaining plan.\n";
}

int track_status(const AskedBook& asked, const Options& options, Outcome& outcome) {
    const StatusReport status = status_report(asked.book, asked.as_at, asked.by);
    if (options.text("--format") == "json") {
        outcome.out = dumped(status_json(options, asked, status));
        return 0;
    }
    TextTable table{{{"id", ""},
                     {"period", "Period"},
                     {"planned_cost_gbp", "Planned cost", true},
                     {"actual_or_outturn_cost_gbp", "Cost", true},
                     {"planned_benefit_gbp", "Planned benefit", true},
                     {"actual_or_outturn_benefit_gbp", "Benefit", true},
                     {"realisation_rate_percent", "Realised", true},
                     {"planned_net_gbp", "Planned net", true},
                     {"actual_or_outturn_net_gbp", "Net", true},
                     {"net_realisation_rate_percent", "Net realised", true},
                     {"rag", "RAG"}},
                    {}};
    for (const StatusGroup& month : status.months) {
        add_standing(table, month, "month", month.month);
    }
    for (const StatusGroup& group : status.groups) {
        add_group(table, group);
    }
    StatusGroup total = status.total;
    total.label = "Total";
    add_group(table, total);
    if (options.text("--format") == "csv") {
        outcome.out = as_csv(table);
        return 0;
    }
    trim_pence(table);
    if (status.groups.empty() && status.months.empty()) {
        drop_column(table, "id");
    }
    if (!status.total.judgement.rag) {
        drop_column(table, "rag");
    }
    outcome.out = titled(asked.book.baselines.back().name, asked_title(asked), options.text("--format")) +
                  rendered(table, options.text("--format"), outcome.bold) + remarks(status);
    return 0;
}

}  // namespace

const Command& track_status_command() {
    static const std::vector<OptionRow> own{group_option()};
    static const Command command{
        .name = "track status",
        .help = "compare the plan with what is recorded: the month, to date, the whole life; and its RAG colour",
        .arguments = {ledger_argument},
        .options = {month_options(), own, table_formats(), writing_options()},
        .run = track_status,
        .examples = {"track status cheshire.tranche --as-at 2014-06 --group project"}};
    return command;
}

}  // namespace tranche::cli
