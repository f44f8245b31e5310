// The tornado, switching values, and the smallest combined change that flips the case, as a document.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tranche/report/subject.hpp"
#include "tranche/sensitivity/grid.hpp"
#include "tranche/sensitivity/joint.hpp"
#include "tranche/sensitivity/switching.hpp"
#include "tranche/sensitivity/tornado.hpp"

namespace tranche {

struct SensitivityParts {
    const Drivers& drivers;
    MoneyUnit unit;
    Tornado tornado;
    std::string condition;             ///< the condition of the switching values: `npv >= 0`
    std::vector<Switching> switching;  ///< one for each driver
    std::optional<Switching> combined;
    std::optional<Switching> combined_undiscounted;
    std::optional<Grid> grid;
    bool grid_asked = false;  ///< a spreadsheet then gets the grid in place of the inputs
    std::string joint_condition;
    bool joint_in_money = true;
    Joint joint;
    bool chart = false;  ///< the tornado is drawn
};

Document describe_sensitivity(const Subject& subject, const ResultCase& of, const SensitivityParts& parts);

}  // namespace tranche
