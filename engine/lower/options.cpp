// Being in force is an input, so choosing an option is a scenario and composes with all others.
#include "lower/options.hpp"

#include <algorithm>  // find_if
#include <map>
#include <utility>  // move

#include "lower/amounts.hpp"
#include "lower/sources.hpp"

namespace tranche::lowering {

namespace {

NodeId in_force(Context& ctx, const std::vector<Text>& in) {
    NodeId result = ctx.programme.formulas.literal(1.0);
    bool first = true;
    for (const Text& name : in) {
        if (const std::optional<std::size_t> row = ctx.names.options.find(name, "option", ctx.diagnostics)) {
            const NodeId one = ctx.programme.formulas.input(ctx.programme.options[*row].in_force);
            // A line of several options counts where any of them is in force.
            result = first ? one : ctx.programme.formulas.apply(Op::maximum, result, one);
            first = false;
        }
    }
    return result;
}

}  // namespace

// The preferred option is in force unless another is chosen; without one, the first that changes anything.
void lower_options(Context& ctx) {
    const auto is = [](OptionRole role) { return [role](const OptionDef& def) { return def.role == role; }; };
    const std::vector<OptionDef>& defs = ctx.definition.options;
    const auto before = std::find_if(defs.begin(), defs.end(), is(OptionRole::counterfactual));
    const auto another =
        before == defs.end() ? defs.end() : std::find_if(before + 1, defs.end(), is(OptionRole::counterfactual));
    if (another != defs.end()) {
        ctx.diagnostics.error(
            "two-counterfactuals", another->id.where,
            "options '" + before->id.text + "' and '" + another->id.text + "' are both counterfactuals",
            "only one option can be the counterfactual; the others are alternatives");
    }
    auto used = std::find_if(defs.begin(), defs.end(), is(OptionRole::preferred));
    if (used != defs.end()) {
        const auto second = std::find_if(used + 1, defs.end(), is(OptionRole::preferred));
        if (second != defs.end()) {
            ctx.diagnostics.error("two-preferred", second->id.where,
                                  "options '" + used->id.text + "' and '" + second->id.text + "' are both preferred",
                                  "only one option can be preferred; the others are alternatives");
        }
    } else {
        used = std::find_if(defs.begin(), defs.end(), is(OptionRole::alternative));
        used = used == defs.end() ? defs.begin() : used;
    }
    for (const OptionDef& def : defs) {
        ctx.names.options.declare(def.id, "an option", ctx.programme.options.size(), ctx.diagnostics);
        Option option;
        option.id = def.id.text;
        option.name = def.name.empty() ? def.id.text : def.name;
        option.role = def.role;
        option.where = def.id.where;
        option.at = citation(ctx, def.at);
        Input input;
        input.name = "option(" + option.id + ")";
        input.subject = option.id;
        input.base = &def == &*used ? 1.0 : 0.0;
        input.use = InputUse::option;
        input.where = option.where;
        input.at = option.at;
        option.in_force = ctx.programme.formulas.add_input(std::move(input));
        ctx.programme.options.push_back(std::move(option));
    }
}

void put_in_force(const Programme& programme, std::size_t option, Scenario& scenario, Position where) {
    for (std::size_t i = 0; i < programme.options.size(); ++i) {
        scenario.overrides.push_back({programme.options[i].in_force, Verb::replace, i == option ? 1.0 : 0.0, where});
    }
}

void choose_option(Context& ctx, const Text& name, Scenario& scenario) {
    if (const std::optional<std::size_t> row = ctx.names.options.find(name, "option", ctx.diagnostics)) {
        put_in_force(ctx.programme, *row, scenario, name.where);
    }
}

// A line counts where it, its project and its workstream are each in an option in force. A project of another option
// does not move what waits for it.
void apply_options(Context& ctx, const std::vector<LineNote>& in_options) {
    const NodeId always = ctx.programme.formulas.literal(1.0);
    std::map<std::string, NodeId> of_line;
    for (const LineNote& said : in_options) {
        of_line[said.line.text] = in_force(ctx, said.words);
    }
    std::map<std::string, NodeId> of_workstream;
    std::map<std::string, NodeId> of_project;
    for (const WorkstreamDef& workstream : ctx.definition.workstreams) {
        const NodeId around = in_force(ctx, workstream.in);
        of_workstream[workstream.id.text] = around;
        for (const ProjectDef& project : workstream.projects) {
            const NodeId own = in_force(ctx, project.in);
            of_project[project.id.text] =
                own == around || own == always ? around : times(ctx.programme.formulas, around, own);
        }
    }
    if (ctx.programme.options.empty()) {
        return;
    }
    const auto of_place = [&](WorkstreamId workstream, ProjectId project) {
        const auto found = project.exists() ? of_project.find(ctx.programme.projects[project].id) : of_project.end();
        if (found != of_project.end()) {
            return found->second;
        }
        return workstream.exists() ? of_workstream.at(ctx.programme.workstreams[workstream].id) : always;
    };
    for (Line& line : ctx.programme.lines) {
        const auto own = of_line.find(line.part_of.exists() ? ctx.programme.lines[line.part_of].id : line.id);
        const NodeId place = of_place(line.workstream, line.project);
        if (place != always) {
            line.factor = times(ctx.programme.formulas, line.factor, place);
        }
        if (own != of_line.end() && own->second != place) {
            line.factor = times(ctx.programme.formulas, line.factor, own->second);
        }
    }
    for (std::size_t i = 0; i < ctx.programme.projects.size(); ++i) {
        Project& project = ctx.programme.projects[ProjectId{i}];
        const NodeId place = of_place(project.workstream, ProjectId{i});
        for (NodeId* months : {&project.delay, &project.overrun}) {
            // A delay of a project that is not there must not hold up what waits for it.
            if (place != always && ctx.programme.formulas.nodes()[*months].op != Op::literal) {
                *months = ctx.programme.formulas.apply(Op::multiply, *months, place);
            }
        }
    }
}

}  // namespace tranche::lowering
