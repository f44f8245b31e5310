// What holds for the whole file, as the author wrote it: calendar, money, prices, method, decision.
#pragma once

#include <optional>
#include <string>

#include "read/values.hpp"
#include "tranche/model/words.hpp"

namespace tranche {

struct CalendarDef {
    Text first_year;
    std::optional<int> years;
    Text year_starts{"april", {}};
    DelayWindow delay_window = DelayWindow::fixed;
    Position where;
};

struct MoneyDef {
    std::string currency = "GBP";
    int unit_power = 0;  ///< of ten, in pounds: what a bare number is multiplied by
};

struct PricesDef {
    std::string basis;
    std::string base;
    std::string deflator;
};

struct BcrDef {
    SavingsGo savings = SavingsGo::benefits;
    Position where;
};

struct MethodDef {
    std::string payback = "year";
    std::string central;  ///< `midpoint`: ranges have one
    std::string roi = "net-over-cost";
    Text discount;  ///< the id of a schedule, or a rate
    Text base;      ///< the year that discounting counts from
    Timing timing = Timing::start;
    BcrDef bcr;
};

struct DecisionDef {
    Text rule;
    Text perspective;
    Text in_case;
    Position where;
};

}  // namespace tranche
