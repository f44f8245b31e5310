// The table of measures gives keys, titles, kinds and definitions: a new measure appears in every result by its row.
#include "tranche/report/measure_columns.hpp"

#include <algorithm>  // find_if
#include <utility>    // pair

#include "tranche/appraise/measures.hpp"
#include "tranche/base/spelling.hpp"   // listed
#include "tranche/report/subject.hpp"  // cell_of, kind_of

namespace tranche {

namespace {

// One line for each reason, and before it the measures that it holds of.
void add_reasons(std::vector<std::string>& notes, const Appraisal& appraisal) {
    std::vector<std::pair<std::string, std::vector<std::string>>> reasons;
    for (const MeasureRow& row : measures()) {
        const Figure figure = row.compute(appraisal);
        if (figure.computable() || row.where_any) {
            continue;
        }
        const auto same = [&](const auto& each) { return each.first == figure.why; };
        const auto found = std::find_if(reasons.begin(), reasons.end(), same);
        if (found == reasons.end()) {
            reasons.emplace_back(figure.why, std::vector{std::string(row.title)});
        } else {
            found->second.emplace_back(row.title);
        }
    }
    for (const auto& [why, titles] : reasons) {
        notes.push_back("Not available: " + listed(titles, titles.size()) + " (" + why + ")");
    }
}

void add_lines(std::vector<std::string>& notes, const Programme& programme, const std::string& title,
               const std::vector<LineId>& ids) {
    std::vector<std::string> names;
    for (const LineId id : ids) {
        const Line& line = programme.lines[id];
        names.push_back(line.id + (line.reason().empty() ? "" : " (" + line.reason() + ")"));
    }
    if (!names.empty()) {
        notes.push_back(title + ": " + listed(names, 40));
    }
}

void add_amounts(std::vector<std::string>& notes, const std::string& title, const CostBenefit& amounts,
                 MoneyUnit unit) {
    if (amounts.cost != Money{} || amounts.benefit != Money{}) {
        notes.push_back(title + ": cost " + amount_text(amounts.cost, unit) + ", benefit " +
                        amount_text(amounts.benefit, unit) + ", net " + amount_text(amounts.net(), unit));
    }
}

}  // namespace

void add_amount_columns(ResultTable& table, const std::string& prefix, Audience audience) {
    const std::string path = prefix.empty() ? "" : prefix + ".";
    table.columns.push_back({path + "cost_gbp", "Cost", ValueKind::money, audience});
    table.columns.push_back({path + "benefit_gbp", "Benefit", ValueKind::money, audience});
    table.columns.push_back({path + "net_gbp", "Net", ValueKind::money, audience});
}

void add_amount_cells(std::vector<Cell>& cells, const CostBenefit& amounts, MoneyUnit unit) {
    const auto known = [&](bool is, Money money) { return is ? Cell::pounds(money, unit) : Cell::missing(); };
    cells.push_back(known(amounts.cost_known, amounts.cost));
    cells.push_back(known(amounts.benefit_known, amounts.benefit));
    cells.push_back(known(amounts.known(), amounts.net()));
}

void add_measure_columns(ResultTable& table, std::span<const std::string_view> shown,
                         std::span<const std::string_view> csv) {
    const auto among = [](std::span<const std::string_view> names, std::string_view name) {
        return names.empty() || std::find(names.begin(), names.end(), name) != names.end();
    };
    for (const MeasureRow& row : measures()) {
        const Audience people = among(shown, row.name) ? Audience::people : Audience::nobody;
        const Audience sheets = among(csv, row.name) ? Audience::csv : Audience::nobody;
        table.columns.push_back({.key = "measures." + std::string(row.key),
                                 .title = std::string(row.title),
                                 .kind = kind_of(row.unit),
                                 .audience = Audience::json | people | sheets,
                                 .definition = std::string(row.definition),
                                 .beside = true,
                                 .if_any = row.where_any});
    }
    add_amount_columns(table, "beyond_gbp", Audience::json);
    add_amount_columns(table, "unallocated_gbp", Audience::json);
}

void add_measure_cells(std::vector<Cell>& cells, const Appraisal& appraisal, const Bounds* range) {
    for (const MeasureRow& row : measures()) {
        Cell cell = cell_of(row.compute(appraisal), appraisal.unit);
        if (range != nullptr) {
            const Range ends = range_of(row, *range);
            cell.ends = Ends{cell_of(ends.low, appraisal.unit).value, cell_of(ends.high, appraisal.unit).value};
        }
        cells.push_back(std::move(cell));
    }
    add_amount_cells(cells, appraisal.beyond, appraisal.unit);
    add_amount_cells(cells, appraisal.undated, appraisal.unit);
}

std::vector<std::string> appraisal_notes(const Programme& programme, const Appraisal& appraisal,
                                         const std::string& title) {
    std::vector<std::string> notes;
    add_reasons(notes, appraisal);
    add_lines(notes, programme, "Left out, split not stated", appraisal.split);
    add_lines(notes, programme, "Left out, no single known amount", appraisal.unknown);
    add_lines(notes, programme, "Claimed without a figure, not counted", appraisal.excluded);
    std::vector<LineId> inside;
    for (std::size_t i = 0; i < programme.lines.size(); ++i) {
        const Line& line = programme.lines[LineId{i}];
        if (line.inside.exists() && !line.carved && line.pieces.empty()) {
            inside.emplace_back(i);
        }
    }
    add_lines(notes, programme, "Included in other lines, not counted again", inside);
    const std::string last = appraisal.calendar.year_label(appraisal.calendar.years - 1);
    add_amounts(notes, "Moved past " + last, appraisal.beyond, appraisal.unit);
    add_amounts(notes, "Without a date", appraisal.undated, appraisal.unit);
    for (std::string& note : notes) {
        note = title.empty() ? note : title + ": " + note;
    }
    return notes;
}

}  // namespace tranche
