// Characters as a screen has them: how wide they are, which of them are not for showing, where lines break.
#pragma once

#include <cstddef>  // size_t
#include <string>
#include <string_view>
#include <vector>

namespace tranche {

/// Columns of a terminal: 2 for wide characters, 0 for marks that combine with the one before.
std::size_t display_width(std::string_view text);

/// Without control characters, which could move a cursor, reverse a line or end one: line breaks and tabs become blanks,
/// the others U+FFFD. The same for bytes that are not UTF-8.
std::string one_line(std::string_view text);

/// The same characters as \uXXXX, which is what JSON has inside its strings; bytes that are not UTF-8 as \uFFFD.
std::string with_escapes(std::string_view json);

/// Blanks to the right of a text, or to its left.
std::string padded(const std::string& text, std::size_t width, bool right);

/// Lines of at most so many columns, broken at blanks; a word that is wider is broken between characters, unless whole
/// says that words stay whole. At least one line.
std::vector<std::string> wrapped(std::string_view text, std::size_t width, bool whole = false);

}  // namespace tranche
