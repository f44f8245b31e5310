// The reader of text tests: what matches, what does not, and what it refuses.
#include "functional/transcript.hpp"

#include <gmock/gmock.h>  // ElementsAre, HasSubstr
#include <gtest/gtest.h>

#include <stdexcept>

#include "functional/stage.hpp"

namespace tranche::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string problem_of(const std::string& text) {
    try {
        read_transcript(text);
    } catch (const std::runtime_error& problem) {
        return problem.what();
    }
    return {};
}

/// Prints what it is given, whatever the step.
class Echo : public Stage {
public:
    explicit Echo(Played played) : played_(std::move(played)) {}
    Played play(const Step& /*step*/, bool /*one_screen*/) override { return played_; }

private:
    Played played_;
};

Review reviewed(const std::string& text, Played played) {
    Echo stage(std::move(played));
    return review(read_transcript(text), stage, text, "x.test");
}

TEST(Matching, LinesAreExact) {
    EXPECT_TRUE(lines_match({"a", "", "b"}, {"a", "", "b"}));
    EXPECT_FALSE(lines_match({"a"}, {"a "}));
    EXPECT_FALSE(lines_match({"a"}, {"a", "b"}));
    EXPECT_FALSE(lines_match({"a", "b"}, {"b"}));
    EXPECT_FALSE(lines_match({}, {"a"}));
}

TEST(Matching, BlankLinesAtTheEndDoNotCount) {
    EXPECT_TRUE(lines_match({"a"}, {"a", "", ""}));
    EXPECT_TRUE(lines_match({"a", ""}, {"a"}));
    EXPECT_FALSE(lines_match({"a"}, {"", "a"}));
}

TEST(Matching, EllipsisStandsForAnyLines) {
    EXPECT_TRUE(lines_match({"..."}, {}));
    EXPECT_TRUE(lines_match({"a", "...", "d"}, {"a", "b", "c", "d"}));
    EXPECT_TRUE(lines_match({"...", "b", "...", "b", "..."}, {"a", "b", "b"}));
    EXPECT_FALSE(lines_match({"...", "b"}, {"b", "c"}));
    EXPECT_FALSE(lines_match({"a", "...", "d"}, {"a", "b"}));
    EXPECT_FALSE(lines_match({" ..."}, {"a"}));
}

TEST(Matching, AnythingWithinALine) {
    EXPECT_TRUE(line_matches("sha <*>, <*>.", "sha 9f, 12."));
    EXPECT_TRUE(line_matches("a<*>", "a"));
    EXPECT_FALSE(line_matches("sha <*>.", "sha 9f"));
    EXPECT_FALSE(line_matches("<*>b", "ba"));
}

TEST(Matching, DifferenceShowsBoth) {
    EXPECT_EQ(difference({"a", "...", "y", "z"}, {"a", "b", "x", "z"}), "  a\n. b\n. x\n- y\n  z\n");
    EXPECT_EQ(difference({"a", "b"}, {"a", "c"}), "  a\n- b\n+ c\n");
}

TEST(Matching, LostLineBreakIsALineOfItsOwn) {
    EXPECT_THAT(lines_of("a\nb"), ElementsAre("a", "b", "(no line break at the end)"));
    EXPECT_THAT(lines_of(""), IsEmpty());
}

TEST(Words, AreSplitWithoutAShell) {
    EXPECT_THAT(split_words("check  'a b' --x=\"y z\" ''"), ElementsAre("check", "a b", "--x=y z", ""));
    EXPECT_THROW(split_words("check a | more"), std::runtime_error);
    EXPECT_THROW(split_words("check *.yaml"), std::runtime_error);
    EXPECT_THROW(split_words("check > out"), std::runtime_error);
    EXPECT_THROW(split_words("check 'a"), std::runtime_error);
    EXPECT_THAT(split_words("check '*'"), ElementsAre("check", "*"));
}

TEST(Transcript, ReadsStepsOneByOne) {
    const Transcript read = read_transcript(
        "# why\n\n$ write a.yaml <<END\n# kept\n$ kept\nEND\n$ tranche check - < a.yaml\nout\n\n! err\n!\n"
        "\\# heading\n[1]\n\n# more\n$ cat a.yaml\n");
    ASSERT_THAT(read.steps, SizeIs(3));
    EXPECT_EQ(read.steps[0].content, "# kept\n$ kept\n");
    EXPECT_THAT(read.steps[1].words, ElementsAre("tranche", "check", "-"));
    EXPECT_EQ(read.steps[1].standard_input, "a.yaml");
    EXPECT_THAT(read.steps[1].out, ElementsAre("out", "", "# heading", ""));
    EXPECT_THAT(read.steps[1].err, ElementsAre("err", ""));
    EXPECT_EQ(read.steps[1].exit_code, 1);
    EXPECT_EQ(read.steps[2].exit_code, 0);
}

TEST(Transcript, RefusesWhatItCannotRead) {
    EXPECT_THAT(problem_of("# nothing\n"), HasSubstr("no command"));
    EXPECT_THAT(problem_of("\nstray\n$ tranche\n"), HasSubstr("line 2: 'stray' belongs to no command"));
    EXPECT_THAT(problem_of("$ tranche a | b\n"), HasSubstr("line 1: there is no shell"));
    EXPECT_THAT(problem_of("$ write a <<END\nx\n"), HasSubstr("no line END"));
    EXPECT_THAT(problem_of("$ write a\n"), HasSubstr("write is"));
    EXPECT_THAT(problem_of("$ tranche <a\n"), HasSubstr("redirection"));
}

TEST(Review, AcceptsWhatIsExpected) {
    EXPECT_EQ(reviewed("$ tranche\nout\n! err\n[2]\n", {{"out"}, {"err"}, 2}).complaints, "");
}

TEST(Review, CatchesOutputErrorsAndExitCode) {
    EXPECT_THAT(reviewed("$ tranche\nout\n", {{"other"}, {}, 0}).complaints, HasSubstr("- out\n+ other\n"));
    EXPECT_THAT(reviewed("$ tranche\n", {{}, {"unasked"}, 0}).complaints, HasSubstr("standard error:\n+ unasked\n"));
    EXPECT_THAT(reviewed("$ tranche\n", {{}, {}, 3}).complaints, HasSubstr("- exit code 0\n+ exit code 3\n"));
}

TEST(Review, ApprovedTextIsWhatThenPasses) {
    const Played played{{"# title", "$ 5", "", "[1]"}, {"one", ""}, 2};
    const std::string text = "# a comment\n$ tranche a\nold\n\n# another\n$ tranche b\n";
    const std::string approved = reviewed(text, played).approved;
    EXPECT_THAT(approved, HasSubstr("# a comment\n$ tranche a\n! one\n!\n\\# title\n\\$ 5\n\n\\[1]\n[2]\n\n# another"));
    EXPECT_EQ(reviewed(approved, played).complaints, "");
}

TEST(Review, ApprovalLeavesWhatMatchesAsItIs) {
    const std::string text = "$ tranche\n...\nend <*>\n";
    EXPECT_EQ(reviewed(text, {{"a", "end 5"}, {}, 0}).approved, text);
}

TEST(Review, ApprovalOfOneOutputLeavesTheOther) {
    const std::string approved = reviewed("$ tranche\n! ...\nold\n", {{"new"}, {"a", "b"}, 0}).approved;
    EXPECT_EQ(approved, "$ tranche\n! ...\nnew\n");
}

TEST(CommandStage, KeepsToItsFolder) {
    CommandStage stage;
    Step step;
    for (const char* name : {"../a", "/tmp/a", "programmes/a", "b/../../a"}) {
        step.words = {"write", name};
        EXPECT_THROW(stage.play(step, false), std::runtime_error) << name;
    }
    step.words = {"rm", "a"};
    EXPECT_THROW(stage.play(step, false), std::runtime_error);
}

}  // namespace
}  // namespace tranche::test
