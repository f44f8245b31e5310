// A ledger in memory, for tests of what is made of one: a baseline frozen from a text, and entries by the dozen.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tranche/track/book.hpp"

namespace tranche::test {

Month month_of(std::string_view text);

class Bookkeeping {
public:
    /// perspective: id of one of the programme's.
    explicit Bookkeeping(std::string_view yaml, std::string_view perspective = "whole-system");

    /// Pounds, of a kind that adds or of a forecast. Entries are recorded a day apart, from 1 January 2030 on.
    EntryNumber money(EntryKind kind, std::string_view line, std::string_view month, std::int64_t pounds,
                      Stage stage = Stage::unstated);
    EntryNumber actual(std::string_view line, std::string_view month, std::int64_t pounds) {
        return money(EntryKind::actual, line, month, pounds);
    }
    EntryNumber measure(std::string_view id, std::string_view month, std::string_view value);
    EntryNumber progress(std::string_view project, std::string_view month, std::string_view percent);
    EntryNumber milestone(std::string_view id, std::string_view day);
    EntryNumber add(LedgerEntry entry);
    EntryNumber reverse(EntryNumber entry);

    [[nodiscard]] Book book() const { return book_of({baseline_}, entries_); }
    /// As it was when only the first so many entries were there.
    [[nodiscard]] Book book(std::size_t first) const;
    [[nodiscard]] const Baseline& baseline() const { return baseline_; }
    [[nodiscard]] const std::vector<LedgerEntry>& entries() const { return entries_; }

private:
    Baseline baseline_;
    std::vector<LedgerEntry> entries_;
};

}  // namespace tranche::test
