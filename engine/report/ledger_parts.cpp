// A ledger is named by the head of its chain, as a programme is by the hashes of its files.
#include "report/ledger_parts.hpp"

#include <fmt/format.h>  // format

#include <cassert>
#include <utility>  // move

namespace tranche {

Cell pence_cell(Pence pence) {
    return Cell::pounds(Money{pence}, MoneyUnit{2});
}

Cell known_pence(Pence pence, bool known) {
    return known ? pence_cell(pence) : Cell::missing();
}

// A number, and not a percentage, to spreadsheets: they have always had the shortest text of it.
Cell percent_cell(const std::optional<double>& percent, std::string why) {
    return percent ? Cell::number(*percent).for_people(fmt::format("{:.1f}%", *percent)).as(ValueKind::number)
                   : Cell::missing(std::move(why));
}

Cell text_or_null(const std::string& text) {
    return text.empty() ? Cell::missing() : Cell::text(text);
}

Cell text_or_blank(const std::string& text) {
    return text.empty() ? Cell::empty() : Cell::text(text);
}

ResultTable manifest_of(const LedgerSubject& ledger) {
    ResultTable inputs;
    inputs.columns = {{"file"}, {"entries", {}, ValueKind::count}, {"head"}};
    inputs.add({Cell::text(ledger.file), Cell::count(static_cast<std::int64_t>(ledger.head.entries)),
                Cell::text(ledger.head.hash)});
    ResultTable manifest;
    manifest.key = "manifest";
    manifest.layout = Layout::record;
    manifest.audience = Audience::json;
    manifest.columns = {{"tranche"}, {"inputs", {}, ValueKind::table}};
    manifest.add({Cell::text(std::string(ledger.version)), Cell::nested(std::move(inputs))});
    return manifest;
}

std::string subtitle_of(const AskedMonth& asked) {
    assert(!asked.book.baselines.empty());
    const Baseline& baseline = asked.book.baselines.back();
    return "As at " + month_text(asked.as_at) +
           (asked.known_at ? ", as known at " + timestamp_text(*asked.known_at) : "") + "; baseline of entry " +
           std::to_string(baseline.sequence) + ", " +
           (baseline.price_basis.empty() ? "prices not stated" : baseline.price_basis + " prices") + "; £";
}

void add_book_heading(Document& document, const AskedMonth& asked) {
    assert(!asked.book.baselines.empty());
    const Baseline& baseline = asked.book.baselines.back();
    document.name = baseline.programme;
    document.title = baseline.name;
    document.subtitle = subtitle_of(asked);
    document.add(manifest_of(asked.ledger));
    document.member("as_at", ValueKind::month, Cell::month(asked.as_at));
    if (asked.known_at) {
        document.member("known_at", ValueKind::text, Cell::text(timestamp_text(*asked.known_at)));
    }
    document.member("baseline", ValueKind::count, Cell::count(static_cast<std::int64_t>(baseline.sequence)));
    document.member("price_basis", ValueKind::text, text_or_null(baseline.price_basis));
}

ResultTable deadlines_table(const std::string& key, const std::vector<Deadline>& deadlines) {
    ResultTable table;
    table.key = key;
    table.audience = Audience::json;
    table.columns = {{"id"},
                     {"name"},
                     {"planned", {}, ValueKind::month},
                     {"state"},
                     {"on", {}, ValueKind::date},
                     {"late_days", {}, ValueKind::count}};
    for (const Deadline& each : deadlines) {
        const char* state = each.state == Reached::reached    ? "reached"
                            : each.state == Reached::expected ? "expected"
                            : each.state == Reached::missed   ? "missed"
                                                              : "due";
        table.add({Cell::text(each.id), Cell::text(each.name), Cell::month(each.planned), Cell::text(state),
                   each.on ? Cell::text(date_text(*each.on)) : Cell::missing(), Cell::count(each.days_late)});
    }
    return table;
}

std::string deadline_text(const Deadline& deadline) {
    switch (deadline.state) {
        case Reached::reached: return "reached on " + date_text(*deadline.on);
        case Reached::expected: return "expected on " + date_text(*deadline.on);
        case Reached::missed: return "missed";
        case Reached::due: break;
    }
    return "due";
}

}  // namespace tranche
