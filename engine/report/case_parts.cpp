#include "report/case_parts.hpp"

#include <fmt/format.h>  // format

#include <array>
#include <string>

#include "tranche/appraise/decision.hpp"
#include "tranche/appraise/discount.hpp"
#include "tranche/base/spelling.hpp"  // listed
#include "tranche/report/bands.hpp"

namespace tranche {

namespace {

Cell word_cell(std::string_view word) {
    return Cell::text(std::string(word));
}

Cell flag_cell(const std::optional<bool>& known) {
    return known ? Cell::flag(*known) : Cell::missing();
}

Cell verdict(const std::optional<bool>& holds, std::string_view yes, std::string_view no) {
    return word_cell(holds ? (*holds ? yes : no) : "not known");
}

// A rate that was asked for has no source to be trusted.
std::string schedule_text(const DiscountSchedule& schedule, int years) {
    return schedule.source.empty() ? "at " + schedule.title
                                   : "by " + schedule.id + " (" + schedule.title + ", " +
                                         std::string(word(schedule.status)) + "), " + bands_text(schedule, years);
}

/// An optimism bias of a line, or a duration bias of a project.
struct NamedBias {
    std::string id;
    const Bias* bias = nullptr;
    bool project = false;
};

std::vector<NamedBias> biases_of(const Programme& programme) {
    std::vector<NamedBias> result;
    for (const Line& line : programme.lines) {
        if (line.terms && line.terms->bias && !line.part_of.exists()) {
            result.push_back({line.id, &*line.terms->bias, false});
        }
    }
    for (const Project& project : programme.projects) {
        if (project.bias) {
            result.push_back({project.id, &*project.bias, true});
        }
    }
    return result;
}

// Each criterion's figure stands under the key of its measure.
ResultTable criteria_of(const Decision& decision, const Appraisal& appraisal, const DecisionResult& tested) {
    ResultTable table;
    table.open = true;
    table.columns = {{"measure"}, {"compare"}, {"against"}};
    for (const CriterionResult& each : tested.criteria) {
        const MeasureRow& measure = *find_measure(decision.criteria[each.criterion].measure);
        table.columns.push_back({std::string(measure.key), std::string(measure.title), kind_of(measure.unit)});
    }
    table.columns.push_back({"met", {}, ValueKind::flag});
    for (std::size_t i = 0; i < tested.criteria.size(); ++i) {
        const CriterionResult& each = tested.criteria[i];
        const Criterion& criterion = decision.criteria[each.criterion];
        std::vector<Cell> cells{Cell::text(criterion.measure), word_cell(word(criterion.compare)),
                                Cell::text(criterion.against)};
        cells.resize(3 + tested.criteria.size(), Cell::empty());
        cells[3 + i] = cell_of(each.figure, appraisal.unit);
        cells[3 + i].why.clear();  // the measure itself says why
        cells.push_back(flag_cell(each.met));
        table.add(std::move(cells));
    }
    return table;
}

}  // namespace

ResultTable decision_record(const Programme& programme, const Appraisal& appraisal) {
    const Decision& decision = *programme.decision;
    const DecisionResult tested = test_decision(decision, appraisal);
    ResultTable table;
    table.key = "decision";
    table.layout = Layout::record;
    table.audience = Audience::json;
    table.columns = {
        {"rule"}, {"case"}, {"perspective"}, {"holds", {}, ValueKind::flag}, {"criteria", {}, ValueKind::table}};
    table.add({Cell::text(decision.rule),
               decision.in_case.exists() ? Cell::text(programme.scenarios[decision.in_case].id) : Cell::missing(),
               Cell::text(programme.perspectives[decision.perspective].id), flag_cell(tested.holds),
               Cell::nested(criteria_of(decision, appraisal, tested))});
    return table;
}

ResultTable decision_table(const Programme& programme, const std::vector<JudgedCase>& all) {
    const Decision& decision = *programme.decision;
    const std::string in_case =
        decision.in_case.exists() ? ", " + programme.scenarios[decision.in_case].id + " case" : "";
    ResultTable table;
    table.audience = Audience::people;
    table.columns = {{"criterion", "Decision" + in_case}};
    std::vector<DecisionResult> results;
    for (const JudgedCase& each : all) {
        table.columns.push_back({"value", all.size() > 1 ? each.title : "Value", ValueKind::number});
        table.columns.push_back({"met"});
        results.push_back(test_decision(decision, each.appraisal));
    }
    for (std::size_t i = 0; i < decision.criteria.size(); ++i) {
        const Criterion& criterion = decision.criteria[i];
        const MeasureRow& measure = *find_measure(criterion.measure);
        std::vector<Cell> cells{
            Cell::text(criterion.measure + " " + std::string(word(criterion.compare)) + " " + criterion.against)};
        for (std::size_t column = 0; column < all.size(); ++column) {
            const CriterionResult& found = results[column].criteria[i];
            // Criteria of different units stand in one column.
            cells.push_back(cell_of(found.figure, all[column].appraisal.unit).as(kind_of(measure.unit)));
            cells.push_back(verdict(found.met, "met", "not met"));
        }
        table.add(std::move(cells));
    }
    std::vector<Cell> last{Cell::text("The case")};
    for (const DecisionResult& each : results) {
        last.push_back(Cell::empty());
        last.push_back(verdict(each.holds, "meets the rule", "fails the rule"));
    }
    table.add(std::move(last)).total = true;
    return table;
}

bool flips(const Decision& decision, const std::vector<JudgedCase>& all) {
    bool stands = false;
    bool falls = false;
    for (const JudgedCase& each : all) {
        const std::optional<bool> holds = test_decision(decision, each.appraisal).holds;
        stands = stands || holds == true;
        falls = falls || holds == false;
    }
    return stands && falls;
}

ResultTable conventions_record(const Conventions& conventions, const Calendar& calendar) {
    ResultTable schedules;
    schedules.columns = {{"id"}, {"title"}, {"status"}, {"source"}};
    for (const DiscountSchedule& each : conventions.schedules) {
        schedules.add(
            {Cell::text(each.id), Cell::text(each.title), word_cell(word(each.status)), Cell::text(each.source)});
    }
    ResultTable table;
    table.key = "discount";
    table.layout = Layout::record;
    table.audience = Audience::json;
    table.columns = {{"schedules", {}, ValueKind::table}, {"base"}, {"timing"}, {"savings"}};
    table.add({Cell::nested(std::move(schedules)), Cell::text(calendar.year_label(conventions.base_year)),
               word_cell(word(conventions.timing)), word_cell(word(conventions.savings))});
    return table;
}

std::vector<std::string> conventions_notes(const Programme& programme, const std::vector<JudgedCase>& all) {
    std::vector<std::string> notes;
    for (const JudgedCase& each : all) {
        const DiscountSchedule& schedule = each.appraisal.conventions->schedules.front();
        notes.push_back("Discounted " + schedule_text(schedule, programme.calendar.years) + ".");
        if (!schedule.test.empty() && programme.calendar.years > schedule.test_beyond_years) {
            notes.push_back("A case of over " + std::to_string(schedule.test_beyond_years) + " years is tested at " +
                            schedule.test + " as well: --method " + schedule.id + "," + schedule.test);
        }
    }
    const Conventions& conventions = *all.front().appraisal.conventions;
    for (std::size_t i = 1; i < conventions.schedules.size(); ++i) {
        std::vector<std::string> lines;
        for (const Line& line : programme.lines) {
            if (line.schedule == i) {
                lines.push_back(line.id);
            }
        }
        notes.push_back("Discounted " + schedule_text(conventions.schedules[i], programme.calendar.years) + ": " +
                        listed(lines, 10) + ".");
    }
    constexpr std::array<std::string_view, 3> when{"start", "middle", "end"};
    notes.push_back("Year 0 of discounting is " + programme.calendar.year_label(conventions.base_year) +
                    "; money is taken to fall at the " +
                    std::string(when[static_cast<std::size_t>(conventions.timing)]) + " of its year.");
    notes.emplace_back(conventions.savings == SavingsGo::benefits
                           ? "In the BCR, savings of the public purse count as benefits."
                           : "In the BCR, savings of the public purse are taken off the cost.");
    return notes;
}

ResultTable biases_table(const Programme& programme) {
    ResultTable table;
    table.key = "biases";
    table.audience = Audience::json;
    table.columns = {{"line"},   {"project"}, {"share_percent", {}, ValueKind::percent}, {"rule"},
                     {"status"}, {"source"},  {"longer_months", {}, ValueKind::count}};
    for (const NamedBias& each : biases_of(programme)) {
        const bool ruled = !each.bias->rule.empty();
        const Cell id = Cell::text(each.id);
        table.add({each.project ? Cell::empty() : id, each.project ? id : Cell::empty(),
                   Cell::number(100.0 * each.bias->share), ruled ? Cell::text(each.bias->rule) : Cell::missing(),
                   ruled ? word_cell(word(each.bias->status)) : Cell::missing(),
                   ruled ? Cell::text(each.bias->source) : Cell::missing(),
                   each.project ? Cell::count(each.bias->months) : Cell::empty()});
    }
    return table;
}

std::vector<std::string> bias_notes(const Programme& programme) {
    std::vector<std::string> notes;
    for (const NamedBias& each : biases_of(programme)) {
        const Bias& bias = *each.bias;
        notes.push_back((each.project ? "Duration bias of " : "Optimism bias of ") + each.id + ": " +
                        fmt::format("{:.2f}%", 100.0 * bias.share) +
                        (each.project ? ", " + std::to_string(bias.months) + " months" : "") +
                        (bias.rule.empty()
                             ? ", stated"
                             : ", " + bias.rule + ", " + std::string(word(bias.status)) + ": " + bias.source));
    }
    std::vector<std::string> idle;
    for (const Adjustment& each : programme.adjustments) {
        for (const std::string& remark : each.remarks) {
            notes.push_back(each.title + ": " + remark);
        }
        if (each.parts.empty()) {
            idle.push_back(each.name);
        }
    }
    if (!idle.empty()) {
        notes.push_back("Adjustments that change no line: " + listed(idle, 20));
    }
    return notes;
}

ResultTable excluded_table(const Programme& programme, const Appraisal& appraisal) {
    ResultTable table;
    table.key = "excludes";
    table.audience = Audience::json;
    table.columns = {{"line"}, {"kind"}, {"why"}, {"reason"}};
    for (const LineId id : appraisal.excluded) {
        const Line& line = programme.lines[id];
        table.add({Cell::text(line.id), word_cell(word(line.kind)), word_cell(word(line.valued)),
                   line.reason().empty() ? Cell::empty() : Cell::text(line.reason())});
    }
    return table;
}

void add_notes(Document& document, const std::vector<std::string>& notes) {
    for (const std::string& note : notes) {
        document.note(note);
    }
}

}  // namespace tranche
