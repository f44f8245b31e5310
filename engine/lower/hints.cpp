#include "lower/hints.hpp"

#include <algorithm>  // find_if
#include <vector>

#include "base/text.hpp"              // trimmed
#include "lower/forms.hpp"            // stated_amounts
#include "tranche/base/money.hpp"     // MoneyUnit
#include "tranche/base/spelling.hpp"  // quoted

namespace tranche::lowering {

// `£450` in a file of thousands, among the amounts of a line and those that fund it: somebody may have meant 450 of them.
std::string mistaken_pounds(const Definition& definition, const LineDef& def) {
    const std::vector<const StatedAmount*> own = stated_amounts(def);
    std::vector<const Amount*> amounts(own.begin(), own.end());
    for (const PartDef& part : def.funded) {
        amounts.push_back(&part.amount);
    }
    const auto found =
        std::find_if(amounts.begin(), amounts.end(), [](const Amount* each) { return each->plain_pounds; });
    if (found == amounts.end() || definition.money.unit_power == 0) {
        return {};
    }
    const std::string bare = MoneyUnit{}.text(Money{(*found)->micropounds});
    return "£" + bare + " is pounds; a bare " + bare + " is " +
           (definition.money.unit_power == 3 ? "thousands" : "millions");
}

// A share that is an assumption written without its percent sign is mended there, not where it is used.
std::string mistaken_share(const Context& ctx, NodeId share) {
    for (std::size_t i = 0; i < ctx.definition.assumptions.size(); ++i) {
        const AssumptionDef& def = ctx.definition.assumptions[i];
        if (!def.value || def.value->known != Known::exactly || def.value->text.text.ends_with('%') ||
            !(def.value->value > Decimal{1, 0}) || ctx.programme.assumptions[AssumptionId{i}].node != share) {
            continue;
        }
        const std::string text(trimmed(def.value->text.text));
        return quoted(def.id.text) + " is " + text + " in line " + std::to_string(def.value->text.where.line) +
               (Decimal{100, 0} < def.value->value ? "; shares go from 0% to 100%" : "; did you mean " + text + "%?");
    }
    return {};
}

}  // namespace tranche::lowering
