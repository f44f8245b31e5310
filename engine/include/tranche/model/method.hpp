// The conventions a case is judged under, and the rule by which it is decided.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tranche/base/diagnostic.hpp"  // Position
#include "tranche/model/ids.hpp"
#include "tranche/model/rules.hpp"
#include "tranche/model/words.hpp"

namespace tranche {

/// Conventions in force. What no file says has the value beside it, and is printed with the result like the rest.
struct Conventions {
    /// Row 0 is that of every line that names none of its own.
    std::vector<DiscountSchedule> schedules;
    int base_year = 0;  ///< year of the calendar that discounting counts from
    Timing timing = Timing::start;
    SavingsGo savings = SavingsGo::benefits;
};

/// The schedule by which cases are discounted that name none.
inline constexpr std::string_view default_discount = "green-book-2022";

/// `npv > 0`: a measure, how it is compared, and with what. What the words mean is settled by check_decision().
struct Criterion {
    std::string measure;
    Compare compare = Compare::above;
    std::string against;  ///< as written: `0`, `£1.5m`, `50%`, `3`, `2016-03`
    int unit_power = 0;   ///< of ten: what a bare amount of money counts in
    Position where;
};

/// One comparison of a rule, without its place; empty where the text compares nothing.
std::optional<Criterion> parse_criterion(std::string_view text);

/// The rule the case is judged by: what a sensitivity flips.
struct Decision {
    std::vector<Criterion> criteria;  ///< all of which must hold
    std::string rule;                 ///< as written
    PerspectiveId perspective;
    ScenarioId in_case;  ///< the case in which it is judged; absent: as written, or as asked
    Position where;
};

}  // namespace tranche
