#include <algorithm>  // min
#include <utility>    // move

#include "tranche/scenario/bridge.hpp"  // for_decision
#include "commands.hpp"
#include "described.hpp"
#include "tranche/report/describe_sensitivity.hpp"

namespace tranche::cli {

namespace {

/// `rank`, `decision`, or comparisons like those of a decision.
struct Switch {
    bool rank = false;
    std::vector<Criterion> criteria;
    std::string text;
    PerspectiveId perspective;
    bool decision = false;  ///< the programme's own, which may name the case that it is judged in
};

std::optional<Switch> switch_option(const std::string& asked, const Programme& programme, PerspectiveId perspective,
                                    Outcome& outcome) {
    const auto wrong = [&](const std::string& why) {
        outcome.err += "tranche: --switch: " + why + "\n";
        return std::nullopt;
    };
    if (asked == "rank") {
        if (programme.options.size() < 2) {
            return wrong("a rank needs at least two options");
        }
        return Switch{true, {}, "first in rank by NPV", perspective};
    }
    if (asked == "decision") {
        if (!programme.decision) {
            return wrong("the programme declares no decision; give a comparison such as 'bcr >= 2'");
        }
        return Switch{false, programme.decision->criteria, programme.decision->rule, programme.decision->perspective,
                      true};
    }
    Switch result{false, {}, asked, perspective};
    constexpr std::string_view joint = " and ";
    for (std::size_t first = 0; first <= asked.size();) {
        const std::size_t end = std::min(asked.find(joint, first), asked.size());
        const std::string part = asked.substr(first, end - first);
        const std::optional<Criterion> each = parse_criterion(part);
        if (!each) {
            return wrong("'" + part +
                         "' is not a comparison; it takes a comparison such as 'bcr >= 2', `decision` or `rank`");
        }
        result.criteria.push_back(*each);
        first = end + joint.size();
    }
    Programme asking;
    asking.decision = Decision{result.criteria, asked, perspective, {}, {}};
    Diagnostics diagnostics;
    check_decision(asking, diagnostics);
    if (diagnostics.errors() > 0) {
        const Diagnostic& first = diagnostics.all().front();
        return wrong(first.sentence + "; " + first.suggestion);
    }
    return result;
}

// The option in force first, then every other.
std::vector<Lane> lanes_of(const Opened& opened, const Case& asked, const Drivers& drivers) {
    const Programme& programme = opened.model.programme;
    std::vector<Lane> result{drivers.base};
    const auto in_force = [&](const Option& option) {
        for (const Setting& each : drivers.base.settings) {
            if (each.input == option.in_force) {
                return each.value == 1.0;
            }
        }
        return opened.model.plan.base[option.in_force.index()] == 1.0;
    };
    for (const Option& option : programme.options) {
        if (!in_force(option)) {
            std::vector<ScenarioId> together;
            for (const ScenarioId each : asked.together) {
                if (programme.scenarios[each].role != ScenarioRole::option) {
                    together.push_back(each);
                }
            }
            together.push_back(option.scenario);
            result.push_back(compose(programme, together));
        }
    }
    return result;
}

ConditionCheck check_of(const Switch& asked, const Opened& opened, const Case& of, const Drivers& drivers,
                        const Appraiser& own, PerspectiveId perspective) {
    const Programme& programme = opened.model.programme;
    std::vector<Appraiser> appraisers;
    if (asked.rank) {
        for (const Lane& lane : lanes_of(opened, of, drivers)) {
            appraisers.emplace_back(programme, drivers.plan, perspective, lane);
        }
        const std::size_t options = appraisers.size();
        return {Condition::first_in_rank(options), std::move(appraisers)};
    }
    if (asked.decision) {
        appraisers.emplace_back(programme, drivers.plan, asked.perspective,
                                compose(programme, for_decision(programme, of.together)));
    } else if (asked.perspective == perspective) {
        appraisers.push_back(own);
    } else {
        appraisers.emplace_back(programme, drivers.plan, asked.perspective, drivers.base);
    }
    Condition condition(asked.criteria, asked.text, appraisers.front().base());
    return {std::move(condition), std::move(appraisers)};
}

const Driver* driver_option(const Drivers& drivers, const std::string& id, Outcome& outcome) {
    const Driver* found = drivers.find(id);
    if (found == nullptr || !found->value) {
        std::vector<std::string> known;
        for (const Driver& each : drivers.all) {
            known.push_back(each.id);
        }
        const std::string hint = did_you_mean(id, known);
        outcome.err += "tranche: --grid: there is no input '" + id + "'; " +
                       (hint.empty() ? "there are " + listed(known, 10) : hint) + "\n";
        return nullptr;
    }
    return found;
}

// Empty and no message: nothing was asked, and there are no costs or no benefits to take instead.
bool grid_option(const Options& options, const Drivers& drivers, const Appraiser& appraiser, const MeasureRow& measure,
                 std::optional<Grid>& grid, Outcome& outcome) {
    if (!options.given("--grid")) {
        const Driver* costs = drivers.find(all_costs);
        const Driver* benefits = drivers.find(all_benefits);
        if (costs != nullptr && benefits != nullptr) {
            grid = tranche::grid(appraiser, *costs, *benefits, measure);
        }
        return true;
    }
    const std::size_t comma = options.text("--grid").find(',');
    if (comma == std::string::npos) {
        outcome.err += "tranche: --grid takes two inputs with a comma between them, such as kind=cost,kind=benefit\n";
        return false;
    }
    const Driver* down = driver_option(drivers, options.text("--grid").substr(0, comma), outcome);
    const Driver* across =
        down == nullptr ? nullptr : driver_option(drivers, options.text("--grid").substr(comma + 1), outcome);
    if (across == nullptr) {
        return false;
    }
    if (down == across) {
        outcome.err += "tranche: --grid takes two inputs, and '" + down->id + "' is given twice\n";
        return false;
    }
    grid = tranche::grid(appraiser, *down, *across, measure);
    return true;
}

const MeasureRow* measure_option(const Options& options, Outcome& outcome) {
    const std::string& name = options.text("--figure");
    const MeasureRow* found = find_measure(name);
    if (found == nullptr) {
        const std::vector<std::string> known = names_of(measures());
        const std::string hint = did_you_mean(name, known);
        misused(options, "--figure takes no '" + name + "'; " + (hint.empty() ? "it takes " + listed(known) : hint),
                outcome);
    }
    return found;
}

std::vector<Switching> switching_of(const Drivers& drivers, const ConditionCheck& check) {
    std::vector<Path> paths;
    std::vector<std::size_t> of;
    for (std::size_t i = 0; i < drivers.all.size(); ++i) {
        if (drivers.all[i].value) {
            paths.push_back(path_of(drivers.all[i]));
            of.push_back(i);
        }
    }
    std::vector<Switching> result(drivers.all.size());
    for (Switching& each : result) {
        each.proof = Proof::not_computable;
        each.why = "nobody knows its value";
    }
    const std::vector<Switching> found = switching(check, paths);
    for (std::size_t i = 0; i < of.size(); ++i) {
        result[of[i]] = found[i];
    }
    return result;
}

int sensitivity(const AskedCase& of, const Options& options, Outcome& outcome) {
    const MeasureRow* measure = measure_option(options, outcome);
    if (measure == nullptr) {
        return 2;
    }
    const auto& [opened, asked, perspective] = of;
    const Programme& programme = opened.model.programme;
    const std::string& given = options.text("--switch");
    const std::optional<Switch> turned = switch_option(given, programme, perspective, outcome);
    if (!turned) {
        return 2;
    }
    const bool decided = !options.given("--switch") && programme.decision;
    const std::optional<Switch> jointly = decided ? switch_option("decision", programme, perspective, outcome) : turned;
    const Drivers drivers = find_drivers(opened.model, asked.together);
    const Appraiser appraiser(programme, drivers.plan, perspective, drivers.base);
    SensitivityParts r{.drivers = drivers,
                       .unit = appraiser.base().unit,
                       .condition = turned->text,
                       .grid_asked = options.given("--grid"),
                       .joint_condition = jointly->text,
                       .chart = options.flag("--chart")};
    if (!grid_option(options, drivers, appraiser, *measure, r.grid, outcome)) {
        return 2;
    }
    r.tornado = tornado(drivers, appraiser, *measure);
    const ConditionCheck check = check_of(*turned, opened, asked, drivers, appraiser, perspective);
    r.switching = switching_of(drivers, check);
    if (const std::optional<Path> both = combined_path(drivers)) {
        r.combined = switching(check, std::span(&*both, 1)).front();
        Switch net{false, {*parse_criterion("net >= 0")}, "net >= 0", perspective};
        r.combined_undiscounted =
            switching(check_of(net, opened, asked, drivers, appraiser, perspective), std::span(&*both, 1)).front();
    }
    const ConditionCheck joint_check = check_of(*jointly, opened, asked, drivers, appraiser, perspective);
    r.joint_in_money = joint_check.condition().affine();
    r.joint = smallest_joint_change(drivers, joint_check);
    outcome.document = describe_sensitivity(subject_of(opened), result_case(programme, asked, perspective, options), r);
    return 0;
}

}  // namespace

const Command& sensitivity_command() {
    static const std::vector<OptionRow> own{
        {.name = "--figure",
         .placeholder = "NAME",
         .help = "show the effect on a measure that `appraise` has: npv, bcr, payback and so on",
         .initial = "npv",
         .old_name = "--measure"},
        {.name = "--switch",
         .placeholder = "CONDITION",
         .help = "find what changes a comparison such as 'bcr >= 2' or 'payback <= 3', decision, or rank",
         .initial = "npv >= 0"},
        {.name = "--grid", .placeholder = "A,B", .help = "move two inputs together (kind=cost,kind=benefit)"},
        {.name = "--chart", .placeholder = "", .help = "draw the bars as well"}};
    static const Command command{
        .name = "sensitivity",
        .help = "show each input's effect, switching values, and the smallest combined change that flips the case",
        .arguments = {programme_argument},
        .options = {own, case_options(), chart_formats(), writing_options()},
        .run = sensitivity,
        .examples = {"sensitivity programmes/cheshire-community-safety --switch 'payback <= 3'"}};
    return command;
}

}  // namespace tranche::cli
