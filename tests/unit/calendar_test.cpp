#include "tranche/base/calendar.hpp"

#include "support/load.hpp"

#include <gtest/gtest.h>

namespace tranche::test {
namespace {

const Calendar april{2013, 7, date::April};
const Calendar january{2013, 7, date::January};

TEST(Month, IsReadAndWritten) {
    EXPECT_EQ(parse_month("2014-01"), date::year{2014} / date::January);
    EXPECT_EQ(parse_month("2014-12"), date::year{2014} / date::December);
    EXPECT_EQ(month_text(date::year{2014} / date::September), "2014-09");
    for (const char* text : {"", "2014", "2014-13", "2014-00", "2014-1", "14-01", "2014/01", "2014-0a", "1899-12",
                             "2014-011", "-014-01"}) {
        EXPECT_FALSE(parse_month(text)) << text;
    }
}

TEST(Calendar, CountsMonthsFromTheStartOfItsFirstYear) {
    EXPECT_EQ(april.index_of(date::year{2013} / date::April), 0);
    EXPECT_EQ(april.index_of(date::year{2014} / date::March), 11);
    EXPECT_EQ(april.index_of(date::year{2013} / date::March), -1);
    EXPECT_EQ(april.month_at(28), date::year{2015} / date::August);
    EXPECT_EQ(april.month_at(-4), date::year{2012} / date::December);
    EXPECT_EQ(january.index_of(date::year{2014} / date::March), 14);
    EXPECT_EQ(april.months(), 84);
}

TEST(Calendar, FloorsYearsBeforeItsStart) {
    EXPECT_EQ(Calendar::year_of(0), 0);
    EXPECT_EQ(Calendar::year_of(11), 0);
    EXPECT_EQ(Calendar::year_of(12), 1);
    EXPECT_EQ(Calendar::year_of(-1), -1);
    EXPECT_EQ(Calendar::year_of(-12), -1);
    EXPECT_EQ(Calendar::year_of(-13), -2);
}

TEST(Calendar, LabelsYearsAndQuarters) {
    EXPECT_EQ(april.year_label(0), "2013/14");
    EXPECT_EQ(april.year_label(86), "2099/00");
    EXPECT_EQ(january.year_label(1), "2014");
    EXPECT_EQ(april.quarter_label(0), "2013/14 Q1");
    EXPECT_EQ(april.quarter_label(7), "2014/15 Q4");
}

TEST(Calendar, ReadsItsOwnLabelsOnly) {
    EXPECT_EQ(april.parse_year("2013/14"), 0);
    EXPECT_EQ(april.parse_year("2012/13"), -1);
    EXPECT_EQ(april.parse_year("2099/00"), 86);
    EXPECT_EQ(january.parse_year("2015"), 2);
    for (const char* text : {"2013/15", "2013/13", "2013", "2013-14", "2013/1", "2013/014", "1899/00", "", "abcd/ef"}) {
        EXPECT_FALSE(april.parse_year(text)) << text;
    }
    EXPECT_FALSE(january.parse_year("2013/14"));
}

// The calendar that a calendar without a word about it would be is a calendar too.
TEST(Calendar, OfOneYearFrom2000IsReadLikeAnyOther) {
    const Model model = load_text(
        "programme: short\ncalendar: {first_year: 2000/01, years: 1}\ncosts: [{id: spend, by_year: {2000/01: 5}}]\n");
    EXPECT_EQ(forecast(model).at(0, 0).units, 5'000'000);
}

}  // namespace
}  // namespace tranche::test
