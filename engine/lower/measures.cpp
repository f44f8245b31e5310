// What a measure says is kept as printed, with its bound: a target of "over 500" is not 500.
#include "lower/measures.hpp"

#include <algorithm>  // find
#include <utility>    // move

#include "lower/dates.hpp"
#include "lower/sources.hpp"
#include "tranche/base/spelling.hpp"

namespace tranche::lowering {

std::optional<Printed> printed(Diagnostics& diagnostics, const Text& text, bool is_money, int bare_power) {
    if (!text.given()) {
        return std::nullopt;
    }
    std::optional<Printed> result = Printed::parse(text.text, is_money, bare_power);
    if (!result) {
        diagnostics.error("not-a-figure", text.where, "'" + text.text.substr(0, 60) + "' is not a printed figure",
                          "such as 633%, about £3m, over £16.5m, 2..3 or 51000");
    }
    return result;
}

void lower_measures(Context& ctx) {
    const auto one_of = [&](const std::string& word, const Text& id, std::string_view key,
                            const std::vector<std::string>& words) {
        if (id.given() && !word.empty() && std::find(words.begin(), words.end(), word) == words.end()) {
            ctx.diagnostics.error("unknown-word", id.where,
                                  "'" + std::string(key) + "' of measure '" + id.text + "' is one of " + listed(words) +
                                      ", not '" + word + "'",
                                  did_you_mean(word, words));
        }
    };
    for (const MeasureDef& def : ctx.definition.measures) {
        ctx.names.measures.declare(def.id, "a measure", ctx.programme.measures.size(), ctx.diagnostics);
        one_of(def.direction, def.id, "direction", {"up", "down"});
        one_of(def.every, def.id, "every", {"month", "quarter", "year"});
        OutcomeMeasure measure;
        measure.id = def.id.text;
        measure.name = def.name.empty() ? def.id.text : def.name;
        measure.unit = def.unit;
        const auto quantity = [&](const Text& text) {
            std::optional<Printed> result = printed(ctx.diagnostics, text);
            if (result && result->unit == PrintedUnit::month) {
                ctx.diagnostics.error("not-a-figure", text.where,
                                      quoted(text.text) + " is a month, but a measure is a number",
                                      "such as 51000 or 12%");
                result.reset();
            }
            return result;
        };
        measure.baseline = quantity(def.baseline);
        measure.target = quantity(def.target);
        measure.without = quantity(def.without);
        measure.change = quantity(def.change);
        for (const PairDef& target : def.by_year) {
            const std::optional<int> year = calendar_year(ctx, target.key);
            const std::optional<Printed> figure = quantity(target.value);
            if (year && figure) {
                measure.targets.emplace_back(*year, *figure);
            }
        }
        measure.direction = def.direction;
        measure.every = def.every;
        measure.owner = def.owner;
        measure.where = def.id.where;
        measure.at = citation(ctx, def.at);
        ctx.programme.measures.push_back(std::move(measure));
    }
}

}  // namespace tranche::lowering
