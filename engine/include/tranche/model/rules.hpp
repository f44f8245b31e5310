// Rule books: published conventions, as data.
//
//
// The rows come from schemas/tables/*.yaml, which are part of the program. Each row gives its source and says whether
// it has been verified. Every output that uses a row prints that too.
//
// Decision: docs/decisions/2026-11-25-rule-books.md
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tranche/model/words.hpp"

namespace tranche {

/// The fields that every row of a rule book has.
struct Rule {
    std::string id;
    std::string title;
    std::string dated;  ///< the edition's year
    std::string source;
    Trust status = Trust::unverified;
    std::string note;
};

/// A rate for each year from `from` on, until the next band.
struct DiscountBand {
    int from = 0;
    double rate = 0.0;  ///< 0.035 for 3.5%

    friend bool operator==(const DiscountBand&, const DiscountBand&) = default;
};

struct DiscountSchedule : Rule {
    std::vector<DiscountBand> bands;  ///< ascending, the first from 0
    std::string test;                 ///< id of the schedule that also tests long cases; empty: none
    int test_beyond_years = 0;        ///< cases of more years than this

    /// The rate of a year counted from the base year; years before it have the first band's.
    [[nodiscard]] double rate(int year) const;
};

/// Between what is expected before anything is managed, and what may be left in the end.
struct BiasRange {
    double upper = 0.0;
    double lower = 0.0;
};

struct BiasRow : Rule {
    std::optional<BiasRange> capital;
    std::optional<BiasRange> operating;
    std::optional<BiasRange> duration;
};

struct EvidenceRow : Rule {
    double error = 0.0;    ///< either way, as a share of the figure
    double cost = 0.0;     ///< by which costs are raised
    double benefit = 0.0;  ///< by which benefits are lowered
};

struct RuleBooks {
    std::vector<DiscountSchedule> discount;
    std::vector<BiasRow> optimism_bias;
    std::vector<EvidenceRow> evidence;  ///< row i is grade i + 1
};

/// The row with this id; null if there is none.
template <class Row>
const Row* find_rule(const std::vector<Row>& rows, std::string_view id) {
    for (const Row& row : rows) {
        if (row.id == id) {
            return &row;
        }
    }
    return nullptr;
}

}  // namespace tranche
