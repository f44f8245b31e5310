// A programme, lowered to the core: the result of loading and the input of every later stage.
//
//
// It consists of flat tables that refer to each other by row number. It calculates nothing, and later stages do not
// change it.
#pragma once

#include <algorithm>  // count_if
#include <memory>     // shared_ptr
#include <optional>
#include <string>
#include <vector>

#include "tranche/base/calendar.hpp"
#include "tranche/model/cases.hpp"
#include "tranche/model/claim.hpp"
#include "tranche/model/ids.hpp"
#include "tranche/model/line.hpp"
#include "tranche/model/method.hpp"
#include "tranche/model/node.hpp"
#include "tranche/model/organisation.hpp"
#include "tranche/model/register.hpp"
#include "tranche/model/scenario.hpp"
#include "tranche/model/schedule.hpp"
#include "tranche/model/shape.hpp"
#include "tranche/model/tracking.hpp"
#include "tranche/model/words.hpp"

namespace tranche {

/// A published document that figures are cited from.
struct Source {
    std::string id;
    std::string file;
    std::string title;
    std::string dated;
    std::string sha256;
    Position where;
};

/// A named number of the author's: an input, or a formula of other assumptions.
struct Assumption {
    std::string id;
    std::string name;
    std::string unit;
    NodeId node;      ///< absent where it differs from year to year
    SeriesId series;  ///< absent where it does not
    InputId input;    ///< absent for a formula
    std::string owner;
    std::optional<int> evidence;  ///< grade, 1 (best) to 6
    Status status = Status::unstated;
    Position where;
    std::optional<Citation> at;
};

struct Programme {
    std::string id;
    std::string name;
    std::string summary;
    std::string owner;
    std::string price_basis;  ///< as stated: nominal, or real with its base year
    Calendar calendar;
    DelayWindow delay_window = DelayWindow::fixed;
    Position where;

    Table<SourceId, Source> sources;
    Table<OrganisationId, Organisation> organisations;
    Table<PerspectiveId, Perspective> perspectives;
    Table<AssumptionId, Assumption> assumptions;
    Table<WorkstreamId, Workstream> workstreams;
    Table<ProjectId, Project> projects;
    std::vector<Link> links;
    Table<LineId, Line> lines;
    Table<ScenarioId, Scenario> scenarios;
    std::vector<Option> options;
    std::vector<Award> awards;
    std::vector<Risk> risks;
    std::vector<OutcomeMeasure> measures;
    std::vector<MeasuredStep> measured_steps;
    std::vector<Comparison> comparisons;
    std::optional<Tracking> tracking;  ///< empty where the file does not say
    Table<ClaimId, Claim> claims;      ///< declared ones first, then the cells of tables
    std::shared_ptr<const Conventions> conventions;
    std::optional<Decision> decision;
    std::vector<Adjustment> adjustments;  ///< between the financial and the economic case, in the order of the bridge
    std::vector<Cast> casts;
    std::shared_ptr<const Shapes> shapes;
    Formulas formulas;
    Table<SeriesId, std::vector<NodeId>> series;  ///< a factor for each financial year; the last one continues
    Formulas claim_formulas;                      ///< over claims by id: an input's value is what its claim prints
    InputId reconstructed_scale;                  ///< on every line that is not published; absent without claims
};

/// The row with this id, in tables whose rows have one.
template <class IdType, class Row>
std::optional<IdType> find(const Table<IdType, Row>& table, std::string_view id) {
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (table[IdType{i}].id == id) {
            return IdType{i};
        }
    }
    return std::nullopt;
}

/// Rows of projects that are of this kind.
inline std::size_t count_of(const Programme& programme, ProjectKind kind) {
    return static_cast<std::size_t>(std::count_if(programme.projects.begin(), programme.projects.end(),
                                                  [&](const Project& project) { return project.kind == kind; }));
}

/// Every id of a table, for suggestions.
template <class IdType, class Row>
std::vector<std::string> ids_of(const Table<IdType, Row>& table) {
    std::vector<std::string> result;
    for (const Row& row : table) {
        result.push_back(row.id);
    }
    return result;
}

/// Ids of scenarios that the author gave: without the cases, and those written in place inside a comparison.
inline std::vector<std::string> listed_ids(const Programme& programme) {
    std::vector<std::string> result;
    for (const Scenario& scenario : programme.scenarios) {
        if (scenario.role != ScenarioRole::in_place && scenario.role != ScenarioRole::case_) {
            result.push_back(scenario.id);
        }
    }
    return result;
}

/// Rows of one role, in the order of the file. The first reading is the one in use.
inline std::vector<ScenarioId> scenarios_in(const Programme& programme, ScenarioRole role) {
    std::vector<ScenarioId> result;
    for (std::size_t i = 0; i < programme.scenarios.size(); ++i) {
        if (programme.scenarios[ScenarioId{i}].role == role) {
            result.emplace_back(i);
        }
    }
    return result;
}

}  // namespace tranche
