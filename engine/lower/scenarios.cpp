// Scenarios: what they select becomes an input, what they say of it an override of that input.
//
// A selection is a group of lines with an input for its scale and one for its delay. Lines multiply the scales of the
// selections they belong to and add their delays, in the order of the selections' names, so that neither the order of lines nor
// that of scenarios matters.
#include <algorithm>  // equal, find, sort
#include <array>

#include "lower/lowering.hpp"
#include "read/selection_keys.hpp"
#include "tranche/base/spelling.hpp"

namespace tranche {

namespace {

constexpr std::string_view everything = "all";

struct SelectKey {
    std::string_view name;
    bool structural;
    std::vector<std::string> (*words_of_line)(const Programme&, const Line&);
};

template <class Enum, Enum Facets::*Member>
std::vector<std::string> facet(const Programme&, const Line& line) {
    return {std::string(word(line.facets.*Member))};
}

std::vector<std::string> kind_word(const Programme&, const Line& line) {
    return {std::string(word(line.kind))};
}

std::vector<std::string> line_word(const Programme& programme, const Line& line) {
    std::vector<std::string> result{line.id};
    for (const LineId above : {line.part_of, line.inside}) {
        if (above.exists()) {
            result.push_back(programme.lines[above].id);
        }
    }
    return result;
}

std::vector<std::string> workstream_word(const Programme& programme, const Line& line) {
    return line.workstream.exists() ? std::vector{programme.workstreams[line.workstream].id}
                                    : std::vector<std::string>{};
}

std::vector<std::string> project_word(const Programme& programme, const Line& line) {
    return line.project.exists() && programme.projects[line.project].kind == ProjectKind::project
               ? std::vector{programme.projects[line.project].id}
               : std::vector<std::string>{};
}

// No line stands in one, but lines hang on it.
std::vector<std::string> milestone_word(const Programme& programme, const Line& line) {
    return line.project.exists() && programme.projects[line.project].kind == ProjectKind::milestone
               ? std::vector{programme.projects[line.project].id}
               : std::vector<std::string>{};
}

constexpr std::array<SelectKey, selection_keys.size()> select_keys{{
    {"kind", false, kind_word},
    {"line", false, line_word},
    {"workstream", true, workstream_word},
    {"project", true, project_word},
    {"milestone", true, milestone_word},
    {"account", false, facet<Account, &Facets::account>},
    {"release", false, facet<Release, &Facets::release>},
    {"nature", false, facet<Nature, &Facets::nature>},
    {"budget", false, facet<Budget, &Facets::budget>},
    {"status", false, facet<Status, &Facets::status>},
}};

static_assert(std::equal(select_keys.begin(), select_keys.end(), selection_keys.begin(),
                         [](const SelectKey& key, std::string_view name) { return key.name == name; }),
              "every key that the reader takes has its row, in the same order");

const SelectKey* find_key(std::string_view name) {
    const auto found =
        std::find_if(select_keys.begin(), select_keys.end(), [&](const SelectKey& key) { return key.name == name; });
    return found == select_keys.end() ? nullptr : found;
}

std::string override_name(std::string_view verb, const Selection& selection) {
    return std::string(verb) + "(" + selection.name + ")";
}

}  // namespace

bool Selection::structural() const {
    return std::all_of(terms.begin(), terms.end(), [](const auto& term) { return find_key(term.first)->structural; });
}

std::optional<Selection> Lowering::selection(const SelectDef& def) {
    Selection result;
    for (const SelectDef::Term& term : def.terms) {
        if (find_key(term.key.text) == nullptr) {
            const std::vector<std::string> known(selection_keys.begin(), selection_keys.end());
            const std::string hint = did_you_mean(term.key.text, known);
            diagnostics_.error("unknown-key", term.key.where, "lines cannot be selected by " + quoted(term.key.text),
                               hint.empty() ? "they can by " + listed(known) : hint);
            return std::nullopt;
        }
        std::vector<std::string>& words = result.terms[term.key.text];
        for (const Text& word : term.values) {
            words.push_back(word.text);
        }
        std::sort(words.begin(), words.end());
    }
    for (const auto& [key, words] : result.terms) {
        result.name += (result.name.empty() ? "" : " and ") + key + "=";
        for (std::size_t i = 0; i < words.size(); ++i) {
            result.name += (i == 0 ? "" : "|") + words[i];
        }
    }
    if (result.name.empty()) {
        result.name = everything;
    }
    return result;
}

// What was collected; a selection that means nothing was told then.
std::map<std::string, Selection>::iterator Lowering::find_selection(const SelectDef& def) {
    const auto known = [](const SelectDef::Term& term) { return find_key(term.key.text) != nullptr; };
    if (!std::all_of(def.terms.begin(), def.terms.end(), known)) {
        return selections_.end();
    }
    return selections_.find(selection(def)->name);
}

InputId Lowering::stands_input(Selection& selection, Position where) {
    if (!selection.stands.exists()) {
        selection.stands = result_.formulas.add_input(
            {override_name("stands", selection), 1.0, {}, {}, InputUse::stands, {}, where, {}});
    }
    return selection.stands;
}

Selection& Lowering::known_selection(Selection selection) {
    const std::string name = selection.name;
    return selections_.emplace(name, std::move(selection)).first->second;
}

InputId Lowering::scale_input(Selection& selection, Position where) {
    if (!selection.scale.exists()) {
        selection.scale = result_.formulas.add_input(
            {override_name("scale", selection), 1.0, {}, {}, InputUse::scale, {}, where, {}});
    }
    return selection.scale;
}

InputId Lowering::delay_input(Selection& selection, Position where) {
    if (!selection.delay.exists()) {
        selection.delay = result_.formulas.add_input(
            {override_name("delay", selection), 0.0, {}, {}, InputUse::months, "months", where, {}});
    }
    return selection.delay;
}

InputId Lowering::overrun_input(Selection& selection, Position where) {
    if (!selection.overrun.exists()) {
        selection.overrun = result_.formulas.add_input(
            {override_name("overrun", selection), 0.0, {}, {}, InputUse::months, "months", where, {}});
    }
    return selection.overrun;
}

// Inputs are made in the order of their names, not of the scenarios that ask for them.
void Lowering::collect_selections() {
    const auto collect = [&](const auto& defs, ScenarioRole role) {
        for (const ScenarioDef& def : defs) {
            scenario_defs_.push_back(&def);
            scenario_roles_.push_back(role);
        }
    };
    collect(def_.scenarios, ScenarioRole::scenario);
    collect(def_.readings, ScenarioRole::reading);
    collect(def_.corrections, ScenarioRole::correction);
    for (const CompareDef& compare : def_.compare) {
        if (compare.against_in_place) {
            collect(std::span(&*compare.against_in_place, 1), ScenarioRole::in_place);
        }
    }
    for (const ScenarioDef* each : scenario_defs_) {
        const ScenarioDef& def = *each;
        if (def.delay) {
            known_selection(*selection({})).delay = InputId{std::size_t{0}};
        }
        for (const AdjustDef& adjust : def.adjust) {
            std::optional<Selection> found = selection(adjust.select);
            if (!found) {
                continue;
            }
            Selection& known = known_selection(std::move(*found));
            if (adjust.by) {
                known.scale = InputId{std::size_t{0}};
            }
            if (adjust.delay) {
                known.delay = InputId{std::size_t{0}};
            }
            if (adjust.overrun) {
                known.overrun = InputId{std::size_t{0}};
            }
        }
        for (const Text& name : def.exclude) {
            if (std::optional<Selection> found = excluded(name)) {
                known_selection(std::move(*found)).stands = InputId{std::size_t{0}};
            }
        }
    }
    // What audits move to ask how much a verdict hangs on figures that nobody published.
    if (!def_.claims.claims.empty() || !def_.claims.tables.empty()) {
        Selection unpublished;
        unpublished.terms["status"] = {"assumed", "reconstructed"};
        unpublished.name = "status=assumed|reconstructed";
        known_selection(unpublished).scale = InputId{std::size_t{0}};
    }
    for (auto& [name, known] : selections_) {
        const bool scales = known.scale.exists();
        const bool delays = known.delay.exists();
        const bool overruns = known.overrun.exists();
        const bool can_be_left_out = known.stands.exists();
        known.scale = InputId::none();
        known.delay = InputId::none();
        known.overrun = InputId::none();
        known.stands = InputId::none();
        if (scales) {
            scale_input(known, {});
        }
        if (delays) {
            delay_input(known, {});
        }
        if (overruns) {
            overrun_input(known, {});
        }
        if (can_be_left_out) {
            stands_input(known, {});
        }
    }
}

// Lines, projects and workstreams have names of their own kind each; here a name must mean one thing.
std::optional<Selection> Lowering::excluded(const Text& name) {
    if (excludable_.empty()) {
        for_each_line(def_, [&](const TreeRef& line) { excludable_[std::string(line.word("id"))].insert("line"); });
        for (const WorkstreamDef& workstream : def_.workstreams) {
            excludable_[workstream.id.text].insert("workstream");
            for (const ProjectDef& project : workstream.projects) {
                excludable_[project.id.text].insert("project");
            }
        }
    }
    const auto found = excludable_.find(name.text);
    if (found == excludable_.end()) {
        std::vector<std::string> known;
        for (const auto& [id, keys] : excludable_) {
            known.push_back(id);
        }
        diagnostics_.error("unknown-reference", name.where,
                           "there is no line, project or workstream " + quoted(name.text),
                           did_you_mean(name.text, known));
        return std::nullopt;
    }
    if (found->second.size() > 1) {
        std::vector<std::string> meanings;
        for (const std::string& each : found->second) {
            meanings.push_back("a " + each);
        }
        diagnostics_.error("two-meanings", name.where, "'" + name.text + "' is the id of " + listed(meanings),
                           "give one of them another id");
        return std::nullopt;
    }
    Selection result;
    result.terms[*found->second.begin()] = {name.text};
    result.name = *found->second.begin() + "=" + name.text;
    return result;
}

void Lowering::lower_scenarios() {
    Scenario base;
    base.id = "base";
    base.name = "Base case";
    result_.scenarios.add(std::move(base));
    scenarios_.declare({"base", built_in}, "a scenario", 0, diagnostics_);
    const std::size_t cases = 1 + scenario_defs_.size() + def_.options.size();
    scenarios_.declare({std::string(financial_case), built_in}, "a case", cases, diagnostics_);
    scenarios_.declare({std::string(economic_case), built_in}, "a case", cases + 1, diagnostics_);
    const auto unpublished = selections_.find("status=assumed|reconstructed");
    if (unpublished != selections_.end()) {
        result_.reconstructed_scale = unpublished->second.scale;
    }
    lower_options();
    for (std::size_t i = 0; i < scenario_defs_.size(); ++i) {
        const ScenarioDef& def = *scenario_defs_[i];
        Scenario scenario;
        scenario.id = def.id.text;
        scenario.name = def.name.empty() ? def.id.text : def.name;
        scenario.role = scenario_roles_[i];
        scenario.why = def.why;
        if (scenario.role != ScenarioRole::in_place) {
            constexpr std::array<std::string_view, 3> nouns{"a scenario", "a scenario or reading",
                                                            "a scenario, reading or correction"};
            scenarios_.declare(def.id, nouns.at(static_cast<std::size_t>(scenario.role)), result_.scenarios.size(),
                               diagnostics_);
        }
        scenario.where = def.id.where;
        scenario.at = citation(def.at);
        if (def.delay) {
            Selection& all = known_selection(*selection({}));
            scenario.overrides.push_back({delay_input(all, def.delay->where), Verb::add,
                                          static_cast<double>(def.delay->months), def.delay->where});
        }
        for (const AdjustDef& adjust : def.adjust) {
            if (!adjust.by && !adjust.delay && !adjust.overrun) {
                if (adjust.misread) {
                    continue;
                }
                diagnostics_.error("missing-key", adjust.where, "an adjustment needs 'by', 'delay' or 'overrun'",
                                   "such as by: +20% or delay: 6 months");
                continue;
            }
            const auto known = find_selection(adjust.select);
            if (known == selections_.end()) {
                continue;
            }
            if (adjust.by && adjust.by->formula) {
                diagnostics_.error("not-a-number", adjust.by->text.where, "'by' takes a percentage, not a formula",
                                   "such as +20%");
            } else if (adjust.by) {
                // 1 + 20% in decimals first: the factor is the double nearest to 1.20, not 1.0 + 0.2.
                const Decimal& by = adjust.by->value;
                Decimal factor{1, 0};
                for (; factor.scale < by.scale; ++factor.scale) {
                    factor.coefficient *= 10;
                }
                factor.coefficient += by.coefficient;
                scenario.overrides.push_back(
                    {known->second.scale, Verb::scale, factor.to_double(), adjust.by->text.where});
            }
            if (adjust.delay) {
                scenario.overrides.push_back(
                    {known->second.delay, Verb::add, static_cast<double>(adjust.delay->months), adjust.delay->where});
            }
            if (adjust.overrun) {
                scenario.overrides.push_back({known->second.overrun, Verb::add,
                                              static_cast<double>(adjust.overrun->months), adjust.overrun->where});
            }
        }
        for (const Text& name : def.exclude) {
            const auto found = excludable_.find(name.text);
            if (found != excludable_.end() && found->second.size() == 1) {
                Selection& known = selections_.at(*found->second.begin() + "=" + name.text);
                scenario.overrides.push_back({known.stands, Verb::scale, 0.0, name.where});
            }
        }
        if (def.option.given()) {
            choose_option(def.option, scenario);
        }
        for (const SetDef& set : def.set) {
            if (set.cell) {
                continue;  // once there are lines
            }
            const std::optional<std::size_t> row = assumptions_.find(set.what, "assumption", diagnostics_);
            if (!row) {
                continue;
            }
            const Assumption& assumption = result_.assumptions[AssumptionId{*row}];
            if (!assumption.input.exists() || set.value.formula) {
                diagnostics_.error(
                    "set-formula", set.value.formula ? set.value.text.where : set.what.where,
                    set.value.formula ? "'set' takes a number, not a formula" : "'" + assumption.id + "' is a formula",
                    set.value.formula ? "such as 12% or 1200" : "set the assumptions that it is made of");
                continue;
            }
            scenario.overrides.push_back(
                {assumption.input, Verb::replace, set.value.value.to_double(), set.what.where, !set.unknown});
        }
        result_.scenarios.add(std::move(scenario));
    }
    for (std::size_t i = 0; i < result_.options.size(); ++i) {
        Option& option = result_.options[i];
        Scenario scenario;
        scenario.id = option.id;
        scenario.name = option.name;
        scenario.role = ScenarioRole::option;
        scenario.where = option.where;
        scenario.at = option.at;
        put_in_force(i, scenario, option.where);
        scenarios_.declare({option.id, option.where}, "a scenario, reading or correction", result_.scenarios.size(),
                           diagnostics_);
        option.scenario = result_.scenarios.add(std::move(scenario));
    }
    lower_cases();
    for (std::size_t i = 0; i < scenario_defs_.size(); ++i) {
        for (const Text& parent : scenario_defs_[i]->based_on) {
            const std::optional<std::size_t> row = scenarios_.find(parent, "scenario", diagnostics_);
            if (row) {
                result_.scenarios[ScenarioId{i + 1}].based_on.emplace_back(*row);
            }
        }
    }
}

NodeId Lowering::times(NodeId factor, NodeId by) {
    const Node& node = result_.formulas.nodes()[factor];
    return node.op == Op::literal && node.literal == 1.0 ? by : result_.formulas.apply(Op::multiply, factor, by);
}

bool Lowering::selects(const Selection& selection, const Line& line) const {
    return std::all_of(selection.terms.begin(), selection.terms.end(), [&](const auto& term) {
        for (const std::string& has : find_key(term.first)->words_of_line(result_, line)) {
            if (std::find(term.second.begin(), term.second.end(), has) != term.second.end()) {
                return true;
            }
        }
        return false;
    });
}

// A project as a line of it, for selections that name nothing but workstreams and projects.
Line Lowering::standing_for(ProjectId project) const {
    Line line;
    line.workstream = result_.projects[project].workstream;
    line.project = project;
    return line;
}

bool Lowering::moves_event(const Selection& selection, const Anchor& anchor) const {
    return selection.structural() && anchor.kind != AnchorKind::calendar &&
           selects(selection, standing_for(anchor.project));
}

void Lowering::add_input(NodeId& sum, InputId input) {
    Formulas& formulas = result_.formulas;
    const NodeId added = formulas.input(input);
    sum = formulas.nodes()[sum].op == Op::literal ? added : formulas.apply(Op::add, sum, added);
}

// A piece is multiplied by its own amount and by what scales its line.
void Lowering::finish_factors() {
    Formulas& formulas = result_.formulas;
    const auto one = [&](NodeId id) {
        return formulas.nodes()[id].op == Op::literal && formulas.nodes()[id].literal == 1.0;
    };
    for (Line& line : result_.lines) {
        for (Piece& piece : line.pieces) {
            piece.factor = one(piece.amount) ? line.factor : formulas.apply(Op::multiply, piece.amount, line.factor);
        }
    }
}

void Lowering::apply_selections() {
    lower_cells();
    lower_bounds();
    Formulas& formulas = result_.formulas;
    for (Line& line : result_.lines) {
        for (Piece& piece : line.pieces) {
            piece.until_delay = piece.until ? formulas.literal(0.0) : NodeId::none();
        }
    }
    for (const auto& [name, selection] : selections_) {
        for (Line& line : result_.lines) {
            // What is borrowed for a line, paid back and paid in interest goes with the line.
            const bool loan =
                !line.flows.empty() && line.flows.front().funding == Funding::loan && line.part_of.exists();
            if (!selects(selection, loan ? result_.lines[line.part_of] : line)) {
                continue;
            }
            // A fixed grant does not grow with the cost it pays towards, unless finance is what was selected.
            if (selection.scale.exists() && (line.kind != LineKind::finance || loan || selection.names("kind"))) {
                line.factor = times(line.factor, formulas.input(selection.scale));
            }
            // What is left out takes its grants with it.
            if (selection.stands.exists()) {
                line.factor = times(line.factor, formulas.input(selection.stands));
            }
            // What selects projects moves their lines through them.
            for (Piece& piece : line.pieces) {
                if (selection.delay.exists() && !moves_event(selection, piece.anchor)) {
                    add_input(piece.delay, selection.delay);
                }
                if (selection.delay.exists() && piece.until && !moves_event(selection, *piece.until)) {
                    add_input(piece.until_delay, selection.delay);
                }
            }
        }
        if (!selection.structural()) {
            continue;
        }
        for (std::size_t i = 0; i < result_.projects.size(); ++i) {
            Project& project = result_.projects[ProjectId{i}];
            if (!selects(selection, standing_for(ProjectId{i}))) {
                continue;
            }
            if (selection.delay.exists()) {
                add_input(project.delay, selection.delay);
            }
            if (selection.overrun.exists() && project.kind == ProjectKind::project) {
                add_input(project.overrun, selection.overrun);
            }
        }
    }
    apply_options();
    apply_cases();
    finish_factors();
    check_selections();
}

void Lowering::check_selections() {
    for (const ScenarioDef* def : scenario_defs_) {
        for (const AdjustDef& adjust : def->adjust) {
            const std::size_t errors = diagnostics_.errors();
            for (const SelectDef::Term& term : adjust.select.terms) {
                const SelectKey* key = find_key(term.key.text);
                if (key == nullptr) {
                    continue;
                }
                if (term.values.empty()) {
                    diagnostics_.error("selects-nothing", term.key.where,
                                       "'" + term.key.text + "' selects nothing: its list is empty",
                                       "name what is selected, or leave '" + term.key.text + "' out to select all");
                }
                std::vector<std::string> known;
                for (const Line& line : result_.lines) {
                    for (std::string& each : key->words_of_line(result_, line)) {
                        if (!each.empty()) {  // its id could not be read
                            known.push_back(std::move(each));
                        }
                    }
                }
                for (std::size_t i = 0; key->structural && i < result_.projects.size(); ++i) {
                    for (std::string& each : key->words_of_line(result_, standing_for(ProjectId{i}))) {
                        known.push_back(std::move(each));
                    }
                }
                std::sort(known.begin(), known.end());
                known.erase(std::unique(known.begin(), known.end()), known.end());
                for (const Text& word : term.values) {
                    const bool thing = key->structural || term.key.text == "line";
                    const bool misread = !lines_sound_ && !thing && term.key.text != "kind";
                    if (!misread && !std::binary_search(known.begin(), known.end(), word.text)) {
                        const std::string hint = did_you_mean(word.text, known);
                        diagnostics_.error(
                            "selects-nothing", word.where,
                            (thing ? "there is no " : "no line has ") + term.key.text + " " + quoted(word.text),
                            !hint.empty()   ? hint
                            : known.empty() ? "there is none to select"
                            : thing         ? "there are " + listed(known)
                                            : "lines have " + term.key.text + " " + listed(known));
                    }
                }
            }
            if (!lines_sound_ || diagnostics_.errors() != errors) {
                continue;
            }
            const auto found = find_selection(adjust.select);
            if (found == selections_.end()) {
                continue;
            }
            const Selection& chosen = found->second;
            if (adjust.overrun && !chosen.structural()) {
                diagnostics_.error("overrun-select", adjust.overrun->where,
                                   "only projects overrun, and " + chosen.name + " selects lines",
                                   "select by project or workstream, or delay the lines");
            }
            // Each word is met somewhere, but perhaps not all of them on one line. Projects can be late without lines.
            const bool together = adjust.select.terms.size() > 1 || chosen.names("milestone");
            if (together && !((adjust.delay || adjust.overrun) && chosen.structural()) &&
                std::none_of(result_.lines.begin(), result_.lines.end(),
                             [&](const Line& line) { return selects(chosen, line); })) {
                diagnostics_.error("selects-nothing", adjust.select.where, "no line has all of " + chosen.name,
                                   "leave one of them out");
            }
        }
    }
}

}  // namespace tranche
