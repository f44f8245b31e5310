// The examples of every command's help, run one after the other in one folder: a reader can type them as they stand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>  // stable_sort
#include <filesystem>
#include <iterator>  // size
#include <string_view>

#include "commands.hpp"             // of tools/cli
#include "functional/matching.hpp"  // lines_of
#include "functional/transcript.hpp"
#include "support/command.hpp"
#include "support/places.hpp"
#include "support/temporary_folder.hpp"

namespace tranche::test {
namespace {

// A ledger has to be there before it is used, months are open before one of them is closed, and what is undone was
// recorded.
std::size_t turn_of(const std::string& example) {
    constexpr std::string_view first[] = {"track init", "track import", "track record"};
    std::size_t turn = 0;
    while (turn < std::size(first) && !example.starts_with(first[turn])) {
        ++turn;
    }
    return turn;
}

TEST(Examples, OfEveryCommandRun) {
    const TemporaryFolder folder;
    std::filesystem::create_directory_symlink(source_folder() + "/programmes", folder.of("programmes"));
    std::vector<std::string> examples;
    for (const cli::Command* command : cli::commands()) {
        examples.insert(examples.end(), command->examples.begin(), command->examples.end());
    }
    std::stable_sort(examples.begin(), examples.end(),
                     [](const std::string& a, const std::string& b) { return turn_of(a) < turn_of(b); });
    ASSERT_GE(examples.size(), 31U);
    for (const std::string& example : examples) {
        Invocation invocation;
        invocation.words = split_words(example);
        invocation.words.insert(invocation.words.begin(), command_path());
        invocation.folder = folder.path();
        invocation.environment["TRANCHE_CLOCK"] = "2015-05-05T09:00:00Z";
        const Ran ran = run_command(invocation);
        // An audit with --strict ends with 1 by intent: the printed figures of the reference case are not all reproduced.
        EXPECT_EQ(ran.exit_code, example.find("--strict") == std::string::npos ? 0 : 1) << example << "\n" << ran.err;
        EXPECT_THAT(ran.err, testing::Not(testing::HasSubstr("tranche: "))) << example;
    }
}

}  // namespace
}  // namespace tranche::test
