// Kinds of values in a result, and who sees them.
//
//
// A kind gives the form for people and the type for programs. The title of the column gives the meaning.
#pragma once

#include <cstdint>  // uint8_t
#include <string_view>

namespace tranche {

enum class ValueKind : std::uint8_t {
    text,
    money,    ///< pounds, exact: `1,234,567` for people, `1234567.25` for programs
    percent,  ///< 12.5 is 12.5%
    ratio,    ///< 4 decimals for people
    number,   ///< as short as it can be written
    count,    ///< a whole number, such as months or lines
    years,    ///< a duration: whole years or a fraction of them
    month,    ///< `2014-01`
    date,     ///< `2014-01-31`
    period,   ///< the label of a month, quarter or financial year: `2013/14`
    flag,     ///< true or false; `yes` or blank for people
    list,     ///< several values in one cell
    table,    ///< a table inside a cell; programs alone see it
    any,      ///< another kind in each row, such as what a printed figure stands for
    printed,  ///< a figure as a document prints it: a text
};

struct ValueKindRow {
    std::string_view name;         ///< `money`
    std::string_view json;         ///< type in JSON Schema: `number`; empty where it depends on the row
    std::string_view description;  ///< what a value looks like
    bool number = false;           ///< aligned to the right, and never broken over two lines
};
const ValueKindRow& kind_row(ValueKind kind);

/// Who sees a part, a column or a row: bits.
enum class Audience : std::uint8_t {
    nobody = 0,
    screen = 1,  ///< people at a terminal
    page = 2,    ///< people who read a document: Markdown, HTML
    csv = 4,     ///< spreadsheets
    json = 8,    ///< programs
    people = screen | page,
    tables = people | csv,
    machines = csv | json,
    all = people | csv | json,
};
constexpr Audience operator|(Audience a, Audience b) {
    return static_cast<Audience>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}
constexpr bool sees(Audience shown_to, Audience reader) {
    return (static_cast<std::uint8_t>(shown_to) & static_cast<std::uint8_t>(reader)) != 0;
}

}  // namespace tranche
