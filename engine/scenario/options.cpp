#include "tranche/scenario/options.hpp"

#include <algorithm>  // find_if, stable_sort

#include "tranche/appraise/decision.hpp"  // comparable
#include "tranche/appraise/increment.hpp"
#include "tranche/appraise/measures.hpp"
#include "tranche/run/run.hpp"
#include "tranche/scenario/compose.hpp"

namespace tranche {

namespace {

using Value = std::optional<double>;

// Equals share the first of their places, as runners do.
std::vector<std::optional<std::size_t>> ranks(const std::vector<Value>& values) {
    std::vector<std::optional<std::size_t>> result;
    for (const Value& each : values) {
        if (!each) {
            result.emplace_back();
            continue;
        }
        std::size_t above = 0;
        for (const Value& other : values) {
            above += other && *other > *each ? 1 : 0;
        }
        result.emplace_back(above + 1);
    }
    return result;
}

}  // namespace

std::vector<std::size_t> RankedOptions::order() const {
    std::vector<const OptionCase*> sorted;
    for (const OptionCase& each : cases) {
        sorted.push_back(&each);
    }
    std::stable_sort(sorted.begin(), sorted.end(), [&](const OptionCase* a, const OptionCase* b) {
        const std::size_t last = cases.size() + 1;
        return a->rank.value_or(last) < b->rank.value_or(last);
    });
    std::vector<std::size_t> result;
    for (const OptionCase* each : sorted) {
        result.push_back(each->option);
    }
    return result;
}

RankedOptions rank_options(const Model& model, std::span<const ScenarioId> scenarios, PerspectiveId perspective) {
    const Programme& programme = model.programme;
    const Counting counting(programme, perspective);
    RankedOptions result;
    for (std::size_t i = 0; i < programme.options.size(); ++i) {
        std::vector<ScenarioId> together(scenarios.begin(), scenarios.end());
        together.push_back(programme.options[i].scenario);
        result.cases.push_back({i, appraise(run(model.plan, compose(programme, together)), counting), {}, {}, {}});
        if (programme.options[i].role == OptionRole::counterfactual && !result.counterfactual) {
            result.counterfactual = i;
        }
    }
    std::vector<Value> npvs;
    std::vector<Value> bcrs;
    for (OptionCase& each : result.cases) {
        if (result.counterfactual && each.option != *result.counterfactual) {
            each.increment = increment(each.appraisal, result.cases[*result.counterfactual].appraisal);
        }
        const MoneyUnit unit = each.appraisal.unit;
        npvs.push_back(comparable(find_measure("npv")->compute(each.appraisal), unit));
        bcrs.push_back(each.increment ? comparable(find_measure("bcr")->compute(*each.increment), unit) : Value{});
    }
    const std::vector<std::optional<std::size_t>> by_npv = ranks(npvs);
    const std::vector<std::optional<std::size_t>> by_bcr = ranks(bcrs);
    for (std::size_t i = 0; i < result.cases.size(); ++i) {
        result.cases[i].rank = by_npv[i];
        result.cases[i].rank_by_bcr = by_bcr[i];
    }
    return result;
}

bool same_order(const RankedOptions& a, const RankedOptions& b) {
    for (std::size_t i = 0; i < a.cases.size(); ++i) {
        if (a.cases[i].rank != b.cases[i].rank) {
            return false;
        }
    }
    return true;
}

}  // namespace tranche
