#include "support/bookkeeping.hpp"

#include <stdexcept>

#include "support/load.hpp"

namespace tranche::test {

Month month_of(std::string_view text) {
    return parse_month(text).value();
}

Bookkeeping::Bookkeeping(std::string_view yaml, std::string_view perspective) {
    const Model model = load_text(yaml);
    BaselineTerms terms;
    terms.perspective = perspective_of(model, perspective);
    baseline_ = freeze(model, SourceText{"programme.yaml", std::string(yaml)}, terms);
    baseline_.sequence = 1;
    LedgerEntry entry;
    entry.kind = EntryKind::baseline;
    entry.subject = baseline_.programme;
    add(entry);
}

EntryNumber Bookkeeping::money(EntryKind kind, std::string_view line, std::string_view month, std::int64_t pounds,
                               Stage stage) {
    LedgerEntry entry;
    entry.kind = kind;
    entry.subject = line;
    entry.month = month_of(month);
    entry.pence = pounds * 100;
    entry.stage = stage;
    return add(entry);
}

EntryNumber Bookkeeping::measure(std::string_view id, std::string_view month, std::string_view value) {
    LedgerEntry entry;
    entry.kind = EntryKind::measure;
    entry.subject = id;
    entry.month = month_of(month);
    entry.value = Decimal::parse(value).value();
    return add(entry);
}

EntryNumber Bookkeeping::progress(std::string_view project, std::string_view month, std::string_view percent) {
    LedgerEntry entry;
    entry.kind = EntryKind::progress;
    entry.subject = project;
    entry.month = month_of(month);
    entry.value = Decimal::parse(percent).value();
    return add(entry);
}

EntryNumber Bookkeeping::milestone(std::string_view id, std::string_view day) {
    LedgerEntry entry;
    entry.kind = EntryKind::milestone;
    entry.subject = id;
    entry.date = parse_date(day).value();
    entry.month = entry.date->month();
    return add(entry);
}

EntryNumber Bookkeeping::add(LedgerEntry entry) {
    entry.sequence = static_cast<EntryNumber>(entries_.size()) + 1;
    entry.baseline = 1;
    constexpr Timestamp day = 86'400'000'000;
    entry.recorded_at = parse_timestamp("2030-01-01T00:00:00Z").value() + (entry.sequence - 1) * day;
    entries_.push_back(std::move(entry));
    return entries_.back().sequence;
}

EntryNumber Bookkeeping::reverse(EntryNumber entry) {
    LedgerEntry reversal = entries_.at(static_cast<std::size_t>(entry) - 1);
    reversal.kind = EntryKind::reversal;
    reversal.reverses = entry;
    reversal.pence = reversal.pence ? std::optional(-*reversal.pence) : std::nullopt;
    return add(std::move(reversal));
}

Book Bookkeeping::book(std::size_t first) const {
    return book_of({baseline_}, std::span(entries_).first(first));
}

}  // namespace tranche::test
