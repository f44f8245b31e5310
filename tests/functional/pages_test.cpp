// Pages for people print what they show; and the reader of pages reads them right.
#include "functional/pages.hpp"

#include <gmock/gmock.h>  // ElementsAre, HasSubstr
#include <gtest/gtest.h>

#include <cctype>  // isalnum
#include <set>
#include <stdexcept>

#include "functional/stage.hpp"
#include "support/places.hpp"
#include "support/source_tree.hpp"  // read_text

namespace tranche::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::string root = source_folder();

class Pages : public testing::TestWithParam<std::string> {};

TEST_P(Pages, PrintWhatTheyShow) {
    const std::string& path = GetParam();
    const Transcript transcript = read_page(read_text(root + "/" + path)).transcript;
    const std::string complaints = play_file(transcript, path);
    EXPECT_TRUE(complaints.empty()) << complaints << "TRANCHE_APPROVE=1 rewrites the page; read what it then says";
}

INSTANTIATE_TEST_SUITE_P(, Pages, testing::ValuesIn(pages_of(root)),
                         [](const testing::TestParamInfo<std::string>& test) {
                             std::string name = test.param.substr(0, test.param.rfind('.'));
                             for (char& c : name) {
                                 c = std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
                             }
                             return name;
                         });

/// Rows `page: first line of the block` of skipped_blocks.txt; the comment above each says why.
std::multiset<std::string> excused() {
    std::multiset<std::string> rows;
    for (const std::string& line : lines_of(read_text(root + "/tests/functional/skipped_blocks.txt"))) {
        if (!line.empty() && !line.starts_with('#')) {
            rows.insert(line);
        }
    }
    return rows;
}

TEST(SkippedBlocks, AreTheExcusedOnesAndNoMore) {
    std::multiset<std::string> skipped;
    for (const std::string& path : pages_of(root)) {
        for (const std::string& block : read_page(read_text(root + "/" + path)).skipped) {
            skipped.insert(path + ": " + block);
        }
    }
    EXPECT_EQ(skipped, excused());
}

std::string problem_of(const std::string& text) {
    try {
        read_page(text);
    } catch (const std::runtime_error& problem) {
        return problem.what();
    }
    return {};
}

std::string played(const std::string& text) {
    CommandStage stage;
    return review(read_page(text).transcript, stage, text, "page").complaints;
}

TEST(Page, RunsConsoleBlocksAndWritesFiles) {
    const Page page = read_page(
        "Text\n\n```yaml file=a/p.yaml\nprogramme: p\n```\n\n1. item\n\n   ```console\n   $ tranche check a/p.yaml\n"
        "   a line\n   ```\n\n```yaml\nonly: shown\n```\n\n```console skip\n$ sudo apt install x\n```\n");
    ASSERT_THAT(page.transcript.steps, SizeIs(2));
    EXPECT_THAT(page.transcript.steps[0].words, ElementsAre("write", "a/p.yaml"));
    EXPECT_EQ(page.transcript.steps[0].content, "programme: p\n");
    EXPECT_THAT(page.transcript.steps[1].words, ElementsAre("tranche", "check", "a/p.yaml"));
    EXPECT_THAT(page.transcript.steps[1].out, ElementsAre("a line"));
    EXPECT_EQ(page.transcript.steps[1].line, 10U);
    EXPECT_THAT(page.skipped, ElementsAre("$ sudo apt install x"));
}

TEST(Page, ShowsWhatAScreenWould) {
    EXPECT_EQ(played("```console\n$ tranche foretell\n"
                     "tranche: there is no command 'foretell'<*>\n[2]\n```\n"),
              "");
    EXPECT_EQ(played("```console\n$ ./tools/run --version\ntranche <*>\n```\n"), "");
}

TEST(Page, ThatShowsSomethingElseIsCaught) {
    EXPECT_THAT(played("```console\n$ tranche --version\ntranche 47.11\n```\n"),
                HasSubstr("page:2: $ tranche --version\n(- expected, + printed)\n- tranche 47.11\n+ tranche "));
}

TEST(Page, WithAnUnreadableBlockIsRefused) {
    EXPECT_THAT(problem_of("```console\n$ git status\n```\n"), HasSubstr("line 2: 'git' cannot be run here"));
    EXPECT_THAT(problem_of("```console\ntranche check\n```\n"), HasSubstr("belongs to no command"));
    EXPECT_THAT(problem_of("```console\n```\n"), HasSubstr("no command"));
    EXPECT_THAT(problem_of("```console ship\n$ tranche\n```\n"), HasSubstr("takes skip and nothing else"));
    EXPECT_THAT(problem_of("\n```yaml\nx: 1\n"), HasSubstr("line 2: this block has no end"));
}

TEST(Page, FindsThePagesOfTheProject) {
    EXPECT_THAT(pages_of(root), testing::Contains("programmes/cheshire-community-safety/README.md"));
}

TEST(MainJob, IsWhatToolsRunSaysItIs) {
    EXPECT_THAT(main_job("programme=\"$root/programmes/x\"\nfor job in forecast scenarios; do\n"),
                ElementsAre(ElementsAre("forecast", "programmes/x"), ElementsAre("scenarios", "programmes/x")));
    EXPECT_THAT(main_job(read_text(root + "/tools/run")), testing::Not(IsEmpty()));
    EXPECT_THROW(main_job("exec tranche\n"), std::runtime_error);
}

}  // namespace
}  // namespace tranche::test
