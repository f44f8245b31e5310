// Parts of a cost tile the interval [0, 1] of the line, in the order of the file, so that rounded parts add to the rounded
// whole. Money from a funder goes to the organisation that spends, as a finance flow beside the cost.
#include "lower/funding.hpp"

#include <algorithm>  // all_of, find
#include <cmath>      // abs, isfinite
#include <set>
#include <utility>  // exchange, move

#include "lower/amounts.hpp"
#include "lower/dates.hpp"
#include "lower/forms.hpp"  // stated_amounts
#include "lower/hints.hpp"
#include "lower/organisations.hpp"
#include "lower/pieces.hpp"
#include "tranche/base/money.hpp"  // MoneyUnit, proportion
#include "tranche/base/spelling.hpp"

namespace tranche::lowering {

namespace {

bool readable_amounts(const LineDef& def) {
    const std::vector<const StatedAmount*> amounts = stated_amounts(def);
    return std::all_of(amounts.begin(), amounts.end(), [](const StatedAmount* amount) { return amount->readable; });
}

/// [below, upto] of every part in order; the last tile ends at exactly 1.
struct Tile {
    OrganisationId organisation;
    NodeId below;
    NodeId upto;
    Funding funding = Funding::unstated;
};

OrganisationId spender(Context& ctx, const LineDef& def, const LinePlace& place) {
    const Text& named = def.spent_by.given() ? def.spent_by : place.spent_by;
    if (named.given()) {
        return find_organisation(ctx, named).value_or(outside);
    }
    std::vector<OrganisationId> payers;
    bool granted = false;
    for (const PartDef& part : def.funded) {
        if (!ctx.names.organisations.has(part.organisation.text)) {
            continue;  // told where the parts are read
        }
        const OrganisationId id = *find_organisation(ctx, part.organisation);
        if (ctx.programme.organisations[id].funder) {
            granted = true;
        } else if (std::find(payers.begin(), payers.end(), id) == payers.end()) {
            payers.push_back(id);
        }
    }
    if (payers.size() == 1) {
        return payers.front();
    }
    if (payers.size() > 1) {
        if (granted) {
            ctx.diagnostics.error(
                "no-spender", def.id.where,
                "line '" + def.id.text + "' has a grant, but does not say which of its payers receives it",
                "name the spender with 'spent_by'");
        }
        return payers.front();  // nothing is granted, so nobody is paid through it
    }
    // Nobody named: the programme itself spends, as an organisation of its own that every perspective of all holds.
    return implicit_organisation(ctx, "programme", "The programme (spender not stated)");
}

std::vector<Tile> tiles(Context& ctx, BaseValues& base_values, const std::vector<PartDef>& parts, Position where,
                        std::string_view key) {
    Formulas& formulas = ctx.programme.formulas;
    std::vector<Tile> result;
    NodeId below = formulas.literal(0.0);
    double sum = 0.0;
    std::string meant;
    const PartDef* rest = nullptr;
    std::optional<OrganisationId> rest_organisation;
    Funding rest_funding = Funding::unstated;
    for (const PartDef& part : parts) {
        std::optional<OrganisationId> id = find_organisation(ctx, part.organisation);
        if (part.kind == PartDef::Kind::unstated) {
            id = unstated_group(ctx, parts);
            if (rest_organisation == id) {
                continue;  // they are a group by now
            }
        }
        if (part.kind == PartDef::Kind::rest || part.kind == PartDef::Kind::unstated) {
            rest_funding = part.funding;
            if (rest != nullptr) {
                ctx.diagnostics.error("two-rests", part.share.text.where, "only one can take the rest",
                                      "give the others shares");
            }
            // Only the others together say what the rest is, so it comes last whatever its place.
            rest = &part;
            rest_organisation = id;
            continue;
        }
        const NodeId share = number(ctx, part.share);
        const double base = base_values.of(ctx.programme.formulas, share);
        if (base < 0.0) {
            ctx.diagnostics.error("share-negative", part.share.text.where,
                                  "the share of " + quoted(part.organisation.text) + " is below zero",
                                  "shares go from 0% to 100%");
        }
        sum += base;
        meant = meant.empty() ? mistaken_share(ctx, share) : meant;
        const NodeId upto = formulas.nodes()[below].op == Op::literal && formulas.nodes()[below].literal == 0.0
                                ? share
                                : formulas.apply(Op::add, below, share, part.share.text.where);
        result.push_back({id.value_or(outside), below, upto, part.funding});
        below = upto;
    }
    constexpr double tolerance = 1e-9;
    constexpr double most_told = 1e4;  // as a percentage with four decimals it is far from filling an integer
    const auto percent = [](double value) {
        return Decimal{static_cast<std::int64_t>(value * 1e6 + (value < 0 ? -0.5 : 0.5)), 4}.text() + "%";
    };
    if (!std::isfinite(sum)) {
        ctx.diagnostics.error("not-a-number", where, "the shares in '" + std::string(key) + "' have no value",
                              "look for a division by zero among their assumptions");
    } else if (sum > most_told) {
        ctx.diagnostics.error("shares-over", where, "the shares in '" + std::string(key) + "' add to over 1000000%",
                              meant.empty() ? "they must not exceed 100%" : meant);
    } else if (sum > 1.0 + tolerance) {
        ctx.diagnostics.error("shares-over", where, "the shares in '" + std::string(key) + "' add to " + percent(sum),
                              meant.empty() ? "they must not exceed 100%" : meant);
    } else if (rest == nullptr && sum < 1.0 - tolerance && sum >= 0.0) {
        ctx.diagnostics.error("shares-short", where,
                              "the shares in '" + std::string(key) + "' add to " + percent(sum) + ", not 100%",
                              "let one organisation take the `rest`");
    }
    const NodeId one = formulas.literal(1.0);
    if (rest != nullptr) {
        result.push_back({rest_organisation.value_or(outside), below, one, rest_funding});
    } else if (!result.empty()) {
        result.back().upto = one;
    }
    return result;
}

bool known_now(const Formulas& formulas, NodeId id) {
    std::vector<NodeId> waiting{id};
    std::set<NodeId> seen;
    while (!waiting.empty()) {
        const NodeId at = waiting.back();
        waiting.pop_back();
        if (!at.exists() || !seen.insert(at).second) {
            continue;
        }
        const Node& node = formulas.nodes()[at];
        if (node.op == Op::input && !formulas.inputs()[node.input].known) {
            return false;
        }
        waiting.push_back(node.a);
        waiting.push_back(node.b);
    }
    return true;
}

// What is worked out in every run has a total in the base case, if all it rests on is known.
void check_worked_out_funding(Context& ctx, BaseValues& base_values, const LineDef& def, LineId id, Micropounds fixed,
                              bool has_rest) {
    double total = 0.0;
    for (const Piece& piece : ctx.programme.lines[id].pieces) {
        if (piece.series.exists() || !known_now(ctx.programme.formulas, piece.amount)) {
            return;
        }
        total += base_values.of(ctx.programme.formulas, piece.amount) *
                 static_cast<double>(planned_total(ctx.programme, ctx.shapes, piece) + piece.undated);
    }
    const auto amount = static_cast<double>(fixed);
    constexpr double slack = 1.0;  // a millionth of a pound, for the rounding of the formula
    if (amount > total + slack || (!has_rest && std::abs(amount - total) > slack)) {
        const MoneyUnit pounds;
        ctx.diagnostics.error(
            "funding-sum", def.funded.front().organisation.where,
            "'funded' of line '" + def.id.text + "' adds to £" + pounds.text(Money{fixed}) + " of £" +
                pounds.text(Money{static_cast<Micropounds>(std::nearbyint(total))}),
            has_rest ? "the parts must not exceed the whole" : "let one organisation take the `rest`");
    }
}

// A fixed amount towards a line falls when the line does, in proportion, by cumulative rounding.
void add_grant(Context& ctx, const PartDef& part, OrganisationId from, OrganisationId to, LineId of) {
    Line grant = ctx.programme.lines[of];
    const Micropounds total = total_of(ctx.programme, ctx.shapes, grant);
    // A negative or zero line has no proportion to fall in.
    if (total <= 0) {
        return;  // nothing to pay towards
    }
    Micropounds line_sum = 0;
    Micropounds paid = 0;
    const auto next_part = [&](Micropounds of_line) {
        line_sum += of_line;
        const Micropounds upto = proportion(line_sum, part.amount.micropounds, total);
        return upto - std::exchange(paid, upto);
    };
    for (Piece& piece : grant.pieces) {
        piece.shape = planned_shape(ctx.programme, ctx.shapes,
                                    piece);  // a fixed amount does not grow where the line goes on for longer
        piece.until.reset();
        std::vector<Micropounds> amounts;
        std::vector<int> lengths;
        int end = 0;
        for (std::size_t i = 0; i < ctx.shapes.segments(piece.shape); ++i) {
            amounts.push_back(next_part(ctx.shapes.amount(piece.shape, i)));
            lengths.push_back(ctx.shapes.segment_end(piece.shape, i) - end);
            end = ctx.shapes.segment_end(piece.shape, i);
        }
        piece.shape = ctx.shapes.add(ctx.shapes.first_month(piece.shape), lengths, amounts);
        piece.undated = next_part(piece.undated);
        piece.amount = ctx.programme.formulas.literal(1.0);
        piece.series = {};
    }
    grant.id += "." + part.organisation.text;
    grant.name += ", paid by " + ctx.programme.organisations[from].name;
    grant.kind = LineKind::finance;
    grant.part_of = of;
    const Funding funding =
        part.funding == Funding::unstated && ctx.programme.organisations[from].funder ? Funding::grant : part.funding;
    grant.flows = {{from, to, LineKind::finance, ctx.programme.formulas.literal(0.0),
                    ctx.programme.formulas.literal(1.0), funding}};
    grant.where = part.organisation.where;
    ctx.programme.lines.add(std::move(grant));
}

}  // namespace

// A share grows with its line; an amount is fixed, so it becomes a grant line of its own and the rest bears what changes.
void lower_cost_flows(Context& ctx, BaseValues& base_values, const LineDef& def, const LinePlace& place, LineId id) {
    Formulas& formulas = ctx.programme.formulas;
    const NodeId zero = formulas.literal(0.0);
    const NodeId one = formulas.literal(1.0);
    std::vector<PartDef> shares;
    std::vector<const PartDef*> fixed;
    Micropounds fixed_sum = 0;
    double fixed_magnitude = 0.0;
    bool has_rest = false;
    bool amounts_readable = readable_amounts(def);
    for (const PartDef& part : def.funded) {
        has_rest = has_rest || part.kind == PartDef::Kind::rest;
        if (part.kind == PartDef::Kind::amount) {
            fixed.push_back(&part);
            fixed_magnitude += std::abs(static_cast<double>(part.amount.micropounds));
            if (!countable(ctx, def.id.text, fixed_magnitude, part.organisation.where)) {
                return;
            }
            fixed_sum += part.amount.micropounds;
            amounts_readable = amounts_readable && part.amount.readable;
        } else {
            shares.push_back(part);
        }
    }
    const Position where = def.funded.empty() ? def.id.where : def.funded.front().organisation.where;
    const Micropounds total = total_of(ctx.programme, ctx.shapes, ctx.programme.lines[id]);
    bool plain = true;
    for (const Piece& piece : ctx.programme.lines[id].pieces) {
        plain = plain && formulas.nodes()[piece.amount].op == Op::literal && !piece.series.exists();
    }
    if (amounts_readable && !plain && !fixed.empty()) {
        check_worked_out_funding(ctx, base_values, def, id, fixed_sum, has_rest);
    }
    amounts_readable = amounts_readable && plain;
    if (amounts_readable && !fixed.empty() && !ctx.programme.lines[id].pieces.empty() &&
        (fixed_sum > total || (!has_rest && fixed_sum != total))) {
        const MoneyUnit pounds;
        const std::string mistaken = mistaken_pounds(ctx.definition, def);
        ctx.diagnostics.error("funding-sum", where,
                              "'funded' of line '" + def.id.text + "' adds to £" + pounds.text(Money{fixed_sum}) +
                                  " of £" + pounds.text(Money{total}),
                              !mistaken.empty() ? mistaken
                              : has_rest        ? "the parts must not exceed the whole"
                                                : "let one organisation take the `rest`");
        return;
    }
    // Amounts go with one `rest`, which bears what the line is more or less than planned.
    const bool only_rest = shares.size() == 1 && shares.front().kind == PartDef::Kind::rest;
    if (!fixed.empty() && !shares.empty() && !only_rest) {
        ctx.diagnostics.error("funding-mixed", where, "'funded' of line '" + def.id.text + "' mixes amounts and shares",
                              "give amounts with a `rest`, or shares");
        return;
    }
    const auto is_funder = [&](OrganisationId each) { return ctx.programme.organisations[each].funder; };
    const std::optional<OrganisationId> bearer =
        only_rest && !fixed.empty() ? find_organisation(ctx, shares.front().organisation) : std::nullopt;
    const OrganisationId spends = bearer && !is_funder(*bearer) ? *bearer : spender(ctx, def, place);
    std::vector<Tile> parts{{spends, zero, one, only_rest ? shares.front().funding : Funding::unstated}};
    OrganisationId bears = spends;  // what fixed amounts leave, and whom they are paid to
    if (fixed.empty() && !shares.empty()) {
        parts = tiles(ctx, base_values, shares, where, "funded");
    } else if (bearer) {
        bears = *bearer;
        parts.front().organisation = bears;
    }
    for (const Tile& tile : parts) {
        // A funder grants to whoever spends; anybody else pays the supplier.
        // The spender pays the supplier either way; a grant is a second flow that pays it back.
        const bool granted = is_funder(tile.organisation) && tile.organisation != spends;
        const OrganisationId payer = granted ? spends : tile.organisation;
        const Funding funding = granted && tile.funding == Funding::unstated ? Funding::grant : tile.funding;
        ctx.programme.lines[id].flows.push_back({payer, outside, LineKind::cost, tile.below, tile.upto, funding});
        if (granted) {
            ctx.programme.lines[id].flows.push_back(
                {tile.organisation, spends, LineKind::finance, tile.below, tile.upto, funding});
        }
    }
    const std::optional<std::size_t> award =
        def.award.given() ? ctx.names.awards.find(def.award, "award", ctx.diagnostics) : std::nullopt;
    bool awarded = false;
    for (const PartDef* part : fixed) {
        const std::optional<OrganisationId> from = find_organisation(ctx, part->organisation);
        if (from && *from != bears) {
            add_grant(ctx, *part, *from, bears, id);
            Line& grant = ctx.programme.lines[LineId{ctx.programme.lines.size() - 1}];
            if (award && ctx.programme.awards[*award].from == *from) {
                awarded = true;
                grant.factor = formulas.input(ctx.programme.awards[*award].paid);
                ctx.programme.awards[*award].on_lines += part->amount.micropounds;
            }
        }
    }
    if (award && !awarded) {
        ctx.diagnostics.error(
            "award-unused", def.award.where,
            "line '" + def.id.text + "' takes no fixed amount from the funder of award '" + def.award.text + "'",
            "'funded' names the funder with an amount, such as {clg: 90k, partners: rest}");
    }
}

void lower_benefit_flows(Context& ctx, BaseValues& base_values, const LineDef& def, LineId id) {
    for (const PartDef& part : def.to) {
        if (part.kind == PartDef::Kind::amount || part.funding != Funding::unstated) {
            ctx.diagnostics.error("share-wanted", part.organisation.where,
                                  "'to' of line '" + def.id.text + "' takes shares, not amounts",
                                  "write a percentage, a formula or `rest`");
            return;
        }
    }
    if (def.to.empty()) {
        const OrganisationId gains = implicit_organisation(ctx, "beneficiaries", "Beneficiaries not stated");
        ctx.programme.lines[id].flows.push_back({outside, gains, LineKind::benefit, ctx.programme.formulas.literal(0.0),
                                                 ctx.programme.formulas.literal(1.0)});
        return;
    }
    for (const Tile& tile : tiles(ctx, base_values, def.to, def.to.front().organisation.where, "to")) {
        ctx.programme.lines[id].flows.push_back({outside, tile.organisation, LineKind::benefit, tile.below, tile.upto});
    }
}

}  // namespace tranche::lowering
