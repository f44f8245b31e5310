// The flow, once, in order.
//
//   text --read--> Written --lower--> Programme --plan--> Plan --run(lane)--> Cashflow --appraise--> Appraisal
//                                                                     ^
//                                                          compose(scenario): a lane is a column of overrides of inputs
//
// Everything the commands do is this, with more lanes or other sinks.
#pragma once

#include <memory>  // shared_ptr
#include <optional>
#include <span>

#include "tranche/appraise/appraisal.hpp"
#include "tranche/appraise/counting.hpp"
#include "tranche/appraise/decision.hpp"
#include "tranche/appraise/measures.hpp"
#include "tranche/audit/audit.hpp"
#include "tranche/base/diagnostic.hpp"
#include "tranche/lower/lower.hpp"
#include "tranche/model/programme.hpp"
#include "tranche/scenario/model.hpp"
#include "tranche/run/run.hpp"
#include "tranche/scenario/compose.hpp"

namespace tranche {

/// After read: every key and word is known, every number exact. After lower: every reference points to a row, and every
/// amount falls inside the calendar. After plan: formulas and projects have an order, links their
/// slack, money its unit. After check_scenarios: every scenario composes. After resolve_claims: every address of a
/// claim is a question, kept with the model. After check_claims: its figure has the unit of what is printed. Empty if any of them found an error.
std::optional<Model> open_model(std::shared_ptr<const SourceText> text, Diagnostics& diagnostics,
                                const Include& include = {});

/// After compose: the scenario is a column of values. After run: every row of every year is an integer.
Cashflow forecast(const Model& model, ScenarioId scenario = base_scenario);
/// Several taken together, such as a scenario, a reading and an option.
Cashflow forecast(const Model& model, std::span<const ScenarioId> scenarios);

/// After counting: every row is cost, benefit or neither. After appraise: integer sums by year and month.
Appraisal appraise(const Model& model, ScenarioId scenario = base_scenario, PerspectiveId perspective = whole_system);
Appraisal appraise(const Model& model, std::span<const ScenarioId> scenarios, PerspectiveId perspective);
/// The same of many sets of scenarios taken together. One costs what it changes, not the whole programme again.
std::vector<Appraisal> appraise_each(const Model& model, std::span<const std::vector<ScenarioId>> together,
                                     PerspectiveId perspective);

}  // namespace tranche
