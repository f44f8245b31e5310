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

int appraise(const Opened& opened, const Options& options, Outcome& outcome) {
    const std::vector<std::string> cases = options.list("--case");
    if (cases.size() > 1) {
        const bool both = cases.size() == 2 && cases[0] != cases[1] &&
                          std::find(cases.begin(), cases.end(), "as-written") == cases.end();
        return both ? appraise_cases(opened, options, outcome)
                    : misused(options,
                              "--case takes economic, financial or economic,financial, not '" + options.text("--case") +
                                  "'",
                              outcome);
    }
    const std::optional<Case> asked = case_option(opened, options, outcome);
    const std::optional<PerspectiveId> perspective =
        asked ? perspective_option(opened, options, outcome) : std::nullopt;
    if (!perspective) {
        return 2;
    }
    const Programme& programme = opened.model.programme;
    const Appraisal appraisal = tranche::appraise(opened.model, asked->together, *perspective);
    const std::optional<std::vector<Under>> all = judged_by(appraisal, options.text("--method"), outcome);
    if (!all) {
        return 2;
    }
    std::vector<Under> decided;
    if (programme.decision) {
        decided = *judged_by(
            tranche::appraise(opened.model, for_decision(programme, asked->together), programme.decision->perspective),
            options.text("--method"), outcome);
    }
    if (options.given("--against")) {
        return appraise_against(opened, *asked, *perspective, *all, decided, options, outcome);
    }
    const std::optional<Bounds> range = bounds(opened.model, asked->together, *perspective);
    if (options.text("--format") == "json") {
        Json json = headed(opened, options);
        json["perspective"] = options.text("--for");
        add_measures(json, all->front().appraisal);
        if (range) {
            add_range(json, *range, appraisal.unit);
        }
        json["discount"] = conventions_json(*all->front().appraisal.conventions, programme.calendar);
        if (programme.decision) {
            json["decision"] = decision_json(programme, decided.front().appraisal);
        }
        if (options.given("--method")) {
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
        if (!case_of(options).empty()) {
            json["biases"] = biases_json(programme);
        }
        json["excludes"] = excluded_json(programme, appraisal);
        json["rests_on"] = status_json(programme);
        outcome.out = dumped(json);
        return 0;
    }
    const bool for_people = options.text("--format") != "csv";
    outcome.out = rendered(measure_table(*all, all->size() > 1 ? std::nullopt : range, for_people),
                           options.text("--format"), outcome.bold);
    if (for_people) {
        std::string decision;
        if (programme.decision) {
            decision = rendered(decision_table(programme, decided), options.text("--format"), outcome.bold) +
                       (flips(*programme.decision, decided) ? "\nThe decision depends on the method.\n" : "") + "\n";
        }
        outcome.out = titled(programme.name, programme.perspectives[*perspective].name + ", " + asked->title + ", £",
                             options.text("--format")) +
                      outcome.out + "\n" + decision + notes(programme, appraisal) +
                      missing_text(opened.model, asked->together, appraisal) +
                      (case_of(options).empty() ? "" : case_notes(programme)) + conventions_text(programme, *all) +
                      rests_on(programme);
    }
    return 0;
}

}  // namespace

const Command& appraise_command() {
    // As those of the other commands, but that the case may be two.
    static const std::vector<OptionRow> own{
        {.name = "--case",
         .placeholder = "CASE",
         .help = "choose economic, financial, or both side by side with the bridge between them (as written)",
         .choices = {"economic", "financial", "as-written"},
         .list = true},
        {.name = "--against",
         .placeholder = "ID",
         .help = "set an option or scenario beside this case, and the difference"},
        {.name = "--method",
         .placeholder = "A,B",
         .help = "discount by schedules that `tables` lists, or rates such as 4%, side by side (the programme's)"}};
    static const Command command{
        .name = "appraise",
        .help = "show the measures: totals, net, ROI, payback, NPV, BCR, IRR, peak funding; and the decision",
        .arguments = {programme_argument},
        .options = {own, case_options().first(2), case_options().last(2), table_formats(), writing_options()},
        .run = appraise,
        .examples = {"appraise programmes/cheshire-community-safety --scenario delay --method 3.5%,6%"}};
    return command;
}

}  // namespace tranche::cli
