// Parts that every form of an appraisal has: decision, conventions, biases.
#pragma once

#include <vector>

#include "tranche/document/document.hpp"
#include "tranche/report/measure_columns.hpp"
#include "tranche/report/subject.hpp"

namespace tranche {

/// The rule, its criteria and whether they are met. For programs.
ResultTable decision_record(const Programme& programme, const Appraisal& appraisal);
/// The criteria downwards, a figure and a verdict for each case across. For people.
ResultTable decision_table(const Programme& programme, const std::vector<JudgedCase>& all);
/// Whether the decision is for the case in one of them and against it in another.
bool flips(const Decision& decision, const std::vector<JudgedCase>& all);

/// Schedules, base year, timing, and where savings go. For programs.
ResultTable conventions_record(const Conventions& conventions, const Calendar& calendar);
/// The same in sentences.
std::vector<std::string> conventions_notes(const Programme& programme, const std::vector<JudgedCase>& all);

/// Optimism and duration biases with their sources. For programs.
ResultTable biases_table(const Programme& programme);
/// The same in sentences, and what could not be adjusted.
std::vector<std::string> bias_notes(const Programme& programme);

/// Lines that stand outside the totals. For programs.
ResultTable excluded_table(const Programme& programme, const Appraisal& appraisal);

void add_notes(Document& document, const std::vector<std::string>& notes);

}  // namespace tranche
