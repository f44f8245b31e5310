#include "tranche/track/book.hpp"

#include <algorithm>  // max
#include <set>
#include <utility>  // move

namespace tranche {

Book book_of(std::vector<Baseline> baselines, std::vector<LedgerSum> sums, std::span<const LedgerEntry> other_entries) {
    Book result{std::move(baselines), std::move(sums), {}};
    std::set<EntryNumber> undone;
    for (const LedgerEntry& entry : other_entries) {
        if (entry.kind == EntryKind::reversal) {
            undone.insert(entry.reverses);
        }
    }
    for (const LedgerEntry& entry : other_entries) {
        if (entry.kind != EntryKind::reversal && !undone.contains(entry.sequence)) {
            result.others.push_back(entry);
        }
    }
    return result;
}

Book book_of(const std::vector<Baseline>& baselines, std::span<const LedgerEntry> entries) {
    const EntryNumber last = entries.empty() ? 0 : entries.back().sequence;
    Book result{{}, sums_of(entries), {}};
    for (const Baseline& baseline : baselines) {
        if (baseline.sequence <= last) {
            result.baselines.push_back(baseline);
        }
    }
    const std::vector<bool> undone = reversed(entries);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (!undone[i] && !adds(entries[i].kind) && entries[i].kind != EntryKind::reversal) {
            result.others.push_back(entries[i]);
        }
    }
    return result;
}

std::optional<Month> latest_close(const Book& book) {
    std::optional<Month> result;
    for (const LedgerEntry& entry : book.others) {
        if (entry.kind == EntryKind::close && entry.month) {
            result = result ? std::max(*result, *entry.month) : *entry.month;
        }
    }
    return result;
}

std::optional<Month> latest_month(const Book& book) {
    if (const std::optional<Month> closed = latest_close(book)) {
        return closed;
    }
    std::optional<Month> result;
    for (const LedgerSum& sum : book.sums) {
        if (row_of(sum.kind).adds_to != AddsTo::commitments && (sum.entries > 0 || sum.pence != 0)) {
            result = result ? std::max(*result, sum.month) : sum.month;
        }
    }
    return result;
}

const LedgerEntry* latest_entry(const Book& book, EntryKind kind, std::string_view subject, Month as_at) {
    const LedgerEntry* result = nullptr;
    for (const LedgerEntry& entry : book.others) {
        const bool ahead = kind != EntryKind::milestone && entry.month && *entry.month > as_at;
        if (entry.kind == kind && entry.subject == subject && !ahead) {
            result = &entry;
        }
    }
    return result;
}

}  // namespace tranche
