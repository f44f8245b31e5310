// Where results go: files, pipes and terminals.
#include <gmock/gmock.h>  // HasSubstr
#include <gtest/gtest.h>

#include <filesystem>

#include "functional/conventions.hpp"
#include "support/command.hpp"
#include "support/places.hpp"
#include "support/source_tree.hpp"  // read_text
#include "support/temporary_folder.hpp"

namespace tranche::test {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;

const std::string footbridge =
    "programme: footbridge\n"
    "calendar: {first_year: 2020/21, years: 3, year_starts: april, delay_window: fixed}\n"
    "money: {currency: GBP, unit: pound}\n"
    "costs: [{id: steel, by_year: {2020/21: 6000}}]\n"
    "benefits: [{id: tolls, yearly: 6000, from: 2021-04}]\n";
const std::string with_an_error = "programme: p\ncalendar: {first_year: 2013/14, years: soon}\n";

Invocation tranche(std::vector<std::string> arguments) {
    Invocation invocation;
    invocation.words = std::move(arguments);
    invocation.words.insert(invocation.words.begin(), command_path());
    return invocation;
}

std::vector<std::string> files_in(const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    return names;
}

TEST(OutputFile, HoldsWhatWouldHaveBeenPrintedAndNothingIsLeftBeside) {
    const TemporaryFolder folder;
    write_text(folder.of("p.yaml"), footbridge);
    write_text(folder.of("out.csv"), "an older result\n");
    for (const char* command : {"check", "forecast", "appraise", "scenarios"}) {
        const std::vector<std::string> words{command, folder.of("p.yaml"), "--format", "csv"};
        const std::string printed = run_command(tranche(words)).out;
        Invocation to_file = tranche(words);
        to_file.words.insert(to_file.words.end(), {"--output", folder.of("out.csv")});
        const Ran ran = run_command(to_file);
        EXPECT_EQ(ran.exit_code, 0) << ran.err;
        EXPECT_EQ(ran.out, "");
        EXPECT_EQ(read_text(folder.of("out.csv")), printed);
        EXPECT_THAT(files_in(folder.path()), UnorderedElementsAre("p.yaml", "out.csv"));
    }
}

TEST(OutputFile, IsLeftAloneWhereTheInputIsWrong) {
    const TemporaryFolder folder;
    write_text(folder.of("p.yaml"), with_an_error);
    write_text(folder.of("out.csv"), "older\n");
    const Ran ran = run_command(tranche({"forecast", folder.of("p.yaml"), "--output", folder.of("out.csv")}));
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_EQ(read_text(folder.of("out.csv")), "older\n");
    EXPECT_THAT(files_in(folder.path()), UnorderedElementsAre("p.yaml", "out.csv"));
}

TEST(OutputFile, ThatCannotBeWrittenIsABrokenWorld) {
    const TemporaryFolder folder;
    write_text(folder.of("p.yaml"), footbridge);
    write_text(folder.of("file"), "");
    std::filesystem::create_directory(folder.of("folder"));
    // Below a missing folder, below a file, in the place of a folder, where only the kernel writes.
    for (const std::string& path :
         {folder.of("none/out.csv"), folder.of("file/out.csv"), folder.of("folder"), std::string("/proc/out.csv")}) {
        const Ran ran = run_command(tranche({"forecast", folder.of("p.yaml"), "--output", path}));
        EXPECT_EQ(ran.exit_code, 3) << path;
        EXPECT_THAT(ran.err, HasSubstr("cannot write " + path));
        EXPECT_THAT(files_in(folder.path()), UnorderedElementsAre("p.yaml", "file", "folder"));
    }
}

TEST(FullDisk, IsABrokenWorld) {
    ASSERT_TRUE(std::filesystem::exists("/dev/full"));
    const TemporaryFolder folder;
    write_text(folder.of("p.yaml"), footbridge);
    // A shell, for the redirection; the words are ours.
    Invocation invocation;
    invocation.words = {"/bin/sh", "-c", "\"$0\" forecast \"$1\" >/dev/full", command_path(), folder.of("p.yaml")};
    const Ran ran = run_command(invocation);
    EXPECT_EQ(ran.exit_code, 3);
    EXPECT_THAT(ran.err, HasSubstr("cannot write the output"));
}

TEST(Colour, IsForTerminals) {
    const TemporaryFolder folder;
    write_text(folder.of("p.yaml"), with_an_error);
    Invocation invocation = tranche({"check", folder.of("p.yaml")});
    invocation.screen = Screen::together;
    EXPECT_THAT(run_command(invocation).out, Not(HasSubstr("\x1b")));
    invocation.screen = Screen::terminal;
    EXPECT_THAT(run_command(invocation).out, HasSubstr("\x1b["));
    invocation.environment["NO_COLOR"] = "1";
    const std::string plain = run_command(invocation).out;
    EXPECT_THAT(plain, HasSubstr("error["));
    EXPECT_THAT(plain, Not(HasSubstr("\x1b")));
}

TEST(Colour, IsNotInTheFormatsForMachines) {
    const TemporaryFolder folder;
    write_text(folder.of("p.yaml"), footbridge);
    for (const char* format : {"csv", "json", "md"}) {
        Invocation invocation = tranche({"forecast", folder.of("p.yaml"), "--format", format});
        invocation.screen = Screen::terminal;
        EXPECT_THAT(run_command(invocation).out, Not(HasSubstr("\x1b"))) << format;
    }
}

}  // namespace
}  // namespace tranche::test
