#include "tranche/audit/audit.hpp"

#include <algorithm>  // any_of, find
#include <array>
#include <cmath>  // abs

#include "audit/implied.hpp"
#include "audit/margin.hpp"
#include "tranche/scenario/compose.hpp"  // names_reading

namespace tranche {

namespace {

constexpr std::array<std::string_view, 5> verdict_words{"reproduced", "rounding", "not_reproduced", "not_computable",
                                                        "contradicted"};

std::optional<Question> quietly_resolved(const Programme& programme, const Asked& asked) {
    Diagnostics ignored;  // told when the programme was checked
    return resolve(programme, asked.address, asked.where, ignored);
}

// A sum of several parts may be off by what the rounding of its parts allows: one printed digit more.
bool within_rounding(const Printed& says, const Figure& figure, MeasureUnit unit, const MoneyUnit& money) {
    const std::optional<double> value = printed_scale(figure, money);
    const Interval interval = says.interval();
    return value && unit == MeasureUnit::gbp && interval.low && interval.high &&
           *value >= *interval.low - says.step() / 2 && *value <= *interval.high + says.step() / 2;
}

Recomputed recompute(const Model& model, const Asked& asked, const Printed& says,
                     const std::vector<ScenarioId>& with = {}) {
    Recomputed result{asked.address, {}, MeasureUnit::gbp, false};
    std::optional<Question> question = quietly_resolved(model.programme, asked);
    if (!question) {
        result.figure.why = "the address means nothing in this programme";
        return result;
    }
    question->with = with;
    result.figure = answer(model, *question);
    result.unit = unit_of(*question);
    result.meets = satisfies(says, result.figure, result.unit, model.plan.unit);
    return result;
}

void rest_on(const Model& model, const Claim& claim, ClaimResult& result) {
    std::vector<bool> seen(model.programme.lines.size(), false);
    for (const Asked& asked : claim.figures) {
        const std::optional<Question> question = quietly_resolved(model.programme, asked);
        for (const LineId line : question ? lines_behind(model, *question) : std::vector<LineId>{}) {
            seen[line.index()] = true;
        }
    }
    for (std::size_t status = 0; status < words_of(Status{}).size(); ++status) {
        std::size_t count = 0;
        for (std::size_t i = 0; i < seen.size(); ++i) {
            count += seen[i] && model.programme.lines[LineId{i}].facets.status == static_cast<Status>(status) ? 1 : 0;
        }
        if (count > 0) {
            result.rests_on.emplace_back(static_cast<Status>(status), count);
        }
    }
}

bool rests_on_unpublished(const ClaimResult& result) {
    return std::any_of(result.rests_on.begin(), result.rests_on.end(), [](const auto& each) {
        return each.first == Status::reconstructed || each.first == Status::assumed;
    });
}

Verdict compared(const Model& model, const Printed& says, const std::vector<Recomputed>& figures, std::string& why) {
    Verdict result = Verdict::reproduced;
    for (const Recomputed& each : figures) {
        if (!each.figure.computable()) {
            why = each.address.text() + ": " + each.figure.why;
            return Verdict::not_computable;
        }
        if (!each.meets) {
            const bool rounding = within_rounding(says, each.figure, each.unit, model.plan.unit);
            result = rounding && result == Verdict::reproduced ? Verdict::rounding : Verdict::not_reproduced;
        }
    }
    return result;
}

// A claim whose scenario names its reading has no other.
bool open_to_readings(const Programme& programme, const Claim& claim) {
    return std::none_of(claim.figures.begin(), claim.figures.end(), [&](const Asked& asked) {
        const std::optional<Question> question = quietly_resolved(programme, asked);
        if (!question || !question->comparison) {
            return !question || names_reading(programme, question->scenario);
        }
        const Comparison& comparison = programme.comparisons[*question->comparison];
        return names_reading(programme, comparison.of) || names_reading(programme, comparison.against);
    });
}

void read_otherwise(const Model& model, const Claim& claim, ClaimResult& result) {
    const Programme& programme = model.programme;
    const auto all_with = [&](const std::vector<ScenarioId>& with) {
        std::vector<Recomputed> figures;
        for (const Asked& asked : claim.figures) {
            figures.push_back(recompute(model, asked, claim.says, with));
        }
        return figures;
    };
    const std::vector<ScenarioId> corrections = scenarios_in(programme, ScenarioRole::correction);
    if (!corrections.empty()) {
        result.corrected = all_with(corrections);
    }
    const std::vector<ScenarioId> readings = scenarios_in(programme, ScenarioRole::reading);
    for (std::size_t i = 1; i < readings.size() && open_to_readings(programme, claim); ++i) {
        ReadInstead& instead = result.readings.emplace_back(ReadInstead{readings[i], all_with({readings[i]}), {}});
        std::string ignored;
        instead.verdict = compared(model, claim.says, instead.figures, ignored);
    }
}

// A printed range has two ends, a bound has one.
std::vector<EndResult> judged_ends(const Model& model, const Claim& claim) {
    const Printed& says = claim.says;
    const bool low = says.bound == Bound::range || says.bound == Bound::at_least || says.bound == Bound::over;
    const bool high = says.bound == Bound::range || says.bound == Bound::up_to || says.bound == Bound::under;
    const std::optional<Question> question = claim.figures.size() == 1 && (low || high)
                                                 ? quietly_resolved(model.programme, claim.figures.front())
                                                 : std::nullopt;
    const std::optional<Range> range = question ? answer_ends(model, *question) : std::nullopt;
    std::vector<EndResult> result;
    if (!range) {
        return result;
    }
    const auto add = [&](End end, const Decimal& value, const Figure& figure) {
        EndResult each{end, says, figure, Verdict::not_computable};
        each.says.bound = Bound::exactly;
        each.says.value = value;
        if (figure.computable()) {
            each.verdict = satisfies(each.says, figure, unit_of(*question), model.plan.unit) ? Verdict::reproduced
                                                                                             : Verdict::not_reproduced;
        }
        result.push_back(std::move(each));
    };
    if (low) {
        add(End::low, says.value, range->low);
    }
    if (high) {
        add(End::high, says.bound == Bound::range ? says.high : says.value, range->high);
    }
    return result;
}

// The worse of its ends.
Verdict verdict_of(const std::vector<EndResult>& ends) {
    const auto any = [&](Verdict verdict) {
        return std::any_of(ends.begin(), ends.end(), [&](const EndResult& each) { return each.verdict == verdict; });
    };
    return any(Verdict::not_reproduced)   ? Verdict::not_reproduced
           : any(Verdict::not_computable) ? Verdict::not_computable
                                          : Verdict::reproduced;
}

void judge(const Model& model, const Claim& claim, ClaimResult& result) {
    if (!result.disagrees_with.empty()) {
        result.verdict = Verdict::contradicted;
        result.why = "two printed statements disagree, whatever the model says";
        return;
    }
    if (claim.figures.empty()) {
        result.verdict = Verdict::not_computable;
        result.why = claim.about.empty() ? "" : "the programme holds no figure of it: " + claim.about;
        if (result.implied) {
            result.verdict = result.implied->agrees ? Verdict::reproduced : Verdict::not_reproduced;
            result.why = "worked out from other printed figures";
        }
        return;
    }
    result.verdict = compared(model, claim.says, result.figures, result.why);
    if (result.verdict == Verdict::not_computable) {
        result.ends = judged_ends(model, claim);
    }
    if (!result.ends.empty()) {
        result.verdict = verdict_of(result.ends);
        result.why = result.verdict == Verdict::not_computable ? result.why : "";
    }
}

ClaimResult audited(const Model& model, ClaimId id) {
    const Programme& programme = model.programme;
    const Claim& claim = programme.claims[id];
    ClaimResult result;
    result.claim = id;
    for (const Asked& asked : claim.figures) {
        result.figures.push_back(recompute(model, asked, claim.says));
    }
    for (const Asked& asked : claim.alternatives) {
        result.alternatives.push_back(recompute(model, asked, claim.says));
    }
    result.implied = implied(programme, claim);
    for (std::size_t other = 0; other < programme.claims.size(); ++other) {
        const ClaimId other_id{other};
        const auto names = [](const Claim& from, ClaimId to) {
            return std::find(from.contradicts.begin(), from.contradicts.end(), to) != from.contradicts.end();
        };
        const Claim& against = programme.claims[other_id];
        if ((names(claim, other_id) || names(against, id)) && !claim.says.interval().meets(against.says.interval())) {
            result.disagrees_with.push_back(other_id);
        }
    }
    if (!claim.figures.empty()) {
        read_otherwise(model, claim, result);
    }
    rest_on(model, claim, result);
    judge(model, claim, result);
    const bool compared = result.verdict == Verdict::reproduced || result.verdict == Verdict::rounding ||
                          result.verdict == Verdict::not_reproduced;
    if (compared && claim.figures.size() == 1 && rests_on_unpublished(result) &&
        programme.reconstructed_scale.exists()) {
        if (const std::optional<Question> question = quietly_resolved(programme, claim.figures.front())) {
            result.margin = margin(model, *question, claim.says);
        }
    }
    return result;
}

// All cells of a cast at one scale, as integers.
CastResult cast_result(const Programme& programme, std::size_t index) {
    const Cast& cast = programme.casts[index];
    const Printed& total = programme.claims[cast.total].says;
    int finest = total.last_digit;
    int places = total.value.scale;
    for (const auto& [part, sign] : cast.parts) {
        finest = std::min(finest, programme.claims[part].says.last_digit);
        places = std::max(places, programme.claims[part].says.value.scale);
    }
    // A printed nought is as fine as its neighbours: nobody prints 0.00 in a column of pence.
    const auto step = [&](const Printed& printed) {
        Printed fine = printed;
        fine.last_digit = printed.value.zero() ? finest : printed.last_digit;
        // Whole numbers of things are counted, not rounded.
        const bool counted = printed.unit == PrintedUnit::plain && finest == 0;
        return counted ? 0.0 : fine.step();
    };
    CastResult result;
    result.cast = index;
    std::int64_t sum = 0;
    result.allowed = step(total) / 2;
    for (const auto& [part, sign] : cast.parts) {
        const Printed& printed = programme.claims[part].says;
        sum += sign * printed.value.scaled_to(places).value_or(0);
        result.allowed += step(printed) / 2;
    }
    result.sum = {sum, places};
    const std::int64_t printed_total = total.value.scaled_to(places).value_or(0);
    const double off = std::abs(Decimal{sum - printed_total, places}.to_double());
    constexpr double slack = 1e-9;
    result.verdict = sum == printed_total
                         ? Verdict::reproduced
                         : (off <= result.allowed * (1 + slack) ? Verdict::rounding : Verdict::not_reproduced);
    return result;
}

}  // namespace

std::string_view word(Verdict verdict) {
    return verdict_words[static_cast<std::size_t>(verdict)];
}

Audit audit(const Model& model) {
    Audit result;
    for (std::size_t i = 0; i < model.programme.claims.size(); ++i) {
        const Claim& claim = model.programme.claims[ClaimId{i}];
        if (!claim.figures.empty() || !claim.about.empty() || !claim.contradicts.empty()) {
            result.claims.push_back(audited(model, ClaimId{i}));
        }
    }
    for (std::size_t i = 0; i < model.programme.casts.size(); ++i) {
        result.casts.push_back(cast_result(model.programme, i));
    }
    return result;
}

void check_claims(const Programme& programme, Diagnostics& diagnostics) {
    for (const Claim& claim : programme.claims) {
        for (const std::vector<Asked>* list : {&claim.figures, &claim.alternatives}) {
            for (const Asked& asked : *list) {
                const std::optional<Question> question = resolve(programme, asked.address, asked.where, diagnostics);
                if (question && unit_clash(claim.says, unit_of(*question))) {
                    diagnostics.error("claim-unit", asked.where,
                                      "'" + asked.address.text() + "' is not in the unit of what claim '" + claim.id +
                                          "' says, '" + claim.says.text + "'",
                                      "amounts are written £3m or 225k, rates 16%, months 2027-08");
                }
            }
        }
    }
}

}  // namespace tranche
