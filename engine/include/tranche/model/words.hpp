// The words of enumerations: one list each, read by the loader, by tables and by suggestions.
//
// words_of(Enum{}) lists the words in the order of the enumerators; enumerator 0 is "unstated" wherever leaving the word out is allowed.
#pragma once

#include <cstddef>  // size_t
#include <cstdint>  // uint8_t
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tranche {

enum class LineKind : std::uint8_t { cost, benefit, finance };
enum class Account : std::uint8_t { unstated, fiscal, economic, social };
enum class Release : std::uint8_t { unstated, cashable, non_cashable, avoided };
enum class Nature : std::uint8_t {
    unstated,
    saving,
    income,
    receipt,
    transfer,
    cost,
    implementation,
    running,
    redundancy,
    dual_running,
    financing,
    contingency
};
enum class Budget : std::uint8_t { unstated, revenue, capital };
enum class Status : std::uint8_t { unstated, published, reconstructed, assumed };
enum class ProjectKind : std::uint8_t { project, milestone, gate };
enum class LinkType : std::uint8_t { finish_to_start, start_to_start, finish_to_finish, start_to_finish };
enum class LinkKind : std::uint8_t { hard, soft, external };
enum class CostRule : std::uint8_t { before_grant, net_of_grant };
enum class DelayWindow : std::uint8_t { fixed, extend };
/// Whether a line is in the totals. A line outside them is listed beside them.
enum class Valued : std::uint8_t { counted, unquantified, unpriced, memo };
enum class Funding : std::uint8_t { unstated, grant, match, redirected, in_kind, loan };
enum class Repay : std::uint8_t { annuity, equal_principal, maturity };
enum class Vat : std::uint8_t { unstated, included, excluded, exempt };
enum class PriceBasis : std::uint8_t { unstated, nominal, real };
enum class OptionRole : std::uint8_t { alternative, counterfactual, preferred };
enum class RiskHeld : std::uint8_t { unstated, contingency, optimism_bias, expected_value, none };
enum class Closes : std::uint8_t { monthly, quarterly };
/// How far a row of a rule book can be trusted: read in its source, read where another quotes it, recalled.
enum class Trust : std::uint8_t { verified, second_hand, unverified };
/// When in its year money is taken to fall for discounting; at the start, the base year is not discounted.
enum class Timing : std::uint8_t { start, mid, end };
/// Where public savings count in a benefit-cost ratio: added to the benefits, or taken off the cost.
enum class SavingsGo : std::uint8_t { benefits, reduce_cost };
/// Which of a source's biases a line's is: of its cost to build, or to run.
enum class BiasOf : std::uint8_t { unstated, capital, operating };
enum class Compare : std::uint8_t { above, at_least, below, at_most };
/// Whose rules say what counts as a gain.
enum class Regime : std::uint8_t { csr07 };

std::span<const std::string_view> words_of(LineKind);
std::span<const std::string_view> words_of(Account);
std::span<const std::string_view> words_of(Release);
std::span<const std::string_view> words_of(Nature);
std::span<const std::string_view> words_of(Budget);
std::span<const std::string_view> words_of(Status);
std::span<const std::string_view> words_of(ProjectKind);
std::span<const std::string_view> words_of(LinkType);
std::span<const std::string_view> words_of(LinkKind);
std::span<const std::string_view> words_of(CostRule);
std::span<const std::string_view> words_of(DelayWindow);
std::span<const std::string_view> words_of(Valued);
std::span<const std::string_view> words_of(Funding);
std::span<const std::string_view> words_of(Repay);
std::span<const std::string_view> words_of(Vat);
std::span<const std::string_view> words_of(PriceBasis);
std::span<const std::string_view> words_of(OptionRole);
std::span<const std::string_view> words_of(RiskHeld);
std::span<const std::string_view> words_of(Closes);
std::span<const std::string_view> words_of(Trust);
std::span<const std::string_view> words_of(Timing);
std::span<const std::string_view> words_of(SavingsGo);
std::span<const std::string_view> words_of(BiasOf);
std::span<const std::string_view> words_of(Compare);  ///< as signs: `>`, `>=`
std::span<const std::string_view> words_of(Regime);

template <class Enum>
std::string_view word(Enum value) {
    return words_of(Enum{})[static_cast<std::size_t>(value)];
}

template <class Enum>
std::optional<Enum> from_word(std::string_view text) {
    const auto words = words_of(Enum{});
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == text) {
            return static_cast<Enum>(i);
        }
    }
    return std::nullopt;
}

}  // namespace tranche
