// Every .test file of this folder prints what it says, and between them they use all that the command offers.
#include <gmock/gmock.h>  // IsEmpty
#include <gtest/gtest.h>

#include <algorithm>  // sort
#include <filesystem>

#include "functional/coverage.hpp"
#include "functional/stage.hpp"
#include "support/command.hpp"
#include "support/places.hpp"
#include "support/source_tree.hpp"  // read_text

namespace tranche::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

const std::string root = source_folder();
const std::string own_folder = "tests/functional";

std::vector<std::string> text_tests() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(root + "/" + own_folder)) {
        if (entry.path().extension() == ".test") {
            names.push_back(entry.path().stem().string());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

class Text : public testing::TestWithParam<std::string> {};

TEST_P(Text, PrintsWhatItSays) {
    const std::string path = own_folder + "/" + GetParam() + ".test";
    const std::string complaints = play_file(read_transcript(read_text(root + "/" + path)), path);
    EXPECT_TRUE(complaints.empty()) << complaints << "TRANCHE_APPROVE=1 rewrites the file; read what it then says";
}

INSTANTIATE_TEST_SUITE_P(, Text, testing::ValuesIn(text_tests()),
                         [](const testing::TestParamInfo<std::string>& test) { return test.param; });

std::string help_of(std::vector<std::string> words) {
    words.insert(words.begin(), command_path());
    words.emplace_back("--help");
    Invocation invocation;
    invocation.words = std::move(words);
    return run_command(invocation).out;
}

std::vector<CommandLine> tested_lines() {
    std::vector<CommandLine> lines;
    for (const std::string& name : text_tests()) {
        for (const Step& step : read_transcript(read_text(root + "/" + own_folder + "/" + name + ".test")).steps) {
            if (step.words.front() == "tranche") {
                lines.emplace_back(step.words.begin() + 1, step.words.end());
            }
        }
    }
    return lines;
}

TEST(Coverage, EveryCommandOptionAndChoiceHasATest) {
    const std::vector<CommandLine> lines = tested_lines();
    std::vector<std::string> commands;
    for (const std::string& command : commands_in_help(help_of({}))) {
        const std::string help = help_of({command});
        if (!lists_commands(help)) {
            commands.push_back(command);
            continue;
        }
        for (const std::string& member : commands_in_help(help)) {
            commands.push_back(command + " " + member);
        }
    }
    ASSERT_THAT(commands, testing::IsSupersetOf({"forecast", "track record"}));
    for (const std::string& command : commands) {
        const std::vector<OptionHelp> options = options_in_help(help_of(split_words(command)));
        EXPECT_GE(options.size(), 2U) << command << " seems to have no options";
        for (const OptionHelp& option : options) {
            EXPECT_FALSE(option.name == "--format" && option.choices.empty())
                << "`tranche " << command << " --help` does not list its formats as `text, csv or json`";
        }
        EXPECT_THAT(untested(command, options, lines), IsEmpty());
    }
}

TEST(Coverage, ReadsTheHelpAsItStands) {
    std::vector<std::string> names;
    std::vector<std::string> periods;
    for (const OptionHelp& option : options_in_help(help_of({"forecast"}))) {
        names.push_back(option.name);
        periods = option.name == "--period" ? option.choices : periods;
    }
    EXPECT_THAT(names, testing::IsSupersetOf({"--help", "--format", "--output", "--quiet", "--rows", "--scenario"}));
    EXPECT_THAT(periods, ElementsAre("year", "quarter", "month"));
}

TEST(Coverage, PlantedCommandOptionAndChoiceAreCaught) {
    const std::vector<CommandLine> lines = tested_lines();
    const std::string help = help_of({"forecast"});
    const auto judge = [&](const std::string& more) {
        return untested("forecast", options_in_help(help + more), lines);
    };
    EXPECT_THAT(judge("  --planted WHAT    nothing\n"), Contains("no test runs forecast with --planted"));
    EXPECT_THAT(judge("  --period WHAT    periods: year and fortnight (year)\n"),
                Contains("no test runs forecast with --period fortnight"));
    EXPECT_THAT(judge(""), Not(Contains("no test runs forecast with --period year")));
    EXPECT_THAT(untested("foretell", options_in_help(help), lines), ElementsAre("no test runs foretell"));
}

TEST(Coverage, MemberOfAGroupIsTestedByItsTwoWords) {
    const std::vector<CommandLine> lines{{"track", "log", "l", "--quiet"}};
    EXPECT_THAT(untested("track log", {{"--quiet", {}}}, lines), IsEmpty());
    EXPECT_THAT(untested("track close", {}, lines), ElementsAre("no test runs track close"));
}

TEST(Coverage, OptionTestedWithAnotherCommandIsNotTested) {
    const std::vector<CommandLine> lines{{"forecast", "p", "--rows=line"}, {"scenarios", "p"}};
    EXPECT_THAT(untested("forecast", {{"--rows", {"line"}}}, lines), IsEmpty());
    EXPECT_THAT(untested("scenarios", {{"--rows", {}}}, lines), ElementsAre("no test runs scenarios with --rows"));
}

}  // namespace
}  // namespace tranche::test
