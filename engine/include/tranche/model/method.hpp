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

/// The conventions in force. A convention that the file does not set has the default beside it, and is printed with
/// the result like the others.
struct Conventions {
    /// Row 0 applies to every line that does not name a schedule.
    std::vector<DiscountSchedule> schedules;
    int base_year = 0;  ///< year of the calendar that discounting counts from
    Timing timing = Timing::start;
    SavingsGo savings = SavingsGo::benefits;
};

/// The schedule for cases that do not name one.
inline constexpr std::string_view default_discount = "green-book-2022";

/// `npv > 0`: a measure, a comparison, and a value. check_decision() resolves the words.
struct Criterion {
    std::string measure;
    Compare compare = Compare::above;
    std::string against;  ///< as written: `0`, `£1.5m`, `50%`, `3`, `2016-03`
    int unit_power = 0;   ///< of ten: what a bare amount of money counts in
    Position where;
};

/// One comparison of a rule, without its place. Empty if the text is not a comparison.
std::optional<Criterion> parse_criterion(std::string_view text);

/// The rule the case is judged by: what a sensitivity flips.
struct Decision {
    std::vector<Criterion> criteria;  ///< all must be met
    std::string rule;                 ///< as written
    PerspectiveId perspective;
    ScenarioId in_case;  ///< the case in which it is judged; absent: as written, or as asked
    Position where;
};

}  // namespace tranche
