#include "tranche/model/words.hpp"

#include <array>

namespace tranche {

namespace {

using Word = std::string_view;

constexpr std::array line_kinds{Word{"cost"}, Word{"benefit"}, Word{"finance"}};
constexpr std::array accounts{Word{"unstated"}, Word{"fiscal"}, Word{"economic"}, Word{"social"}};
constexpr std::array releases{Word{"unstated"}, Word{"cashable"}, Word{"non-cashable"}, Word{"avoided"}};
constexpr std::array natures{Word{"unstated"},   Word{"saving"},       Word{"income"},         Word{"receipt"},
                             Word{"transfer"},   Word{"cost"},         Word{"implementation"}, Word{"running"},
                             Word{"redundancy"}, Word{"dual-running"}, Word{"financing"},      Word{"contingency"}};
constexpr std::array budgets{Word{"unstated"}, Word{"revenue"}, Word{"capital"}};
constexpr std::array statuses{Word{"unstated"}, Word{"published"}, Word{"reconstructed"}, Word{"assumed"}};
constexpr std::array project_kinds{Word{"project"}, Word{"milestone"}, Word{"gate"}};
constexpr std::array link_types{Word{"FS"}, Word{"SS"}, Word{"FF"}, Word{"SF"}};
constexpr std::array link_kinds{Word{"hard"}, Word{"soft"}, Word{"external"}};
constexpr std::array cost_rules{Word{"before-grant"}, Word{"net-of-grant"}};
constexpr std::array delay_windows{Word{"fixed"}, Word{"extend"}};
constexpr std::array option_roles{Word{"alternative"}, Word{"counterfactual"}, Word{"preferred"}};
constexpr std::array risks_held{Word{"unstated"}, Word{"contingency"}, Word{"optimism-bias"}, Word{"expected-value"},
                                Word{"none"}};
constexpr std::array regimes{Word{"csr07"}};
constexpr std::array closes_words{Word{"monthly"}, Word{"quarterly"}};

constexpr std::array valueds{Word{"counted"}, Word{"unquantified"}, Word{"unpriced"}, Word{"memo"}};
constexpr std::array fundings{Word{"unstated"},   Word{"grant"},   Word{"match"},
                              Word{"redirected"}, Word{"in-kind"}, Word{"loan"}};
constexpr std::array repays{Word{"annuity"}, Word{"equal-principal"}, Word{"maturity"}};
constexpr std::array biases_of{Word{"unstated"}, Word{"capital"}, Word{"operating"}};
constexpr std::array vats{Word{"unstated"}, Word{"included"}, Word{"excluded"}, Word{"exempt"}};
constexpr std::array price_bases{Word{"unstated"}, Word{"nominal"}, Word{"real"}};
constexpr std::array trusts{Word{"verified"}, Word{"second-hand"}, Word{"unverified"}};
constexpr std::array timings{Word{"start"}, Word{"mid"}, Word{"end"}};
constexpr std::array savings_go{Word{"benefits"}, Word{"reduce-cost"}};
constexpr std::array compares{Word{">"}, Word{">="}, Word{"<"}, Word{"<="}};

}  // namespace

std::span<const std::string_view> words_of(LineKind) {
    return line_kinds;
}
std::span<const std::string_view> words_of(Account) {
    return accounts;
}
std::span<const std::string_view> words_of(Release) {
    return releases;
}
std::span<const std::string_view> words_of(Nature) {
    return natures;
}
std::span<const std::string_view> words_of(Budget) {
    return budgets;
}
std::span<const std::string_view> words_of(Status) {
    return statuses;
}
std::span<const std::string_view> words_of(ProjectKind) {
    return project_kinds;
}
std::span<const std::string_view> words_of(LinkType) {
    return link_types;
}
std::span<const std::string_view> words_of(LinkKind) {
    return link_kinds;
}
std::span<const std::string_view> words_of(CostRule) {
    return cost_rules;
}
std::span<const std::string_view> words_of(DelayWindow) {
    return delay_windows;
}
std::span<const std::string_view> words_of(Valued) {
    return valueds;
}
std::span<const std::string_view> words_of(Funding) {
    return fundings;
}
std::span<const std::string_view> words_of(Repay) {
    return repays;
}
std::span<const std::string_view> words_of(Vat) {
    return vats;
}
std::span<const std::string_view> words_of(PriceBasis) {
    return price_bases;
}
std::span<const std::string_view> words_of(OptionRole) {
    return option_roles;
}
std::span<const std::string_view> words_of(RiskHeld) {
    return risks_held;
}
std::span<const std::string_view> words_of(Closes) {
    return closes_words;
}
std::span<const std::string_view> words_of(Trust) {
    return trusts;
}
std::span<const std::string_view> words_of(Timing) {
    return timings;
}
std::span<const std::string_view> words_of(SavingsGo) {
    return savings_go;
}
std::span<const std::string_view> words_of(BiasOf) {
    return biases_of;
}
std::span<const std::string_view> words_of(Compare) {
    return compares;
}
std::span<const std::string_view> words_of(Regime) {
    return regimes;
}

}  // namespace tranche
