// A question: an address whose names have been found in a programme.
//
// Claims, explain and reports ask the same questions and get the same answers, because there is one function that answers.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>  // pair
#include <vector>

#include "tranche/appraise/measures.hpp"
#include "tranche/base/diagnostic.hpp"
#include "tranche/model/address.hpp"
#include "tranche/model/scenario.hpp"
#include "tranche/plan/model.hpp"
#include "tranche/scenario/ends.hpp"

namespace tranche {

enum class Part { whole, cumulative, beyond, unallocated };

/// The quantities that can be counted: one row each.
struct CountRow {
    std::string_view name;  ///< `projects`
    std::string_view help;
    std::size_t (*count)(const Programme&);
};
std::span<const CountRow> count_rows();

struct Question {
    Address address;
    const MeasureRow* measure = nullptr;  ///< one of measure, count and assumption
    const CountRow* count = nullptr;
    AssumptionId assumption;
    std::vector<bool> lines;  ///< empty: all
    ScenarioId scenario = base_scenario;
    std::vector<ScenarioId> with;           ///< readings, options and corrections taken together with it
    std::optional<std::size_t> comparison;  ///< the figure of its `of` less that of its `against`
    PerspectiveId perspective = whole_system;
    Part part = Part::whole;
    std::optional<std::pair<int, int>> months;  ///< [first, last) of the calendar
};

/// Empty, with a diagnostic and a suggestion, if a name is unknown or the parts do not fit together.
std::optional<Question> resolve(const Programme& programme, const Address& address, Position where,
                                Diagnostics& diagnostics);

/// Answers. overrides come on top of the question's scenario.
Figure answer(const Model& model, const Question& question, std::span<const Override> overrides = {});

/// The two ends of an answer that depends on ranges or bounds. Empty if it depends on none, or is not a measure.
std::optional<Range> answer_ends(const Model& model, const Question& question);

/// The unit of the answer, for rendering.
MeasureUnit unit_of(const Question& question);

/// Which lines the answer is made of, by their place in the table.
std::vector<LineId> lines_behind(const Model& model, const Question& question);

/// The appraisal that a question about a measure reads, lines filtered.
Appraisal appraisal_for(const Model& model, const Question& question, ScenarioId scenario,
                        std::span<const Override> overrides = {});

}  // namespace tranche
