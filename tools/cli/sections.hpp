// The commands by the jobs that people come with, for the overview; and how help fits a screen.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "commands.hpp"

namespace tranche::cli {

struct CommandSection {
    std::string_view title;
    std::vector<const Command*> commands;
};

/// Every command stands in one of them.
const std::vector<CommandSection>& command_sections();

/// Lines of help broken at blanks so that they fit a screen of this width.
std::string folded(const std::string& text, std::size_t width);

}  // namespace tranche::cli
