// The monthly pack for the board, on one page. It contains values only: the renderer chooses the words around them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tranche/track/earned.hpp"
#include "tranche/track/status.hpp"
#include "tranche/track/variance.hpp"

namespace tranche {

/// A line whose outturn, with its owner's forecast, is not what it was a month ago, or is not what was baselined.
struct Movement {
    std::string line;
    std::string name;
    LineKind kind = LineKind::cost;
    Pence baseline = 0;
    Pence last_month = 0;
    Pence now = 0;
    std::string reason;  ///< the office's latest remark on it; else what its variance is mostly made of; else empty

    [[nodiscard]] Pence since_last_month() const { return now - last_month; }
    [[nodiscard]] Pence against_baseline() const { return now - baseline; }
};

/// A benefit that was to have come in and is not all shown to have.
struct Unevidenced {
    std::string line;
    std::string name;
    Pence due = 0;        ///< planned to date
    Pence recorded = 0;   ///< claimed to have come in
    Pence evidenced = 0;  ///< of that, shown
};

/// A measure of the case at each of the three times.
struct Headline {
    const MeasureRow* measure = nullptr;
    Figure baseline;
    Figure last_month;
    Figure now;
};

struct Pack {
    StatusReport now;
    std::optional<StatusReport> last_month;  ///< as it was known then
    std::vector<Headline> headlines;         ///< with the owners' forecasts
    std::vector<Movement> movements;         ///< the largest five
    Pence other_movements = 0;               ///< the total of the other movements, benefits less costs
    std::vector<Deadline> missed;
    std::vector<Deadline> due;  ///< in the 90 days after as_at
    std::vector<Unevidenced> unevidenced;
    Earned earned;
};

inline constexpr std::size_t most_movements = 5;
inline constexpr int days_ahead = 90;

/// last_month: the book as it was known when the previous month was closed; empty if it was not. remarks: entries with
/// a note, the latest last.
Pack monthly_pack(const Book& book, Month as_at, const Book* last_month, const std::vector<LedgerEntry>& remarks);

}  // namespace tranche
