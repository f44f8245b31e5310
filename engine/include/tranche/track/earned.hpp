// Earned value: the planned cost of the work done, its actual cost, and the estimated cost at completion.
//
//
// Only projects with recorded progress have it. Planned value is the planned cost to date. Earned value is the planned
// cost of the whole times the percentage done. Actual cost is the money spent. ETC is the estimate at completion less
// the actual cost. SPI tends to 1 when the work is done, however late it was. Earned schedule does not.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tranche/track/book.hpp"

namespace tranche {

/// A ratio or an amount, or the reason why there is none.
struct EarnedFigure {
    std::optional<double> value;
    std::string why;
};

/// A way to estimate the cost at completion, by name.
struct EacRow {
    std::string_view name;     ///< `cpi`
    std::string_view formula;  ///< `BAC / CPI`
};
std::span<const EacRow> eac_rows();

/// Pounds where it is money, months where it is time.
struct EarnedValue {
    std::string project;  ///< empty for all of them together
    std::string name;
    std::optional<double> percent_done;  ///< of one project
    Pence bac = 0;                       ///< budget at completion
    Pence pv = 0;
    Pence ev = 0;
    Pence ac = 0;
    EarnedFigure spi;
    EarnedFigure cpi;
    EarnedFigure earned_schedule;  ///< months after its first planned spending at which EV was to be reached
    EarnedFigure actual_time;      ///< months from its first planned spending to the end of as_at
    EarnedFigure spi_t;
    std::vector<EarnedFigure> eac;  ///< in pounds, by row of eac_rows()
    std::vector<EarnedFigure> etc;  ///< EAC - AC
    std::vector<EarnedFigure> vac;  ///< BAC - EAC
    EarnedFigure tcpi;              ///< the efficiency that the remaining work needs to stay within the budget

    [[nodiscard]] Pence sv() const { return ev - pv; }
    [[nodiscard]] Pence cv() const { return ev - ac; }
};

struct Earned {
    std::vector<EarnedValue> projects;  ///< those with progress, in the baseline's order
    std::optional<EarnedValue> total;   ///< the total of these; empty if there are none
};

Earned earned(const Book& book, Month as_at);

}  // namespace tranche
