#include "tranche/report/describe_appraisal.hpp"

#include <algorithm>  // find, min

#include "described.hpp"
#include "tranche/appraise/discount.hpp"
#include "tranche/appraise/increment.hpp"
#include "tranche/model/cases.hpp"
#include "tranche/read/rule_books.hpp"

namespace tranche::cli {

namespace {

JudgedCase by_id(const std::string& id, Appraisal appraisal) {
    return {id, id, std::move(appraisal)};
}

// By each schedule that --method names, or the one in force. Empty, and it has been said why, where a name is not known.
std::optional<std::vector<JudgedCase>> judged_by(const Appraisal& appraisal, const std::string& methods,
                                                 Outcome& outcome) {
    if (methods.empty()) {
        return std::vector<JudgedCase>{by_id(appraisal.conventions->schedules.front().id, appraisal)};
    }
    std::vector<JudgedCase> result;
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
        result.push_back(by_id(method, discounted_by(appraisal, *found)));
        first = end + 1;
    }
    return result;
}

/// A case by each schedule, and the case of the decision by each.
struct Judged {
    std::vector<JudgedCase> methods;
    std::vector<JudgedCase> decided;
};

std::optional<Judged> judge_case(const Opened& opened, const Case& asked, PerspectiveId perspective,
                                 const Options& options, Outcome& outcome) {
    const Programme& programme = opened.model.programme;
    const std::string& method = options.text("--method");
    std::optional<std::vector<JudgedCase>> methods =
        judged_by(tranche::appraise(opened.model, asked.together, perspective), method, outcome);
    if (!methods) {
        return std::nullopt;
    }
    Judged result{std::move(*methods), {}};
    if (programme.decision) {
        const Appraisal decided =
            tranche::appraise(opened.model, for_decision(programme, asked.together), programme.decision->perspective);
        result.decided = *judged_by(decided, method, outcome);
    }
    return result;
}

// The case beside an option or scenario, and the difference.
int appraise_against(const Opened& opened, const Case& asked, PerspectiveId perspective, const Options& options,
                     Outcome& outcome) {
    const std::optional<Case> other = against_option(opened, asked, options, outcome);
    if (!other) {
        return 2;
    }
    std::optional<Judged> value = judge_case(opened, asked, perspective, options, outcome);
    if (!value) {
        return 2;
    }
    if (value->methods.size() > 1) {
        return misused(options, "--against takes one method", outcome);
    }
    std::optional<Judged> against = judge_case(opened, *other, perspective, options, outcome);
    IncrementParts parts{{"value", asked.title, value->methods.front().appraisal},
                         {options.text("--against"), other->title, against->methods.front().appraisal},
                         increment(value->methods.front().appraisal, against->methods.front().appraisal),
                         {}};
    if (!value->decided.empty()) {
        parts.decided = {{"value", asked.title, value->decided.front().appraisal},
                         {"against", other->title, against->decided.front().appraisal}};
    }
    const Programme& programme = opened.model.programme;
    ResultCase result = result_case(programme, asked, perspective, options);
    result.title = programme.perspectives[perspective].name + ", £";  // the columns name the cases
    outcome.document = describe_increment(subject_of(opened), result, parts);
    return 0;
}

// The financial and the economic case, and the bridge between them.
int appraise_cases(const Opened& opened, const Case& asked, PerspectiveId perspective, const Options& options,
                   Outcome& outcome) {
    const Programme& programme = opened.model.programme;
    const std::string& method = options.text("--method");
    Bridge across = bridge(opened.model, asked.together, perspective, financial_case, economic_case);
    const auto by_method = [&](Appraisal& appraisal) {
        const std::optional<std::vector<JudgedCase>> all = judged_by(appraisal, method, outcome);
        if (all && all->size() == 1) {
            appraisal = all->front().appraisal;
        }
        return all ? all->size() : 0;
    };
    if (const std::size_t methods = by_method(across.from); methods != 1) {
        return methods == 0 ? 2 : misused(options, "two cases take one method", outcome);
    }
    for (BridgeStop& stop : across.stops) {
        by_method(stop.after);
    }
    std::vector<JudgedCase> decided;
    if (programme.decision) {
        const bool one = programme.decision->in_case.exists();
        for (const auto& [id, title] : {std::pair(financial_case, "Financial"), std::pair(economic_case, "Economic")}) {
            if (one && programme.scenarios[programme.decision->in_case].id != id) {
                continue;
            }
            std::vector<ScenarioId> together = asked.together;
            together.push_back(*find_case(programme, id));
            Appraisal whole = tranche::appraise(opened.model, together, programme.decision->perspective);
            by_method(whole);
            decided.push_back({std::string(id), title, std::move(whole)});
        }
    }
    outcome.document =
        describe_bridge(subject_of(opened), result_case(programme, asked, perspective, options), {across, decided});
    return 0;
}

int appraise(const Opened& opened, const Options& options, Outcome& outcome) {
    const std::vector<std::string> cases = options.list("--case");
    const bool several = cases.size() > 1;
    const bool both =
        cases.size() == 2 && cases[0] != cases[1] && std::find(cases.begin(), cases.end(), "as-written") == cases.end();
    if (several && !both) {
        return misused(options,
                       "--case takes economic, financial or economic,financial, not '" + options.text("--case") + "'",
                       outcome);
    }
    if (both && options.given("--against")) {
        return misused(options, "--against takes one case", outcome);
    }
    Options written = options;
    if (both) {
        written.set("--case", {"as-written"});  // the bridge puts each of the two in force itself
    }
    const std::optional<Case> asked = case_option(opened, written, outcome);
    const std::optional<PerspectiveId> perspective =
        asked ? perspective_option(opened, options, outcome) : std::nullopt;
    if (!perspective) {
        return 2;
    }
    if (both) {
        return appraise_cases(opened, *asked, *perspective, options, outcome);
    }
    if (options.given("--against")) {
        return appraise_against(opened, *asked, *perspective, options, outcome);
    }
    std::optional<Judged> judged = judge_case(opened, *asked, *perspective, options, outcome);
    if (!judged) {
        return 2;
    }
    AppraisalParts parts;
    parts.methods = std::move(judged->methods);
    parts.decided = std::move(judged->decided);
    parts.range = bounds(opened.model, asked->together, *perspective);
    parts.by_method = options.given("--method");
    parts.adjusted = !case_of(options).empty();
    parts.together = asked->together;
    outcome.document = describe_appraisal(subject_of(opened),
                                          result_case(opened.model.programme, *asked, *perspective, options), parts);
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
         .help = "show an option or scenario beside this case, with the difference"},
        {.name = "--method",
         .placeholder = "A,B",
         .help = "discount by schedules that `tables` lists, or rates such as 4%, side by side (the programme's)"}};
    static const Command command{
        .name = "appraise",
        .help = "show the measures: totals, net, ROI, payback, NPV, BCR, IRR, peak funding; and the decision",
        .arguments = {programme_argument},
        .options = {own, case_options().first(2), case_options().last(2), money_formats(), writing_options()},
        .run = appraise,
        .examples = {"appraise programmes/cheshire-community-safety --scenario delay --method 3.5%,6%"}};
    return command;
}

}  // namespace tranche::cli
