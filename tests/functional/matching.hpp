// Expected lines against printed lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tranche::test {

using Lines = std::vector<std::string>;

/// The lines of a text; a last line without a line break says so in a line of its own.
Lines lines_of(std::string_view text);

/// `<*>` in the expected line stands for anything, nothing included.
bool line_matches(std::string_view expected, std::string_view printed);

/// An expected line `...` stands for any number of lines, none included. Blank lines at the end of either do not count.
bool lines_match(const Lines& expected, const Lines& printed);

/// The shortest way from one to the other, a line each: `  ` in both, `- ` expected only, `+ ` printed only, and `. `
/// printed where `...` allows anything.
std::string difference(const Lines& expected, const Lines& printed);

}  // namespace tranche::test
