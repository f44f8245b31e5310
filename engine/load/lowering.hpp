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
    void lower_perspectives();
    void lower_assumptions();
    void lower_workstreams();
    void lower_links(const ProjectDef& def, ProjectId after);
    void set_project_delays();
    [[nodiscard]] std::optional<Citation> citation(const Text& at);
    std::optional<NodeId> formula(const Text& text);
    NodeId number(const Number& value);
    double base_value(NodeId id) const;

    // lower_lines.cpp
    void lower_lines(const LinesDef& lines, const LinePlace& place);
    void lower_line(const LineDef& def, LineKind kind, const LinePlace& place);
    bool lower_shape(const LineDef& def, const LinePlace& place, Line& line);
    bool lower_by_year(const LineDef& def, Line& line);
    bool lower_once(const LineDef& def, const LinePlace& place, Line& line);
    bool lower_yearly(const LineDef& def, const LinePlace& place, Line& line);
    std::optional<int> calendar_month(const Text& text);
    std::optional<ProjectId> own_dated_project(const Text& text, const LinePlace& place);
    bool inside_calendar(int from, int to, Position where);
    void lower_cost_flows(const LineDef& def, const LinePlace& place, LineId id);
    void lower_benefit_flows(const LineDef& def, LineId id);
    void add_grant(const PartDef& part, OrganisationId from, OrganisationId to, LineId of);
    OrganisationId spender(const LineDef& def, const LinePlace& place);
    std::optional<OrganisationId> organisation(const Text& id);
    /// [below, upto] of every part in order; the last tile ends at exactly 1.
    struct Tile {
        OrganisationId organisation;
        NodeId below;
        NodeId upto;
    };
    std::vector<Tile> tiles(const std::vector<PartDef>& parts, Position where, std::string_view key);

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
    std::map<std::string, Selection> selections_;  ///< by name, so that factors multiply in an order of their own
};

}  // namespace tranche
