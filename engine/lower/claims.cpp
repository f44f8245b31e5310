// Claims first, then the cells of tables, which are claims too, and last what claims say of each other.
#include "lower/claims.hpp"

#include <utility>  // move

#include "lower/expression.hpp"
#include "lower/measures.hpp"
#include "lower/sources.hpp"
#include "lower/tables.hpp"
#include "tranche/base/month_or_year.hpp"
#include "tranche/base/spelling.hpp"

namespace tranche::lowering {

namespace {

std::optional<ClaimId> claim(const ClaimNames& claims, Diagnostics& diagnostics, const Text& name) {
    const auto cell = claims.cells.find(name.text);
    if (cell != claims.cells.end()) {
        return cell->second;
    }
    if (name.text.find(" in ") != std::string::npos) {
        std::vector<std::string> known;
        for (const auto& [each, id] : claims.cells) {
            known.push_back(each);
        }
        diagnostics.error("unknown-reference", name.where, "there is no printed cell '" + name.text.substr(0, 60) + "'",
                          did_you_mean(name.text, known));
        return std::nullopt;
    }
    const std::optional<std::size_t> row = claims.names.find(name, "claim", diagnostics);
    return row ? std::optional(ClaimId{*row}) : std::nullopt;
}

void lower_claim(Context& ctx, ClaimNames& claims, const ClaimDef& def) {
    claims.names.declare(def.id, "a claim", ctx.programme.claims.size(), ctx.diagnostics);
    Claim claim;
    claim.id = def.id.text;
    for (const Text& figure : def.figure) {
        if (std::optional<Asked> found = asked(ctx, figure)) {
            claim.figures.push_back(std::move(*found));
        }
    }
    for (const Text& other : def.alternatives) {
        if (std::optional<Asked> found = asked(ctx, other)) {
            claim.alternatives.push_back(std::move(*found));
        }
    }
    if (def.id.given() && def.figure.empty() == def.about.empty()) {
        ctx.diagnostics.error("claim-form", def.id.where,
                              "claim '" + def.id.text + "' needs either a 'figure' or an 'about'",
                              "'about' is for figures that the programme does not contain");
    }
    claim.about = def.about;
    claim.says = printed(ctx.diagnostics, def.says).value_or(Printed{});
    if (claim.says.unit == PrintedUnit::month) {
        warn_of_year(ctx.programme.calendar, def.says.text, def.says.where, ctx.diagnostics);
    }
    claim.fitted = def.fitted;
    claim.at = citations(ctx, def.at);
    claim.where = def.id.where;
    ctx.programme.claims.add(std::move(claim));
}

// Relations name claims in any order, so they come last.
void lower_claim_relations(Context& ctx, ClaimNames& claims) {
    for (std::size_t i = 0; i < ctx.definition.claims.claims.size(); ++i) {
        const ClaimDef& def = ctx.definition.claims.claims[i];
        for (const Text& other : def.contradicts) {
            if (const std::optional<ClaimId> found = claim(claims, ctx.diagnostics, other)) {
                ctx.programme.claims[ClaimId{i}].contradicts.push_back(*found);
            }
        }
        if (!def.implied_by.given()) {
            continue;
        }
        Formulas& formulas = ctx.programme.claim_formulas;
        const NameResolver resolve = [&](const std::string& name, Position where) -> std::optional<Measured> {
            const std::optional<ClaimId> id = claim(claims, ctx.diagnostics, {name, where});
            if (!id) {
                return std::nullopt;
            }
            if (*id == ClaimId{i}) {
                ctx.diagnostics.error("formula-cycle", where, "claim '" + name + "' is implied by itself");
                return std::nullopt;
            }
            const Claim& from = ctx.programme.claims[*id];
            const std::optional<InputId> known = formulas.find_input(from.id);
            if (known) {
                return Measured{formulas.input(*known), {}};
            }
            Input input;
            input.name = from.id;
            input.base = from.says.value.to_double();
            input.use = InputUse::claim;
            input.where = from.where;
            return Measured{formulas.input(formulas.add_input(std::move(input))), {}};
        };
        if (!def.implied_by.text.starts_with("=")) {
            ctx.diagnostics.error("formula", def.implied_by.where, "'implied_by' takes a formula, which starts with =");
            continue;
        }
        if (const std::optional<Measured> implied = lower_formula(def.implied_by, formulas, resolve, ctx.diagnostics)) {
            ctx.programme.claims[ClaimId{i}].implied_by = implied->node;
            const std::size_t start = def.implied_by.text.find_first_not_of("= ");
            ctx.programme.claims[ClaimId{i}].implied_text =
                def.implied_by.text.substr(std::min(start, def.implied_by.text.size()));
        }
    }
}

}  // namespace

void lower_claims(Context& ctx) {
    ClaimNames claims;
    for (const ClaimDef& def : ctx.definition.claims.claims) {
        lower_claim(ctx, claims, def);
    }
    for (const TableDef& def : ctx.definition.claims.tables) {
        lower_table(ctx, claims, def);
    }
    lower_claim_relations(ctx, claims);
}

}  // namespace tranche::lowering
