// The questions of all claims are answered in one batch: as the programme stands, with its corrections made, and under each
// reading of its source. Verdicts follow from the answers. The margins need answers of their own, since where one looks
// next depends on the last one; they are searched for all claims together.
#include "tranche/audit/audit.hpp"

#include <algorithm>  // any_of, find, none_of
#include <array>
#include <cassert>
#include <cmath>    // abs
#include <utility>  // move

#include "audit/implied.hpp"
#include "audit/margin.hpp"
#include "tranche/scenario/answers.hpp"
#include "tranche/scenario/compose.hpp"  // names_reading

namespace tranche {

namespace {

constexpr std::array<std::string_view, 5> verdict_words{"reproduced", "rounding", "not_reproduced", "not_computable",
                                                        "contradicted"};

// A sum of several parts may be off by what the rounding of its parts allows: one printed digit more.
bool within_rounding(const Printed& says, const Figure& figure, MeasureUnit unit, const MoneyUnit& money) {
    const std::optional<double> value = printed_scale(figure, money);
    const Interval interval = says.interval();
    return value && unit == MeasureUnit::gbp && interval.low && interval.high &&
           *value >= *interval.low - says.step() / 2 && *value <= *interval.high + says.step() / 2;
}

Recomputed recomputed(const Model& model, const Question& question, const Printed& says, Figure figure) {
    Recomputed result{.address = question.address, .figure = std::move(figure), .unit = unit_of(question)};
    result.meets = satisfies(says, result.figure, result.unit, model.plan.unit);
    return result;
}

void rest_on(const Model& model, const std::vector<Question>& questions, ClaimResult& result) {
    std::vector<bool> seen(model.programme.lines.size(), false);
    for (const Question& question : questions) {
        for (const LineId line : lines_behind(model, question)) {
            seen[line.index()] = true;
        }
    }
    std::vector<std::size_t> counts(words_of(Status{}).size());
    for (std::size_t i = 0; i < seen.size(); ++i) {
        counts[static_cast<std::size_t>(model.programme.lines[LineId{i}].facets.status)] += seen[i] ? 1 : 0;
    }
    for (std::size_t status = 0; status < counts.size(); ++status) {
        if (counts[status] > 0) {
            result.rests_on.emplace_back(static_cast<Status>(status), counts[status]);
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
bool open_to_readings(const Programme& programme, const std::vector<Question>& questions) {
    return std::none_of(questions.begin(), questions.end(), [&](const Question& question) {
        if (!question.comparison) {
            return names_reading(programme, question.scenario);
        }
        const Comparison& comparison = programme.comparisons[*question.comparison];
        return names_reading(programme, comparison.of) || names_reading(programme, comparison.against);
    });
}

// A printed range has two ends, a bound has one.
std::vector<EndResult> results_of_ends(const Model& model, const Claim& claim, const std::vector<Question>& questions) {
    const Printed& says = claim.says;
    const bool low = says.bound == Bound::range || says.bound == Bound::at_least || says.bound == Bound::over;
    const bool high = says.bound == Bound::range || says.bound == Bound::up_to || says.bound == Bound::under;
    const std::optional<Range> range =
        questions.size() == 1 && (low || high) ? answer_ends(model, questions.front()) : std::nullopt;
    std::vector<EndResult> result;
    if (!range) {
        return result;
    }
    const auto add = [&](End end, const Decimal& value, const Figure& figure) {
        EndResult each{end, says, figure, Verdict::not_computable};
        each.says.bound = Bound::exactly;
        each.says.value = value;
        if (figure.computable()) {
            each.verdict = satisfies(each.says, figure, unit_of(questions.front()), model.plan.unit)
                               ? Verdict::reproduced
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

void set_verdict(const Model& model, const Claim& claim, const std::vector<Question>& questions, ClaimResult& result) {
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
        result.ends = results_of_ends(model, claim, questions);
    }
    if (!result.ends.empty()) {
        result.verdict = verdict_of(result.ends);
        result.why = result.verdict == Verdict::not_computable ? result.why : "";
    }
}

// Claims that one of the two says contradict each other, and that as printed do.
std::vector<ClaimId> disagreeing(const Programme& programme, ClaimId id) {
    const Claim& claim = programme.claims[id];
    const auto names = [](const Claim& from, ClaimId to) {
        return std::find(from.contradicts.begin(), from.contradicts.end(), to) != from.contradicts.end();
    };
    std::vector<ClaimId> result;
    for (std::size_t i = 0; i < programme.claims.size(); ++i) {
        const ClaimId other{i};
        const Claim& against = programme.claims[other];
        if ((names(claim, other) || names(against, id)) && !claim.says.interval().meets(against.says.interval())) {
            result.push_back(other);
        }
    }
    return result;
}

/// All claims of a programme: what they ask is collected first, and answered at once.
class ClaimAudit {
public:
    explicit ClaimAudit(const Model& model) : model_(model), programme_(model.programme) {
        assert(model.claims.size() == programme_.claims.size());
        corrections_.with = scenarios_in(programme_, ScenarioRole::correction);
        const std::vector<ScenarioId> readings = scenarios_in(programme_, ScenarioRole::reading);
        for (std::size_t i = 1; i < readings.size(); ++i) {  // the first is the one used
            readings_.push_back({{readings[i]}, {}});
        }
    }

    std::vector<ClaimResult> results() {
        for (std::size_t i = 0; i < programme_.claims.size(); ++i) {
            const Claim& claim = programme_.claims[ClaimId{i}];
            if (!claim.figures.empty() || !claim.about.empty() || !claim.contradicts.empty()) {
                collect(ClaimId{i});
            }
        }
        const std::vector<Figure> figures = answers(model_, queries_);
        std::vector<ClaimResult> result;
        for (const Asked& asked : asked_) {
            result.push_back(result_of(asked, figures));
        }
        add_margins(result);
        return result;
    }

private:
    /// Where the answers of a claim begin among all.
    struct Asked {
        ClaimId claim;
        std::size_t figures = 0;
        std::size_t alternatives = 0;
        std::optional<std::size_t> corrected;
        std::vector<std::size_t> readings;  ///< none, or one for each of readings_
    };

    std::size_t ask(const std::vector<Question>& questions, const Variation* variation) {
        const std::size_t first = queries_.size();
        for (const Question& question : questions) {
            queries_.push_back({&question, variation});
        }
        return first;
    }

    void collect(ClaimId id) {
        const ClaimQuestions& questions = model_.claims[id];
        Asked asked{.claim = id,
                    .figures = ask(questions.figures, nullptr),
                    .alternatives = ask(questions.alternatives, nullptr)};
        if (!questions.figures.empty() && !corrections_.with.empty()) {
            asked.corrected = ask(questions.figures, &corrections_);
        }
        if (!questions.figures.empty() && open_to_readings(programme_, questions.figures)) {
            for (const Variation& reading : readings_) {
                asked.readings.push_back(ask(questions.figures, &reading));
            }
        }
        asked_.push_back(std::move(asked));
    }

    ClaimResult result_of(const Asked& asked, const std::vector<Figure>& figures) const {
        const Claim& claim = programme_.claims[asked.claim];
        const ClaimQuestions& questions = model_.claims[asked.claim];
        const auto taken = [&](const std::vector<Question>& of, std::size_t first) {
            std::vector<Recomputed> result;
            for (std::size_t i = 0; i < of.size(); ++i) {
                result.push_back(recomputed(model_, of[i], claim.says, figures[first + i]));
            }
            return result;
        };
        ClaimResult result;
        result.claim = asked.claim;
        result.figures = taken(questions.figures, asked.figures);
        result.alternatives = taken(questions.alternatives, asked.alternatives);
        result.implied = implied(programme_, claim);
        result.disagrees_with = disagreeing(programme_, asked.claim);
        if (asked.corrected) {
            result.corrected = taken(questions.figures, *asked.corrected);
        }
        for (std::size_t i = 0; i < asked.readings.size(); ++i) {
            ReadingResult reading{readings_[i].with.front(), taken(questions.figures, asked.readings[i]), {}};
            std::string why;  // of the verdict as read; the claim keeps its own
            reading.verdict = compared(model_, claim.says, reading.figures, why);
            result.readings.push_back(std::move(reading));
        }
        rest_on(model_, questions.figures, result);
        set_verdict(model_, claim, questions.figures, result);
        return result;
    }

    // Of verdicts that compare one figure, and rest on lines that nobody published.
    void add_margins(std::vector<ClaimResult>& results) const {
        std::vector<MarginQuery> queries;
        std::vector<ClaimResult*> of;
        for (ClaimResult& each : results) {
            const bool compares = each.verdict == Verdict::reproduced || each.verdict == Verdict::rounding ||
                                  each.verdict == Verdict::not_reproduced;
            if (compares && each.figures.size() == 1 && rests_on_unpublished(each) &&
                programme_.reconstructed_scale.exists()) {
                queries.push_back({&model_.claims[each.claim].figures.front(), &programme_.claims[each.claim].says,
                                   each.figures.front().meets});
                of.push_back(&each);
            }
        }
        const std::vector<std::optional<Margin>> found = margins(model_, queries);
        for (std::size_t i = 0; i < of.size(); ++i) {
            of[i]->margin = found[i];
        }
    }

    const Model& model_;
    const Programme& programme_;
    Variation corrections_;
    std::vector<Variation> readings_;
    std::vector<Query> queries_;
    std::vector<Asked> asked_;
};

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
    assert(model.claims.size() == model.programme.claims.size());
    Audit result;
    result.claims = ClaimAudit(model).results();
    for (std::size_t i = 0; i < model.programme.casts.size(); ++i) {
        result.casts.push_back(cast_result(model.programme, i));
    }
    return result;
}

void check_claims(const Programme& programme, const Table<ClaimId, ClaimQuestions>& questions,
                  Diagnostics& diagnostics) {
    assert(questions.size() == programme.claims.size());
    for (std::size_t i = 0; i < programme.claims.size(); ++i) {
        const Claim& claim = programme.claims[ClaimId{i}];
        const auto check = [&](const std::vector<Question>& resolved) {
            for (const Question& question : resolved) {
                if (unit_clash(claim.says, unit_of(question))) {
                    diagnostics.error("claim-unit", question.where,
                                      "'" + question.address.text() + "' is not in the unit of what claim '" +
                                          claim.id + "' says, '" + claim.says.text + "'",
                                      "amounts are written £3m or 225k, rates 16%, months 2027-08");
                }
            }
        };
        check(questions[ClaimId{i}].figures);
        check(questions[ClaimId{i}].alternatives);
    }
}

}  // namespace tranche
