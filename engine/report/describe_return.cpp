// One table of lines serves every reader; the position is a record for programs and a sentence for people.
#include "tranche/report/describe_return.hpp"

#include <cassert>
#include <utility>  // move

#include "report/ledger_parts.hpp"

namespace tranche {

namespace {

std::string return_kind(const Return& made) {
    return made.kind == ReturnKind::forecast ? "forecast" : "actual";
}

ResultTable position_record(const Return& made) {
    ResultTable table;
    table.layout = Layout::record;
    table.audience = Audience::json;
    table.columns = {{"rules"},
                     {"on", {}, ValueKind::month},
                     {"kind"},
                     {"year", {}, ValueKind::period},
                     {"recorded_to", {}, ValueKind::month},
                     {"gains_gbp", {}, ValueKind::money},
                     {"costs_gbp", {}, ValueKind::money},
                     {"carried_in_gbp", {}, ValueKind::money},
                     {"indicator_gbp", {}, ValueKind::money},
                     {"target_gbp", {}, ValueKind::money},
                     {"gap_gbp", {}, ValueKind::money}};
    table.add({Cell::text(made.rules->name), Cell::month(made.on), Cell::text(return_kind(made)), Cell::text(made.year),
               Cell::month(made.recorded_to), pence_cell(made.gains), pence_cell(made.costs),
               pence_cell(made.carried_in), pence_cell(made.indicator),
               made.target ? pence_cell(*made.target) : Cell::missing(made.no_target),
               made.gap ? pence_cell(*made.gap) : Cell::missing()});
    return table;
}

ResultTable return_lines(const Return& made) {
    ResultTable table;
    table.key = "lines";
    table.columns = {{"id", {}, ValueKind::text, Audience::machines},
                     {"name", "Line", ValueKind::text, Audience::people},
                     {"kind", {}, ValueKind::text, Audience::json},
                     {"year_gbp", "In the year", ValueKind::money},
                     {"counted_gbp", "Counted", ValueKind::money},
                     {"rule", "Rule"},
                     {"because", "Because"}};
    for (const ReturnLine& line : made.lines) {
        table.add({Cell::text(line.line), Cell::text(line.name), Cell::text(std::string(word(line.kind))),
                   pence_cell(line.year), pence_cell(line.counted), Cell::text(line.rule), Cell::text(line.why)});
    }
    return table;
}

}  // namespace

Document describe_return(const AskedMonth& asked, const Return& made) {
    assert(made.rules != nullptr);
    Document document;
    add_book_heading(document, asked);
    document.subtitle = made.rules->title + ": " + return_kind(made) + " at the end of " + made.year + "; £";
    document.add(position_record(made));
    document.add(return_lines(made));
    const auto pounds = [](Pence pence) { return amount_text(Money{pence}, MoneyUnit{2}); };
    document.note("Gains " + pounds(made.gains) + ", less costs of " + pounds(made.costs) + ", and " +
                  pounds(made.carried_in) + " carried in: indicator " + pounds(made.indicator));
    document.note(!made.target    ? "No target: " + made.no_target
                  : *made.gap > 0 ? "Target " + pounds(*made.target) + ", " + pounds(*made.gap) + " short"
                                  : "Target " + pounds(*made.target) + ", " + pounds(-*made.gap) + " above it");
    return document;
}

}  // namespace tranche
