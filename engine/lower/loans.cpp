// The capital that is borrowed is what the bearer pays, after grants. Repayments are worked out here, in money of the day,
// and stand in the programme as pieces that move with the capital.
#include "lower/loans.hpp"

#include <algorithm>  // any_of
#include <cmath>      // nearbyint
#include <utility>    // move
#include <vector>

#include "lower/dates.hpp"
#include "tranche/base/money.hpp"  // proportion
#include "tranche/base/spelling.hpp"

namespace tranche::lowering {

namespace {

/// What is paid back of a loan and what is paid for it, a year at a time, the first year after the money is drawn. A loan
/// that is paid back at its maturity is so in one sum.
struct Repayment {
    std::vector<Micropounds> principal;
    std::vector<Micropounds> interest;
};

/// A part of the capital that is borrowed for by itself.
struct Drawn {
    int first = 0;  ///< month of the shape
    int end = 0;    ///< after which it is paid back
    Micropounds amount = 0;
};

// The level payment of an annuity is amount x rate / (1 - (1 + rate)^-years), the power by repeated multiplication.
Repayment repayment(Micropounds amount, double rate, int years, Repay how) {
    Repayment result;
    double growth = 1.0;
    for (int i = 0; i < years; ++i) {
        growth *= 1.0 + rate;
    }
    const double level = rate == 0.0 ? static_cast<double>(amount) / years
                                     : static_cast<double>(amount) * rate * growth / (growth - 1.0);
    Micropounds owed = amount;
    for (int year = 1; year <= years; ++year) {
        const auto interest = static_cast<Micropounds>(std::nearbyint(static_cast<double>(owed) * rate));
        Micropounds principal = 0;
        if (year == years) {
            principal = owed;
        } else if (how == Repay::annuity) {
            principal = static_cast<Micropounds>(std::nearbyint(level)) - interest;
        } else if (how == Repay::equal_principal) {
            principal = static_cast<Micropounds>(std::nearbyint(static_cast<double>(amount) / years));
        }
        result.interest.push_back(interest);
        result.principal.push_back(principal);
        owed -= principal;
    }
    return result;
}

// The part of a cost that nobody else pays for, which is what is borrowed. Empty where that is worked out in every run.
std::optional<double> borne_share(Context& ctx, BaseValues& base_values, LineId id) {
    double granted = 0.0;
    for (const Flow& flow : ctx.programme.lines[id].flows) {
        if (flow.kind != LineKind::finance) {
            continue;
        }
        for (const NodeId node : {flow.below, flow.upto}) {
            if (ctx.programme.formulas.nodes()[node].op != Op::literal) {
                return std::nullopt;
            }
        }
        granted +=
            base_values.of(ctx.programme.formulas, flow.upto) - base_values.of(ctx.programme.formulas, flow.below);
    }
    const double total = static_cast<double>(total_of(ctx.programme, ctx.shapes, ctx.programme.lines[id]));
    for (std::size_t i = id.index() + 1; i < ctx.programme.lines.size(); ++i) {
        const Line& grant = ctx.programme.lines[LineId{i}];
        if (grant.part_of == id && grant.kind == LineKind::finance && total != 0.0) {
            granted += static_cast<double>(total_of(ctx.programme, ctx.shapes, grant)) / total;
        }
    }
    return 1.0 - granted;
}

bool has_fixed_grant(const Programme& programme, LineId id) {
    return std::any_of(programme.lines.begin(), programme.lines.end(), [&](const Line& line) {
        return line.part_of == id && line.kind == LineKind::finance && !line.pieces.empty();
    });
}

}  // namespace

// Every stretch of the capital's money is a loan of its own, drawn as it is spent; repayments follow it wherever it moves.
void lower_loan(Context& ctx, BaseValues& base_values, const LineDef& def, LineId id) {
    if (!def.more || !def.more->finance) {
        return;
    }
    const FinanceDef& finance = *def.more->finance;
    constexpr int longest = 100;
    const double rate = finance.rate && !finance.rate->formula ? finance.rate->value.to_double() : -1.0;
    if (ctx.programme.lines[id].facets.budget != Budget::capital) {
        ctx.diagnostics.error("loan-terms", finance.where,
                              "line '" + def.id.text + "' is not capital, and only capital can have a loan",
                              "give it budget: capital, or leave 'finance' out");
        return;
    }
    if (rate < 0.0 || rate > 1.0 || !finance.years || *finance.years < 1 || *finance.years > longest) {
        ctx.diagnostics.error("loan-terms", finance.where,
                              "the loan of line '" + def.id.text + "' cannot be calculated",
                              "its rate is a percentage from 0% to 100%, and it lasts 1 to 100 years");
        return;
    }
    const std::optional<OrganisationId> named =
        finance.lender.given() ? find_organisation(ctx, finance.lender) : std::optional(outside);
    if (!named || ctx.programme.lines[id].flows.empty()) {
        return;
    }
    const OrganisationId spends = ctx.programme.lines[id].flows.front().from;
    const std::optional<double> borne = borne_share(ctx, base_values, id);
    if (!borne) {
        ctx.diagnostics.error("loan-terms", finance.where,
                              "the loan of line '" + def.id.text + "' depends on a share that is a formula",
                              "fund it by amounts or plain shares, or write the loan as separate lines");
        return;
    }
    // All three lines take the facets of the capital, and differ in kind and in who pays whom.
    const NodeId zero = ctx.programme.formulas.literal(0.0);
    const NodeId one = ctx.programme.formulas.literal(1.0);
    const auto add = [&](std::string_view suffix, std::string_view name, LineKind kind, OrganisationId from,
                         OrganisationId to, std::vector<Piece> pieces) {
        Line line = ctx.programme.lines[id];
        line.id += "." + std::string(suffix);
        line.name += ": " + std::string(name);
        line.kind = kind;
        line.part_of = id;
        line.facets.nature = Nature::financing;
        line.pieces = std::move(pieces);
        line.flows = {{from, to, kind, zero, one, Funding::loan}};
        ctx.programme.lines.add(std::move(line));
    };
    std::vector<Piece> drawn_pieces;
    std::vector<Piece> principal;
    std::vector<Piece> interest;
    for (const Piece& piece : ctx.programme.lines[id].pieces) {
        if (piece.series.exists() && has_fixed_grant(ctx.programme, id)) {
            ctx.diagnostics.error("loan-terms", finance.where,
                                  "the price of line '" + def.id.text + "' changes, but a grant towards it is fixed",
                                  "fund it by shares, or write the loan as separate lines");
            return;
        }
        if (piece.undated != 0) {
            ctx.diagnostics.error("loan-terms", finance.where,
                                  "line '" + def.id.text + "' has no date, so it cannot have a loan",
                                  "say when it is spent");
            return;
        }
        std::vector<Micropounds> amounts;
        std::vector<int> lengths;
        std::vector<Drawn> loans;
        const int first = ctx.shapes.segments(piece.shape) == 0 ? 0 : ctx.shapes.first_month(piece.shape);
        int end = 0;
        for (std::size_t i = 0; i < ctx.shapes.segments(piece.shape); ++i) {
            const Micropounds spent = ctx.shapes.amount(piece.shape, i);
            const Micropounds drawn = static_cast<Micropounds>(std::nearbyint(static_cast<double>(spent) * *borne));
            amounts.push_back(drawn);
            const int length = ctx.shapes.segment_end(piece.shape, i) - end;
            lengths.push_back(length);
            // Where prices move, what is drawn in a month is owed at the price of that month, however late it comes.
            const int parts = piece.series.exists() ? length : 1;
            for (int part = 0; part < parts; ++part) {
                loans.push_back({first + end + part, first + end + length,
                                 proportion(drawn, part + 1, parts) - proportion(drawn, part, parts)});
            }
            end += length;
        }
        for (const Drawn& each : loans) {
            const Repayment parts = repayment(each.amount, rate, *finance.years, finance.repay);
            Piece back = piece;
            if (piece.series.exists()) {
                back.priced_at = each.first;
            }
            back.shape = finance.repay == Repay::maturity
                             ? ctx.shapes.add_even(each.end + 12 * *finance.years - 1, 1, std::span(&each.amount, 1))
                             : ctx.shapes.add_even(each.end, 12, parts.principal);
            principal.push_back(back);
            back.shape = ctx.shapes.add_even(each.end, 12, parts.interest);
            interest.push_back(back);
        }
        Piece loan = piece;
        loan.shape = ctx.shapes.add(first, lengths, amounts);
        drawn_pieces.push_back(loan);
    }
    add("loan", "loan", LineKind::finance, *named, spends, std::move(drawn_pieces));
    add("repayment", "repayment", LineKind::finance, spends, *named, std::move(principal));
    add("interest", "interest", LineKind::cost, spends, outside, std::move(interest));
}

}  // namespace tranche::lowering
