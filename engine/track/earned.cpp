#include "tranche/track/earned.hpp"

#include <algorithm>  // max
#include <array>

#include "track/basis.hpp"

namespace tranche {

namespace {

constexpr std::array<EacRow, 3> estimates{{
    {"cpi", "BAC / CPI"},
    {"remaining", "AC + (BAC - EV)"},
    {"cpi_spi", "AC + (BAC - EV) / (CPI x SPI)"},
}};

constexpr double pence_a_pound = 100.0;

EarnedFigure ratio(double above, double below, const char* why) {
    return below > 0.0 ? EarnedFigure{above / below, {}} : EarnedFigure{std::nullopt, why};
}

EarnedFigure less(const EarnedFigure& from, double taken) {
    return from.value ? EarnedFigure{*from.value - taken, {}} : from;
}

// Months after the first with money at which the planned running total reaches what was earned; within a month by its share
// of that month's money. Work that has no date is reached by none: then it is the whole time.
void add_schedule(const std::vector<Pence>& planned, std::size_t to_date, EarnedValue& value) {
    std::size_t first = 0;
    while (first < planned.size() && planned[first] == 0) {
        ++first;
    }
    if (first == planned.size() || to_date <= first) {
        value.earned_schedule.why = value.actual_time.why = value.spi_t.why = "the work was not to have begun";
        return;
    }
    const auto passed = static_cast<double>(to_date - first);
    double months = 0.0;
    Pence before = 0;
    for (std::size_t slot = first; slot < planned.size(); ++slot) {
        if (planned[slot] > 0 && before + planned[slot] >= value.ev) {
            months = static_cast<double>(slot - first) +
                     static_cast<double>(value.ev - before) / static_cast<double>(planned[slot]);
            break;
        }
        before += planned[slot];
        months = planned[slot] == 0 ? months : static_cast<double>(slot - first + 1);
    }
    value.actual_time.value = passed;
    value.earned_schedule.value = months;
    value.spi_t = ratio(months, passed, "no time has passed");
}

void add_figures(EarnedValue& value) {
    const auto bac = static_cast<double>(value.bac) / pence_a_pound;
    const auto ev = static_cast<double>(value.ev) / pence_a_pound;
    const auto ac = static_cast<double>(value.ac) / pence_a_pound;
    value.spi = ratio(ev, static_cast<double>(value.pv) / pence_a_pound, "nothing was to have been done yet");
    value.cpi = ratio(ev, ac, "nothing has been spent");
    const EarnedFigure nothing{std::nullopt, value.cpi.value ? "nothing has been earned" : value.cpi.why};
    const bool paced = value.cpi.value && *value.cpi.value > 0.0;
    value.eac.push_back(paced ? EarnedFigure{bac / *value.cpi.value, {}} : nothing);
    value.eac.push_back({ac + (bac - ev), {}});
    if (paced && value.spi.value && *value.spi.value > 0.0) {
        value.eac.push_back({ac + (bac - ev) / (*value.cpi.value * *value.spi.value), {}});
    } else {
        value.eac.push_back(value.spi.value ? nothing : EarnedFigure{std::nullopt, value.spi.why});
    }
    for (const EarnedFigure& each : value.eac) {
        value.etc.push_back(less(each, ac));
        value.vac.push_back(each.value ? EarnedFigure{bac - *each.value, {}} : each);
    }
    value.tcpi = ratio(bac - ev, bac - ac, "the budget is spent");
}

}  // namespace

std::span<const EacRow> eac_rows() {
    return estimates;
}

Earned earned(const Book& book, Month as_at) {
    const Basis base = basis_of(book, as_at);
    Earned result;
    std::vector<Pence> all(static_cast<std::size_t>(base.months), 0);
    EarnedValue total;
    for (const PlannedProject& project : base.baseline->projects) {
        const LedgerEntry* progress = latest_entry(book, EntryKind::progress, project.id, as_at);
        if (progress == nullptr || !progress->value) {
            continue;
        }
        EarnedValue value;
        value.project = project.id;
        value.name = project.name;
        value.percent_done = progress->value->to_double();
        std::vector<Pence> planned(all.size(), 0);
        for (const BasisRow& row : base.rows) {
            const PlannedLine& line = base.lines[row.line];
            if (line.project != project.id || row.kind != LineKind::cost) {
                continue;
            }
            value.bac += row.beyond + row.undated;
            value.ac += sum_of(row.recorded, base.to_date());
            for (std::size_t slot = 0; slot < planned.size(); ++slot) {
                planned[slot] += row.planned[slot];
                all[slot] += row.planned[slot];
            }
        }
        value.bac += sum_of(planned, planned.size());
        value.pv = sum_of(planned, base.to_date());
        // Percent done is a decimal: BAC x percent / 100, rounded once.
        std::int64_t hundred = 100;
        for (int i = 0; i < progress->value->scale; ++i) {
            hundred *= 10;
        }
        value.ev = proportion(value.bac, std::max<std::int64_t>(0, progress->value->coefficient), hundred);
        add_schedule(planned, base.to_date(), value);
        add_figures(value);
        total.bac += value.bac;
        total.pv += value.pv;
        total.ev += value.ev;
        total.ac += value.ac;
        result.projects.push_back(std::move(value));
    }
    if (!result.projects.empty()) {
        total.name = "All with progress";
        add_schedule(all, base.to_date(), total);
        add_figures(total);
        result.total = std::move(total);
    }
    return result;
}

}  // namespace tranche
