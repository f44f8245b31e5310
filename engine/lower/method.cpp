// A discount schedule is a row of the conventions, and equal names share a row. Criteria of the decision rule are separated
// by `and`; parse_criterion() reads one.
#include "lower/method.hpp"

#include <cassert>  // assert
#include <string_view>
#include <utility>  // move

#include "lower/dates.hpp"
#include "tranche/base/spelling.hpp"
#include "tranche/read/rule_books.hpp"

namespace tranche::lowering {

// The row of a schedule in the conventions, which a rule book or the rate itself gives.
std::optional<std::uint8_t> schedule_row(Conventions& conventions, Diagnostics& diagnostics, const Text& text) {
    for (std::size_t i = 0; i < conventions.schedules.size(); ++i) {
        if (conventions.schedules[i].id == text.text) {
            return static_cast<std::uint8_t>(i);
        }
    }
    constexpr std::size_t most = 100;
    if (conventions.schedules.size() >= most) {
        diagnostics.error("too-many-schedules", text.where, "the programme names over 100 discount schedules",
                          "use a few schedules at most");
        return std::nullopt;
    }
    std::optional<DiscountSchedule> found = find_schedule(text.text, text.where, diagnostics);
    if (!found) {
        return std::nullopt;
    }
    conventions.schedules.push_back(std::move(*found));
    return static_cast<std::uint8_t>(conventions.schedules.size() - 1);
}

Conventions lower_method(const Context& ctx) {
    Conventions conventions;
    const MethodDef& def = ctx.definition.method;
    const Text standard{std::string(default_discount), ctx.definition.where};
    if (!schedule_row(conventions, ctx.diagnostics, def.discount.given() ? def.discount : standard)) {
        schedule_row(conventions, ctx.diagnostics, standard);  // told; the rest can still be read
    }
    if (def.base.given()) {
        conventions.base_year = calendar_year(ctx, def.base).value_or(0);
    }
    conventions.timing = def.timing;
    conventions.savings = def.bcr.savings;
    return conventions;
}

void lower_decision(Context& ctx) {
    assert(ctx.programme.perspectives.size() > 0);
    if (!ctx.definition.decision || !ctx.definition.decision->rule.given()) {
        return;
    }
    const DecisionDef& def = *ctx.definition.decision;
    Decision decision;
    decision.rule = def.rule.text;
    decision.where = def.where;
    decision.perspective = whole_system;
    if (def.perspective.given()) {
        if (const auto row = ctx.names.perspectives.find(def.perspective, "perspective", ctx.diagnostics)) {
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
            each->unit_power = ctx.definition.money.unit_power;
            decision.criteria.push_back(std::move(*each));
        } else {
            ctx.diagnostics.error("not-a-rule", where,
                                  quoted(text.substr(first, end - first)) + " does not compare anything",
                                  "rules look like npv > 0 and payback <= 3");
        }
        first = end + joint.size();
    }
    ctx.programme.decision = std::move(decision);
}

}  // namespace tranche::lowering
