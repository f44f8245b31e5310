// A ledger made, written to, and read again.
#include <iostream>

#include "tranche/ledger/ledger.hpp"

int main(int, char** arguments) {
    tranche::Ledger ledger = tranche::Ledger::create(arguments[1], {});
    tranche::Ledger::Writer writer = ledger.begin();
    for (const tranche::Pence pence : {100'00, 20'50}) {
        tranche::LedgerEntry entry;
        entry.kind = tranche::EntryKind::actual;
        entry.subject = "steel";
        entry.by = "ann";
        entry.month = tranche::parse_month("2026-04");
        entry.pence = pence;
        writer.append(entry);
    }
    writer.commit();
    std::cout << tranche::pence_text(ledger.sums("steel").front().pence) << "\n";
}
