#include "tranche/base/diagnostic.hpp"

#include <gtest/gtest.h>

namespace tranche::test {
namespace {

// One error at a place of a text.
std::string shown(const std::string& text, std::uint32_t line, std::uint32_t column,
                  const RenderOptions& options = {}) {
    Diagnostics diagnostics;
    const std::uint32_t file = diagnostics.add_file(std::make_shared<const SourceText>(SourceText{"p.yaml", text}));
    diagnostics.error("some-code", {file, line, column}, "this is wrong", "do it right");
    return render(diagnostics.all().front(), diagnostics, options);
}

// How far the caret and the character X stand from the left, in characters.
struct Marks {
    std::size_t caret = 0;
    std::size_t x = 0;
    std::size_t width = 0;
};

Marks marks_of(const std::string& rendered) {
    const std::size_t first = rendered.find('\n') + 1;
    const std::size_t second = rendered.find('\n', first) + 1;
    const std::string line = rendered.substr(first, second - first - 1);
    return {rendered.find('^', second) - second, line.find('X'), line.size()};
}

TEST(Render, ShowsPlaceCodeSentenceLineCaretAndHelp) {
    EXPECT_EQ(shown("first: 1\nsecond: two\n", 2, 9),
              "p.yaml:2:9: error[some-code]: this is wrong\n"
              "  second: two\n"
              "          ^\n"
              "  help: do it right\n");
}

TEST(Render, CountsCharactersAndNotBytes) {
    EXPECT_EQ(shown("caf\u00e9: \u00a35 x\n", 1, 10),
              "p.yaml:1:10: error[some-code]: this is wrong\n"
              "  caf\u00e9: \u00a35 x\n"
              "           ^\n"
              "  help: do it right\n");
}

TEST(Render, LeavesOutWhatThereIsNot) {
    EXPECT_EQ(shown("text\n", 0, 0), "p.yaml: error[some-code]: this is wrong\n  help: do it right\n");
    Diagnostics diagnostics;
    diagnostics.warning("mild", {}, "no file at all");
    EXPECT_EQ(render(diagnostics.all().front(), diagnostics), "tranche: warning[mild]: no file at all\n");
}

TEST(Render, ShowsThePartOfALongLineAroundTheCaret) {
    for (const std::size_t at : {0U, 5U, 50U, 150U, 198U, 199U}) {
        std::string line(200, 'a');
        line[at] = 'X';
        RenderOptions options;
        options.width = 60;
        const Marks marks = marks_of(shown(line, 1, static_cast<std::uint32_t>(at + 1), options));
        EXPECT_EQ(marks.caret, marks.x) << at;
        EXPECT_LE(marks.width, 60U);
        EXPECT_GT(marks.width, 20U);
    }
}

TEST(Render, TurnsTabsIntoBlanksAndDropsCarriageReturns) {
    EXPECT_EQ(shown("\tX\r\nnext\r\n", 1, 2),
              "p.yaml:1:2: error[some-code]: this is wrong\n   X\n   ^\n  help: do it right\n");
}

TEST(Render, ColoursOnlyWhereAsked) {
    RenderOptions options;
    options.colour = true;
    EXPECT_NE(shown("x\n", 1, 1, options).find("\033[1;31merror"), std::string::npos);
    EXPECT_EQ(shown("x\n", 1, 1).find('\033'), std::string::npos);
}

TEST(Diagnostics, SettleInOrderOfPlaceEachOnce) {
    Diagnostics diagnostics;
    diagnostics.error("late", {0, 9, 1}, "z");
    diagnostics.warning("early", {0, 2, 5}, "y");
    diagnostics.error("late", {0, 9, 1}, "z");
    diagnostics.error("early", {0, 2, 1}, "x");
    diagnostics.settle();
    ASSERT_EQ(diagnostics.all().size(), 3U);
    EXPECT_EQ(diagnostics.all()[0].sentence, "x");
    EXPECT_EQ(diagnostics.all()[1].sentence, "y");
    EXPECT_EQ(diagnostics.all()[2].sentence, "z");
}

TEST(Diagnostics, CountErrorsAndNotWarnings) {
    Diagnostics diagnostics;
    diagnostics.warning("mild", {}, "w");
    EXPECT_FALSE(diagnostics.has_errors());
    diagnostics.error("grave", {}, "e");
    EXPECT_TRUE(diagnostics.has_errors());
    EXPECT_EQ(diagnostics.errors(), 1U);
}

TEST(Diagnostics, KeepNoMoreThanTheirMostButStillCount) {
    Diagnostics diagnostics;
    for (std::uint32_t i = 0; i < Diagnostics::most + 5; ++i) {
        diagnostics.error("many", {0, i + 1, 1}, "e");
    }
    EXPECT_TRUE(diagnostics.full());
    EXPECT_EQ(diagnostics.all().size(), Diagnostics::most);
    EXPECT_EQ(diagnostics.errors(), Diagnostics::most + 5);
}

}  // namespace
}  // namespace tranche::test
