// The table of commands itself: what every row has, and what happens to every option when it is used wrongly.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iterator>  // istream_iterator
#include <map>
#include <set>
#include <sstream>
#include <tuple>

#include "commands.hpp"             // of tools/cli
#include "functional/matching.hpp"  // lines_of
#include "support/in_process.hpp"
#include "support/places.hpp"
#include "support/source_tree.hpp"  // read_text

namespace tranche::test {
namespace {

using cli::Argument;
using cli::Command;
using cli::OptionRow;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

std::vector<OptionRow> options_of(const Command& command) {
    std::vector<OptionRow> all;
    for (const std::span<const OptionRow> rows : command.options) {
        all.insert(all.end(), rows.begin(), rows.end());
    }
    return all;
}

std::vector<std::string> words_of(const Command& command) {
    std::vector<std::string> words;
    const std::string name(command.name);
    const std::size_t blank = name.find(' ');
    words.push_back(name.substr(0, blank));
    if (blank != std::string::npos) {
        words.push_back(name.substr(blank + 1));
    }
    return words;
}

// A command line that lacks nothing: the files do not exist, so that it goes no further than to look for them.
std::vector<std::string> well_formed(const Command& command) {
    std::vector<std::string> words = words_of(command);
    for (std::size_t i = 0; i < command.arguments.size(); ++i) {
        words.emplace_back("none/there");
    }
    for (const OptionRow& row : options_of(command)) {
        if (row.required) {
            words.emplace_back(row.name);
            words.push_back(row.choices.empty() ? "x" : row.choices.front());
        }
    }
    return words;
}

std::vector<std::string> without(std::vector<std::string> words, std::string_view option) {
    const auto found = std::find(words.begin(), words.end(), option);
    if (found != words.end()) {
        words.erase(found, found + 2);
    }
    return words;
}

template <class Judge>
void for_each_value_option(const Judge& judge) {
    for (const Command* command : cli::commands()) {
        for (const OptionRow& row : options_of(*command)) {
            if (!row.placeholder.empty()) {
                judge(*command, row);
            }
        }
    }
}

TEST(CommandTable, HelpOfCommandsAndOptionsIsAVerbPhrase) {
    for (const Command* command : cli::commands()) {
        EXPECT_TRUE(command->help.front() >= 'a' && command->help.front() <= 'z') << command->name;
        const std::string first(command->help.substr(0, command->help.find(' ')));
        EXPECT_FALSE(first.ends_with("s")) << command->name << ": '" << first << "' does not tell somebody to do it";
        EXPECT_FALSE(first == "the" || first == "a" || first == "every" || first == "what") << command->name;
        for (const OptionRow& row : options_of(*command)) {
            const std::string verb(row.help.substr(0, row.help.find(' ')));
            EXPECT_FALSE(verb.ends_with("s") || verb == "the" || verb == "a" || verb == "id" || verb == "what")
                << command->name << " " << row.name << ": " << row.help;
        }
    }
}

TEST(CommandTable, EachCommandHasAnExample) {
    for (const Command* command : cli::commands()) {
        ASSERT_FALSE(command->examples.empty()) << command->name;
        for (const std::string_view example : command->examples) {
            EXPECT_THAT(std::string(example) + " ", StartsWith(std::string(command->name) + " "));
        }
    }
}

// What an option takes is the same wherever it is taken, so its name has one meaning and completion can offer it.
TEST(CommandTable, AnOptionHasOneMeaning) {
    std::map<std::string_view, std::string_view> placeholders;
    for (const Command* command : cli::commands()) {
        std::set<std::string_view> here;
        for (const OptionRow& row : options_of(*command)) {
            EXPECT_TRUE(here.insert(row.name).second) << command->name << " has two options " << row.name;
            const auto [found, first] = placeholders.emplace(row.name, row.placeholder);
            EXPECT_EQ(found->second, row.placeholder) << command->name << " " << row.name;
        }
    }
    EXPECT_EQ(placeholders["--by"], "NAME");
    EXPECT_EQ(placeholders["--method"], "A,B");
    EXPECT_EQ(placeholders["--measure"], "ID");
}

// Spellings of the release before, which are taken with a notice until the next.
TEST(CommandTable, OldSpellingsAreThese) {
    std::vector<std::tuple<std::string, std::string, std::string>> old;
    for (const Command* command : cli::commands()) {
        for (const OptionRow& row : options_of(*command)) {
            if (!row.old_name.empty()) {
                old.emplace_back(command->name, row.old_name, row.name);
            }
        }
    }
    EXPECT_THAT(old, ElementsAre(std::tuple("forecast", "--by", "--period"),          //
                                 std::tuple("sensitivity", "--measure", "--figure"),  //
                                 std::tuple("track status", "--by", "--group"),       //
                                 std::tuple("track variance", "--by", "--group"),     //
                                 std::tuple("track outturn", "--method", "--remaining")));
}

TEST(CommandTable, OldSpellingsAreInTheReference) {
    const std::string page = read_text(source_folder() + "/docs/reference/command-line.md");
    for (const Command* command : cli::commands()) {
        for (const OptionRow& row : options_of(*command)) {
            if (!row.old_name.empty()) {
                EXPECT_THAT(page, HasSubstr("| `" + std::string(command->name) + "` | `" + std::string(row.old_name) +
                                            "` | `" + std::string(row.name) + "` |"));
            }
        }
    }
}

TEST(CommandLine, OptionGivenTwiceNamesBothValues) {
    for_each_value_option([](const Command& command, const OptionRow& row) {
        const std::string first = row.choices.empty() ? "one" : row.choices.front();
        const std::string second = row.choices.empty() ? "two" : row.choices.back();
        std::vector<std::string> words = without(well_formed(command), row.name);
        words.insert(words.end(), {std::string(row.name), first, std::string(row.name) + "=" + second});
        const Ran ran = run_in_process(words);
        if (row.repeatable) {
            EXPECT_THAT(ran.err, testing::Not(HasSubstr("given twice")));
            return;
        }
        EXPECT_EQ(ran.exit_code, 2) << command.name << " " << row.name;
        EXPECT_THAT(ran.err, HasSubstr(std::string(row.name) + " is given twice, as '" + first + "' and as '" + second +
                                       "'; give it once"));
    });
}

TEST(CommandLine, OldAndNewSpellingTogetherAreGivenTwice) {
    const Ran ran = run_in_process({"forecast", "none", "--by", "year", "--period", "month"});
    EXPECT_EQ(ran.exit_code, 2);
    EXPECT_THAT(ran.err, HasSubstr("--period is given twice"));
}

TEST(CommandLine, OptionWithoutAValueSaysWhatItNeeds) {
    for_each_value_option([](const Command& command, const OptionRow& row) {
        const std::string needs = std::string(row.name) + " needs a value, " + std::string(row.placeholder);
        for (const std::vector<std::string>& tail : {std::vector<std::string>{std::string(row.name)},
                                                     {std::string(row.name), ""},
                                                     {std::string(row.name) + "="},
                                                     {std::string(row.name), "--version"}}) {
            std::vector<std::string> words = without(well_formed(command), row.name);
            words.insert(words.end(), tail.begin(), tail.end());
            const Ran ran = run_in_process(words);
            EXPECT_EQ(ran.exit_code, 2) << testing::PrintToString(words);
            EXPECT_THAT(ran.err, HasSubstr(needs)) << testing::PrintToString(words);
        }
    });
}

TEST(CommandLine, FlagTakesNoValue) {
    for (const Command* command : cli::commands()) {
        for (const OptionRow& row : options_of(*command)) {
            if (row.placeholder.empty()) {
                std::vector<std::string> words = well_formed(*command);
                words.push_back(std::string(row.name) + "=maybe");
                const Ran ran = run_in_process(words);
                EXPECT_EQ(ran.exit_code, 2) << command->name << " " << row.name;
                EXPECT_THAT(ran.err, HasSubstr(std::string(row.name) + " takes no value"));
            }
        }
    }
}

TEST(CommandLine, WordThatIsNotAChoiceIsAnsweredWithTheChoices) {
    for_each_value_option([](const Command& command, const OptionRow& row) {
        if (row.choices.empty()) {
            return;
        }
        std::vector<std::string> words = without(well_formed(command), row.name);
        words.insert(words.end(), {std::string(row.name), "12 months"});
        const Ran ran = run_in_process(words);
        EXPECT_EQ(ran.exit_code, 2);
        EXPECT_THAT(ran.err, HasSubstr(std::string(row.name) + " takes no '12 months'; "));
        EXPECT_THAT(ran.err, testing::AnyOf(HasSubstr("it takes "), HasSubstr("did you mean "))) << ran.err;
    });
}

TEST(CommandLine, RequiredOptionThatIsMissingIsNamed) {
    for_each_value_option([](const Command& command, const OptionRow& row) {
        if (row.required) {
            const Ran ran = run_in_process(without(well_formed(command), row.name));
            EXPECT_EQ(ran.exit_code, 2) << command.name;
            EXPECT_THAT(ran.err, HasSubstr("it needs " + std::string(row.name) + " " + std::string(row.placeholder)));
        }
    });
}

TEST(CommandLine, UnknownOptionIsWrongUsageInEveryCommand) {
    for (const Command* command : cli::commands()) {
        std::vector<std::string> words = well_formed(*command);
        words.emplace_back("--outptu=x");
        const Ran ran = run_in_process(words);
        EXPECT_EQ(ran.exit_code, 2) << command->name;
        EXPECT_THAT(ran.err, HasSubstr("there is no option '--outptu=x'")) << command->name;
    }
}

TEST(CommandLine, MissingAndEmptyArgumentsAreNamed) {
    for (const Command* command : cli::commands()) {
        if (command->arguments.empty()) {
            continue;
        }
        const Ran none = run_in_process(words_of(*command));
        EXPECT_EQ(none.exit_code, 2) << command->name;
        EXPECT_THAT(none.err, HasSubstr(" --help` lists what it takes"));
        std::vector<std::string> words = well_formed(*command);
        *std::find(words.begin(), words.end(), "none/there") = "";
        const Ran empty = run_in_process(words);
        EXPECT_EQ(empty.exit_code, 2) << command->name;
        EXPECT_THAT(empty.err, HasSubstr(std::string(command->arguments.front().name) + " is empty"));
    }
}

TEST(CommandLine, OptionTakesOneWordAndArgumentsMayFollow) {
    const Ran ran = run_in_process({"check", "--format", "text", "none/a.yaml", "none/b.yaml"});
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_THAT(ran.err, HasSubstr("none/a.yaml: error[no-file]"));
    EXPECT_THAT(ran.err, HasSubstr("none/b.yaml: error[no-file]"));
}

// `tranche chck new` made a folder: `new` was taken for the command, and `chck` for its argument.
TEST(CommandLine, FirstWordThatIsNotACommandIsNeverAnArgument) {
    for (const Command* command : cli::commands()) {
        std::vector<std::string> words = words_of(*command);
        words.insert(words.begin(), "chck");
        const Ran ran = run_in_process(words);
        EXPECT_EQ(ran.exit_code, 2);
        EXPECT_THAT(ran.err, HasSubstr("there is no command 'chck'; did you mean 'check'?"));
    }
}

TEST(CommandLine, ArgumentMayBeCalledAsACommandIs) {
    const Ran ran = run_in_process({"check", "new", "track"});
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_THAT(ran.err, HasSubstr("new: error[no-file]"));
    EXPECT_THAT(ran.err, HasSubstr("track: error[no-file]"));
}

// On a terminal of 20 columns a line is broken at blanks, and every word is still there.
TEST(Help, FitsANarrowTerminal) {
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"help"}, {"help", "track"}, {"help", "forecast"}, {"forecast"}}) {
        std::istringstream in;
        std::ostringstream out;
        std::ostringstream err;
        cli::Environment environment{in, out, err};
        environment.out_is_terminal = true;
        environment.err_is_terminal = true;
        environment.width = 20;
        cli::run(words, environment);
        const std::string narrow = out.str() + err.str();
        const Ran wide = run_in_process(words);
        std::istringstream narrow_words(narrow);
        std::istringstream wide_words(wide.out + wide.err);
        const std::istream_iterator<std::string> end;
        EXPECT_EQ(std::vector<std::string>(std::istream_iterator<std::string>(narrow_words), end),
                  std::vector<std::string>(std::istream_iterator<std::string>(wide_words), end));
        for (const std::string& line : lines_of(narrow)) {
            const std::string text = line.substr(std::min(line.find_first_not_of(' '), line.size()));
            EXPECT_TRUE(line.size() <= 20 || text.find(' ') == std::string::npos) << line;
        }
    }
}

TEST(Help, IsTheSameByEveryWayOfAsking) {
    for (const Command* command : cli::commands()) {
        std::vector<std::string> before{"help"};
        std::vector<std::string> after = words_of(*command);
        before.insert(before.end(), after.begin(), after.end());
        after.emplace_back("--help");
        const Ran asked = run_in_process(before);
        EXPECT_EQ(asked.exit_code, 0);
        EXPECT_EQ(asked.out, run_in_process(after).out) << command->name;
        EXPECT_THAT(asked.out, HasSubstr("usage: tranche " + std::string(command->name)));
    }
    EXPECT_EQ(run_in_process({"help", "track"}).out, run_in_process({"track", "--help"}).out);
    EXPECT_EQ(run_in_process({"help", "trakc"}).exit_code, 2);
}

}  // namespace
}  // namespace tranche::test
