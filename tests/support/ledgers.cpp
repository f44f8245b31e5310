#include "support/ledgers.hpp"

#include <filesystem>

#include "support/load.hpp"

namespace tranche::test {

Baseline small_baseline() {
    const std::string text =
        "programme: outreach\ncalendar: {first_year: 2014/15, years: 2}\n"
        "costs: [{id: staff, yearly: £120000, status: assumed}]\n"
        "benefits: [{id: fares, yearly: £100000, status: assumed}]\n";
    BaselineTerms terms;
    terms.approved_by = "Board";
    terms.approved_on = *day_of(Month(2014, 4), 1);
    terms.reason = "Approved";
    terms.engine_version = "test";
    return freeze(load_text(text), SourceText{"p.yaml", text}, terms);
}

LedgerEntry amount_entry(const std::string& line, Month month, Pence pence) {
    LedgerEntry entry;
    entry.subject = line;
    entry.baseline = 1;
    entry.month = month;
    entry.pence = pence;
    entry.by = "ann";
    entry.recorded_at = 1'404'378'000'000'000;
    return entry;
}

void append_one(Ledger& ledger, LedgerEntry& entry) {
    Ledger::Writer writer = ledger.begin();
    writer.append(entry);
    writer.commit();
}

std::vector<LedgerEntry> make_ledger(const std::string& path, int actuals) {
    Ledger ledger = Ledger::create(path, {});
    Ledger::Writer writer = ledger.begin();
    LedgerEntry first;
    first.kind = EntryKind::baseline;
    first.subject = "outreach";
    first.by = "ann";
    first.approved_by = "Board";
    writer.append(first, baseline_text(small_baseline()));
    std::vector<LedgerEntry> result{first};
    for (int i = 0; i < actuals; ++i) {
        LedgerEntry entry = amount_entry("staff", Month(2014, 4) + i % 24, 10000 * (i + 1));
        writer.append(entry);
        result.push_back(entry);
    }
    writer.commit();
    return result;
}

void remove_ledger(const std::string& path) {
    for (const char* tail : {"", "-journal", "-wal", "-shm"}) {
        std::filesystem::remove(path + tail);
    }
}

}  // namespace tranche::test
