// An award is an input from 0 to 1: the part of it that comes. A fixed grant on a line is multiplied by it. Amounts of the
// file are turned into parts only after the lines, because the whole is what the lines take.
#include "lower/awards.hpp"

#include <algorithm>  // max, min
#include <utility>    // move

#include "lower/sources.hpp"
#include "tranche/base/money.hpp"  // MoneyUnit

namespace tranche::lowering {

namespace {

// What an award is a part of: what the lines take from it, or what is asked where they take nothing.
Micropounds whole_of(const Award& award) {
    return award.on_lines > 0 ? award.on_lines : award.asked;
}

double part_of_award(const Award& award, Micropounds comes) {
    const Micropounds whole = whole_of(award);
    return whole == 0 ? 0.0 : std::min(1.0, static_cast<double>(comes) / static_cast<double>(whole));
}

}  // namespace

void lower_awards(Context& ctx) {
    for (const AwardDef& def : ctx.definition.awards) {
        ctx.names.awards.declare(def.id, "an award", ctx.programme.awards.size(), ctx.diagnostics);
        Award award;
        award.id = def.id.text;
        award.name = def.name.empty() ? def.id.text : def.name;
        const std::optional<OrganisationId> from = def.from.given() ? find_organisation(ctx, def.from) : std::nullopt;
        award.from = from.value_or(outside);
        if (from && !ctx.programme.organisations[*from].funder) {
            ctx.diagnostics.error("award-funder", def.from.where, "'" + def.from.text + "' is not a funder",
                                  "give that organisation kind: funder");
        }
        award.asked = def.asked ? def.asked->micropounds : 0;
        award.where = def.id.where;
        award.at = citation(ctx, def.at);
        Input input;
        input.name = "award(" + award.id + ")";
        input.subject = award.id;
        input.base = 1.0;
        input.use = InputUse::paid;
        input.where = award.where;
        input.at = award.at;
        award.paid = ctx.programme.formulas.add_input(std::move(input));
        ctx.programme.awards.push_back(std::move(award));
    }
}

// Once the lines are known, what comes of an award is a part of what they take from it.
void lower_award_settings(Context& ctx, const std::vector<ScenarioRow>& rows, bool sound) {
    const MoneyUnit pounds;
    const auto fits = [&](const Award& award, const Amount& comes, Micropounds most, std::string_view how) {
        if (comes.micropounds >= 0 && comes.micropounds <= most) {
            return true;
        }
        ctx.diagnostics.error("award-sum", comes.where,
                              "£" + pounds.text(Money{comes.micropounds}) + " of award '" + award.id + "' cannot " +
                                  std::string(how) + ": " + (award.on_lines > 0 ? "lines take £" : "the request is £") +
                                  pounds.text(Money{whole_of(award)}) + " from it");
        return false;
    };
    for (std::size_t i = 0; i < ctx.definition.awards.size(); ++i) {
        const AwardDef& def = ctx.definition.awards[i];
        Award& award = ctx.programme.awards[i];
        if (sound && def.table && def.table->micropounds != award.on_lines) {
            ctx.diagnostics.error("award-sum", def.table->where,
                                  "the lines take £" + pounds.text(Money{award.on_lines}) + " from award '" +
                                      def.id.text + "', not £" + pounds.text(Money{def.table->micropounds}));
        }
        if (sound && def.fallback && fits(award, *def.fallback, whole_of(award), "come")) {
            award.fallback = def.fallback->micropounds;
        }
        // What is asked is often rounded, so all of it may be a little more than the lines take.
        if (sound && def.decided && fits(award, *def.decided, std::max(whole_of(award), award.asked), "be decided")) {
            award.decided = def.decided->micropounds;
            ctx.programme.formulas.set_base(award.paid, part_of_award(award, *award.decided));
        }
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const AwardSetDef& set : rows[i].def->awards) {
            const std::optional<std::size_t> row = ctx.names.awards.find(set.award, "award", ctx.diagnostics);
            if (!row) {
                continue;
            }
            const Award& award = ctx.programme.awards[*row];
            Amount comes = set.amount;
            if (set.fallback) {
                if (!award.fallback) {
                    // A fallback that is stated and unsound was reported above.
                    if (!ctx.definition.awards[*row].fallback) {
                        ctx.diagnostics.error("award-fallback", comes.where, "award '" + award.id + "' has no fallback",
                                              "give the amount with 'fallback', or write an amount here");
                    }
                    continue;
                }
                comes.micropounds = *award.fallback;
            }
            if (!sound || !fits(award, comes, whole_of(award), "come")) {
                continue;
            }
            ctx.programme.scenarios[ScenarioId{i + 1}].overrides.push_back(
                {award.paid, Verb::replace, part_of_award(award, comes.micropounds), comes.where});
        }
    }
    apply_needs(ctx);
}

// An award is paid where all of it comes, or what its fallback says: both sides of the comparison are the same quotient.
void apply_needs(Context& ctx) {
    Formulas& formulas = ctx.programme.formulas;
    for (Line& line : ctx.programme.lines) {
        if (line.needs) {
            const Award& award = ctx.programme.awards[*line.needs];
            // A fallback is enough. Without one, all of the award has to come.
            const double enough = award.fallback ? part_of_award(award, *award.fallback) : 1.0;
            const NodeId paid = formulas.apply(Op::at_least, formulas.input(award.paid), formulas.literal(enough));
            line.factor = formulas.apply(Op::multiply, paid, line.factor);
        }
    }
}

}  // namespace tranche::lowering
