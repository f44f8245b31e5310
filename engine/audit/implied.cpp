// Interval arithmetic on the nodes of the formula. A name that stands twice is taken as two, so the result may be wider
// than need be, never narrower.
#include "audit/implied.hpp"

#include <algorithm>  // min, max
#include <array>
#include <functional>  // function

namespace tranche {

namespace {

struct Span {
    double low = 0.0;
    double high = 0.0;
    bool known = true;  ///< false where an end is open or a divisor spans zero
};

Span of_corners(double a, double b, double c, double d) {
    return {std::min({a, b, c, d}), std::max({a, b, c, d}), true};
}

Span combine(Op op, const Span& a, const Span& b) {
    if (!a.known || !b.known) {
        return {0.0, 0.0, false};
    }
    switch (op) {
        case Op::add: return {a.low + b.low, a.high + b.high, true};
        case Op::subtract: return {a.low - b.high, a.high - b.low, true};
        case Op::multiply: return of_corners(a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high);
        case Op::divide:
            if (b.low <= 0.0 && b.high >= 0.0) {
                return {0.0, 0.0, false};
            }
            return of_corners(a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high);
        case Op::minimum: return {std::min(a.low, b.low), std::min(a.high, b.high), true};
        case Op::maximum: return {std::max(a.low, b.low), std::max(a.high, b.high), true};
        case Op::at_least: return {apply(op, a.low, b.high), apply(op, a.high, b.low), true};
        case Op::literal:
        case Op::input:
        case Op::alias: break;
    }
    return a;
}

// A percentage takes part in a formula as the number it stands for.
double as_number(PrintedUnit unit) {
    return unit == PrintedUnit::percent ? 0.01 : 1.0;
}

Span printed_span(const Programme& programme, const std::string& id) {
    for (const Claim& claim : programme.claims) {
        if (claim.id == id) {
            const Interval interval = claim.says.interval();
            const double scale = as_number(claim.says.unit);
            return interval.low && interval.high ? Span{*interval.low * scale, *interval.high * scale, true}
                                                 : Span{0.0, 0.0, false};
        }
    }
    return {0.0, 0.0, false};
}

}  // namespace

std::optional<Implied> implied(const Programme& programme, const Claim& claim) {
    if (!claim.implied_by.exists()) {
        return std::nullopt;
    }
    const Formulas& formulas = programme.claim_formulas;
    const std::function<Span(NodeId)> value = [&](NodeId id) -> Span {
        const Node& node = formulas.nodes()[id];
        switch (node.op) {
            case Op::literal: return {node.literal, node.literal, true};
            case Op::input: return printed_span(programme, formulas.inputs()[node.input].name);
            case Op::alias: return value(node.a);
            default: return combine(node.op, value(node.a), value(node.b));
        }
    };
    const Span span = value(claim.implied_by);
    if (!span.known) {
        return std::nullopt;
    }
    Implied result;
    result.formula = claim.implied_text;
    const double scale = as_number(claim.says.unit);
    result.interval = {span.low / scale, span.high / scale};
    const Interval says = claim.says.interval();
    result.agrees =
        says.meets(result.interval) || (says.contains(span.low / scale) && says.contains(span.high / scale));
    return result;
}

}  // namespace tranche
