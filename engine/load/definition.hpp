// A programme file as its author wrote it: words and exact numbers with their places, before any reference is resolved.
//
// bind.cpp fills these from the tree by tables of fields; lower.cpp turns them into the core.
#pragma once

#include <optional>
#include <string>
#include <vector>

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

    [[nodiscard]] bool given() const { return where.line != 0; }
};

struct Amount {
    Micropounds micropounds = 0;
    Position where;
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

struct CellDef {
    int year = 0;  ///< counted from the calendar's first
    Amount amount;
};

/// One entry of `funded` or `to`.
struct PartDef {
    enum class Kind { share, amount, formula, rest };
    Text organisation;
    Kind kind = Kind::rest;
    Number share;
    Amount amount;
};

struct CalendarDef {
    Text first_year;
    std::optional<int> years;
    std::string year_starts = "april";
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

struct MethodDef {
    std::string payback = "year";
    std::string roi = "net-over-cost";
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
    std::vector<Text> costs_of;
    std::vector<Text> benefits_of;
};

struct AssumptionDef {
    Text id;
    std::string name;
    std::optional<Number> value;
    std::vector<Number> range;
    std::string unit;
    std::string owner;
    std::optional<int> evidence;
    Status status = Status::unstated;
    Text at;
};

struct LinkDef {
    Text project;
    Text external;
    LinkType type = LinkType::finish_to_start;
    std::optional<LinkKind> kind;
    std::optional<Duration> lag;
    Position where;
};

struct LineDef {
    Text id;
    std::string name;
    std::vector<CellDef> by_year;
    Text by_year_at;
    std::optional<Amount> once;
    Text when;
    Text over;
    std::optional<Amount> yearly;
    Text from;
    Text until;
    std::optional<Duration> lasts;
    std::vector<PartDef> funded;
    std::vector<PartDef> to;
    Text spent_by;
    Account account = Account::unstated;
    Release release = Release::unstated;
    Nature nature = Nature::unstated;
    Budget budget = Budget::unstated;
    Status status = Status::unstated;
    Text at;
};

/// Lines may stand at programme, workstream and project level.
struct LinesDef {
    std::vector<LineDef> costs;
    std::vector<LineDef> benefits;
    Text spent_by;
};

struct ProjectDef : LinesDef {
    Text id;
    std::string name;
    std::string band;
    Text starts;
    std::optional<Duration> lasts;
    Status status = Status::unstated;
    std::vector<LinkDef> after;
    Text at;
};

struct WorkstreamDef : LinesDef {
    Text id;
    std::string name;
    std::string lead;
    std::vector<ProjectDef> projects;
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
    Position where;
};

struct SetDef {
    Text assumption;
    Number value;
};

struct ScenarioDef {
    Text id;
    std::string name;
    std::vector<Text> based_on;
    std::optional<Duration> delay;
    std::vector<AdjustDef> adjust;
    std::vector<SetDef> set;
    Text at;
};

struct Definition : LinesDef {
    CalendarDef calendar_def;
    Calendar calendar;
    MoneyDef money;
    Text id;
    std::string name;
    std::string summary;
    std::string owner;
    std::string stage;
    PricesDef prices;
    MethodDef method;
    std::vector<SourceDef> sources;
    std::vector<OrganisationDef> organisations;
    std::vector<PerspectiveDef> perspectives;
    std::vector<AssumptionDef> assumptions;
    std::vector<WorkstreamDef> workstreams;
    std::vector<ScenarioDef> scenarios;
    Position where;
};

}  // namespace tranche
