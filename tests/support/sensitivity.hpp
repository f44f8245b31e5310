// Asking sensitivities in tests.
#pragma once

#include <string>

#include "support/load.hpp"
#include "tranche/sensitivity/joint.hpp"
#include "tranche/sensitivity/switching.hpp"
#include "tranche/sensitivity/tornado.hpp"

namespace tranche::test {

/// A case and its levers. REQUIRES: the model outlives it.
struct Studied {
    const Model& model;
    Levers levers;
    PerspectiveId perspective;
    Answers answers;

    explicit Studied(const Model& of, std::vector<ScenarioId> scenarios = {base_scenario},
                     PerspectiveId from = whole_system)
        : model(of),
          levers(find_levers(of, scenarios)),
          perspective(from),
          answers(of.programme, levers.plan, from, levers.base) {}
    Studied(const Studied&) = delete;
    Studied& operator=(const Studied&) = delete;
    ~Studied() = default;

    [[nodiscard]] const Lever& lever(const std::string& id) const {
        const Lever* found = levers.find(id);
        if (found == nullptr) {
            throw std::runtime_error("there is no lever " + id);
        }
        return *found;
    }

    /// Comparisons joined by ` and `.
    [[nodiscard]] Asking asking(const std::string& text) const {
        std::vector<Criterion> criteria;
        for (std::size_t first = 0; first <= text.size();) {
            const std::size_t end = std::min(text.find(" and ", first), text.size());
            criteria.push_back(*parse_criterion(text.substr(first, end - first)));
            first = end + 5;
        }
        return {Condition(criteria, text, answers.base()), {answers}};
    }

    [[nodiscard]] Switching switches(const std::string& id, const std::string& condition = "npv >= 0") const {
        const Path path = tranche::path_of(lever(id));
        return switching(asking(condition), std::span(&path, 1)).front();
    }

    [[nodiscard]] Bar bar(const std::string& id, const char* measure = "npv") const {
        const Tornado all = tornado(levers, answers, *find_measure(measure));
        for (const Bar& each : all.bars) {
            if (&levers.all[each.lever] == &lever(id)) {
                return each;
            }
        }
        throw std::runtime_error("there is no bar of " + id);
    }

    /// A measure with one lever moved.
    [[nodiscard]] Figure measured(const std::string& measure, const std::string& id, double value) const {
        const std::vector<Changes> changes{{{lever(id).input, value}}};
        return figure_of(answers.at(changes).front(), measure);
    }
};

}  // namespace tranche::test
