// Who pays a cost and who gains a benefit: parts of a line as flows between organisations.
#include <algorithm>  // all_of, find
#include <cmath>      // abs, isfinite
#include <utility>    // exchange, move

#include "lower/lowering.hpp"
#include "tranche/base/money.hpp"  // MoneyUnit, proportion
#include "tranche/base/spelling.hpp"

namespace tranche {

namespace {

bool readable_amounts(const LineDef& def) {
    return (!def.once || def.once->readable) && (!def.yearly || def.yearly->readable) &&
           std::all_of(def.cells.begin(), def.cells.end(), [](const CellDef& cell) { return cell.amount.readable; });
}

}  // namespace

OrganisationId Lowering::spender(const LineDef& def, const LinePlace& place) {
    const Text& named = def.spent_by.given() ? def.spent_by : place.spent_by;
    if (named.given()) {
        return organisation(named).value_or(outside);
    }
    std::vector<OrganisationId> payers;
    bool granted = false;
    for (const PartDef& part : def.funded) {
        if (!organisations_.has(part.organisation.text)) {
            continue;  // told where the parts are read
        }
        const OrganisationId id = *organisation(part.organisation);
        if (result_.organisations[id].funder) {
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
            diagnostics_.error("no-spender", def.id.where,
                               "line '" + def.id.text + "' is granted money, but does not say to which of its payers",
                               "name who spends it with 'spent_by'");
        }
        return payers.front();  // nothing is granted, so nobody is paid through it
    }
    // Nobody named: the programme itself spends, as an organisation of its own that every perspective of all holds.
    return implicit_organisation("programme", "The programme (spender not stated)");
}

OrganisationId Lowering::implicit_organisation(const std::string& id, const std::string& name) {
    if (const std::optional<OrganisationId> existing = find(result_.organisations, id)) {
        return *existing;
    }
    organisations_.declare({id, built_in}, "an organisation", result_.organisations.size(), diagnostics_);
    return result_.organisations.add({id, name, {}, false, {}, {}});
}

// Those among whom the division is not stated, as a group: its money is told apart by nobody.
OrganisationId Lowering::unstated_group(const std::vector<PartDef>& parts) {
    Organisation group;
    for (const PartDef& part : parts) {
        if (part.kind == PartDef::Kind::unstated) {
            if (const std::optional<OrganisationId> member = organisation(part.organisation)) {
                group.members.push_back(*member);
                group.id += (group.id.empty() ? "" : "+") + result_.organisations[*member].id;
                group.name += (group.name.empty() ? "" : " and ") + result_.organisations[*member].name;
            }
        }
    }
    if (const std::optional<OrganisationId> known = find(result_.organisations, group.id)) {
        return *known;
    }
    return result_.organisations.add(std::move(group));
}

std::vector<Lowering::Tile> Lowering::tiles(const std::vector<PartDef>& parts, Position where, std::string_view key) {
    Formulas& formulas = result_.formulas;
    std::vector<Tile> result;
    NodeId below = formulas.literal(0.0);
    double sum = 0.0;
    std::string meant;
    const PartDef* rest = nullptr;
    std::optional<OrganisationId> rest_organisation;
    Funding rest_funding = Funding::unstated;
    for (const PartDef& part : parts) {
        std::optional<OrganisationId> id = organisation(part.organisation);
        if (part.kind == PartDef::Kind::unstated) {
            id = unstated_group(parts);
            if (rest_organisation == id) {
                continue;  // they are a group by now
            }
        }
        if (part.kind == PartDef::Kind::rest || part.kind == PartDef::Kind::unstated) {
            rest_funding = part.funding;
            if (rest != nullptr) {
                diagnostics_.error("two-rests", part.share.text.where, "only one can take the rest",
                                   "give the others shares");
            }
            rest = &part;
            rest_organisation = id;
            continue;
        }
        const NodeId share = number(part.share);
        const double base = base_value(share);
        if (base < 0.0) {
            diagnostics_.error("share-negative", part.share.text.where,
                               "the share of " + quoted(part.organisation.text) + " is below zero",
                               "shares go from 0% to 100%");
        }
        sum += base;
        meant = meant.empty() ? mistaken_share(share) : meant;
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
        diagnostics_.error("not-a-number", where, "the shares in '" + std::string(key) + "' have no value",
                           "look for a division by zero among their assumptions");
    } else if (sum > most_told) {
        diagnostics_.error("shares-over", where, "the shares in '" + std::string(key) + "' add to over 1000000%",
                           meant.empty() ? "they may not pass 100%" : meant);
    } else if (sum > 1.0 + tolerance) {
        diagnostics_.error("shares-over", where, "the shares in '" + std::string(key) + "' add to " + percent(sum),
                           meant.empty() ? "they may not pass 100%" : meant);
    } else if (rest == nullptr && sum < 1.0 - tolerance && sum >= 0.0) {
        diagnostics_.error("shares-short", where,
                           "the shares in '" + std::string(key) + "' add to " + percent(sum) + ", not 100%",
                           "let one take the `rest`");
    }
    const NodeId one = formulas.literal(1.0);
    if (rest != nullptr) {
        result.push_back({rest_organisation.value_or(outside), below, one, rest_funding});
    } else if (!result.empty()) {
        result.back().upto = one;
    }
    return result;
}

// A share grows with its line; an amount is fixed, so it becomes a grant line of its own and the rest bears what changes.
void Lowering::lower_cost_flows(const LineDef& def, const LinePlace& place, LineId id) {
    Formulas& formulas = result_.formulas;
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
            if (!countable(def.id.text, fixed_magnitude, part.organisation.where)) {
                return;
            }
            fixed_sum += part.amount.micropounds;
            amounts_readable = amounts_readable && part.amount.readable;
        } else {
            shares.push_back(part);
        }
    }
    const Position where = def.funded.empty() ? def.id.where : def.funded.front().organisation.where;
    const Micropounds total = total_of(result_.lines[id]);
    bool plain = true;
    for (const Piece& piece : result_.lines[id].pieces) {
        plain = plain && formulas.nodes()[piece.amount].op == Op::literal && !piece.series.exists();
    }
    if (amounts_readable && !plain && !fixed.empty()) {
        check_worked_out_funding(def, id, fixed_sum, has_rest);
    }
    amounts_readable = amounts_readable && plain;
    if (amounts_readable && !fixed.empty() && !result_.lines[id].pieces.empty() &&
        (fixed_sum > total || (!has_rest && fixed_sum != total))) {
        const MoneyUnit pounds;
        const std::string mistaken = mistaken_pounds(def);
        diagnostics_.error("funding-sum", where,
                           "'funded' of line '" + def.id.text + "' adds to £" + pounds.text(Money{fixed_sum}) +
                               " of £" + pounds.text(Money{total}),
                           !mistaken.empty() ? mistaken
                           : has_rest        ? "the parts may not pass the whole"
                                             : "let one take the `rest`");
        return;
    }
    const bool only_rest = shares.size() == 1 && shares.front().kind == PartDef::Kind::rest;
    if (!fixed.empty() && !shares.empty() && !only_rest) {
        diagnostics_.error("funding-mixed", where, "'funded' of line '" + def.id.text + "' mixes amounts and shares",
                           "give amounts with a `rest`, or shares");
        return;
    }
    const auto is_funder = [&](OrganisationId each) { return result_.organisations[each].funder; };
    const std::optional<OrganisationId> bearer =
        only_rest && !fixed.empty() ? organisation(shares.front().organisation) : std::nullopt;
    const OrganisationId spends = bearer && !is_funder(*bearer) ? *bearer : spender(def, place);
    std::vector<Tile> parts{{spends, zero, one, only_rest ? shares.front().funding : Funding::unstated}};
    OrganisationId bears = spends;  // what fixed amounts leave, and whom they are paid to
    if (fixed.empty() && !shares.empty()) {
        parts = tiles(shares, where, "funded");
    } else if (bearer) {
        bears = *bearer;
        parts.front().organisation = bears;
    }
    for (const Tile& tile : parts) {
        // A funder grants to whoever spends; anybody else pays the supplier.
        const bool granted = is_funder(tile.organisation) && tile.organisation != spends;
        const OrganisationId payer = granted ? spends : tile.organisation;
        const Funding funding = granted && tile.funding == Funding::unstated ? Funding::grant : tile.funding;
        result_.lines[id].flows.push_back({payer, outside, LineKind::cost, tile.below, tile.upto, funding});
        if (granted) {
            result_.lines[id].flows.push_back(
                {tile.organisation, spends, LineKind::finance, tile.below, tile.upto, funding});
        }
    }
    const std::optional<std::size_t> award =
        def.award.given() ? awards_.find(def.award, "award", diagnostics_) : std::nullopt;
    bool awarded = false;
    for (const PartDef* part : fixed) {
        const std::optional<OrganisationId> from = organisation(part->organisation);
        if (from && *from != bears) {
            add_grant(*part, *from, bears, id);
            Line& grant = result_.lines[LineId{result_.lines.size() - 1}];
            if (award && result_.awards[*award].from == *from) {
                awarded = true;
                grant.factor = formulas.input(result_.awards[*award].paid);
                result_.awards[*award].on_lines += part->amount.micropounds;
            }
        }
    }
    if (award && !awarded) {
        diagnostics_.error(
            "award-unused", def.award.where,
            "line '" + def.id.text + "' takes no fixed amount from the funder of award '" + def.award.text + "'",
            "'funded' names the funder with an amount, such as {clg: 90k, partners: rest}");
    }
}

// What is worked out in every run has a total in the base case, if all it rests on is known.
void Lowering::check_worked_out_funding(const LineDef& def, LineId id, Micropounds fixed, bool has_rest) {
    double total = 0.0;
    for (const Piece& piece : result_.lines[id].pieces) {
        if (piece.series.exists() || !known_now(piece.amount)) {
            return;
        }
        total += base_value(piece.amount) * static_cast<double>(planned_total(piece) + piece.undated);
    }
    const auto amount = static_cast<double>(fixed);
    constexpr double slack = 1.0;  // a millionth of a pound, for the rounding of the formula
    if (amount > total + slack || (!has_rest && std::abs(amount - total) > slack)) {
        const MoneyUnit pounds;
        diagnostics_.error("funding-sum", def.funded.front().organisation.where,
                           "'funded' of line '" + def.id.text + "' adds to £" + pounds.text(Money{fixed}) + " of £" +
                               pounds.text(Money{static_cast<Micropounds>(std::nearbyint(total))}),
                           has_rest ? "the parts may not pass the whole" : "let one take the `rest`");
    }
}

bool Lowering::known_now(NodeId id) {
    std::vector<NodeId> waiting{id};
    std::set<NodeId> seen;
    while (!waiting.empty()) {
        const NodeId at = waiting.back();
        waiting.pop_back();
        if (!at.exists() || !seen.insert(at).second) {
            continue;
        }
        const Node& node = result_.formulas.nodes()[at];
        if (node.op == Op::input && !result_.formulas.inputs()[node.input].known) {
            return false;
        }
        waiting.push_back(node.a);
        waiting.push_back(node.b);
    }
    return true;
}

// A fixed amount towards a line falls when the line does, in proportion, by cumulative rounding.
void Lowering::add_grant(const PartDef& part, OrganisationId from, OrganisationId to, LineId of) {
    Line grant = result_.lines[of];
    const Micropounds total = total_of(grant);
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
        piece.shape = planned_shape(piece);  // a fixed amount does not grow where the line goes on for longer
        piece.until.reset();
        std::vector<Micropounds> amounts;
        std::vector<int> lengths;
        int end = 0;
        for (std::size_t i = 0; i < shapes_.segments(piece.shape); ++i) {
            amounts.push_back(next_part(shapes_.amount(piece.shape, i)));
            lengths.push_back(shapes_.segment_end(piece.shape, i) - end);
            end = shapes_.segment_end(piece.shape, i);
        }
        piece.shape = shapes_.add(shapes_.first_month(piece.shape), lengths, amounts);
        piece.undated = next_part(piece.undated);
        piece.amount = result_.formulas.literal(1.0);
        piece.series = {};
    }
    grant.id += "." + part.organisation.text;
    grant.name += ", paid by " + result_.organisations[from].name;
    grant.kind = LineKind::finance;
    grant.part_of = of;
    const Funding funding =
        part.funding == Funding::unstated && result_.organisations[from].funder ? Funding::grant : part.funding;
    grant.flows = {
        {from, to, LineKind::finance, result_.formulas.literal(0.0), result_.formulas.literal(1.0), funding}};
    grant.where = part.organisation.where;
    result_.lines.add(std::move(grant));
}

void Lowering::lower_benefit_flows(const LineDef& def, LineId id) {
    for (const PartDef& part : def.to) {
        if (part.kind == PartDef::Kind::amount || part.funding != Funding::unstated) {
            diagnostics_.error("share-wanted", part.organisation.where,
                               "'to' of line '" + def.id.text + "' divides by shares, not amounts",
                               "write a percentage, a formula or `rest`");
            return;
        }
    }
    if (def.to.empty()) {
        const OrganisationId gains = implicit_organisation("beneficiaries", "Beneficiaries not stated");
        result_.lines[id].flows.push_back(
            {outside, gains, LineKind::benefit, result_.formulas.literal(0.0), result_.formulas.literal(1.0)});
        return;
    }
    for (const Tile& tile : tiles(def.to, def.to.front().organisation.where, "to")) {
        result_.lines[id].flows.push_back({outside, tile.organisation, LineKind::benefit, tile.below, tile.upto});
    }
}

}  // namespace tranche
