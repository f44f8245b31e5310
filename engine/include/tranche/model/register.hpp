// The non-financial records of a programme: options, risks, measures of outcome, awards, and comparisons to print.
#pragma once

#include <optional>
#include <string>
#include <utility>  // pair
#include <vector>

#include "tranche/base/diagnostic.hpp"
#include "tranche/model/ids.hpp"
#include "tranche/model/node.hpp"
#include "tranche/model/printed.hpp"
#include "tranche/model/shape.hpp"
#include "tranche/model/words.hpp"

namespace tranche {

/// One of several programmes between which is chosen. Its input is 1 where it is in force and 0 where another is.
struct Option {
    std::string id;
    std::string name;
    OptionRole role = OptionRole::alternative;
    InputId in_force;
    ScenarioId scenario;  ///< the scenario that puts it in force
    Position where;
    std::optional<Citation> at;
};

/// The effect of a risk if it occurs. It does not enter any figure unless a line covers it.
struct RiskEffect {
    std::optional<Micropounds> cost;
    std::optional<Micropounds> benefit;
    int delay = 0;  ///< months
    std::string when;
    std::vector<LineId> lines;  ///< the lines that it affects; if empty, the whole programme
};

/// A mitigation of a risk: a project or a line of the programme, or words.
struct Mitigation {
    std::string text;
    ProjectId project;
    LineId line;
};

/// Scores are kept as given, letters or numbers; what the source leaves blank stays blank.
struct Risk {
    std::string id;
    std::string text;
    std::vector<Mitigation> mitigations;
    std::string likelihood;
    std::string impact;
    std::optional<double> probability;
    std::optional<RiskEffect> effect;
    RiskHeld held = RiskHeld::unstated;
    LineId covered_by;  ///< a line of contingency, if one names it
    std::string status;
    std::string owner;
    Position where;
    std::optional<Citation> at;
};

/// A non-financial quantity that the programme means to move.
struct OutcomeMeasure {
    std::string id;
    std::string name;
    std::string unit;
    std::optional<Printed> baseline;
    std::optional<Printed> target;
    std::optional<Printed> without;                ///< the path it would take without the programme
    std::optional<Printed> change;                 ///< a target given as a change
    std::vector<std::pair<int, Printed>> targets;  ///< by year, counted from the calendar's first
    std::string direction;
    std::string every;
    std::string owner;
    Position where;
    std::optional<Citation> at;
};

/// A step of a line's chain whose outcome a measure shows: how many took part, how many it worked for, what one was worth.
struct MeasuredStep {
    std::string line;
    std::string step;         ///< population, take_up, impact, ..., unit_value
    std::size_t measure = 0;  ///< row of Programme::measures
    NodeId planned;           ///< the step's own value; a share is between 0 and 1
    bool share = false;
    bool taken_off = false;  ///< the line is multiplied by 1 less it
    Position where;
};

/// Money asked of a funder, which may not come. Its input is the part of the amounts on cost lines that is paid: 1 or 0, or
/// between; where no line takes any, the part of what is asked. Its own value is 1, or what was decided.
struct Award {
    std::string id;
    std::string name;
    OrganisationId from;
    Micropounds asked = 0;
    std::optional<Micropounds> fallback;  ///< what comes instead if that is refused
    std::optional<Micropounds> decided;   ///< what was granted in the end
    Micropounds on_lines = 0;             ///< what the cost lines that name it take from it
    InputId paid;
    Position where;
    std::optional<Citation> at;
};

/// The difference between two scenarios, and what it is per pound of an award.
struct Comparison {
    std::string id;
    std::string name;
    ScenarioId of;
    ScenarioId against;
    std::optional<std::size_t> per;  ///< row of Programme::awards
    Position where;
};

struct Phase {
    std::string id;
    int months = 0;
};

}  // namespace tranche
