// A table on a screen.
#pragma once

#include <string>

#include "report/sheet.hpp"

namespace tranche {

/// No line is wider than the options allow, but where one number is. Wide tables fold by groups of columns, each of
/// which repeats the labels; a screen too narrow for that has one figure to a line. Numbers are never broken.
std::string text_table(const Sheet& sheet, const OutputStyle& options);

/// Bold where the stream shows it.
std::string strong(const std::string& text, const OutputStyle& options);

}  // namespace tranche
