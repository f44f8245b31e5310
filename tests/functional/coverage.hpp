// Which commands, options and words of options no text test uses. What there is, is read from --help.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tranche::test {

struct OptionHelp {
    std::string name;                  ///< with its dashes
    std::vector<std::string> choices;  ///< where its help lists them, as in `text, csv, json or md`
};

/// The names in the list of commands of `tranche --help`.
std::vector<std::string> commands_in_help(std::string_view help);

/// Whether `tranche COMMAND --help` lists commands instead of options: it is a group, whose members have two words.
bool lists_commands(std::string_view help);

/// The options in `tranche COMMAND --help`.
std::vector<OptionHelp> options_in_help(std::string_view help);

/// A command line of a text test, without `tranche`.
using CommandLine = std::vector<std::string>;

/// A sentence for each of: the command itself, an option of it, a choice of an option, that occurs in no line of it.
/// A choice that is the default (`text`) counts as any other: somebody must have written it.
/// The command has one word, or the two of a group's member.
std::vector<std::string> untested(const std::string& command, const std::vector<OptionHelp>& options,
                                  const std::vector<CommandLine>& lines);

}  // namespace tranche::test
