// Completion and the manual page: they list all there is, and the programs that they are for take them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>  // find_if
#include <set>

#include "commands.hpp"             // of tools/cli
#include "functional/matching.hpp"  // lines_of
#include "support/in_process.hpp"
#include "support/places.hpp"  // source_folder
#include "support/temporary_folder.hpp"

namespace tranche::test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string printed(const std::vector<std::string>& words) {
    const Ran ran = run_in_process(words);
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    return ran.out;
}

Ran shell(const std::string& script, const std::string& argument) {
    Invocation invocation;
    invocation.words = {"/bin/bash", "--norc", "-c", script, "bash", argument};
    return run_command(invocation);
}

// What bash offers for the last of the words, as the Tab key would.
std::vector<std::string> completed(const std::vector<std::string>& words) {
    const TemporaryFolder folder;
    write_text(folder.of("tranche"), printed({"completion", "bash"}));
    std::string script = "source \"$1\"; COMP_WORDS=(";
    for (const std::string& word : words) {
        script += " '" + word + "'";
    }
    script += "); COMP_CWORD=" + std::to_string(words.size() - 1) +
              "; _tranche; [[ -z ${COMPREPLY[*]} ]] || printf '%s\\n' \"${COMPREPLY[@]}\"";
    const Ran ran = shell(script, folder.of("tranche"));
    EXPECT_EQ(ran.err, "");
    return lines_of(ran.out);
}

TEST(BashCompletion, IsAScriptThatBashReads) {
    const TemporaryFolder folder;
    write_text(folder.of("tranche"), printed({"completion", "bash"}));
    const Ran ran = shell("bash -n \"$1\"", folder.of("tranche"));
    EXPECT_EQ(ran.exit_code, 0);
    EXPECT_EQ(ran.err, "");
}

TEST(BashCompletion, OffersEveryCommandAndEveryOptionOfIt) {
    const std::vector<std::string> first = completed({"tranche", ""});
    for (const cli::Command* command : cli::commands()) {
        std::vector<std::string> words{"tranche"};
        const std::string name(command->name);
        const std::size_t blank = name.find(' ');
        EXPECT_THAT(first, Contains(name.substr(0, blank)));
        words.push_back(name.substr(0, blank));
        if (blank != std::string::npos) {
            EXPECT_THAT(completed({"tranche", words.back(), ""}), Contains(name.substr(blank + 1)));
            words.push_back(name.substr(blank + 1));
        }
        words.emplace_back("--");
        const std::vector<std::string> offered = completed(words);
        for (const std::span<const cli::OptionRow> rows : command->options) {
            for (const cli::OptionRow& row : rows) {
                EXPECT_THAT(offered, Contains(std::string(row.name))) << name;
            }
        }
    }
}

TEST(BashCompletion, OffersTheWordsOfAnOption) {
    EXPECT_THAT(completed({"tranche", "forecast", "p.yaml", "--period", ""}), ElementsAre("year", "quarter", "month"));
    EXPECT_THAT(completed({"tranche", "forecast", "--period", "q"}), ElementsAre("quarter"));
    EXPECT_THAT(completed({"tranche", "forecast", "--period", "=", "q"}), ElementsAre("quarter"));
    EXPECT_THAT(completed({"tranche", "track", "st"}), ElementsAre("status"));
    EXPECT_THAT(completed({"tranche", "track", "status", "l", "--format", "j"}), ElementsAre("json"));
    EXPECT_THAT(completed({"tranche", "help", "fore"}), ElementsAre("forecast"));
    EXPECT_THAT(completed({"tranche", "help", "track", "st"}), ElementsAre("status"));
}

TEST(BashCompletion, LeavesNamesOfFilesToBash) {
    EXPECT_THAT(completed({"tranche", "forecast", ""}), IsEmpty());
    EXPECT_THAT(completed({"tranche", "forecast", "p.yaml", "--output", ""}), IsEmpty());
}

TEST(ZshCompletion, NamesEveryCommandAndOption) {
    const std::string script = printed({"completion", "zsh"});
    for (const cli::Command* command : cli::commands()) {
        EXPECT_THAT(script, HasSubstr("'" + std::string(command->name) + "') _arguments"));
        for (const std::span<const cli::OptionRow> rows : command->options) {
            for (const cli::OptionRow& row : rows) {
                EXPECT_THAT(script, HasSubstr("'" + std::string(row.name) + (row.placeholder.empty() ? "[" : "=[")));
            }
        }
    }
    const TemporaryFolder folder;
    write_text(folder.of("_tranche"), script);
    const Ran ran = shell("zsh -n \"$1\"", folder.of("_tranche"));
    EXPECT_EQ(ran.exit_code, 0);
    EXPECT_EQ(ran.err, "");
}

// What zsh itself offers in a terminal for what was typed, sorted.
std::vector<std::string> offered_by_zsh(const std::string& typed) {
    const TemporaryFolder folder;
    write_text(folder.of("_tranche"), printed({"completion", "zsh"}));
    Invocation invocation;
    invocation.words = {"/usr/bin/zsh", "-f", source_folder() + "/tests/functional/offered.zsh", folder.path(), typed};
    const Ran ran = run_command(invocation);
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    EXPECT_EQ(ran.err, "");
    return lines_of(ran.out);
}

TEST(ZshCompletion, OffersInAShellWhatTheTablesHold) {
    std::set<std::string> first;
    for (const cli::Command* command : cli::commands()) {
        first.emplace(command->name.substr(0, command->name.find(' ')));
    }
    EXPECT_THAT(offered_by_zsh("tranche "), testing::IsSupersetOf(first));
    std::vector<std::string> options{"--help", "--version"};
    const cli::Command* forecast = *std::find_if(cli::commands().begin(), cli::commands().end(),
                                                 [](const cli::Command* each) { return each->name == "forecast"; });
    for (const std::span<const cli::OptionRow> rows : forecast->options) {
        for (const cli::OptionRow& row : rows) {
            options.emplace_back(row.name);
        }
    }
    EXPECT_THAT(offered_by_zsh("tranche forecast -"), testing::UnorderedElementsAreArray(options));
    EXPECT_THAT(offered_by_zsh("tranche track st"), ElementsAre("status"));
    EXPECT_THAT(offered_by_zsh("tranche help fore"), ElementsAre("forecast"));
    EXPECT_THAT(offered_by_zsh("tranche help track st"), ElementsAre("status"));
    EXPECT_THAT(offered_by_zsh("tranche help check "), IsEmpty());
}

TEST(ZshCompletion, OffersTheWordsOfAnOption) {
    EXPECT_THAT(offered_by_zsh("tranche forecast p.yaml --period "), ElementsAre("month", "quarter", "year"));
    EXPECT_THAT(offered_by_zsh("tranche forecast --period=q"), ElementsAre("quarter"));
    EXPECT_THAT(offered_by_zsh("tranche track status l --format j"), ElementsAre("json"));
}

// An option is offered once, unless every value of it counts; words of a list are offered after each comma.
TEST(ZshCompletion, OffersAgainWhatMayBeGivenAgain) {
    EXPECT_THAT(offered_by_zsh("tranche forecast --quiet --qui"), IsEmpty());
    for (const cli::Command* command : cli::commands()) {
        for (const std::span<const cli::OptionRow> rows : command->options) {
            for (const cli::OptionRow& row : rows) {
                const std::string typed = "tranche " + std::string(command->name) + " " + std::string(row.name);
                if (row.repeatable) {
                    EXPECT_THAT(offered_by_zsh(typed + " x " + std::string(row.name)), Contains(row.name)) << typed;
                }
                if (row.list && row.choices.size() > 1) {
                    EXPECT_THAT(offered_by_zsh(typed + " " + row.choices[0] + "," + row.choices[1]),
                                Contains(row.choices[1]))
                        << typed;
                }
            }
        }
    }
}

TEST(ManualPage, NamesEveryCommandAndOption) {
    const std::string page = printed({"manual"});
    for (const cli::Command* command : cli::commands()) {
        EXPECT_THAT(page, HasSubstr(".SS \"tranche " + std::string(command->name)));
    }
    EXPECT_THAT(page, AllOf(HasSubstr("\\fB\\-\\-period\\fP \\fIPERIOD\\fP"), HasSubstr(".SH EXIT STATUS")));
}

TEST(ManualPage, IsShownByManWithoutAWarning) {
    const TemporaryFolder folder;
    write_text(folder.of("tranche.1"), printed({"manual"}));
    const Ran ran = shell("groff -man -Tutf8 -ww -P-cbou \"$1\"", folder.of("tranche.1"));
    EXPECT_EQ(ran.exit_code, 0);
    EXPECT_EQ(ran.err, "");
    EXPECT_THAT(ran.out, AllOf(HasSubstr("--period"), HasSubstr("tranche track record LEDGER"),
                               HasSubstr("2014-06=1200,2014-07=900"), HasSubstr("£10,000"), Not(HasSubstr("\\f"))));
}

}  // namespace
}  // namespace tranche::test
