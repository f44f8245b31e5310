#include "appraise_tables.hpp"

#include <algorithm>  // find_if, min
#include <array>

#include "tranche/appraise/discount.hpp"
#include "tranche/base/spelling.hpp"
#include "tranche/read/rule_books.hpp"

namespace tranche::cli {

namespace {

std::string verdict(const std::optional<bool>& holds, std::string_view yes, std::string_view no) {
    return std::string(holds ? (*holds ? yes : no) : "not known");
}

// A rate that is asked for has no source to be trusted.
std::string schedule_text(const DiscountSchedule& schedule, int years) {
    return schedule.source.empty() ? "at " + schedule.title
                                   : "by " + schedule.id + " (" + schedule.title + ", " +
                                         std::string(word(schedule.status)) + "), " + bands_text(schedule, years);
}

/// What a bias is and where it was read: of lines and of projects.
struct Hopeful {
    std::string id;
    const Bias* bias = nullptr;
    bool project = false;
};

std::vector<Hopeful> hopefuls(const Programme& programme) {
    std::vector<Hopeful> result;
    for (const Line& line : programme.lines) {
        if (line.terms && line.terms->bias && !line.part_of.exists()) {
            result.push_back({line.id, &*line.terms->bias, false});
        }
    }
    for (const Project& project : programme.projects) {
        if (project.bias) {
            result.push_back({project.id, &*project.bias, true});
        }
    }
    return result;
}

}  // namespace

std::optional<std::vector<Under>> judged_by(const Appraisal& appraisal, const std::string& methods, Outcome& outcome) {
    if (methods.empty()) {
        return std::vector<Under>{{appraisal.conventions->schedules.front().id, appraisal}};
    }
    std::vector<Under> result;
    for (std::size_t first = 0; first <= methods.size();) {
        const std::size_t end = std::min(methods.find(',', first), methods.size());
        const std::string method = methods.substr(first, end - first);
        Diagnostics diagnostics;
        const std::optional<DiscountSchedule> found = find_schedule(method, {}, diagnostics);
        if (!found) {
            const Diagnostic& why = diagnostics.all().front();
            outcome.err += "tranche: --method: " + why.sentence + "; " + why.suggestion + "\n";
            return std::nullopt;
        }
        result.push_back({method, discounted_by(appraisal, *found)});
        first = end + 1;
    }
    return result;
}

std::string case_notes(const Programme& programme) {
    std::string result;
    for (const Hopeful& each : hopefuls(programme)) {
        const Bias& bias = *each.bias;
        result += (each.project ? "Duration bias of " : "Optimism bias of ") + each.id + ": " +
                  figure_text({100.0 * bias.share, {}}, MeasureUnit::percent, {}) +
                  (each.project ? ", " + std::to_string(bias.months) + " months" : "") +
                  (bias.rule.empty() ? ", stated"
                                     : ", " + bias.rule + ", " + std::string(word(bias.status)) + ": " + bias.source) +
                  "\n";
    }
    std::vector<std::string> idle;
    for (const Adjustment& each : programme.adjustments) {
        for (const std::string& remark : each.remarks) {
            result += each.title + ": " + remark + "\n";
        }
        if (each.parts.empty()) {
            idle.push_back(each.name);
        }
    }
    return result + (idle.empty() ? "" : "Nothing to adjust for: " + listed(idle, 20) + "\n");
}

Json biases_json(const Programme& programme) {
    Json result = Json::array();
    for (const Hopeful& each : hopefuls(programme)) {
        const bool ruled = !each.bias->rule.empty();
        Json row{{each.project ? "project" : "line", each.id},
                 {"share_percent", 100.0 * each.bias->share},
                 {"rule", ruled ? Json(each.bias->rule) : Json()},
                 {"status", ruled ? Json(word(each.bias->status)) : Json()},
                 {"source", ruled ? Json(each.bias->source) : Json()}};
        if (each.project) {
            row["longer_months"] = each.bias->months;
        }
        result.push_back(std::move(row));
    }
    return result;
}

TextTable measure_table(const std::vector<Under>& all, const std::optional<Bounds>& range, bool for_people) {
    TextTable table{{{"measure", "Measure"}}, {}};
    const bool several = all.size() > 1;
    const MoneyUnit unit = all.front().appraisal.unit;
    if (range) {
        table.columns.push_back({"low", "Low", true});
    }
    for (const Under& each : all) {
        table.columns.push_back({several ? each.method : "value",
                                 several ? each.title
                                 : range ? "Central"
                                         : "Value",
                                 true});
    }
    if (range) {
        table.columns.push_back({"high", "High", true});
    }
    table.columns.push_back({"definition", "Definition"});
    for (const MeasureRow& row : measures()) {
        const auto cell = [&](const Figure& figure) { return figure_cell(figure, row.unit, unit); };
        std::vector<Cell> cells{{std::string(row.title), std::string(row.key)}};
        bool any = false;
        if (range) {
            cells.push_back(cell(range_of(row, *range).low));
        }
        for (const Under& each : all) {
            const Figure figure = row.compute(each.appraisal);
            any = any || figure.computable();
            cells.push_back(cell(figure));
        }
        if (range) {
            cells.push_back(cell(range_of(row, *range).high));
        }
        cells.push_back({std::string(row.definition), std::string(row.definition)});
        if (any || !row.where_any || !for_people) {
            table.rows.push_back(std::move(cells));
        }
    }
    trim_pence(table);
    return table;
}

TextTable decision_table(const Programme& programme, const std::vector<Under>& all) {
    const Decision& decision = *programme.decision;
    const std::string in_case =
        decision.in_case.exists() ? ", " + programme.scenarios[decision.in_case].id + " case" : "";
    TextTable table{{{"criterion", "Decision" + in_case}}, {}};
    for (const Under& each : all) {
        table.columns.push_back({each.method, all.size() > 1 ? each.title : "Value", true});
        table.columns.push_back({each.method + "_met", ""});
    }
    std::vector<Judgement> judgements;
    for (const Under& each : all) {
        judgements.push_back(judge(decision, each.appraisal));
    }
    for (std::size_t i = 0; i < decision.criteria.size(); ++i) {
        const Criterion& criterion = decision.criteria[i];
        const std::string text =
            criterion.measure + " " + std::string(word(criterion.compare)) + " " + criterion.against;
        std::vector<Cell>& cells = table.rows.emplace_back();
        cells.push_back({text, text});
        for (std::size_t column = 0; column < all.size(); ++column) {
            const Judged& judged = judgements[column].criteria[i];
            cells.push_back(
                figure_cell(judged.figure, find_measure(criterion.measure)->unit, all[column].appraisal.unit));
            const std::string met = verdict(judged.met, "met", "not met");
            cells.push_back({met, met});
        }
    }
    std::vector<Cell>& last = table.rows.emplace_back();
    last.push_back({"The case", "holds"});
    for (const Judgement& each : judgements) {
        last.push_back({"", ""});
        const std::string holds = verdict(each.holds, "stands", "falls");
        last.push_back({holds, holds});
    }
    return table;
}

bool flips(const Decision& decision, const std::vector<Under>& all) {
    bool stands = false;
    bool falls = false;
    for (const Under& each : all) {
        const std::optional<bool> holds = judge(decision, each.appraisal).holds;
        stands = stands || holds == true;
        falls = falls || holds == false;
    }
    return stands && falls;
}

std::string conventions_text(const Programme& programme, const std::vector<Under>& all) {
    std::string result;
    for (const Under& each : all) {
        const Conventions& conventions = *each.appraisal.conventions;
        const DiscountSchedule& schedule = conventions.schedules.front();
        result += "Discounted " + schedule_text(schedule, programme.calendar.years) + ".\n";
        if (!schedule.test.empty() && programme.calendar.years > schedule.test_beyond_years) {
            result += "A case of over " + std::to_string(schedule.test_beyond_years) + " years is tested at " +
                      schedule.test + " as well: --method " + schedule.id + "," + schedule.test + "\n";
        }
    }
    const Conventions& conventions = *all.front().appraisal.conventions;
    for (std::size_t i = 1; i < conventions.schedules.size(); ++i) {
        std::vector<std::string> lines;
        for (const Line& line : programme.lines) {
            if (line.schedule == i) {
                lines.push_back(line.id);
            }
        }
        result += "Discounted " + schedule_text(conventions.schedules[i], programme.calendar.years) + ": " +
                  listed(lines, 10) + ".\n";
    }
    constexpr std::array<std::string_view, 3> when{"start", "middle", "end"};
    result += "Year 0 of discounting is " + programme.calendar.year_label(conventions.base_year) +
              "; money is taken to fall at the " + std::string(when[static_cast<std::size_t>(conventions.timing)]) +
              " of its year.\n";
    result += conventions.savings == SavingsGo::benefits
                  ? "In the BCR, savings of the public purse stand among the benefits.\n"
                  : "In the BCR, savings of the public purse are taken off the cost.\n";
    return result;
}

Json decision_json(const Programme& programme, const Appraisal& appraisal) {
    const Decision& decision = *programme.decision;
    const Judgement judgement = judge(decision, appraisal);
    const auto met = [](const std::optional<bool>& known) { return known ? Json(*known) : Json(); };
    Json criteria = Json::array();
    for (const Judged& each : judgement.criteria) {
        const Criterion& criterion = decision.criteria[each.criterion];
        const MeasureRow& measure = *find_measure(criterion.measure);
        criteria.push_back({{"measure", criterion.measure},
                            {"compare", word(criterion.compare)},
                            {"against", criterion.against},
                            {std::string(measure.key), figure_json(each.figure, appraisal.unit)},
                            {"met", met(each.met)}});
    }
    return {{"rule", decision.rule},
            {"case", decision.in_case.exists() ? Json(programme.scenarios[decision.in_case].id) : Json()},
            {"perspective", programme.perspectives[decision.perspective].id},
            {"holds", met(judgement.holds)},
            {"criteria", std::move(criteria)}};
}

}  // namespace tranche::cli
