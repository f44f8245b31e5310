#include "track/forecast.hpp"

#include <array>
#include <map>

namespace tranche {

namespace {

constexpr std::array<RemainingRow, 4> method_rows{{
    {"plan", Remaining::plan, "Remaining plan", "the months to come as they were planned"},
    {"rate", Remaining::rate, "Rate to date",
     "the months to come as planned, each line times what it has come to for each pound planned so far"},
    {"owner", Remaining::owner, "Owner's forecast",
     "what the owners of lines have forecast; as planned for months without a forecast"},
    {"slip", Remaining::slip, "Plan with the slip", "the plan with its late dates, and all that waits for them moved"},
}};

// Planned and recorded to date of every line, its rows together.
struct ToDate {
    Pence planned = 0;
    Pence recorded = 0;
};

std::vector<ToDate> to_date(const Basis& basis) {
    std::vector<ToDate> result(basis.lines.size());
    for (const BasisRow& row : basis.rows) {
        if (row.kind != basis.lines[row.line].kind) {
            continue;
        }
        result[row.line].planned += sum_of(row.planned, basis.to_date());
        result[row.line].recorded += sum_of(row.recorded, basis.to_date());
    }
    return result;
}

// The rate is applied to running totals, so that the months add to the whole at that rate. A line that should have begun
// and has brought less than nothing is not forecast to go on so.
void at_rate(const Basis& basis, const BasisRow& row, const ToDate& line, std::vector<Pence>& months) {
    const bool usable = line.planned > 0 && line.recorded >= 0;
    Pence planned = 0;
    Pence before = 0;
    for (std::size_t slot = basis.to_date(); slot < months.size(); ++slot) {
        planned += row.planned[slot];
        const Pence now = usable ? proportion(planned, line.recorded, line.planned) : planned;
        months[slot] = now - before;
        before = now;
    }
}

}  // namespace

std::span<const RemainingRow> remaining_rows() {
    return method_rows;
}

Outlook outlook(const Basis& basis, Remaining method, const Replan* slipped) {
    Outlook result;
    const Baseline* moved = nullptr;
    if (method == Remaining::slip) {
        if (slipped == nullptr || !slipped->plan || slipped->plan->rows.size() > basis.rows.size()) {
            result.why = slipped == nullptr ? "no dates were looked at" : slipped->why;
            return result;
        }
        moved = &*slipped->plan;
    }
    const std::vector<ToDate> lines = to_date(basis);
    for (std::size_t i = 0; i < basis.rows.size(); ++i) {
        const BasisRow& row = basis.rows[i];
        std::vector<Pence>& months = result.months.emplace_back(row.recorded);
        Pence& beyond = result.beyond.emplace_back(row.beyond);
        if (method == Remaining::rate) {
            at_rate(basis, row, lines[row.line], months);
            continue;
        }
        const PlannedRow* late = moved != nullptr && i < moved->rows.size() ? &moved->rows[i] : nullptr;
        if (late != nullptr) {
            beyond = late->beyond;
        }
        for (std::size_t slot = basis.to_date(); slot < months.size(); ++slot) {
            const int month = basis.first + static_cast<int>(slot);
            const bool has = late != nullptr && month >= 0 && static_cast<std::size_t>(month) < late->months.size();
            const Pence planned =
                late == nullptr ? row.planned[slot] : (has ? late->months[static_cast<std::size_t>(month)] : 0);
            months[slot] = method == Remaining::owner ? row.expected[slot].value_or(planned) : planned;
        }
    }
    return result;
}

}  // namespace tranche
