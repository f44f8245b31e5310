// Whether a measure can be computed from an appraisal, and the sentence that says why not.
#pragma once

#include <string>

#include "tranche/appraise/appraisal.hpp"

namespace tranche {

Figure not_computable(std::string why);

/// The lines without which the appraisal's totals are not known.
std::string missing_lines(const Appraisal& appraisal);

/// Amounts without a date have no present value and no place in a running total.
bool all_dated(const Appraisal& appraisal);

template <class Compute>
Figure where_known(const Appraisal& appraisal, bool known, Compute compute) {
    return known ? compute() : not_computable(missing_lines(appraisal));
}

/// For measures that depend on when money falls.
template <class Compute>
Figure where_dated(const Appraisal& appraisal, bool known, Compute compute) {
    return where_known(appraisal, known,
                       [&] { return all_dated(appraisal) ? compute() : not_computable("some amounts have no date"); });
}

}  // namespace tranche
