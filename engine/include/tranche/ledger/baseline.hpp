// A baseline: the approved plan, frozen as a value.
//
//
// It contains the text of the definition and the results of the engine that tracking needs: the plan by month in
// pence, dates, measures, headline figures. Tracking reads these and never runs the engine to know the plan, so a
// later engine cannot change an approved plan. A ledger keeps all its baselines. The last one is in force.
//
//
// Pence come from the lattice by cumulative rounding. The running total of a line is rounded half to even at the end
// of each month, and an amount is the difference of two. The months of a row, and the rows of a line, therefore add to
// the line's total rounded once.
#pragma once

#include <optional>
#include <string>
#include <utility>  // pair
#include <vector>

#include "tranche/appraise/appraisal.hpp"  // Figure
#include "tranche/appraise/counting.hpp"   // Counted
#include "tranche/base/calendar.hpp"
#include "tranche/base/decimal.hpp"
#include "tranche/model/line.hpp"      // Facets
#include "tranche/model/scenario.hpp"  // base_scenario
#include "tranche/model/tracking.hpp"
#include "tranche/model/words.hpp"
#include "tranche/ledger/entry.hpp"  // Pence
#include "tranche/scenario/model.hpp"

namespace tranche {

/// A line of the programme; also one without a figure, since money may be recorded against it.
struct PlannedLine {
    std::string id;
    std::string name;
    LineKind kind = LineKind::cost;
    std::string project;     ///< empty for a line of a workstream or the programme
    std::string workstream;  ///< its own, or its project's
    std::string part_of;     ///< the line that this is a grant or a loan of
    Facets facets;
    Valued valued = Valued::counted;
    std::string measure;  ///< what shows whether it happens
    std::string reason;   ///< why it has no figure, where the author says so

    friend bool operator==(const PlannedLine&, const PlannedLine&) = default;
};

/// The part of a line that passes between two organisations.
struct PlannedRow {
    std::size_t line = 0;  ///< index into Baseline::lines
    std::string from;
    std::string to;
    LineKind kind = LineKind::cost;
    Counted::As counts = Counted::As::nothing;  ///< from the baseline's perspective
    int sign = 1;
    bool known = true;          ///< if false, the amounts are not known and months is empty
    std::vector<Pence> months;  ///< calendar.months() of them
    Pence beyond = 0;           ///< moved past the calendar by a delay
    Pence undated = 0;          ///< without a date

    [[nodiscard]] Pence total() const;  ///< months and undated: what is beyond lies outside the case
    friend bool operator==(const PlannedRow&, const PlannedRow&) = default;
};

/// A project, milestone or gate with its dates in the baselined case.
struct PlannedProject {
    std::string id;
    std::string name;
    ProjectKind kind = ProjectKind::project;
    std::string workstream;
    std::optional<Month> starts;
    std::optional<Month> ends;  ///< its last month; of a milestone or gate the month in which it falls

    friend bool operator==(const PlannedProject&, const PlannedProject&) = default;
};

/// Figures of a percentage are in percent.
struct PlannedMeasure {
    std::string id;
    std::string name;
    std::string unit;
    std::optional<Decimal> baseline;
    std::optional<Decimal> target;
    std::optional<Decimal> without;
    std::vector<std::pair<int, Decimal>> targets;  ///< by year, counted from the calendar's first
    std::string direction;                         ///< up or down; empty if not stated
    std::string every;                             ///< month, quarter or year; empty if not stated
    std::string owner;

    friend bool operator==(const PlannedMeasure&, const PlannedMeasure&) = default;
};

/// A line whose money is a product that starts with how far a measure moves: `chain: {measure: ...}`. At a value v of the
/// measure, the line is worth its plan times (v - without) / (target - without), all else at baselined values.
struct DrivenLine {
    std::string measure;
    std::string line;
    Decimal without;
    Decimal target;  ///< never equal to without

    friend bool operator==(const DrivenLine&, const DrivenLine&) = default;
};

/// A step of a line's chain that a measure shows (model/register.hpp, MeasuredStep), with the value it was planned at.
struct PlannedStep {
    std::string line;
    std::string step;     ///< population, take_up, impact, ..., unit_value
    std::string measure;  ///< where the step is a share and the measure's unit is %, what is recorded is in percent
    double planned = 0.0;
    bool share = false;
    bool taken_off = false;  ///< the line is multiplied by 1 less it

    friend bool operator==(const PlannedStep&, const PlannedStep&) = default;
};

struct PlannedRisk {
    std::string id;
    std::string text;
    std::string status;

    friend bool operator==(const PlannedRisk&, const PlannedRisk&) = default;
};

struct PlannedOrganisation {
    std::string id;
    std::string name;
    bool funder = false;
    std::vector<std::string> members;

    friend bool operator==(const PlannedOrganisation&, const PlannedOrganisation&) = default;
};

/// A measure of the case as it stood: `roi`, `payback`, `npv`.
struct BaselineFigure {
    std::string name;
    Figure figure;

    friend bool operator==(const BaselineFigure&, const BaselineFigure&) = default;
};

/// A dated schedule of conventions that the figures use.
struct RuleTable {
    std::string name;
    std::string sha256;  ///< of its rates: a line `from:rate` for each

    friend bool operator==(const RuleTable&, const RuleTable&) = default;
};

struct Baseline {
    EntryNumber sequence = 0;  ///< of its entry in the ledger; not part of its text

    std::string programme;  ///< id
    std::string name;
    std::string definition;  ///< the whole text of the programme file
    std::string definition_name;
    std::string definition_sha256;
    std::string engine_version;
    std::vector<RuleTable> tables;

    std::string approved_by;
    std::optional<Day> approved_on;
    std::string reason;

    std::string scenario;      ///< id
    std::string reading;       ///< id; empty for the programme's own
    std::string option;        ///< id of the option in force; empty if there are no options
    std::string appraised_as;  ///< economic or financial; empty: the definition as written
    std::string perspective;   ///< id
    std::string price_basis;   ///< as the definition states it; empty where it does not

    Calendar calendar;
    MoneyUnit unit;  ///< of money in figures
    std::vector<PlannedLine> lines;
    std::vector<PlannedRow> rows;
    std::vector<PlannedProject> projects;
    std::vector<PlannedMeasure> measures;
    std::vector<DrivenLine> drivers;
    std::vector<PlannedStep> steps;
    std::vector<PlannedRisk> risks;
    std::vector<PlannedOrganisation> organisations;
    std::vector<BaselineFigure> figures;
    std::optional<Tracking> tracking;  ///< empty where the definition does not say: no thresholds then

    friend bool operator==(const Baseline&, const Baseline&) = default;
};

/// Which case of a programme is frozen, and on whose word.
struct BaselineTerms {
    std::vector<ScenarioId> together{base_scenario};  ///< a scenario; a reading, an option, a case where asked for
    PerspectiveId perspective = whole_system;
    std::string approved_by;
    Day approved_on;
    std::string reason;
    std::string engine_version;
};

/// Runs the case once and freezes it. source is the text that the model was made from. Throws AmountTooLarge.
Baseline freeze(const Model& model, const SourceText& source, const BaselineTerms& terms);

/// The baseline as JSON, one text for one value, which a ledger stores and hashes. baseline_of(text) is its inverse.
/// Empty if the text is not a baseline.
std::string baseline_text(const Baseline& baseline);
std::optional<Baseline> baseline_of(std::string_view text);

/// Planned pence of a line in a month, all rows of its own kind together; empty if not known. Months outside the
/// calendar have a plan of 0.
std::optional<Pence> planned(const Baseline& baseline, std::size_t line, Month month);
/// And over the whole case, with what is undated and without what is beyond.
std::optional<Pence> planned(const Baseline& baseline, std::size_t line);

/// The pence that a driven line is worth in `month` where its measure stood at value: over the months that one reading of
/// the measure covers (12, 3 or 1, up to and with this one). Rounded once, half to even; empty where the plan is not known.
std::optional<Pence> derived_pence(const Baseline& baseline, const DrivenLine& driver, Month month,
                                   const Decimal& value);

/// One thing that a later baseline says differently, with what it does to the plan.
struct Amendment {
    std::string what;  ///< line, measure, project, or figure
    std::string id;
    std::string field;   ///< planned, target, starts, ... ; added or removed
    std::string before;  ///< as text; empty if there was none
    std::string after;
    Pence cost = 0;  ///< by how much the planned cost changes with it, from the later baseline's perspective
    Pence benefit = 0;

    friend bool operator==(const Amendment&, const Amendment&) = default;
};

/// Lines, then measures, then projects, each in the later baseline's order, what was removed last. The cost and benefit
/// of the lines add to the change of the whole plan; a measure's are those of the lines it drives, counted again.
std::vector<Amendment> amendments(const Baseline& before, const Baseline& after);

}  // namespace tranche
