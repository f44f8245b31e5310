// Rows of every book in one table. People read a row's values in a sentence; programs have them by name.
#include "tranche/report/describe_rule_books.hpp"

#include <fmt/format.h>  // format

#include <optional>
#include <string>
#include <utility>  // move

#include "tranche/report/bands.hpp"
#include "tranche/report/subject.hpp"  // manifest_of

namespace tranche {

namespace {

std::string range_text(std::string_view of, const std::optional<BiasRange>& range) {
    return range ? fmt::format("{} {:g}% to {:g}%; ", of, 100 * range->upper, 100 * range->lower) : std::string();
}

Cell range_cell(const std::optional<BiasRange>& range) {
    if (!range) {
        return Cell::missing();
    }
    ResultTable table;
    table.layout = Layout::record;
    table.columns = {{"upper_percent", {}, ValueKind::percent}, {"lower_percent", {}, ValueKind::percent}};
    table.add({Cell::number(100 * range->upper), Cell::number(100 * range->lower)});
    return Cell::nested(std::move(table));
}

Cell bands_cell(const DiscountSchedule& schedule) {
    ResultTable table;
    table.columns = {{"from_years", {}, ValueKind::count}, {"rate_percent", {}, ValueKind::percent}};
    for (const DiscountBand& band : schedule.bands) {
        table.add({Cell::count(band.from), Cell::number(100 * band.rate)});
    }
    return Cell::nested(std::move(table));
}

class Books {
public:
    Books() {
        table.key = "rows";
        table.columns = {{"table", "Table"},
                         {"id", "Id"},
                         {"title", {}, ValueKind::text, Audience::json},
                         {"dated", {}, ValueKind::text, Audience::json},
                         {"status", "Status"},
                         {"says", "Says", ValueKind::text, Audience::tables},
                         {"source", "Source", ValueKind::text, Audience::tables},
                         {"source", {}, ValueKind::text, Audience::json},
                         {"note", {}, ValueKind::text, Audience::json},
                         {"bands", {}, ValueKind::table, Audience::json},
                         {"capital", {}, ValueKind::table, Audience::json},
                         {"operating", {}, ValueKind::table, Audience::json},
                         {"duration", {}, ValueKind::table, Audience::json},
                         {"error_percent", {}, ValueKind::percent, Audience::json},
                         {"cost_percent", {}, ValueKind::percent, Audience::json},
                         {"benefit_percent", {}, ValueKind::percent, Audience::json}};
    }

    /// first: column of the row's first value; the others stand beside it.
    void add(const std::string& book, const Rule& rule, const std::string& says, std::size_t first,
             const std::vector<Cell>& values) {
        std::vector<Cell> cells{Cell::text(book),
                                Cell::text(rule.id),
                                Cell::text(rule.title),
                                Cell::text(rule.dated),
                                Cell::text(std::string(word(rule.status))),
                                Cell::text(says),
                                Cell::text(rule.source + (rule.note.empty() ? "" : "; " + rule.note)),
                                Cell::text(rule.source),
                                Cell::text(rule.note)};
        cells.resize(table.columns.size(), Cell::empty());
        for (std::size_t i = 0; i < values.size(); ++i) {
            cells[first + i] = values[i];
        }
        table.add(std::move(cells));
    }

    ResultTable table;
};

constexpr std::size_t bands = 9;
constexpr std::size_t biases = 10;
constexpr std::size_t errors = 13;

}  // namespace

Document describe_rule_books(const RuleBooks& books, std::string_view version) {
    Books all;
    for (const DiscountSchedule& each : books.discount) {
        all.add("discount", each, bands_text(each), bands, {bands_cell(each)});
    }
    for (const BiasRow& each : books.optimism_bias) {
        std::string says = range_text("capital", each.capital) + range_text("operating", each.operating) +
                           range_text("duration", each.duration);
        says.resize(says.size() - 2);
        all.add("optimism-bias", each, says, biases,
                {range_cell(each.capital), range_cell(each.operating), range_cell(each.duration)});
    }
    for (const EvidenceRow& each : books.evidence) {
        all.add("evidence", each,
                fmt::format("error {:g}% either way; costs up {:g}%, benefits down {:g}%", 100 * each.error,
                            100 * each.cost, 100 * each.benefit),
                errors,
                {Cell::number(100 * each.error), Cell::number(100 * each.cost), Cell::number(100 * each.benefit)});
    }
    Document document;
    ResultTable manifest = manifest_of({}, version);
    manifest.columns.pop_back();  // there are no inputs
    manifest.rows.front().cells.pop_back();
    document.add(std::move(manifest));
    document.add(std::move(all.table));
    return document;
}

}  // namespace tranche
