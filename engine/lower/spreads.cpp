// A spread divides any amount over its segments by cumulative rounding, so that the parts add to the amount whatever it is.
// The segments are fixed here; the amount may be a million pounds that stands for another.
#include "lower/spreads.hpp"

#include <algorithm>  // find, max, min
#include <cmath>      // abs, nearbyint

#include "lower/dates.hpp"
#include "tranche/base/money.hpp"  // proportion
#include "tranche/base/month_or_year.hpp"
#include "tranche/base/spelling.hpp"

namespace tranche::lowering {

namespace {

constexpr int long_after = 1200;  // months by which a running cost may stretch past the calendar

std::vector<Micropounds> all_at_once(Micropounds amount) {
    return {amount};
}

std::optional<std::vector<std::int64_t>> weights(const Context& ctx, const LineDef& def, int months) {
    const MoreDef& more = more_of(def);
    std::vector<std::int64_t> result;
    if (!more.weights.empty()) {
        constexpr int digits = 6;
        std::int64_t sum = 0;
        for (const Number& each : more.weights) {
            const std::optional<std::int64_t> weight = each.formula ? std::nullopt : each.value.scaled_to(digits);
            if (!weight || *weight < 0 || *weight > 1'000'000'000'000) {
                ctx.diagnostics.error("shape-weights", each.text.where, quoted(each.text.text) + " is not a weight",
                                      "weights are numbers from 0 up, such as [1, 2, 1]");
                return std::nullopt;
            }
            result.push_back(*weight);
            sum += *weight;
        }
        if (sum == 0 || months % static_cast<int>(result.size()) != 0) {
            ctx.diagnostics.error("shape-weights", more.shape.where,
                                  sum == 0 ? "the weights add to zero"
                                           : std::to_string(months) + " months cannot be divided into " +
                                                 std::to_string(result.size()) + " equal parts",
                                  "give one weight for each year, quarter or month of the span");
            return std::nullopt;
        }
        return result;
    }
    const std::string& word = more.shape.text;
    const std::vector<std::string> words{"even", "front", "back", "s-curve"};
    if (word.empty() || word == "even") {
        return std::vector<std::int64_t>{1};
    }
    if (std::find(words.begin(), words.end(), word) == words.end()) {
        ctx.diagnostics.error("unknown-word", more.shape.where, quoted(word) + " is not one of " + listed(words),
                              did_you_mean(word, words));
        return std::nullopt;
    }
    const auto n = static_cast<std::int64_t>(months);
    const auto s_curve = [n](std::int64_t k) { return 3 * n * k * k - 2 * k * k * k; };  // 3x^2 - 2x^3 of n^3
    for (std::int64_t k = 1; k <= n; ++k) {
        result.push_back(word == "front" ? n + 1 - k : (word == "back" ? k : s_curve(k) - s_curve(k - 1)));
    }
    return result;
}

// Shares of a ramp, and the share that drops off, are percentages of the author's.
bool sound_shares(const Context& ctx, const LineDef& def) {
    const MoreDef& more = more_of(def);
    const auto refuse = [&](const Number& share, std::string_view key) {
        const bool bare = !share.formula && !share.text.text.ends_with('%') && share.value > Decimal{1, 0};
        ctx.diagnostics.error("share-range", share.text.where,
                              quoted(share.text.text) + " is not allowed in '" + std::string(key) + "'",
                              bare ? "did you mean " + share.text.text + "%?" : "it takes numbers from 0% to 100%");
        return false;
    };
    const auto sound = [&](const Number& share) {
        return !share.formula && !share.value.negative() && !(share.value > Decimal{1, 0});
    };
    if (more.drop_off && !sound(*more.drop_off)) {
        return refuse(*more.drop_off, "drop_off");
    }
    for (const Number& share : more.ramp) {
        if (!sound(share)) {
            return refuse(share, "ramp");
        }
    }
    return true;
}

}  // namespace

std::optional<Stretch> period_stretch(const Context& ctx, const LineDef& def, int period) {
    Stretch result;
    result.first = period * def.cell_months;
    const std::string& basis = more_of(def).basis.text;
    if (basis != "increment") {
        result.lengths = {def.cell_months};
        result.spread = all_at_once;
        return result;
    }
    // New recurring money: it comes again every year from then on.
    int end = ctx.programme.calendar.months();
    if (def.until.given()) {
        const std::optional<MonthSpan> last = ctx.programme.calendar.parse_period(def.until.text);
        warn_of_year(ctx.programme.calendar, def.until.text, def.until.where, ctx.diagnostics);
        if (!last) {
            ctx.diagnostics.error("not-a-month", def.until.where, quoted(def.until.text) + " is not a month or a year",
                                  "months look like 2014-01");
            return std::nullopt;
        }
        end = std::min(end, last->first + last->months);
    }
    // The last stretch may be shorter than a year.
    for (int left = end - result.first; left > 0; left -= 12) {
        result.lengths.push_back(std::min(left, 12));
    }
    result.spread = [lengths = result.lengths](Micropounds amount) {
        std::vector<Micropounds> amounts;
        for (const int length : lengths) {
            amounts.push_back(proportion(amount, length, 12));
        }
        return amounts;
    };
    return result;
}

std::optional<Stretch> once_stretch(Context& ctx, const LineDef& def, const LinePlace& place, Price& /*price*/,
                                    const Line& /*line*/) {
    // Exactly one of the two says where the money falls.
    if (def.when.given() == def.over.given()) {
        if (!def.misread) {
            ctx.diagnostics.error("line-form", def.id.where,
                                  "line '" + def.id.text + "' needs one of 'when' and 'over'",
                                  "when: 2014-03, when: 2013/14, when: unstated, or over: project");
        }
        return std::nullopt;
    }
    const Text& said = def.when.given() ? def.when : def.over;
    Stretch result;
    result.spread = all_at_once;
    if (said.text == "unstated") {
        result.undated = true;
        return result;
    }
    const std::optional<Span> found = span(ctx, said, place);
    if (!found) {
        return std::nullopt;
    }
    const int start = planned_month(ctx.programme, found->anchor) + found->first;
    if (!inside_calendar(ctx, start, start + found->months, said.where)) {
        return std::nullopt;
    }
    result.anchor = found->anchor;
    result.first = found->first;
    result.lengths = {std::max(1, found->months)};
    return result;
}

std::optional<Stretch> undated_stretch(Context& /*ctx*/, const LineDef& /*def*/, const LinePlace& /*place*/,
                                       Price& /*price*/, const Line& /*line*/) {
    Stretch result;
    result.undated = true;
    return result;
}

std::optional<Stretch> total_stretch(Context& ctx, const LineDef& def, const LinePlace& place, Price& /*price*/,
                                     const Line& /*line*/) {
    if (!def.over.given()) {
        ctx.diagnostics.error("missing-key", def.id.where, "line '" + def.id.text + "' needs 'over'",
                              "it takes a span such as 2013/14..2015/16, 24 months from go-live, or project");
        return std::nullopt;
    }
    Stretch result;
    if (def.over.text == "unstated") {
        result.undated = true;
        return result;
    }
    const std::optional<Span> found = span(ctx, def.over, place);
    if (!found) {
        return std::nullopt;
    }
    const int months = std::max(1, found->months);
    const int start = planned_month(ctx.programme, found->anchor) + found->first;
    if (!inside_calendar(ctx, start, start + months, def.over.where)) {
        return std::nullopt;
    }
    const std::optional<std::vector<std::int64_t>> shape = weights(ctx, def, months);
    if (!shape) {
        return std::nullopt;
    }
    result.anchor = found->anchor;
    result.first = found->first;
    result.lengths.assign(shape->size(), months / static_cast<int>(shape->size()));
    result.spread = [shape = *shape](Micropounds amount) {
        std::int64_t sum = 0;
        for (const std::int64_t each : shape) {
            sum += each;
        }
        std::vector<Micropounds> amounts;
        std::int64_t upto = 0;
        Micropounds so_far = 0;
        for (const std::int64_t each : shape) {
            upto += each;
            const Micropounds part = proportion(amount, upto, sum);
            amounts.push_back(part - so_far);
            so_far = part;
        }
        return amounts;
    };
    return result;
}

// A yearly amount is a rate: each twelve months from its start carry it, a shorter last stretch its share. The first years of a ramp
// carry a share of it, and what drops off is lost year by year.
std::optional<Stretch> yearly_stretch(Context& ctx, const LineDef& def, const LinePlace& place, Price& price,
                                      const Line& line) {
    const MoreDef& more = more_of(def);
    Stretch result;
    if (def.from.text == "unstated" || def.over.text == "unstated") {
        result.undated = true;
        result.spread = all_at_once;
        // The yearly amount is known, and not for how long: the total is blocked, not zero.
        if (!def.lasts) {
            price = times_unknown(ctx, price, "duration", "neither its start nor how long it lasts is stated", line);
        } else if (price.exact) {
            price.exact = proportion(*price.exact, def.lasts->months, 12);
        } else {
            const NodeId years = ctx.programme.formulas.literal(static_cast<double>(def.lasts->months) / 12.0);
            price.term = times(ctx.programme.formulas, price.term, {.node = years});
        }
        return result;
    }
    if (def.over.given() && (def.from.given() || def.until.given() || def.lasts)) {
        ctx.diagnostics.error("line-form", def.over.where, "line '" + def.id.text + "' has 'over' and other dates",
                              "keep one");
        return std::nullopt;
    }
    std::optional<Span> over;
    if (def.over.given()) {
        over = span(ctx, def.over, place);
        if (!over) {
            return std::nullopt;
        }
        result.anchor = over->anchor;
        result.first = over->first;
        result.until = over->until;
    } else if (def.from.given()) {
        const std::optional<Point> found = point(ctx, def.from, place);
        if (!found) {
            return std::nullopt;
        }
        result.anchor = found->anchor;
        result.first = found->first;
    }
    const int origin = planned_month(ctx.programme, result.anchor);
    // A lag moves the money and not the event that it hangs on.
    result.first += more.lag ? more.lag->months : 0;
    const int start = origin + result.first;
    const int calendar_end = ctx.programme.calendar.months();
    int end = calendar_end;
    if (def.until.given() && def.lasts) {
        ctx.diagnostics.error("line-form", def.until.where, "line '" + def.id.text + "' has both 'until' and 'for'",
                              "keep one");
        return std::nullopt;
    }
    if (over) {
        end = origin + over->first + over->months;
    } else if (def.until.given()) {
        const std::optional<Point> until = end_point(ctx, def.until, place);
        if (!until) {
            return std::nullopt;
        }
        end = planned_month(ctx.programme, until->anchor) + until->first;
        if (until->anchor.kind != AnchorKind::calendar) {
            result.until = until->anchor;
        }
    } else if (def.lasts) {
        end = std::min(end, start + def.lasts->months);
    }
    if (end <= start) {
        const Position where = def.until.given()  ? def.until.where
                               : def.lasts        ? def.lasts->where
                               : more.lag         ? more.lag->where
                               : def.from.given() ? def.from.where
                                                  : def.id.where;
        ctx.diagnostics.error("line-form", where, "line '" + def.id.text + "' ends before it starts",
                              more.lag ? "it starts " + std::to_string(more.lag->months) + " months later by its 'lag'"
                                       : "'until' is the last month with money, and 'for' at least 1 month");
        return std::nullopt;
    }
    if (!sound_shares(ctx, def)) {
        return std::nullopt;
    }
    const Position dated = def.over.given() ? def.over.where : (def.from.given() ? def.from.where : price.where);
    if (!inside_calendar(ctx, start, end, end > calendar_end && def.until.given() ? def.until.where : dated)) {
        return std::nullopt;
    }
    if (price.exact && !countable(ctx, def.id.text,
                                  std::abs(static_cast<double>(*price.exact)) * static_cast<double>(end - start) / 12.0,
                                  price.where)) {
        return std::nullopt;
    }
    if (result.until) {
        end = calendar_end + long_after;  // where it ends is known in every run
    }
    std::vector<double> shares;
    const double kept = 1.0 - (more.drop_off ? more.drop_off->value.to_double() : 0.0);
    // Shares are products in the order of the years, so that they are the same doubles on every machine.
    double left = 1.0;
    for (int months = end - start; months > 0; months -= 12) {
        result.lengths.push_back(std::min(months, 12));
        const std::size_t year = shares.size();
        double share = left;
        if (!more.ramp.empty()) {
            share *= more.ramp[std::min(year, more.ramp.size() - 1)].value.to_double();
        }
        shares.push_back(share);
        left *= kept;
    }
    result.spread = [lengths = result.lengths, shares](Micropounds amount) {
        std::vector<Micropounds> amounts;
        for (std::size_t i = 0; i < lengths.size(); ++i) {
            const Micropounds full = proportion(amount, lengths[i], 12);
            amounts.push_back(shares[i] == 1.0
                                  ? full
                                  : static_cast<Micropounds>(std::nearbyint(static_cast<double>(full) * shares[i])));
        }
        return amounts;
    };
    return result;
}

}  // namespace tranche::lowering
