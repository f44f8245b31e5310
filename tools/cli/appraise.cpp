#include "appraise_tables.hpp"
#include "tranche/model/cases.hpp"
#include "tranche/scenario/compose.hpp"

namespace tranche::cli {

namespace {

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

bool two_cases(const Options& options) {
    const std::string financial(financial_case);
    const std::string economic(economic_case);
    return options.in_case == financial + "," + economic || options.in_case == economic + "," + financial;
}

int wrong_cases(const Options& options, Outcome& outcome) {
    outcome.err += "tranche: --case takes economic, financial or economic,financial, not '" + options.in_case + "'\n";
    return 2;
}

}  // namespace

int appraise(const Options& options, Outcome& outcome) {
    const std::optional<Opened> opened = open_programme(options, outcome);
    if (!opened) {
        return 1;
    }
    if (options.in_case.find(',') != std::string::npos) {
        return two_cases(options) ? appraise_cases(*opened, options, outcome) : wrong_cases(options, outcome);
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
        decided = *judged_by(
            tranche::appraise(opened->model, for_decision(programme, asked->together), programme.decision->perspective),
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
            json["decision"] = decision_json(programme, decided.front().appraisal);
        }
        if (!options.method.empty()) {
            json["methods"] = Json::array();
            for (std::size_t i = 0; i < all->size(); ++i) {
                Json method{{"id", (*all)[i].method}};
                add_measures(method, (*all)[i].appraisal);
                method["discount"] = conventions_json(*(*all)[i].appraisal.conventions, programme.calendar);
                if (programme.decision) {
                    method["decision"] = decision_json(programme, decided[i].appraisal);
                }
                json["methods"].push_back(std::move(method));
            }
            if (programme.decision) {
                json["flips"] = flips(*programme.decision, decided);
            }
        }
        if (!options.in_case.empty()) {
            json["biases"] = biases_json(programme);
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
            decision = rendered(decision_table(programme, decided), options.format, outcome.bold) +
                       (flips(*programme.decision, decided) ? "\nThe decision depends on the method.\n" : "") + "\n";
        }
        outcome.out = titled(programme.name, programme.perspectives[*perspective].name + ", " + asked->title + ", £",
                             options.format) +
                      outcome.out + "\n" + decision + notes(programme, appraisal) +
                      missing_text(opened->model, asked->together, appraisal) +
                      (options.in_case.empty() ? "" : case_notes(programme)) + conventions_text(programme, *all) +
                      rests_on(programme);
    }
    return 0;
}

}  // namespace tranche::cli
