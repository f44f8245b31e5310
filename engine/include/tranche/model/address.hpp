// The address of a figure: measure(lines)@scenario/perspective.part in period.
//
// Claims, explain and the names in outputs all use it. This header has only the grammar. tranche/scenario/question.hpp
// resolves the names, because that needs a programme.
//
// Decision: docs/decisions/2026-11-21-addresses.md
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>  // pair
#include <vector>

namespace tranche {

struct Address {
    std::string measure;                                      ///< `roi`, `count`, or an assumption's id
    std::vector<std::pair<std::string, std::string>> filter;  ///< `workstream=alcohol`; a bare word has no value
    std::string scenario;                                     ///< empty: base
    std::string perspective;                                  ///< empty: whole-system
    std::string part;                                         ///< `total`, `cumulative`, `beyond`, or empty
    std::string period;                                       ///< `2014/15`, `year 2`, `2013/14..2019/20`, or empty

    [[nodiscard]] std::string text() const;

    /// Empty where the text does not follow the grammar; problem then says why.
    static std::optional<Address> parse(std::string_view text, std::string& problem);
};

}  // namespace tranche
