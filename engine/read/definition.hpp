// A programme file as its author wrote it: words and exact numbers with their places, before any reference is resolved.
//
// Each concept has a header of its own. bind*.cpp fills these from the tree by tables of fields; lower/ turns them into the
// core.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "read/assumption.hpp"
#include "read/claim.hpp"
#include "read/line.hpp"
#include "read/method.hpp"
#include "read/organisation.hpp"
#include "read/register.hpp"
#include "read/scenario.hpp"
#include "read/schedule.hpp"
#include "read/tracking.hpp"
#include "tranche/base/calendar.hpp"

namespace tranche {

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
