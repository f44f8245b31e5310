// What scenarios select is collected before any line is lowered. The name of a selection is canonical, so two scenarios that
// select the same lines share their inputs and compose.
#include "lower/selections.hpp"

#include <algorithm>  // equal, find, sort
#include <array>
#include <set>
#include <utility>  // move

#include "lower/amounts.hpp"
#include "lower/cases.hpp"
#include "lower/formula_names.hpp"
#include "lower/scenarios.hpp"
#include "read/selection_keys.hpp"
#include "tranche/base/spelling.hpp"

namespace tranche::lowering {

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

bool known_keys(const SelectDef& def) {
    return std::all_of(def.terms.begin(), def.terms.end(),
                       [](const SelectDef::Term& term) { return find_key(term.key.text) != nullptr; });
}

// The terms in the order of their keys, each with its words in order: two ways to write one selection are one.
Selection selection_of(const SelectDef& def) {
    Selection result;
    for (const SelectDef::Term& term : def.terms) {
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

std::string name_of_one(const std::string& key, const std::string& id) {
    return key + "=" + id;
}

void refuse_unknown_key(const Text& key, Diagnostics& diagnostics) {
    const std::vector<std::string> known(selection_keys.begin(), selection_keys.end());
    const std::string hint = did_you_mean(key.text, known);
    diagnostics.error("unknown-key", key.where, "lines cannot be selected by " + quoted(key.text),
                      hint.empty() ? "select them by " + listed(known) : hint);
}

using Excludable = std::map<std::string, std::set<std::string>>;

Excludable excludable_ids(const Definition& definition) {
    Excludable result;
    for_each_line(definition, [&](const TreeRef& line) { result[std::string(line.word("id"))].insert("line"); });
    for (const WorkstreamDef& workstream : definition.workstreams) {
        result[workstream.id.text].insert("workstream");
        for (const ProjectDef& project : workstream.projects) {
            result[project.id.text].insert("project");
        }
    }
    return result;
}

// Lines, projects and workstreams have ids of their own kind each, but an exclusion must mean one of them.
std::optional<Selection> excluded(const Excludable& excludable, const Text& id, Diagnostics& diagnostics) {
    const auto found = excludable.find(id.text);
    if (found == excludable.end()) {
        std::vector<std::string> known;
        for (const auto& [each, keys] : excludable) {
            known.push_back(each);
        }
        diagnostics.error("unknown-reference", id.where, "there is no line, project or workstream " + quoted(id.text),
                          did_you_mean(id.text, known));
        return std::nullopt;
    }
    if (found->second.size() > 1) {
        std::vector<std::string> meanings;
        for (const std::string& each : found->second) {
            meanings.push_back("a " + each);
        }
        diagnostics.error("two-meanings", id.where, "'" + id.text + "' is the id of " + listed(meanings),
                          "give one of them another id");
        return std::nullopt;
    }
    Selection result;
    const std::string& key = *found->second.begin();
    result.terms[key] = {id.text};
    result.name = name_of_one(key, id.text);
    return result;
}

bool selects(const Programme& programme, const Selection& selection, const Line& line) {
    return std::all_of(selection.terms.begin(), selection.terms.end(), [&](const auto& term) {
        for (const std::string& has : find_key(term.first)->words_of_line(programme, line)) {
            if (std::find(term.second.begin(), term.second.end(), has) != term.second.end()) {
                return true;
            }
        }
        return false;
    });
}

// A project as a line of it, for selections that name workstreams, projects and milestones only.
Line standing_for(const Programme& programme, ProjectId project) {
    Line line;
    line.workstream = programme.projects[project].workstream;
    line.project = project;
    return line;
}

bool moves_event(const Programme& programme, const Selection& selection, const Anchor& anchor) {
    return selection.structural() && anchor.kind != AnchorKind::calendar &&
           selects(programme, selection, standing_for(programme, anchor.project));
}

void add_months(Formulas& formulas, NodeId& sum, InputId input) {
    const NodeId added = formulas.input(input);
    sum = formulas.nodes()[sum].op == Op::literal ? added : formulas.apply(Op::add, sum, added);
}

/// What some scenario does to a selection.
struct Uses {
    bool scale = false;
    bool delay = false;
    bool overrun = false;
    bool stands = false;
};

InputId add_input(Formulas& formulas, std::string_view verb, const Selection& selection, InputUse use) {
    const bool months = in_months(use);
    Input input;
    input.name = std::string(verb) + "(" + selection.name + ")";
    input.subject = selection.name;
    input.base = months ? 0.0 : 1.0;
    input.use = use;
    input.unit = months ? "months" : "";
    return formulas.add_input(std::move(input));
}

constexpr std::string_view unpublished_name = "status=assumed|reconstructed";

}  // namespace

bool Selection::structural() const {
    return std::all_of(terms.begin(), terms.end(), [](const auto& term) { return find_key(term.first)->structural; });
}

const Selection* Selections::find(const SelectDef& def) const {
    const auto found = known_keys(def) ? by_name_.find(selection_of(def).name) : by_name_.end();
    return found == by_name_.end() ? nullptr : &found->second;
}

const Selection* Selections::excluding(const Text& id) const {
    const auto key = excluded_.find(id.text);
    return key == excluded_.end() ? nullptr : &by_name_.at(name_of_one(key->second, id.text));
}

const Selection* Selections::unpublished() const {
    const auto found = by_name_.find(unpublished_name);
    return found == by_name_.end() ? nullptr : &found->second;
}

Selections collect_selections(Context& ctx, const std::vector<ScenarioRow>& rows) {
    Selections result;
    std::map<std::string, Uses> uses;  // of selections, by name
    const auto use = [&](Selection selection) -> Uses& {
        Uses& found = uses[selection.name];
        std::string name = selection.name;
        result.by_name_.emplace(std::move(name), std::move(selection));
        return found;
    };
    std::optional<Excludable> excludable;  // a large file is not asked for its ids unless a scenario excludes one
    for (const ScenarioRow& row : rows) {
        if (row.def->delay) {
            use(selection_of({})).delay = true;
        }
        for (const AdjustDef& adjust : row.def->adjust) {
            const auto unknown =
                std::find_if(adjust.select.terms.begin(), adjust.select.terms.end(),
                             [](const SelectDef::Term& term) { return find_key(term.key.text) == nullptr; });
            if (unknown != adjust.select.terms.end()) {
                refuse_unknown_key(unknown->key, ctx.diagnostics);
                continue;
            }
            Uses& used = use(selection_of(adjust.select));
            used.scale = used.scale || adjust.by;
            used.delay = used.delay || adjust.delay;
            used.overrun = used.overrun || adjust.overrun;
        }
        for (const Text& id : row.def->exclude) {
            if (!excludable) {
                excludable = excludable_ids(ctx.definition);
            }
            if (std::optional<Selection> found = excluded(*excludable, id, ctx.diagnostics)) {
                result.excluded_[id.text] = found->terms.begin()->first;
                use(std::move(*found)).stands = true;
            }
        }
    }
    // Audits scale figures that nobody published, to ask how much a verdict depends on them.
    if (!ctx.definition.claims.claims.empty() || !ctx.definition.claims.tables.empty()) {
        Selection unpublished;
        unpublished.terms["status"] = {"assumed", "reconstructed"};
        unpublished.name = unpublished_name;
        use(std::move(unpublished)).scale = true;
    }
    // Inputs are made in the order of names, not of the scenarios that ask for them.
    Formulas& formulas = ctx.programme.formulas;
    for (auto& [name, selection] : result.by_name_) {
        const Uses& used = uses[name];
        if (used.scale) {
            selection.scale = add_input(formulas, "scale", selection, InputUse::scale);
        }
        if (used.delay) {
            selection.delay = add_input(formulas, "delay", selection, InputUse::delay);
        }
        if (used.overrun) {
            selection.overrun = add_input(formulas, "overrun", selection, InputUse::overrun);
        }
        if (used.stands) {
            selection.stands = add_input(formulas, "stands", selection, InputUse::exclusion);
        }
    }
    return result;
}

void apply_selections(Context& ctx, const Selections& selections) {
    Programme& programme = ctx.programme;
    Formulas& formulas = programme.formulas;
    for (Line& line : programme.lines) {
        for (Piece& piece : line.pieces) {
            // Delays of the end of a piece start from zero; selections add to them below.
            piece.until_delay = piece.until ? formulas.literal(0.0) : NodeId::none();
        }
    }
    for (const auto& [name, selection] : selections.by_name()) {
        for (Line& line : programme.lines) {
            // What is borrowed for a line, paid back and paid in interest goes with the line.
            const bool loan = is_loan(line);
            if (!selects(programme, selection, loan ? programme.lines[line.part_of] : line)) {
                continue;
            }
            // A fixed grant does not grow with the cost it pays towards, unless finance is what was selected.
            if (selection.scale.exists() && (line.kind != LineKind::finance || loan || selection.names("kind"))) {
                line.factor = times(formulas, line.factor, formulas.input(selection.scale));
            }
            // What is left out takes its grants with it.
            if (selection.stands.exists()) {
                line.factor = times(formulas, line.factor, formulas.input(selection.stands));
            }
            // What selects projects moves their lines through them.
            for (Piece& piece : line.pieces) {
                if (selection.delay.exists() && !moves_event(programme, selection, piece.anchor)) {
                    add_months(formulas, piece.delay, selection.delay);
                }
                if (selection.delay.exists() && piece.until && !moves_event(programme, selection, *piece.until)) {
                    add_months(formulas, piece.until_delay, selection.delay);
                }
            }
        }
        if (!selection.structural()) {
            continue;
        }
        for (std::size_t i = 0; i < programme.projects.size(); ++i) {
            Project& project = programme.projects[ProjectId{i}];
            if (!selects(programme, selection, standing_for(programme, ProjectId{i}))) {
                continue;
            }
            if (selection.delay.exists()) {
                add_months(formulas, project.delay, selection.delay);
            }
            if (selection.overrun.exists() && project.kind == ProjectKind::project) {
                add_months(formulas, project.overrun, selection.overrun);
            }
        }
    }
}

void check_selections(const Context& ctx, const std::vector<ScenarioRow>& rows, const Selections& selections,
                      bool sound) {
    for (const ScenarioRow& row : rows) {
        for (const AdjustDef& adjust : row.def->adjust) {
            const std::size_t errors = ctx.diagnostics.errors();
            for (const SelectDef::Term& term : adjust.select.terms) {
                const SelectKey* key = find_key(term.key.text);
                if (key == nullptr) {
                    continue;
                }
                if (term.values.empty()) {
                    ctx.diagnostics.error("selects-nothing", term.key.where,
                                          "'" + term.key.text + "' has an empty list",
                                          "name what is selected, or leave '" + term.key.text + "' out to select all");
                }
                std::vector<std::string> known;
                for (const Line& line : ctx.programme.lines) {
                    for (std::string& each : key->words_of_line(ctx.programme, line)) {
                        if (!each.empty()) {  // its id could not be read
                            known.push_back(std::move(each));
                        }
                    }
                }
                for (std::size_t i = 0; key->structural && i < ctx.programme.projects.size(); ++i) {
                    for (std::string& each :
                         key->words_of_line(ctx.programme, standing_for(ctx.programme, ProjectId{i}))) {
                        known.push_back(std::move(each));
                    }
                }
                // Every word that would have selected a line, for the suggestion.
                std::sort(known.begin(), known.end());
                known.erase(std::unique(known.begin(), known.end()), known.end());
                for (const Text& word : term.values) {
                    const bool thing = key->structural || term.key.text == "line";
                    // A facet that no line has may belong to the line that could not be read.
                    const bool misread = !sound && !thing && term.key.text != "kind";
                    if (!misread && !std::binary_search(known.begin(), known.end(), word.text)) {
                        const std::string hint = did_you_mean(word.text, known);
                        ctx.diagnostics.error(
                            "selects-nothing", word.where,
                            (thing ? "there is no " : "no line has ") + term.key.text + " " + quoted(word.text),
                            !hint.empty()   ? hint
                            : known.empty() ? "there is none to select"
                            : thing         ? "there are " + listed(known)
                                            : "lines have " + term.key.text + " " + listed(known));
                    }
                }
            }
            if (!sound || ctx.diagnostics.errors() != errors) {
                continue;
            }
            const Selection* found = selections.find(adjust.select);
            if (found == nullptr) {
                continue;
            }
            const Selection& chosen = *found;
            if (adjust.overrun && !chosen.structural()) {
                ctx.diagnostics.error("overrun-select", adjust.overrun->where,
                                      "only projects can overrun, but " + chosen.name + " selects lines",
                                      "select by project or workstream, or delay the lines");
            }
            // Each word is met somewhere, but perhaps not all of them on one line. Projects can be late without lines.
            const bool together = adjust.select.terms.size() > 1 || chosen.names("milestone");
            if (together && !((adjust.delay || adjust.overrun) && chosen.structural()) &&
                std::none_of(ctx.programme.lines.begin(), ctx.programme.lines.end(),
                             [&](const Line& line) { return selects(ctx.programme, chosen, line); })) {
                ctx.diagnostics.error("selects-nothing", adjust.select.where, "no line has all of " + chosen.name,
                                      "leave one of them out");
            }
        }
    }
}

}  // namespace tranche::lowering
