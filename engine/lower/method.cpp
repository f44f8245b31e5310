// Conventions of appraisal, and the rule of decision.
#include <string_view>
#include <utility>  // move

#include "lower/lowering.hpp"
#include "tranche/base/spelling.hpp"
#include "tranche/read/rule_books.hpp"

namespace tranche {

// The row of a schedule in the conventions, which a rule book or the rate itself gives.
std::optional<std::uint8_t> Lowering::schedule(const Text& text) {
    for (std::size_t i = 0; i < conventions_.schedules.size(); ++i) {
        if (conventions_.schedules[i].id == text.text) {
            return static_cast<std::uint8_t>(i);
        }
    }
    constexpr std::size_t most = 100;
    if (conventions_.schedules.size() >= most) {
        diagnostics_.error("too-many-schedules", text.where, "the programme names over 100 discount schedules",
                           "a few are all that a case can be read under");
        return std::nullopt;
    }
    std::optional<DiscountSchedule> found = find_schedule(text.text, text.where, diagnostics_);
    if (!found) {
        return std::nullopt;
    }
    conventions_.schedules.push_back(std::move(*found));
    return static_cast<std::uint8_t>(conventions_.schedules.size() - 1);
}

void Lowering::lower_method() {
    const MethodDef& def = def_.method;
    const Text standard{std::string(default_discount), def_.where};
    if (!schedule(def.discount.given() ? def.discount : standard)) {
        schedule(standard);  // told; the rest can still be read
    }
    if (def.base.given()) {
        conventions_.base_year = calendar_year(def.base).value_or(0);
    }
    conventions_.timing = def.timing;
    conventions_.savings = def.bcr.savings;
}

void Lowering::lower_decision() {
    if (!def_.decision || !def_.decision->rule.given()) {
        return;
    }
    const DecisionDef& def = *def_.decision;
    Decision decision;
    decision.rule = def.rule.text;
    decision.where = def.where;
    decision.perspective = whole_system;
    if (def.perspective.given()) {
        if (const auto row = perspectives_.find(def.perspective, "perspective", diagnostics_)) {
            decision.perspective = PerspectiveId{*row};
        }
    }
    constexpr std::string_view joint = " and ";
    const std::string& text = def.rule.text;
    for (std::size_t first = 0; first <= text.size();) {
        const std::size_t end = std::min(text.find(joint, first), text.size());
        Position where = def.rule.where;
        where.column += def.rule.verbatim ? static_cast<std::uint32_t>(first) : 0;
        std::optional<Criterion> each = parse_criterion(std::string_view(text).substr(first, end - first));
        if (each) {
            each->where = where;
            each->unit_power = def_.money.unit_power;
            decision.criteria.push_back(std::move(*each));
        } else {
            diagnostics_.error("not-a-rule", where, quoted(text.substr(first, end - first)) + " compares nothing",
                               "rules look like npv > 0 and payback <= 3");
        }
        first = end + joint.size();
    }
    result_.decision = std::move(decision);
}

}  // namespace tranche
