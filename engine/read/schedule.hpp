// Workstreams, projects, milestones and gates as the author wrote them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "read/line.hpp"
#include "read/values.hpp"
#include "tranche/model/words.hpp"

namespace tranche {

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

}  // namespace tranche
