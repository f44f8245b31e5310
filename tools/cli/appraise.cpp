#include <algorithm>  // min
#include <array>
#include <utility>  // move

#include "commands.hpp"
#include "render.hpp"
#include "tranche/appraise/discount.hpp"
#include "tranche/appraise/increment.hpp"
#include "tranche/base/spelling.hpp"
#include "tranche/load/rule_books.hpp"
#include "tranche/scenario/compose.hpp"

namespace tranche::cli {

namespace {

/// The same money under one set of conventions.
struct Under {
    std::string method;  ///< as asked for; the schedule's id where it is the programme's own; or what the column holds
    Appraisal appraisal;
    std::string title = method;  ///< over its column
};

// What would have to be known for the lines that are left out.
std::string missing_text(const Model& model, std::span<const ScenarioId> together, const Appraisal& appraisal) {
    const Lane lane = compose(model.programme, together);
    std::string result;
    for (const LineId id : appraisal.unknown) {
        result +=
            "Missing for " + model.programme.lines[id].id + ": " + listed(missing_for(model, lane, id), 10) + "\n";
    }
    return result;
}

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

std::string verdict(const std::optional<bool>& holds, std::string_view yes, std::string_view no) {
    return std::string(holds ? (*holds ? yes : no) : "not known");
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

TextTable decision_table(const Decision& decision, const std::vector<Under>& all) {
    TextTable table{{{"criterion", "Decision"}}, {}};
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

// Two methods one of which lets the case stand and the other fall.
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

// A rate that is asked for has no source to be trusted.
std::string schedule_text(const DiscountSchedule& schedule, int years) {
    return schedule.source.empty() ? "at " + schedule.title
                                   : "by " + schedule.id + " (" + schedule.title + ", " +
                                         std::string(word(schedule.status)) + "), " + bands_text(schedule, years);
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

Json decision_json(const Decision& decision, const Programme& programme, const Appraisal& appraisal) {
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
            {"perspective", programme.perspectives[decision.perspective].id},
            {"holds", met(judgement.holds)},
            {"criteria", std::move(criteria)}};
}

// This case beside another, and what it changes in its place.
int appraise_against(const Opened& opened, const Case& asked, PerspectiveId perspective, const std::vector<Under>& all,
                     const std::vector<Under>& decided, const Options& options, Outcome& outcome) {
    if (all.size() > 1) {
        outcome.err += "tranche: --against takes one method\n";
        return 2;
    }
    const std::optional<Case> other = against_option(opened, asked, options, outcome);
    if (!other) {
        return 2;
    }
    const Programme& programme = opened.model.programme;
    const auto against_from = [&](PerspectiveId from) {
        return judged_by(tranche::appraise(opened.model, other->together, from), options.method, outcome)
            ->front()
            .appraisal;
    };
    const Appraisal& of = all.front().appraisal;
    const Appraisal against = against_from(perspective);
    const Appraisal more = increment(of, against);
    std::vector<Under> judged;
    if (programme.decision) {
        judged.push_back({"value", decided.front().appraisal, asked.title});
        judged.push_back({"against", against_from(programme.decision->perspective), other->title});
    }
    if (options.format == "json") {
        const auto side = [&](const Appraisal& appraisal) {
            Json result = Json::object();
            add_measures(result, appraisal);
            return result;
        };
        Json json = headed(opened, options);
        json["perspective"] = options.perspective;
        add_measures(json, of);
        json["against"] = side(against);
        json["against"]["id"] = options.against;
        json["increment"] = side(more);
        json["discount"] = conventions_json(*of.conventions, programme.calendar);
        if (programme.decision) {
            json["decision"] = decision_json(*programme.decision, programme, judged.front().appraisal);
            json["against"]["decision"] = decision_json(*programme.decision, programme, judged.back().appraisal);
        }
        json["rests_on"] = status_json(programme);
        outcome.out = dumped(json);
        return 0;
    }
    const bool for_people = options.format != "csv";
    TextTable table = measure_table(
        {{"value", of, asked.title}, {"against", against, other->title}, {"increment", more, "Increment"}},
        std::nullopt, for_people);
    if (for_people) {
        drop_column(table, "definition");
    }
    outcome.out = rendered(table, options.format, outcome.bold);
    if (for_people) {
        std::string decision;
        if (programme.decision) {
            decision = rendered(decision_table(*programme.decision, judged), options.format, outcome.bold) +
                       (flips(*programme.decision, judged) ? "\nThe decision depends on which of them it is.\n" : "") +
                       "\n";
        }
        outcome.out = titled(programme.name, programme.perspectives[perspective].name + ", £", options.format) +
                      outcome.out + "\n" + decision + notes_of(programme, asked.title, of) +
                      notes_of(programme, other->title, against) + notes_of(programme, "Increment", more) +
                      conventions_text(programme, all) + rests_on(programme);
    }
    return 0;
}

}  // namespace

int appraise(const Options& options, Outcome& outcome) {
    const std::optional<Opened> opened = open_programme(options, outcome);
    if (!opened) {
        return 1;
    }
    const std::optional<Case> asked = case_option(*opened, options, outcome);
    const std::optional<PerspectiveId> perspective = perspective_option(*opened, options, outcome);
    if (!asked || !perspective) {
        return 2;
    }
    const Programme& programme = opened->model.programme;
    const Appraisal appraisal = tranche::appraise(opened->model, asked->together, *perspective);
    const std::optional<std::vector<Under>> all = judged_by(appraisal, options.method, outcome);
    if (!all) {
        return 2;
    }
    std::vector<Under> decided;
    if (programme.decision) {
        decided = *judged_by(programme.decision->perspective == *perspective
                                 ? appraisal
                                 : tranche::appraise(opened->model, asked->together, programme.decision->perspective),
                             options.method, outcome);
    }
    if (!options.against.empty()) {
        return appraise_against(*opened, *asked, *perspective, *all, decided, options, outcome);
    }
    const std::optional<Bounds> range = bounds(opened->model, asked->together, *perspective);
    if (options.format == "json") {
        Json json = headed(*opened, options);
        json["perspective"] = options.perspective;
        add_measures(json, all->front().appraisal);
        if (range) {
            add_range(json, *range, appraisal.unit);
        }
        json["discount"] = conventions_json(*all->front().appraisal.conventions, programme.calendar);
        if (programme.decision) {
            json["decision"] = decision_json(*programme.decision, programme, decided.front().appraisal);
        }
        if (!options.method.empty()) {
            json["methods"] = Json::array();
            for (std::size_t i = 0; i < all->size(); ++i) {
                Json method{{"id", (*all)[i].method}};
                add_measures(method, (*all)[i].appraisal);
                method["discount"] = conventions_json(*(*all)[i].appraisal.conventions, programme.calendar);
                if (programme.decision) {
                    method["decision"] = decision_json(*programme.decision, programme, decided[i].appraisal);
                }
                json["methods"].push_back(std::move(method));
            }
            if (programme.decision) {
                json["flips"] = flips(*programme.decision, decided);
            }
        }
        json["excludes"] = excluded_json(programme, appraisal);
        json["rests_on"] = status_json(programme);
        outcome.out = dumped(json);
        return 0;
    }
    const bool for_people = options.format != "csv";
    outcome.out =
        rendered(measure_table(*all, all->size() > 1 ? std::nullopt : range, for_people), options.format, outcome.bold);
    if (for_people) {
        std::string decision;
        if (programme.decision) {
            decision = rendered(decision_table(*programme.decision, decided), options.format, outcome.bold) +
                       (flips(*programme.decision, decided) ? "\nThe decision depends on the method.\n" : "") + "\n";
        }
        outcome.out = titled(programme.name, programme.perspectives[*perspective].name + ", " + asked->title + ", £",
                             options.format) +
                      outcome.out + "\n" + decision + notes(programme, appraisal) +
                      missing_text(opened->model, asked->together, appraisal) + conventions_text(programme, *all) +
                      rests_on(programme);
    }
    return 0;
}

}  // namespace tranche::cli
