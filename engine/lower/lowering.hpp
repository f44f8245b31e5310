// From the definition to the core: references resolved, convenience forms replaced by shapes, factors and flows.
//
// One Lowering per load. Its parts run in the order of lower(): names first, then selections (the groups of lines that
// scenarios act on, each an input), then lines, which multiply the selections they belong to into their factor.
#pragma once

#include <functional>
#include <map>
#include <memory_resource>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>  // pair
#include <vector>

#include "read/definition.hpp"
#include "lower/expression.hpp"     // Measured
#include "lower/formula_names.hpp"  // for_each_line
#include "read/reader.hpp"
#include "tranche/model/programme.hpp"
#include "tranche/model/rules.hpp"  // BiasRow

namespace tranche {

/// The rare keys of a line; an object with the defaults where the line has none of them.
inline const MoreDef& more_of(const LineDef& def) {
    static const MoreDef defaults;
    return def.more ? *def.more : defaults;
}

/// What a selection may ask of a line; empty lists ask nothing.
struct Selection {
    std::map<std::string, std::vector<std::string>> terms;  ///< key -> accepted words
    std::string name;                                       ///< canonical: `account=fiscal and kind=cost`
    InputId scale;
    InputId delay;
    InputId overrun;
    InputId stands;  ///< 0 where it is left out

    /// Names workstreams and projects only, so that it can move projects too.
    [[nodiscard]] bool structural() const;
    [[nodiscard]] bool names(const std::string& key) const { return terms.contains(key); }
};

/// A month: so many after an anchor.
struct Point {
    Anchor anchor;
    int first = 0;
};

/// Months in a row. Where they are a project's own, they last until that event, however late it comes.
struct Span {
    Anchor anchor;
    int first = 0;  ///< after the anchor
    int months = 1;
    std::optional<Anchor> until;
};

/// The place of what no author declared.
inline constexpr Position built_in{0, 1, 0};

/// Finds rows by id, and tells the nearest where there is none.
class Names {
public:
    /// False where the id is taken or is no id; told.
    bool declare(const Text& id, std::string_view noun, std::size_t row, Diagnostics& diagnostics);
    void alias(const Text& id, std::string_view noun, std::size_t row, Diagnostics& diagnostics);
    std::optional<std::size_t> find(const Text& id, std::string_view noun, Diagnostics& diagnostics) const;
    [[nodiscard]] bool has(std::string_view id) const { return rows_.contains(id); }

private:
    // The names of many lines go as they came, all at once, and leave no holes behind.
    std::pmr::monotonic_buffer_resource memory_;
    std::pmr::map<std::pmr::string, std::pair<std::size_t, Position>, std::less<>> rows_{&memory_};
};

class Lowering {
public:
    /// REQUIRES: the reader is the one that the definition was read with.
    Lowering(const Definition& definition, Reader& reader)
        : def_(definition), reader_(reader), diagnostics_(reader.diagnostics) {}
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

    // lower_method.cpp
    void lower_method();
    void lower_decision();
    std::optional<std::uint8_t> schedule(const Text& text);

    // lower.cpp
    void lower_perspectives();
    void lower_assumptions();
    void lower_workstreams();
    [[nodiscard]] std::optional<Citation> citation(const Text& at);
    std::optional<NodeId> formula(const Text& text);
    NodeId number(const Number& value);
    double base_value(NodeId id);

    // lower_assumptions.cpp
    /// A value in formulas: one node, or one for each year, and what it counts.
    struct Term {
        NodeId node;
        std::vector<NodeId> years;
        Unit unit;
    };
    [[nodiscard]] std::vector<std::size_t> settling_order() const;
    void settle_assumption(std::size_t i);
    [[nodiscard]] int series_years() const;
    void settle_yearly(const AssumptionDef& def, AssumptionId id);
    void settle_formula(const AssumptionDef& def, AssumptionId id);
    void set_range(const AssumptionDef& def, Input& input);
    std::optional<Measured> named(const std::string& name, Position where);
    std::optional<Measured> measure_value(const Text& id, const std::string& field);
    std::optional<Term> yearly_formula(const Text& text);
    Term times(const Term& a, const Term& b);
    std::optional<Term> quantity(const Quantity& stated, const std::string& name, LineKind kind);
    std::optional<Term> stated_amount(const StatedAmount& amount, const std::string& name, LineKind kind);
    bool is_money(const Term& term, const std::string& whose, Position where, bool per_unit = false);

    // lower_dates.cpp
    std::optional<Point> point(const Text& text, const LinePlace& place);
    std::optional<Span> span(const Text& text, const LinePlace& place);
    std::optional<Point> end_point(const Text& text, const LinePlace& place);
    std::optional<Anchor> event(const Text& text, const LinePlace& place, std::string_view takes);
    std::optional<Anchor> project_event(const Text& text, std::size_t dot, const LinePlace& place);
    std::optional<ProjectId> task(const Text& id, ProjectKind wanted);
    std::optional<ProjectId> own_dated_project(const Text& text, const LinePlace& place);
    bool dated(ProjectId id, const Text& text);
    std::optional<int> calendar_month(const Text& text, const std::vector<std::string>& or_words = {});
    bool inside_calendar(int from, int to, Position where);
    [[nodiscard]] int planned_month(const Anchor& anchor) const;
    [[nodiscard]] Micropounds planned_total(const Piece& piece) const;
    ShapeId planned_shape(const Piece& piece);

    // lower_repeats.cpp
    void lower_repeat(const RepeatDef& def, ProjectId id);
    void scale_by_count(const RepeatDef& def, ProjectId id, int starts);
    void apply_repeats();
    void repeat_line(Line& line, bool running);
    std::optional<ShapeId> moved_shape(const Piece& piece, int months, bool running, Position where);

    // lower_schedule.cpp
    void lower_phases(const ProjectDef& def, Project& project);
    ProjectId add_event(ProjectKind kind, const Text& id, const std::string& name, const Text& on, bool misread,
                        const Text& at);
    void lower_events();
    void lower_without(const MilestoneDef& def, Project& milestone);
    void lower_event_links();
    void hold(ProjectId gate, ProjectId project, Position where);
    void lower_links(const std::vector<LinkDef>& links, ProjectId after);
    void apply_gates();
    void lower_gate_settings();

    // lower_forms.cpp and lower_shapes.cpp
    /// Where money falls, whatever its amount.
    struct Stretch {
        Anchor anchor;
        std::optional<Anchor> until;
        int first = 0;
        std::vector<int> lengths;
        std::function<std::vector<Micropounds>(Micropounds)> spread;
        bool undated = false;
    };
    /// An amount that is known now, or is worked out in every run.
    struct Price {
        std::optional<Micropounds> exact;
        Term term;
        Position where;
    };
    bool lower_forms(const LineDef& def, const LinePlace& place, Line& line);
    bool check_options(const LineDef& def, std::string_view form);
    std::optional<Price> price(const StatedAmount& amount, const std::string& name, Line& line, bool per_unit = false);
    std::optional<Price> chain_price(const LineDef& def, Line& line);
    void measured_step(const Line& line, std::string_view step, const Text& measure, const Term& term, bool share,
                       bool taken_off);
    std::optional<Price> quantity_price(const LineDef& def, Line& line);
    Price times_unknown(const Price& price, const std::string& name, const std::string& reason, const Line& line);
    bool lower_cells(const LineDef& def, Line& line);
    std::optional<Stretch> cell_stretch(const LineDef& def, int period);
    std::optional<Stretch> once_stretch(const LineDef& def, const LinePlace& place);
    std::optional<Stretch> total_stretch(const LineDef& def, const LinePlace& place);
    std::optional<Stretch> yearly_stretch(const LineDef& def, const LinePlace& place, Price& price, const Line& line);
    bool sound_shares(const LineDef& def);
    std::optional<std::vector<std::int64_t>> weights(const LineDef& def, int months);
    void add_piece(Line& line, const Price& price, const Stretch& stretch);
    bool countable(const std::string& id, double magnitude, Position where);

    // lower_prices.cpp
    bool apply_prices(const LineDef& def, Line& line);
    std::optional<int> price_year(Position where);
    std::optional<Term> growth_term(NodeId rate, int base);
    std::optional<Term> index_term(const Text& index);
    std::optional<Term> rebase_term(const LineDef& def);

    // lower_lines.cpp
    void collect_line_ids();
    void lower_lines(const LinesDef& lines, const LinePlace& place);
    void lower_line(const LineDef& def, LineKind kind, const LinePlace& place);
    void note_asides(const LineDef& def, LineKind kind, const LinePlace& place);
    void split_cashable(const LineDef& def, LineId id);
    void nest_lines();
    void check_wholes();
    void nest(LineId id, LineId whole, Position where);
    void bind_line_values();
    [[nodiscard]] Micropounds total_of(const Line& line) const;

    // lower_cases.cpp
    void lower_cases();
    void lower_case_keys(const LineDef& def, Line& line);
    void lower_duration_bias(const ProjectDef& def, Project& project);
    void lower_risk_lines();
    void check_held(const RiskDef& def, const Risk& risk);
    void apply_cases();
    void adjust_prices(Adjustment& adjustment);
    void adjust_risks(Adjustment& adjustment);
    void adjust_durations(Adjustment& adjustment);
    Adjustment& adjustment_named(std::string_view name);
    InputId case_input(Adjustment& adjustment, std::string_view part, bool financial, bool economic);
    NodeId adjusted(NodeId factor, double part, InputId input);
    std::optional<Bias> bias(const BiasDef& def, std::optional<BiasRange> BiasRow::*column, std::string_view of);
    std::optional<Bias> line_bias(const BiasDef& def, const Line& line);

    // lower_finance.cpp
    void lower_loan(const LineDef& def, LineId id);
    std::optional<double> borne_share(LineId id);
    [[nodiscard]] bool has_fixed_grant(LineId id) const;

    // lower_funding.cpp
    void lower_cost_flows(const LineDef& def, const LinePlace& place, LineId id);
    void check_worked_out_funding(const LineDef& def, LineId id, Micropounds fixed, bool has_rest);
    bool known_now(NodeId id);
    void lower_benefit_flows(const LineDef& def, LineId id);
    void add_grant(const PartDef& part, OrganisationId from, OrganisationId to, LineId of);
    OrganisationId spender(const LineDef& def, const LinePlace& place);
    OrganisationId implicit_organisation(const std::string& id, const std::string& name);
    OrganisationId unstated_group(const std::vector<PartDef>& parts);
    std::optional<OrganisationId> organisation(const Text& id);
    /// [below, upto] of every part in order; the last tile ends at exactly 1.
    struct Tile {
        OrganisationId organisation;
        NodeId below;
        NodeId upto;
        Funding funding = Funding::unstated;
    };
    std::vector<Tile> tiles(const std::vector<PartDef>& parts, Position where, std::string_view key);

    // hints.cpp
    [[nodiscard]] std::string mistaken_pounds(const LineDef& def) const;
    [[nodiscard]] std::string mistaken_share(NodeId share) const;

    // lower_register.cpp
    void lower_awards();
    void lower_award_settings();
    void apply_needs();
    [[nodiscard]] static Micropounds whole_of(const Award& award);
    [[nodiscard]] static double part_of_award(const Award& award, Micropounds comes);
    void lower_risks();
    void lower_cover(const Names& risks);
    void check_cohorts();
    void lower_measures();
    void lower_comparisons();
    void lower_tracking();
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
    void finish_factors();
    void check_selections();
    [[nodiscard]] Line standing_for(ProjectId project) const;
    [[nodiscard]] bool moves_event(const Selection& selection, const Anchor& anchor) const;
    void add_input(NodeId& sum, InputId input);
    InputId scale_input(Selection& selection, Position where);
    InputId delay_input(Selection& selection, Position where);
    InputId overrun_input(Selection& selection, Position where);
    InputId stands_input(Selection& selection, Position where);
    std::optional<Selection> excluded(const Text& name);
    NodeId times(NodeId factor, NodeId by);
    Selection& known_selection(Selection selection);
    std::map<std::string, Selection>::iterator find_selection(const SelectDef& def);

    // lower_settings.cpp
    struct CellSettings {
        InputId input;
        std::vector<Micropounds> amounts;  ///< that scenarios set
    };
    using Cell = std::pair<LineId, int>;  ///< a line and a year
    void lower_options();
    void choose_option(const Text& name, Scenario& scenario);
    void put_in_force(std::size_t option, Scenario& scenario, Position where);
    void apply_options();
    NodeId in_force(const std::vector<Text>& in);
    void lower_cells();
    std::optional<int> calendar_year(const Text& text);
    std::optional<LineId> line(const Text& id);
    std::optional<Cell> cell(const Text& text);
    void split_cell(const Cell& cell, CellSettings& settings);
    void lower_bounds();
    std::vector<InputId> ranged_inputs(std::optional<LineKind> kind) const;

    struct BaseValue {
        enum class State { unknown, open, known } state = State::unknown;
        double value = 0.0;
    };

    /// What a line says that is settled when all lines are there; of the few lines that say it.
    struct Said {
        Text line;
        LineKind kind = LineKind::cost;
        std::vector<Text> words;
    };

    const Definition& def_;
    Reader& reader_;  ///< of lines
    Diagnostics& diagnostics_;
    Programme result_;
    Shapes shapes_;
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
    Conventions conventions_;
    Table<NodeId, BaseValue> base_values_;
    bool met_yearly_ = false;  ///< the formula being read names what differs from year to year
    int formula_year_ = 0;     ///< the year it is read for
    std::set<std::string> line_ids_;
    std::map<std::string, NodeId> line_values_;                ///< of lines that formulas name, in pounds
    std::map<std::string, std::vector<NodeId>> line_amounts_;  ///< of the same, what they are made of
    std::vector<Said> covers_;
    std::vector<Said> cohorts_;
    std::vector<Said> in_options_;
    std::set<std::string> running_;                      ///< yearly lines of projects that repeat
    std::vector<std::pair<Text, LineId>> nested_;        ///< what a line is part of
    std::vector<std::pair<LineId, NodeId>> risk_lines_;  ///< lines that risks are, and their probabilities
    std::map<ProjectId, NodeId> counts_;  ///< of projects whose count is an assumption: it over what the plan starts
    std::vector<std::pair<ProjectId, WorkstreamId>> gated_workstreams_;  ///< by a gate that decides them whole
    std::map<std::string, ClaimId> cells_;
    std::vector<const ScenarioDef*> scenario_defs_;  ///< by role, those written in place last; row i is scenario i + 1
    std::vector<ScenarioRole> scenario_roles_;
    std::map<std::string, std::set<std::string>> excludable_;  ///< by id, whether it is a line, project or workstream
    Names options_;
    std::map<std::string, Selection> selections_;  ///< by name, so that factors multiply in an order of their own
    bool lines_sound_ = true;  ///< if not, what the lines lack together may follow from what is told already
};

}  // namespace tranche
