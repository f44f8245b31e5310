// Parts that every result of a ledger has: which ledger, as at which month, pence, percentages and deadlines.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tranche/document/document.hpp"
#include "tranche/report/ledger_subject.hpp"
#include "tranche/track/slip.hpp"

namespace tranche {

Cell pence_cell(Pence pence);
/// Absent where it is not known.
Cell known_pence(Pence pence, bool known);
/// `78.9%`, or absent with the reason.
Cell percent_cell(const std::optional<double>& percent, std::string why = {});
Cell text_or_null(const std::string& text);
/// Blank where the text is empty: programs then see no member.
Cell text_or_blank(const std::string& text);

/// Title, the version, the ledger and its head, the month, the baseline and its prices.
void add_book_heading(Document& document, const AskedMonth& asked);

/// What is late, for programs.
ResultTable deadlines_table(const std::string& key, const std::vector<Deadline>& deadlines);
/// `reached on 2014-03-31`, `missed`, `expected on 2014-06-30`, `due`.
std::string deadline_text(const Deadline& deadline);

}  // namespace tranche
