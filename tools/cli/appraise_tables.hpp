// What the forms of `appraise` share: money under several conventions or in several cases, side by side.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commands.hpp"
#include "render.hpp"
#include "tranche/scenario/bridge.hpp"  // for_decision

namespace tranche::cli {

/// The same money under one set of conventions.
struct Under {
    std::string method;  ///< as asked for; the schedule's id where it is the programme's own; or what the column holds
    Appraisal appraisal;
    std::string title = method;  ///< over its column
};

/// By each method that is asked for, or the programme's own. Empty where a method is none: told.
std::optional<std::vector<Under>> judged_by(const Appraisal& appraisal, const std::string& methods, Outcome& outcome);

TextTable measure_table(const std::vector<Under>& all, const std::optional<Bounds>& range, bool for_people);
TextTable decision_table(const Programme& programme, const std::vector<Under>& all);
Json decision_json(const Programme& programme, const Appraisal& appraisal);
/// Whether one of them lets the case stand and another fall.
bool flips(const Decision& decision, const std::vector<Under>& all);
/// What the cases rest on: biases with their sources, and what could not be adjusted.
std::string case_notes(const Programme& programme);
Json biases_json(const Programme& programme);
/// By what the money is discounted, from when, and where savings go.
std::string conventions_text(const Programme& programme, const std::vector<Under>& all);

/// This case beside an option or scenario, and what it changes in its place.
int appraise_against(const Opened& opened, const Case& asked, PerspectiveId perspective, const std::vector<Under>& all,
                     const std::vector<Under>& decided, const Options& options, Outcome& outcome);
/// The financial and the economic case, and the bridge between them.
int appraise_cases(const Opened& opened, const Options& options, Outcome& outcome);

}  // namespace tranche::cli
