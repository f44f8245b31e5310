// The measures as columns of a table, a row for each case.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tranche/appraise/appraisal.hpp"
#include "tranche/document/table.hpp"
#include "tranche/model/programme.hpp"
#include "tranche/scenario/ends.hpp"  // Bounds

namespace tranche {

/// A case, and the column of a comparison that shows it.
struct JudgedCase {
    std::string id;
    std::string title;
    Appraisal appraisal;
};

/// A column for every measure, in the table's order: `measures.npv_gbp`. For programs also the money beyond the last year
/// and without a date. shown: names of the measures that people see, and csv those of spreadsheets; empty: all.
void add_measure_columns(ResultTable& table, std::span<const std::string_view> shown = {},
                         std::span<const std::string_view> csv = {});
/// The cells of those columns; with both ends where some amount has them.
void add_measure_cells(std::vector<Cell>& cells, const Appraisal& appraisal, const Bounds* range = nullptr);

/// `difference_gbp.cost_gbp` and its kin under a prefix such as `difference_gbp`; empty: without one.
void add_amount_columns(ResultTable& table, const std::string& prefix, Audience audience = Audience::all);
void add_amount_cells(std::vector<Cell>& cells, const CostBenefit& amounts, MoneyUnit unit);

/// The notes that a reader needs beside the figures: missing figures and their reasons, lines left out, money outside
/// the years. title: of the case, before each line; empty if the document has one case.
std::vector<std::string> appraisal_notes(const Programme& programme, const Appraisal& appraisal,
                                         const std::string& title = {});

}  // namespace tranche
