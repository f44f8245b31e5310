#include "tranche/base/figure_text.hpp"

#include <gtest/gtest.h>

namespace tranche::test {
namespace {

TEST(PlainFigure, TurnsBracketsAndDashesIntoSigns) {
    EXPECT_EQ(plain_figure("(909)"), "-909");
    EXPECT_EQ(plain_figure("(\u00a350 million)"), "-\u00a350 million");
    EXPECT_EQ(plain_figure("\u00a3(211 million)"), "-\u00a3211 million");
    EXPECT_EQ(plain_figure("\u00a3(211) million"), "-\u00a3211 million");
    EXPECT_EQ(plain_figure("(5)%"), "-5%");
    EXPECT_EQ(plain_figure("\u221250"), "-50");
    EXPECT_EQ(plain_figure("\u2013 50"), "-50");
    EXPECT_EQ(plain_figure("\u00a3\u201350k"), "-\u00a350k");
    for (const char* dash : {"-", "\u2013", "\u2014", " - ", "-*"}) {
        EXPECT_EQ(plain_figure(dash), "0") << dash;
    }
}

TEST(PlainFigure, DropsFootnoteMarks) {
    for (const char* text : {"1,200*", "1,200**", "1,200 \u2020", "1,200\u00b9", "1,200\u00b9\u00b2", "1,200 [2]",
                             "1,200[a]", "1,200 (p)", "1,200\u00a0*", "1,200\u00b9*"}) {
        EXPECT_EQ(plain_figure(text), "1,200") << text;
    }
    EXPECT_EQ(plain_figure("(909)\u00b9"), "-909");
    EXPECT_EQ(plain_figure("\u00a3(211 million)*"), "-\u00a3211 million");
}

TEST(PlainFigure, LeavesAloneWhatItDoesNotKnow) {
    for (const char* text : {"225", "\u00a31.115m", "5 m\u00b2", "(-5)", "(about 5)", "((5))", "2 (12)", "[123]", "x",
                             "", "2009-10", "1-2", "-(5)", "()"}) {
        EXPECT_EQ(plain_figure(text), text);
    }
}

TEST(FigureRange, GivesBothEndsTheirUnit) {
    const auto ends = [](std::string_view text) {
        const std::optional<FigureRange> range = figure_range(text);
        return range ? range->low + "|" + range->high : "none";
    };
    EXPECT_EQ(ends("4..6"), "4|6");
    EXPECT_EQ(ends("4 to 6"), "4|6");
    EXPECT_EQ(ends("4\u20136"), "4|6");
    EXPECT_EQ(ends("\u00a31..2m"), "\u00a31m|\u00a32m");
    EXPECT_EQ(ends("\u00a310..20"), "\u00a310|\u00a320");
    EXPECT_EQ(ends("10..\u00a320k"), "\u00a310k|\u00a320k");
    EXPECT_EQ(ends("300k..2m"), "300k|2m");
    EXPECT_EQ(ends("10..20%"), "10%|20%");
    EXPECT_EQ(ends("(10)..5"), "-10|5");
    EXPECT_EQ(ends("2..3 FTE"), "2 FTE|3 FTE");
    for (const char* text : {"\u20135", "5", "cost\u2013benefit", "5 trips to hospital", "..5"}) {
        EXPECT_EQ(ends(text), "none") << text;
    }
}

TEST(PoundsPower, KnowsTheUnitsOfPrintedTables) {
    for (const char* unit : {"\u00a3k", "\u00a3K", "\u00a3000", "\u00a3'000", "\u00a3\u2019000", "\u00a3000s",
                             "\u00a3'000s", "\u00a3000's", "\u00a3 thousand", "(\u00a3000)", "\u00a3\u00a0000"}) {
        EXPECT_EQ(pounds_power(unit), 3) << unit;
    }
    EXPECT_EQ(pounds_power("\u00a3"), 0);
    EXPECT_EQ(pounds_power("\u00a3m"), 6);
    EXPECT_EQ(pounds_power("\u00a3M"), 6);
    EXPECT_EQ(pounds_power("\u00a3 million"), 6);
    EXPECT_EQ(pounds_power("\u00a3bn"), 9);
    for (const char* unit : {"", "%", "k", "000", "\u00a300", "\u00a3x", "people"}) {
        EXPECT_FALSE(pounds_power(unit)) << unit;
    }
}

}  // namespace
}  // namespace tranche::test
