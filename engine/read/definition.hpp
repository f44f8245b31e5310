// A programme file as its author wrote it: words and exact numbers with their places, before any reference is resolved.
//
// bind.cpp fills these from the tree by tables of fields; lower.cpp turns them into the core.
#pragma once

#include <memory>  // shared_ptr
#include <optional>
#include <string>
#include <vector>

#include "read/tree.hpp"
#include "tranche/base/calendar.hpp"
#include "tranche/base/decimal.hpp"
#include "tranche/base/diagnostic.hpp"
#include "tranche/model/shape.hpp"  // Micropounds
#include "tranche/model/words.hpp"

namespace tranche {

/// A word or sentence and where it stands; absent while where.line is 0.
struct Text {
    std::string text;
    Position where;
    bool verbatim = false;  ///< character i stands i columns to the right of where

    [[nodiscard]] bool given() const { return where.line != 0; }
};

struct Amount {
    Micropounds micropounds = 0;
    Position where;
    bool readable = true;       ///< if not, that is told, and what follows from it is not
    bool plain_pounds = false;  ///< `£450`: whatever the file's unit of money
};

/// How far a figure of the author's is known. A bound leaves one side open, a range has no central value.
enum class Known { exactly, between, at_least, up_to, unknown, unquantified, unpriced, formula };

/// An amount that need not be one: `£7m..£10m`, `at least 500k`, `{unknown: redacted}`, `= volume * rate`.
struct StatedAmount : Amount {
    struct Words {
        Known known = Known::exactly;
        Micropounds low = 0;
        Micropounds high = 0;
        std::string reason;
        Text formula;
    };
    std::shared_ptr<const Words> words;  ///< absent for a plain amount, which most are

    [[nodiscard]] Known known() const { return words ? words->known : Known::exactly; }
};

/// `12 months`, `2 years`.
struct Duration {
    int months = 0;
    Position where;
};

/// A plain number, `16%`, or `= formula`.
struct Number {
    Decimal value;
    bool formula = false;
    Text text;  ///< the formula without its `=`, at its place
};

/// A number with a unit, or less than that: `2 FTE`, `40%`, `£2500`, `up to 5`, `9..12`, `unknown`, `= formula`.
struct Quantity {
    Known known = Known::exactly;
    Decimal value;  ///< the low end of a range, the stated end of a bound
    Decimal high;   ///< of a range
    std::string unit;
    std::string reason;
    Text text;  ///< as written; a formula without blanks before its `=`
    bool readable = true;
};

struct CellDef {
    int period = 0;  ///< counted from the calendar's first year, quarter or month
    StatedAmount amount;
};

/// One entry of `funded` or `to`.
struct PartDef {
    enum class Kind { share, amount, formula, rest, unstated };
    Text organisation;
    Kind kind = Kind::rest;
    Funding funding = Funding::unstated;
    Number share;
    Amount amount;
};

struct CalendarDef {
    Text first_year;
    std::optional<int> years;
    Text year_starts{"april", {}};
    DelayWindow delay_window = DelayWindow::fixed;
    Position where;
};

struct MoneyDef {
    std::string currency = "GBP";
    int unit_power = 0;  ///< of ten, in pounds: what a bare number is multiplied by
};

struct PricesDef {
    std::string basis;
    std::string base;
    std::string deflator;
};

struct BcrDef {
    SavingsGo savings = SavingsGo::benefits;
    Position where;
};

struct MethodDef {
    std::string payback = "year";
    std::string central;  ///< `midpoint`: ranges have one
    std::string roi = "net-over-cost";
    Text discount;  ///< the id of a schedule, or a rate
    Text base;      ///< the year that discounting counts from
    Timing timing = Timing::start;
    BcrDef bcr;
};

struct DecisionDef {
    Text rule;
    Text perspective;
    Text in_case;
    Position where;
};

struct ThresholdsDef {
    std::optional<std::vector<Number>> cost;
    std::optional<std::vector<Number>> benefit;
    std::optional<std::vector<Number>> days;
    Position where;
};

/// What a return to a counting regime needs beside the ledger.
struct ReturnDef {
    Regime rules = Regime::csr07;
    std::optional<Amount> spend;
    std::optional<Amount> earlier_gains;
    std::optional<Amount> earlier_ongoing;
    std::optional<Amount> earlier_spend;
    Position where;
};

struct TrackingDef {
    Closes closes = Closes::monthly;
    ThresholdsDef thresholds;
    std::vector<ReturnDef> returns;
    Position where;
};

struct SourceDef {
    Text id;
    std::string file;
    std::string title;
    std::string dated;
    std::string sha256;
};

struct OrganisationDef {
    Text id;
    std::string name;
    std::vector<Text> aliases;
    std::vector<Text> members;
    std::string kind;
    std::string split;
};

struct PerspectiveDef {
    Text id;
    std::string name;
    CostRule costs = CostRule::before_grant;
    std::optional<std::vector<Text>> costs_of;  // absent: all
    std::optional<std::vector<Text>> benefits_of;
};

struct YearValueDef {
    int year = 0;
    Quantity value;
};

struct AssumptionDef {
    Text id;
    std::string name;
    std::optional<Quantity> value;
    std::vector<YearValueDef> by_year;
    std::vector<Number> range;
    std::string unit;
    std::string owner;
    std::optional<int> evidence;
    Status status = Status::unstated;
    Text at;
    bool misread = false;  ///< as of a line
};

struct LinkDef {
    Text project;
    Text milestone;
    Text external;
    LinkType type = LinkType::finish_to_start;
    std::optional<LinkKind> kind;
    std::optional<Duration> lag;
    Position where;
};

struct PhaseDef {
    Text id;
    std::string name;
    std::optional<Duration> lasts;
};

/// A name and what stands behind it.
struct PairDef {
    Text key;
    Text value;
};

/// How many there are of something and what one is worth; what is left out counts as 1, or as 0% for what is taken off.
struct ChainDef {
    std::optional<Quantity> population;
    std::optional<Quantity> take_up;
    std::optional<Quantity> impact;
    std::optional<Quantity> retention;
    std::optional<Quantity> deadweight;
    std::optional<Quantity> displacement;
    std::optional<Quantity> leakage;
    std::optional<Quantity> substitution;
    std::optional<Quantity> multiplier;
    std::optional<StatedAmount> unit_value;
    Text measure;                   ///< in place of population: what a measure of outcome moves by
    std::vector<PairDef> measured;  ///< steps by the measures that show what came of them
    Position where;
};

/// A loan that pays for capital.
struct FinanceDef {
    std::optional<Number> rate;
    std::optional<int> years;
    Repay repay = Repay::annuity;
    Text lender;
    Position where;
};

/// Tax on what is bought: what the amounts hold, its rate, and the share of it that comes back.
struct VatDef {
    Vat amounts = Vat::unstated;
    std::optional<Number> rate;
    std::optional<Number> recovered;
    Position where;
};

/// By how much a plan is hopeful: a percentage, a row of a rule book, or a grade of evidence.
struct BiasDef {
    std::optional<Number> share;
    Text type;
    BiasOf of = BiasOf::unstated;
    std::optional<Number> mitigated;
    std::optional<int> grade;
    Position where;
};

/// Of a project's length.
struct DurationBiasDef : BiasDef {};

/// The keys of a line that few lines have.
struct MoreDef {
    std::optional<StatedAmount> total;
    Text shape;
    std::vector<Number> weights;
    std::optional<ChainDef> chain;
    std::optional<Quantity> quantity;
    std::optional<StatedAmount> unit_cost;
    Text per;
    std::optional<StatedAmount> amount;
    std::vector<Number> ramp;
    std::optional<Duration> lag;
    std::optional<Number> drop_off;
    Text index;  ///< a rate, or the id of an assumption
    Text basis;
    Text part_of;
    Text discount;
    std::optional<Number> cashable_share;
    VatDef vat;
    std::optional<BiasDef> bias;
    bool sunk = false;
    PriceBasis prices = PriceBasis::unstated;
    std::optional<FinanceDef> finance;
    std::string note;
};

struct LineDef {
    Text id;
    std::string name;
    std::vector<CellDef> cells;  ///< of by_year, by_quarter or by_month
    Text cells_at;
    int cell_months = 12;
    std::optional<StatedAmount> once;
    Text when;
    Text over;
    std::optional<StatedAmount> yearly;
    std::shared_ptr<MoreDef> more;
    Text from;
    Text until;
    std::optional<Duration> lasts;
    std::vector<PartDef> funded;
    std::vector<PartDef> to;
    Text spent_by;
    Text award;
    Text needs;
    Text measure;
    std::vector<Text> in;      ///< options that it belongs to
    std::vector<Text> covers;  ///< risks that a contingency line is kept for
    Text cohort;
    bool misread = false;  ///< something in it cannot be read: told, and what follows from it is not
    Account account = Account::unstated;
    Release release = Release::unstated;
    Nature nature = Nature::unstated;
    Budget budget = Budget::unstated;
    Status status = Status::unstated;
    Text at;
};

/// Starts of a project in a year.
struct StartsDef {
    int year = 0;  ///< counted from the calendar's first
    int number = 0;
    Position where;
};

struct RepeatDef {
    Text count;  ///< a number, or the id of an assumption
    std::vector<StartsDef> starts;
    bool misread = false;  ///< as of a line
    Position where;
};

/// Lines may stand at programme, workstream and project level. They are what a large file is made of, so they stay in the
/// tree until they are lowered: no more than one LineDef stands in memory at a time.
struct LinesDef {
    std::vector<TreeRef> costs;
    std::vector<TreeRef> benefits;
    Text spent_by;
};

struct ProjectDef : LinesDef {
    Text id;
    std::string name;
    std::string band;
    Text starts;
    std::optional<Duration> lasts;
    std::vector<PhaseDef> phases;
    std::optional<DurationBiasDef> duration_bias;
    std::optional<RepeatDef> repeat;
    Text gate;
    Status status = Status::unstated;
    std::vector<LinkDef> after;
    std::vector<Text> in;
    Text at;
    bool misread = false;  ///< as of a line
};

struct WorkstreamDef : LinesDef {
    Text id;
    std::string name;
    std::string lead;
    std::vector<ProjectDef> projects;
    std::vector<Text> in;
    Text at;
};

struct SelectDef {
    struct Term {
        Text key;
        std::vector<Text> values;
    };
    std::vector<Term> terms;
    Position where;
};

struct AdjustDef {
    SelectDef select;
    std::optional<Number> by;
    std::optional<Duration> delay;
    std::optional<Duration> overrun;
    bool misread = false;  ///< as of a line
    Position where;
};

/// An assumption's value, or the amount of a line in a year.
struct SetDef {
    Text what;  ///< `share`, or `build in 2014/15`
    Number value;
    Amount amount;
    bool cell = false;
    bool unknown = false;  ///< in place of either
};

/// Which end of their range the inputs of a kind of lines are set to.
struct BoundsDef {
    Text costs;
    Text benefits;
    Text all;
};

struct AwardSetDef {
    Text award;
    Amount amount;
    bool fallback = false;  ///< in place of an amount
};

struct ScenarioDef {
    Text id;
    std::string name;
    std::vector<Text> based_on;
    std::optional<Duration> delay;
    std::vector<AdjustDef> adjust;
    std::vector<SetDef> set;
    std::vector<AwardSetDef> awards;
    std::vector<PairDef> gates;
    std::vector<Text> exclude;
    BoundsDef bounds;
    Text option;
    std::string why;  ///< of a correction
    Text at;
};

struct ReadingDef : ScenarioDef {};
struct CorrectionDef : ScenarioDef {};
/// A scenario without an id of its own, inside a comparison.
struct InPlaceScenarioDef : ScenarioDef {};

struct MilestoneDef {
    Text id;
    std::string name;
    Text on;
    std::vector<LinkDef> after;
    std::vector<PairDef> without;
    Status status = Status::unstated;
    Text at;
    bool misread = false;  ///< as of a line
};

struct GateDef {
    Text id;
    std::string name;
    std::vector<Text> decides;
    std::string by;
    Text due;
    std::vector<LinkDef> after;
    Text at;
    bool misread = false;  ///< as of a line
};

struct OptionDef {
    Text id;
    std::string name;
    OptionRole role = OptionRole::alternative;
    Text at;
};

struct AwardDef {
    Text id;
    std::string name;
    Text from;
    std::optional<Amount> asked;
    std::optional<Amount> fallback;
    std::optional<Amount> decided;
    std::optional<Amount> table;
    Text at;
};

struct EffectDef {
    std::optional<Amount> cost;
    std::optional<Amount> benefit;
    std::optional<Duration> delay;
    Text when;
    std::vector<Text> lines;
};

struct RiskDef {
    Text id;
    std::string text;
    std::vector<Text> mitigations;
    std::string likelihood;
    std::string impact;
    std::optional<Number> probability;
    std::optional<EffectDef> effect;
    RiskHeld held = RiskHeld::unstated;
    std::string status;
    std::string owner;
    Text at;
};

struct MeasureDef {
    Text id;
    std::string name;
    std::string unit;
    Text baseline;
    Text target;
    Text without;
    Text change;
    std::vector<PairDef> by_year;
    std::string direction;
    std::string every;
    std::string owner;
    Text at;
};

struct CompareDef {
    Text id;
    std::string name;
    Text of;
    Text against;
    std::optional<InPlaceScenarioDef> against_in_place;
    Text per;
};

struct ClaimDef {
    Text id;
    std::vector<Text> figure;
    std::vector<Text> alternatives;
    std::string about;
    Text says;
    Text casts;  ///< a span of periods whose figures add to it
    bool fitted = false;
    std::vector<Text> contradicts;
    Text implied_by;
    std::vector<Text> at;
};

struct RowDef {
    Text name;
    std::vector<Text> cells;  ///< blank where not given
};

struct CastDef {
    Text axis;  ///< rows or columns
    Text row;   ///< or: this row is the signed sum of others
    Text formula;
};

/// A printed table, typed in once.
struct TableDef {
    Text id;
    std::string unit;
    std::vector<Text> columns;
    std::vector<RowDef> rows;
    std::vector<PairDef> labels;
    std::vector<PairDef> figures;
    std::vector<CastDef> casts;
    std::vector<Text> fitted;
    std::vector<Text> at;
    Position where;
};

struct ClaimsDef {
    std::vector<ClaimDef> claims;
    std::vector<TableDef> tables;
};

struct Definition : LinesDef {
    CalendarDef calendar_def;
    std::optional<Calendar> calendar;  ///< absent where calendar_def is not sound
    MoneyDef money;
    Text id;
    std::string name;
    std::string summary;
    std::string owner;
    std::string stage;
    PricesDef prices;
    MethodDef method;
    std::optional<DecisionDef> decision;
    std::vector<SourceDef> sources;
    std::vector<OrganisationDef> organisations;
    std::vector<PerspectiveDef> perspectives;
    std::vector<AssumptionDef> assumptions;
    std::vector<WorkstreamDef> workstreams;
    std::vector<ScenarioDef> scenarios;
    std::vector<ReadingDef> readings;
    std::vector<CorrectionDef> corrections;
    std::vector<OptionDef> options;
    std::vector<AwardDef> awards;
    std::vector<MilestoneDef> milestones;
    std::vector<GateDef> gates;
    std::vector<RiskDef> risks;
    std::vector<MeasureDef> measures;
    std::vector<CompareDef> compare;
    std::optional<TrackingDef> tracking;
    ClaimsDef claims;
    std::vector<Text> include;  ///< of the file that is being read
    Position where;
};

}  // namespace tranche
