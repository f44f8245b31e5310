// How a sensitivity looks in each format.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commands.hpp"
#include "tranche/sensitivity/grid.hpp"
#include "tranche/sensitivity/joint.hpp"
#include "tranche/sensitivity/switching.hpp"
#include "tranche/sensitivity/tornado.hpp"

namespace tranche::cli {

/// What was asked, and all that came of it.
struct SensitivityResults {
    const Programme& programme;
    const Levers& levers;
    MoneyUnit unit;
    std::string title;
    Tornado tornado;
    std::string condition;
    std::vector<Switching> switching;  ///< one for each lever
    std::optional<Switching> combined;
    std::optional<Switching> combined_undiscounted;
    std::optional<Grid> grid;
    std::string joint_condition;
    bool joint_in_money = true;
    Joint joint;
};

/// In the format of the options; csv is the inputs, or the grid where one was asked for.
std::string sensitivity_report(const SensitivityResults& results, const Opened& opened, const Options& options,
                               const Outcome& outcome);

}  // namespace tranche::cli
