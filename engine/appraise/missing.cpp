#include "appraise/missing.hpp"

#include <algorithm>  // max, min
#include <optional>

namespace tranche {

void mark_missing(const Cashflow& cashflow, const CashRow& row, int months_each, std::vector<CostBenefit>& periods,
                  CostBenefit& beyond, CostBenefit& undated) {
    const CashStream& stream = cashflow.streams[row.stream];
    const auto any = [&](int first, int last) {
        const auto upto = [&](int month) {
            return cashflow.shapes->before(stream.shape, std::min(month, stream.until) - stream.origin);
        };
        return upto(last) != upto(first);
    };
    const auto missing = [&](CostBenefit& amounts) {
        (row.kind == LineKind::benefit ? amounts.benefit_known : amounts.cost_known) = false;
    };
    int month = 0;
    const auto unknown = [&](int at) {
        const auto year = static_cast<std::size_t>(at / 12);
        return stream.unknown_years.empty() || row.blocked || stream.blocked || stream.unknown_years[year];
    };
    for (CostBenefit& period : periods) {
        if (unknown(month) && any(month, month + months_each)) {
            missing(period);
        }
        month += months_each;
    }
    const int far = cashflow.shapes->end_month(stream.shape) + std::max(stream.origin, 0) + 1;
    if (unknown(std::max(month, 1) - 1) && far > month && any(month, far)) {
        missing(beyond);
    }
    if (stream.undated) {
        missing(undated);
    }
}

std::vector<bool> counted_whole(const Cashflow& cashflow, const Counting& counting) {
    std::vector<bool> result(cashflow.streams.size(), true);
    std::vector<std::optional<Counted>> first(cashflow.streams.size());
    for (const CashRow& row : cashflow.rows) {
        if (!row.blocked || !result[row.stream]) {
            continue;
        }
        const Counted counted = counting.of(row.kind, row.from, row.to);
        std::optional<Counted>& known = first[row.stream];
        result[row.stream] = row.kind != LineKind::finance && (!known || *known == counted);
        known = counted;
    }
    return result;
}

}  // namespace tranche
