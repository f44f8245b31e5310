#include "track/rag.hpp"

#include <fmt/format.h>

#include <algorithm>  // max
#include <array>

#include "base/wide.hpp"
#include "track/basis.hpp"
#include "tranche/base/pounds.hpp"

namespace tranche {

namespace {

constexpr std::array rag_words{std::string_view{"green"}, std::string_view{"amber"}, std::string_view{"red"}};

Rag colour(Pence off, Pence planned, const Threshold& threshold) {
    constexpr int whole = 10'000;  // hundredths of a percent
    const auto reaches = [&](int end) { return static_cast<Wide>(off) * whole >= static_cast<Wide>(planned) * end; };
    return off > 0 && reaches(threshold.red) ? Rag::red
                                             : (off > 0 && reaches(threshold.amber) ? Rag::amber : Rag::green);
}

double percent(Pence part, Pence whole) {
    return 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

std::string ends(const Threshold& threshold) {
    const auto text = [](int end) { return Decimal{end, 2}.text() + "%"; };
    return "amber from " + text(threshold.amber) + ", red from " + text(threshold.red);
}

RagReason of_cost(const Standing& standing, const Threshold& threshold) {
    const Pence over = standing.actual_cost - standing.planned_cost;
    if (standing.planned_cost <= 0) {
        return over > 0 ? RagReason{Rag::red, "cost: " + pence_in_pounds(standing.actual_cost) +
                                                  " spent to date where nothing was planned"}
                        : RagReason{Rag::green, "cost: nothing was planned to date and nothing spent"};
    }
    return {colour(over, standing.planned_cost, threshold),
            fmt::format("cost: {} spent of {} planned to date, {} {} ({})", pence_in_pounds(standing.actual_cost),
                        pence_in_pounds(standing.planned_cost),
                        in_percent(percent(over < 0 ? -over : over, standing.planned_cost)),
                        over >= 0 ? "over" : "under", ends(threshold))};
}

RagReason of_benefit(const Standing& standing, const Threshold& threshold) {
    if (standing.planned_benefit <= 0) {
        return {Rag::green, "benefit: nothing was planned to date"};
    }
    const Pence under = standing.planned_benefit - standing.actual_benefit;
    return {colour(under, standing.planned_benefit, threshold),
            fmt::format("benefit: {} of {} planned to date has come in, {} {} ({})",
                        pence_in_pounds(standing.actual_benefit), pence_in_pounds(standing.planned_benefit),
                        in_percent(percent(under < 0 ? -under : under, standing.planned_benefit)),
                        under >= 0 ? "short" : "over", ends(threshold))};
}

RagReason of_days(const std::vector<Deadline>& late, const Threshold& threshold) {
    const Deadline* worst = nullptr;
    for (const Deadline& each : late) {
        worst = worst == nullptr || each.days_late > worst->days_late ? &each : worst;
    }
    const std::string scale = fmt::format("(amber from {} days, red from {})", threshold.amber, threshold.red);
    if (worst == nullptr) {
        return {Rag::green, "dates: nothing is late " + scale};
    }
    const Rag rag = worst->days_late >= threshold.red     ? Rag::red
                    : worst->days_late >= threshold.amber ? Rag::amber
                                                          : Rag::green;
    return {rag, fmt::format("dates: '{}' is {} days late {}", worst->name, worst->days_late, scale)};
}

std::optional<Rag> rag_of(std::string_view word) {
    for (std::size_t i = 0; i < rag_words.size(); ++i) {
        if (rag_words[i] == word) {
            return static_cast<Rag>(i);
        }
    }
    return std::nullopt;
}

}  // namespace

std::span<const std::string_view> words_of(Rag) {
    return rag_words;
}

RagJudgement rag_judgement(const Book& book, Month as_at, std::string_view subject, const Standing& to_date,
                           const std::vector<Deadline>& late) {
    RagJudgement result;
    const std::optional<Tracking>& tracking = book.baselines.back().tracking;
    if (tracking && tracking->cost) {
        if (to_date.cost_known) {
            result.reasons.push_back(of_cost(to_date, *tracking->cost));
        } else {
            result.reasons.push_back({std::nullopt, "cost: some of what was planned has no known amount"});
        }
    }
    if (tracking && tracking->benefit) {
        if (to_date.benefit_known) {
            result.reasons.push_back(of_benefit(to_date, *tracking->benefit));
        } else {
            result.reasons.push_back({std::nullopt, "benefit: some of what was planned has no known amount"});
        }
    }
    if (tracking && tracking->days) {
        result.reasons.push_back(of_days(late, *tracking->days));
    }
    for (const RagReason& reason : result.reasons) {
        if (reason.rag) {
            result.by_thresholds = result.by_thresholds ? std::max(*result.by_thresholds, *reason.rag) : *reason.rag;
        }
    }
    if (result.reasons.empty()) {
        result.reasons.push_back(
            {std::nullopt, "the baseline sets no thresholds, so nothing is called green, amber or red"});
    }
    result.rag = result.by_thresholds;
    // A person's word holds for the month it was given for: next month has to be judged again.
    for (const LedgerEntry& entry : book.others) {
        if (entry.kind == EntryKind::rag && entry.subject == subject && entry.month == as_at) {
            if (const std::optional<Rag> rag = rag_of(entry.status)) {
                result.rag = rag;
                result.override_by = entry.by;
                result.reasons.push_back(
                    {rag, fmt::format("set to {} by {} over the thresholds{}: {}", entry.status, entry.by,
                                      result.by_thresholds ? ", which say " + std::string(word(*result.by_thresholds))
                                                           : std::string{},
                                      entry.note)});
            }
        }
    }
    return result;
}

}  // namespace tranche
