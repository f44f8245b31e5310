#include <algorithm>  // all_of, find, find_if
#include <charconv>   // from_chars
#include <utility>    // move

#include "lower/expression.hpp"
#include "lower/lowering.hpp"
#include "tranche/base/spelling.hpp"

namespace tranche {

namespace {

bool is_id(std::string_view text) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    constexpr std::size_t longest = 100;
    return !text.empty() && text.size() <= longest && letter(text.front()) &&
           std::all_of(text.begin(), text.end(), [&](char c) { return letter(c) || c == '-' || c == '_'; });
}

void tell_no_id(const Text& id, std::string_view noun, Diagnostics& diagnostics) {
    diagnostics.error("not-an-id", id.where, quoted(id.text) + " cannot be the id of " + std::string(noun),
                      "ids are small letters, digits and hyphens, start with a letter or a digit, and have up to 100 "
                      "characters");
}

}  // namespace

bool Names::declare(const Text& id, std::string_view noun, std::size_t row, Diagnostics& diagnostics) {
    if (!id.given()) {
        return false;  // the reader has said that it is missing
    }
    if (!is_id(id.text)) {
        tell_no_id(id, noun, diagnostics);
        return false;
    }
    const auto [found, fresh] = rows_.emplace(std::string_view(id.text), std::pair{row, id.where});
    if (!fresh) {
        const Position first = found->second.second;
        const std::uint32_t line = first == built_in ? 0 : first.line;
        diagnostics.error(
            "duplicate-id", id.where,
            "there is " + std::string(noun) + " '" + id.text + "' already, " +
                (first.column == 0 ? "built in" : "in line " + std::to_string(line)) +
                (first.column == 0 || first.file == id.where.file ? ""
                                                                  : " of " + diagnostics.files()[first.file]->name),
            "give one of them another id");
    }
    return fresh;
}

void Names::alias(const Text& id, std::string_view noun, std::size_t row, Diagnostics& diagnostics) {
    if (!rows_.emplace(std::string_view(id.text), std::pair{row, id.where}).second) {
        diagnostics.error("duplicate-id", id.where,
                          quoted(id.text) + " is the name of " + std::string(noun) + " already",
                          "a name stands for one of them only");
    }
}

std::optional<std::size_t> Names::find(const Text& id, std::string_view noun, Diagnostics& diagnostics) const {
    const auto found = rows_.find(std::string_view(id.text));
    if (found != rows_.end()) {
        return found->second.first;
    }
    if (!id.given()) {
        return std::nullopt;  // what stands there is no word, and that is told
    }
    std::vector<std::string> known;
    for (const auto& [name, row] : rows_) {
        if (row.second != built_in) {  // what the author declared, not what is built in
            known.emplace_back(name);
        }
    }
    std::string hint = did_you_mean(id.text, known);
    if (hint.empty()) {
        hint = known.empty() ? "the programme declares none"
                             : (known.size() == 1 ? "there is " : "there are ") + listed(known);
    }
    diagnostics.error("unknown-reference", id.where, "there is no " + std::string(noun) + " " + quoted(id.text), hint);
    return std::nullopt;
}

Programme Lowering::lower() {
    if (def_.id.given() && !is_id(def_.id.text)) {
        tell_no_id(def_.id, "a programme", diagnostics_);
    }
    result_.id = def_.id.text;
    result_.name = def_.name.empty() ? def_.id.text : def_.name;
    result_.summary = def_.summary;
    result_.owner = def_.owner;
    result_.price_basis = def_.prices.basis + (def_.prices.base.empty() ? "" : " " + def_.prices.base);
    result_.calendar = *def_.calendar;
    result_.delay_window = def_.calendar_def.delay_window;
    result_.where = def_.where;
    lower_sources();
    lower_organisations();
    lower_perspectives();
    lower_method();
    lower_decision();
    lower_measures();
    collect_line_ids();
    lower_assumptions();
    lower_awards();
    lower_workstreams();
    lower_award_settings();
    nest_lines();
    apply_selections();
    bind_line_values();
    lower_risks();
    check_cohorts();
    lower_comparisons();
    lower_tracking();
    lower_claims();
    result_.conventions = std::make_shared<const Conventions>(std::move(conventions_));
    result_.formulas.close();
    result_.shapes = std::make_shared<const Shapes>(std::move(shapes_));
    return std::move(result_);
}

void Lowering::lower_sources() {
    for (const SourceDef& def : def_.sources) {
        sources_.declare(def.id, "a source", result_.sources.size(), diagnostics_);
        result_.sources.add({def.id.text, def.file, def.title, def.dated, def.sha256, def.id.where});
    }
}

std::optional<Citation> Lowering::citation(const Text& at) {
    if (!at.given()) {
        return std::nullopt;
    }
    const std::size_t colon = at.text.find(':');
    Citation result;
    const auto number = [&](std::string_view text, std::uint32_t& into) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
        return error == std::errc{} && end == text.data() + text.size() && into > 0;
    };
    bool sound = colon != std::string::npos;
    if (sound) {
        const std::string_view lines = std::string_view(at.text).substr(colon + 1);
        const std::size_t dash = lines.find('-');
        sound = number(lines.substr(0, dash), result.first_line);
        result.last_line = result.first_line;
        if (sound && dash != std::string_view::npos) {
            sound = number(lines.substr(dash + 1), result.last_line) && result.last_line >= result.first_line;
        }
    }
    if (!sound) {
        diagnostics_.error("not-a-reference", at.where, quoted(at.text) + " is not a place in a source",
                           "places look like bid:1184 or bid:3212-3218");
        return std::nullopt;
    }
    const std::optional<std::size_t> source =
        sources_.find({at.text.substr(0, colon), at.where}, "source", diagnostics_);
    if (!source) {
        return std::nullopt;
    }
    result.source = SourceId{*source};
    return result;
}

void Lowering::lower_organisations() {
    result_.organisations.add({"outside", "Outside the programme", {}, false, {}, {}});
    organisations_.declare({"outside", built_in}, "an organisation", 0, diagnostics_);
    for (const OrganisationDef& def : def_.organisations) {
        const std::size_t row = result_.organisations.size();
        organisations_.declare(def.id, "an organisation", row, diagnostics_);
        Organisation organisation;
        organisation.id = def.id.text;
        organisation.name = def.name.empty() ? def.id.text : def.name;
        organisation.funder = def.kind == "funder";
        organisation.where = def.id.where;
        for (const Text& alias : def.aliases) {
            organisations_.alias(alias, "an organisation", row, diagnostics_);
            organisation.aliases.push_back(alias.text);
        }
        result_.organisations.add(std::move(organisation));
    }
    for (std::size_t i = 0; i < def_.organisations.size(); ++i) {
        const OrganisationId id{i + 1};
        for (const Text& member : def_.organisations[i].members) {
            const std::optional<OrganisationId> found = organisation(member);
            if (found == id) {
                diagnostics_.error("member-of-itself", member.where,
                                   "'" + member.text + "' cannot be a member of itself", "leave it out");
            } else if (found) {
                result_.organisations[id].members.push_back(*found);
            }
        }
    }
    refuse_circular_members();
}

// Each circle is told once, at the member that closes it.
void Lowering::refuse_circular_members() {
    enum class Seen { none, open, done };
    std::vector<Seen> visits(result_.organisations.size(), Seen::none);
    std::vector<OrganisationId> path;
    const std::function<void(OrganisationId)> visit = [&](OrganisationId id) {
        visits[id.index()] = Seen::open;
        path.push_back(id);
        constexpr std::size_t deepest = 64;
        if (path.size() > deepest) {
            diagnostics_.error("too-deep", result_.organisations[id].where,
                               "organisations are members of members over " + std::to_string(deepest) + " deep",
                               "name the members themselves");
            path.pop_back();
            return;
        }
        for (const OrganisationId member : result_.organisations[id].members) {
            if (visits[member.index()] == Seen::none) {
                visit(member);
            } else if (visits[member.index()] == Seen::open) {
                std::string circle;
                for (auto each = std::find(path.begin(), path.end(), member); each != path.end(); ++each) {
                    circle += result_.organisations[*each].id + " -> ";
                }
                const std::vector<Text>& names = def_.organisations[id.index() - 1].members;
                const auto name = std::find_if(names.begin(), names.end(), [&](const Text& each) {
                    return organisations_.has(each.text) && organisation(each) == member;
                });
                diagnostics_.error(
                    "member-of-itself", name->where,
                    "organisations are members of each other in a circle: " + circle + result_.organisations[member].id,
                    "an organisation cannot be a member of its own member");
            }
        }
        path.pop_back();
        visits[id.index()] = Seen::done;
    };
    for (std::size_t i = 1; i < result_.organisations.size(); ++i) {
        if (visits[i] == Seen::none) {
            visit(OrganisationId{i});
        }
    }
}

std::optional<OrganisationId> Lowering::organisation(const Text& id) {
    const std::optional<std::size_t> row = organisations_.find(id, "organisation", diagnostics_);
    return row ? std::optional(OrganisationId{*row}) : std::nullopt;
}

void Lowering::lower_perspectives() {
    result_.perspectives.add({"whole-system", "Whole system", CostRule::before_grant, {}, {}, {}});
    perspectives_.declare({"whole-system", built_in}, "a perspective", 0, diagnostics_);
    for (const PerspectiveDef& def : def_.perspectives) {
        perspectives_.declare(def.id, "a perspective", result_.perspectives.size(), diagnostics_);
        Perspective perspective{def.id.text, def.name.empty() ? def.id.text : def.name, def.costs, {}, {},
                                def.id.where};
        const auto resolve = [&](const std::optional<std::vector<Text>>& names,
                                 std::optional<std::vector<OrganisationId>>& set) {
            if (!names) {
                return;
            }
            set.emplace();
            for (const Text& name : *names) {
                if (const std::optional<OrganisationId> found = organisation(name)) {
                    set->push_back(*found);
                }
            }
        };
        resolve(def.costs_of, perspective.costs_of);
        resolve(def.benefits_of, perspective.benefits_of);
        result_.perspectives.add(std::move(perspective));
    }
}

// Every node once, operands first, on a stack of its own: formulas share parts and may be long. Formulas in a circle are the
// plan's to tell; here what is asked for while it is being worked out counts as 0.
double Lowering::base_value(NodeId id) {
    const Table<NodeId, Node>& nodes = result_.formulas.nodes();
    base_values_.resize(nodes.size());
    std::vector<NodeId> waiting{id};
    while (!waiting.empty()) {
        const NodeId at = waiting.back();
        const Node& node = nodes[at];
        BaseValue& value = base_values_[at];
        const bool operands = node.op != Op::literal && node.op != Op::input;
        if (operands && value.state == BaseValue::State::unknown) {
            value.state = BaseValue::State::open;
            for (const NodeId operand : {node.a, node.b}) {
                if (operand.exists() && base_values_[operand].state == BaseValue::State::unknown) {
                    waiting.push_back(operand);
                }
            }
            continue;
        }
        waiting.pop_back();
        if (value.state == BaseValue::State::known) {
            continue;
        }
        const auto of = [&](NodeId operand) { return operand.exists() ? base_values_[operand].value : 0.0; };
        switch (node.op) {
            case Op::literal: value.value = node.literal; break;
            case Op::input: value.value = result_.formulas.inputs()[node.input].base; break;
            case Op::alias: value.value = of(node.a); break;
            default: value.value = apply(node.op, of(node.a), of(node.b));
        }
        value.state = BaseValue::State::known;
    }
    return base_values_[id].value;
}

void Lowering::lower_workstreams() {
    collect_selections();
    lower_scenarios();
    std::vector<std::pair<const ProjectDef*, ProjectId>> projects;
    for (const WorkstreamDef& def : def_.workstreams) {
        workstreams_.declare(def.id, "a workstream", result_.workstreams.size(), diagnostics_);
        const WorkstreamId workstream = result_.workstreams.add(
            {def.id.text, def.name.empty() ? def.id.text : def.name, def.lead, def.id.where, citation(def.at)});
        for (const ProjectDef& project_def : def.projects) {
            projects_.declare(project_def.id, "a project", result_.projects.size(), diagnostics_);
            Project project;
            project.id = project_def.id.text;
            project.name = project_def.name.empty() ? project_def.id.text : project_def.name;
            project.workstream = workstream;
            project.band = project_def.band;
            project.status = project_def.status;
            project.where = project_def.id.where;
            project.at = citation(project_def.at);
            project.delay = result_.formulas.literal(0.0);
            project.overrun = project.delay;
            if (project_def.starts.given()) {
                project.starts = calendar_month(project_def.starts).value_or(0);
            }
            if (project_def.lasts && project_def.lasts->months == 0) {
                diagnostics_.error("not-a-duration", project_def.lasts->where,
                                   "project '" + project_def.id.text + "' lasts no time at all",
                                   "it lasts a month at least; what happens in a moment is a milestone");
            }
            if (project_def.lasts) {
                project.lasts = project_def.lasts->months;
            }
            if (project_def.misread) {  // that dates are missing may follow from what is told already
                project.starts = project.starts.value_or(0);
                project.lasts = project.lasts.value_or(1);
            }
            lower_phases(project_def, project);
            lower_duration_bias(project_def, project);
            projects.emplace_back(&project_def, result_.projects.add(std::move(project)));
        }
    }
    lower_events();
    for (const auto& [project_def, id] : projects) {
        lower_links(project_def->after, id);
        if (project_def->repeat) {
            lower_repeat(*project_def->repeat, id);
        }
        if (project_def->gate.given()) {
            if (const std::optional<ProjectId> gate = task(project_def->gate, ProjectKind::gate)) {
                hold(*gate, id, project_def->gate.where);
            }
        }
    }
    lower_event_links();
    std::size_t lines = 0;
    for_each_line(def_, [&](const TreeRef&) { ++lines; });
    result_.lines.reserve(lines);
    lower_lines(def_, {{}, {}, def_.spent_by});
    auto project = projects.begin();
    for (std::size_t i = 0; i < def_.workstreams.size(); ++i) {
        const WorkstreamDef& def = def_.workstreams[i];
        const Text spent_by = def.spent_by.given() ? def.spent_by : def_.spent_by;
        lower_lines(def, {WorkstreamId{i}, {}, spent_by});
        for (const ProjectDef& project_def : def.projects) {
            lower_lines(project_def, {WorkstreamId{i}, project->second,
                                      project_def.spent_by.given() ? project_def.spent_by : spent_by});
            ++project;
        }
    }
    lower_risk_lines();
    apply_repeats();
    apply_gates();
    lower_gate_settings();
}

}  // namespace tranche
