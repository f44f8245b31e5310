// Rules that every output keeps, whatever the command: they are checked wherever a text test runs one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tranche::test {

/// One sentence for each breach:
///   no escape sequence in a pipe; a line break at the end; no blanks at the end of a line of text;
///   JSON is one object that names the version of tranche in `manifest`, its keys are snake_case, and a number stands
///   under a key that says its unit, its own or one around it, or beside a `unit`, unless it counts things;
///   an amount in JSON or CSV is a number as it is, not one made up for people such as `1,027,100.00`; a quotation stands
///   under a key that ends in _text;
///   CSV has a heading of snake_case names and as many fields in each row.
/// `arguments` are those of the command, without its name.
std::vector<std::string> breaches_of_conventions(const std::vector<std::string>& arguments, std::string_view out,
                                                 std::string_view err);

/// The rows of a CSV text by RFC 4180. Throws where a quotation has no end.
std::vector<std::vector<std::string>> read_csv(std::string_view text);

}  // namespace tranche::test
