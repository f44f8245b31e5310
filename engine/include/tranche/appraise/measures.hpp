// The measures a case is judged by: one table, read by the commands, by JSON keys, by addresses and by lineage.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tranche/appraise/appraisal.hpp"
#include "tranche/base/pounds.hpp"

namespace tranche {

enum class MeasureUnit { gbp, percent, years, month, count, number, ratio };

struct MeasureRow {
    std::string_view name;   ///< in an address: `roi`
    std::string_view key;    ///< in JSON and CSV, with its unit: `roi_percent`
    std::string_view title;  ///< on a screen: `ROI`
    MeasureUnit unit = MeasureUnit::gbp;
    std::string_view definition;             ///< the convention, in a sentence
    std::vector<std::string_view> operands;  ///< what it is computed from: columns of the appraisal or other measures
    Figure (*compute)(const Appraisal&) = nullptr;
    bool lower_is_better = false;  ///< the better outcome gives the lower figure
    bool one_side = false;         ///< adds money of one kind, so that a low figure is neither good nor bad
    bool where_any = false;        ///< a screen omits the row if the figure does not exist
};

std::span<const MeasureRow> measures();

/// Every internal rate of return, ascending; 0.08 is 8% a year. See internal_rate.hpp.
std::vector<double> internal_rates_of(const Appraisal& appraisal);

/// By address name or by key; null if there is no such measure.
const MeasureRow* find_measure(std::string_view name);

/// A figure in its unit, for people: `8,710,800.00`, `632.65%`, `2`, `2015-08`; `n/a` where not computable.
std::string figure_text(const Figure& figure, MeasureUnit unit, MoneyUnit money);

}  // namespace tranche
