// From the definition to the core: references resolved, convenience forms replaced by shapes, factors and flows.
//
// One Lowering per load. Its parts run in the order of lower(): names first, then selections (the groups of lines that
// scenarios act on, each an input), then lines, which multiply the selections they belong to into their factor.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "load/definition.hpp"
#include "tranche/model/programme.hpp"

namespace tranche {

/// What a selection may ask of a line; empty lists ask nothing.
struct Selection {
    std::map<std::string, std::vector<std::string>> terms;  ///< key -> accepted words
    std::string name;                                       ///< canonical: `account=fiscal and kind=cost`
    InputId scale;
    InputId delay;

    /// Names workstreams and projects only, so that it can move projects too.
    [[nodiscard]] bool structural() const;
    [[nodiscard]] bool names(const std::string& key) const { return terms.contains(key); }
};

/// The place of what no author declared.
inline constexpr Position built_in{0, 1, 0};

/// The keys by which lines are selected.
std::vector<std::string_view> selection_keys();

/// Finds rows by id, and tells the nearest where there is none.
class Names {
public:
    /// False where the id is taken or is no id; told.
    bool declare(const Text& id, std::string_view noun, std::size_t row, Diagnostics& diagnostics);
    void alias(const Text& id, std::string_view noun, std::size_t row, Diagnostics& diagnostics);
    std::optional<std::size_t> find(const Text& id, std::string_view noun, Diagnostics& diagnostics) const;
    [[nodiscard]] bool has(const std::string& id) const { return rows_.contains(id); }

private:
    std::map<std::string, std::pair<std::size_t, Position>> rows_;
};

class Lowering {
public:
    Lowering(const Definition& definition, Diagnostics& diagnostics) : def_(definition), diagnostics_(diagnostics) {}
    Programme lower();

private:
    struct LinePlace {
        WorkstreamId workstream;
        ProjectId project;
        Text spent_by;
    };

    // lower.cpp
    void lower_sources();
    void lower_organisations();
    void refuse_circular_members();
    void lower_perspectives();
    void lower_assumptions();
    void lower_workstreams();
    void lower_phases(const ProjectDef& def, Project& project);
    void lower_links(const ProjectDef& def, ProjectId after);
    [[nodiscard]] std::optional<Citation> citation(const Text& at);
    std::optional<NodeId> formula(const Text& text);
    NodeId number(const Number& value);
    double base_value(NodeId id);

    // lower_lines.cpp
    void lower_lines(const LinesDef& lines, const LinePlace& place);
    void lower_line(const LineDef& def, LineKind kind, const LinePlace& place);
    bool lower_shape(const LineDef& def, const LinePlace& place, Line& line);
    bool lower_by_year(const LineDef& def, Line& line);
    bool lower_once(const LineDef& def, const LinePlace& place, Line& line);
    bool lower_yearly(const LineDef& def, const LinePlace& place, Line& line);
    std::optional<int> calendar_month(const Text& text, const std::vector<std::string>& or_words = {});
    std::optional<ProjectId> own_dated_project(const Text& text, const LinePlace& place);
    bool inside_calendar(int from, int to, Position where);
    bool countable(const LineDef& def, double magnitude, Position where);
    void lower_cost_flows(const LineDef& def, const LinePlace& place, LineId id);
    void lower_benefit_flows(const LineDef& def, LineId id);
    void add_grant(const PartDef& part, OrganisationId from, OrganisationId to, LineId of);
    OrganisationId spender(const LineDef& def, const LinePlace& place);
    OrganisationId implicit_organisation(const std::string& id, const std::string& name);
    std::optional<OrganisationId> organisation(const Text& id);
    /// [below, upto] of every part in order; the last tile ends at exactly 1.
    struct Tile {
        OrganisationId organisation;
        NodeId below;
        NodeId upto;
    };
    std::vector<Tile> tiles(const std::vector<PartDef>& parts, Position where, std::string_view key);

    // hints.cpp
    [[nodiscard]] std::string mistaken_pounds(const LineDef& def) const;
    [[nodiscard]] std::string mistaken_share(NodeId share) const;

    // lower_register.cpp
    void lower_awards();
    void lower_award_settings();
    void lower_risks();
    void lower_measures();
    void lower_comparisons();
    std::optional<Printed> printed(const Text& text, bool is_money = false, int bare_power = 0);

    // lower_claims.cpp
    void lower_claims();
    void lower_claim(const ClaimDef& def);
    void lower_table(const TableDef& def);
    void lower_cells(const TableDef& def);
    void lower_casts(const TableDef& def);
    void lower_claim_relations();
    std::vector<Citation> citations(const std::vector<Text>& at);
    std::optional<Asked> asked(const Text& text);
    std::optional<Asked> cell_figure(const TableDef& def, const Text& row, const Text& column);
    std::optional<ClaimId> claim(const Text& name);

    // lower_scenarios.cpp
    void collect_selections();
    void lower_scenarios();
    std::optional<Selection> selection(const SelectDef& def);
    bool selects(const Selection& selection, const Line& line) const;
    void apply_selections();
    void check_selections();
    InputId scale_input(Selection& selection, Position where);
    InputId delay_input(Selection& selection, Position where);
    Selection& known_selection(Selection selection);
    std::map<std::string, Selection>::iterator find_selection(const SelectDef& def);

    struct BaseValue {
        enum class State { unknown, open, known } state = State::unknown;
        double value = 0.0;
    };

    const Definition& def_;
    Diagnostics& diagnostics_;
    Programme result_;
    Names sources_;
    Names organisations_;
    Names perspectives_;
    Names assumptions_;
    Names workstreams_;
    Names projects_;
    Names lines_;
    Names scenarios_;
    Names awards_;
    Names measures_;
    Names claims_;
    Names tables_;
    Table<NodeId, BaseValue> base_values_;
    std::map<std::string, ClaimId> cells_;
    std::vector<const ScenarioDef*> scenario_defs_;  ///< declared, then those written in place; row i is scenario i + 1
    std::map<std::string, Selection> selections_;    ///< by name, so that factors multiply in an order of their own
    bool lines_sound_ = true;  ///< if not, what the lines lack together may follow from what is told already
};

}  // namespace tranche
