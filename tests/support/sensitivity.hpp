// Asking sensitivities in tests.
#pragma once

#include <string>

#include "support/load.hpp"
#include "tranche/sensitivity/joint.hpp"
#include "tranche/sensitivity/switching.hpp"
#include "tranche/sensitivity/tornado.hpp"

namespace tranche::test {

/// A case and its drivers. REQUIRES: the model outlives it.
struct Studied {
    const Model& model;
    Drivers drivers;
    PerspectiveId perspective;
    Appraiser appraiser;

    explicit Studied(const Model& of, std::vector<ScenarioId> scenarios = {base_scenario},
                     PerspectiveId from = whole_system)
        : model(of),
          drivers(find_drivers(of, scenarios)),
          perspective(from),
          appraiser(of.programme, drivers.plan, from, drivers.base) {}
    Studied(const Studied&) = delete;
    Studied& operator=(const Studied&) = delete;
    ~Studied() = default;

    [[nodiscard]] const Driver& driver(const std::string& id) const {
        const Driver* found = drivers.find(id);
        if (found == nullptr) {
            throw std::runtime_error("there is no driver " + id);
        }
        return *found;
    }

    /// Comparisons joined by ` and `.
    [[nodiscard]] ConditionCheck check(const std::string& text) const {
        std::vector<Criterion> criteria;
        for (std::size_t first = 0; first <= text.size();) {
            const std::size_t end = std::min(text.find(" and ", first), text.size());
            criteria.push_back(*parse_criterion(text.substr(first, end - first)));
            first = end + 5;
        }
        return {Condition(criteria, text, appraiser.base()), {appraiser}};
    }

    [[nodiscard]] Switching switches(const std::string& id, const std::string& condition = "npv >= 0") const {
        const Path path = tranche::path_of(driver(id));
        return switching(check(condition), std::span(&path, 1)).front();
    }

    [[nodiscard]] Bar bar(const std::string& id, const char* measure = "npv") const {
        const Tornado all = tornado(drivers, appraiser, *find_measure(measure));
        for (const Bar& each : all.bars) {
            if (&drivers.all[each.driver] == &driver(id)) {
                return each;
            }
        }
        throw std::runtime_error("there is no bar of " + id);
    }

    /// A measure with one driver moved.
    [[nodiscard]] Figure measured(const std::string& measure, const std::string& id, double value) const {
        const std::vector<Changes> changes{{{driver(id).input, value}}};
        return figure_of(appraiser.at(changes).front(), measure);
    }
};

}  // namespace tranche::test
