// A question: an address whose names have been found in a programme.
//
// Claims, explain and reports ask the same questions, and one function answers them (answers.hpp).
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
#include "tranche/model/programme.hpp"
#include "tranche/model/scenario.hpp"

namespace tranche {

enum class Part { whole, cumulative, beyond, unallocated };

/// The quantities that can be counted: one row each.
struct CountRow {
    std::string_view name;  ///< `projects`
    std::string_view help;
    std::size_t (*count)(const Programme&);
};
std::span<const CountRow> count_rows();

/// The name by which the discount factor of a year is asked for.
inline constexpr std::string_view factor_name = "factor";

/// One of measure, count, assumption and schedule says what is asked.
struct Question {
    Address address;
    Position where;  ///< of the address, in the file that asks
    const MeasureRow* measure = nullptr;
    const CountRow* count = nullptr;
    AssumptionId assumption;
    std::optional<std::size_t> schedule;  ///< of a discount factor: row of Conventions::schedules
    std::vector<bool> lines;              ///< empty: all
    ScenarioId scenario = base_scenario;
    std::optional<std::size_t> comparison;  ///< the figure of its `of` less that of its `against`
    PerspectiveId perspective = whole_system;
    Part part = Part::whole;
    std::optional<std::pair<int, int>> months;  ///< [first, last) of the calendar; whole years where it is discounted
};

/// Empty, with a diagnostic and a suggestion, if a name is unknown or the parts do not fit together.
std::optional<Question> resolve(const Programme& programme, const Address& address, Position where,
                                Diagnostics& diagnostics);

/// The unit of the answer, for rendering.
MeasureUnit unit_of(const Question& question);

}  // namespace tranche
