// The table of kinds. A renderer asks it for alignment, the schema of results for types.
#include "tranche/document/kind.hpp"

#include <array>
#include <cassert>

namespace tranche {

const ValueKindRow& kind_row(ValueKind kind) {
    static constexpr std::array<ValueKindRow, 15> rows{{
        {"text", "string", "a text"},
        {"money", "number", "pounds", true},
        {"percent", "number", "12.5 is 12.5%", true},
        {"ratio", "number", "a ratio", true},
        {"number", "number", "a number", true},
        {"count", "integer", "a whole number", true},
        {"years", "number", "a duration in years", true},
        {"month", "string", "a month such as 2014-01", true},
        {"date", "string", "a date such as 2014-01-31", true},
        {"period", "string", "a month, a quarter or a financial year"},
        {"flag", "boolean", "true or false"},
        {"list", "array", "several values"},
        {"table", "", "rows, or one object"},
        {"any", "", "a value whose kind depends on the row", true},
        {"printed", "string", "a figure as it is printed", true},
    }};
    const auto index = static_cast<std::size_t>(kind);
    assert(index < rows.size());
    return rows[index];
}

}  // namespace tranche
