// How late the programme is: the recorded dates, and the effect of a late date on everything that depends on it.
//
//
// The office records when a milestone, a gate or the end of a project was reached or is expected. A late date moves
// its dependants by the rules of the plan: the approved definition runs again with those delays, through the engine's
// one arithmetic. There is not a second schedule here.
//
// Decision: docs/decisions/2026-11-25-slips-are-inputs.md
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tranche/track/book.hpp"

namespace tranche {

enum class Reached {
    due,       ///< not yet due, with no later information
    expected,  ///< a date after as_at has been recorded
    reached,
    missed  ///< due by as_at, but not recorded as reached
};

/// A milestone, a gate, or the end of a project that something was recorded of.
struct Deadline {
    std::string id;
    std::string name;
    ProjectKind kind = ProjectKind::milestone;
    Month planned{};
    std::optional<Day> on;  ///< reached or expected
    Reached state = Reached::due;
    int days_late = 0;    ///< past the last day of the planned month; of what was missed, up to the last day of as_at
    int months_late = 0;  ///< what it moves by in the plan; what was missed cannot be reached before the next month
    std::string note;
};

/// In order of their planned month. Events without a planned date are left out.
std::vector<Deadline> deadlines(const Book& book, Month as_at);

/// The last day of a month.

/// The plan in force with its late dates, everything that waits for them moved: rows, projects and calendar of a baseline
/// made anew from the same definition, in the same order. Not given, with the reason, where this engine does not make the
/// plan that was approved of that definition: it was frozen by another version.
struct Replan {
    std::optional<Baseline> plan;
    std::string why;
};
Replan replan(const Baseline& baseline, const std::vector<Deadline>& deadlines);

}  // namespace tranche
