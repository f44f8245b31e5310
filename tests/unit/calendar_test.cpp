#include "tranche/base/calendar.hpp"

#include "support/load.hpp"

#include <gtest/gtest.h>

namespace tranche::test {
namespace {

const Calendar from_april{2013, 7, april};
const Calendar from_january{2013, 7, january};

TEST(Month, IsReadAndWritten) {
    EXPECT_EQ(parse_month("2014-01"), Month(2014, 1));
    EXPECT_EQ(parse_month("2014-12"), Month(2014, 12));
    EXPECT_EQ(month_text(Month(2014, 9)), "2014-09");
    for (const char* text : {"", "2014", "2014-13", "2014-00", "2014-1", "14-01", "2014/01", "2014-0a", "1899-12",
                             "2014-011", "-014-01"}) {
        EXPECT_FALSE(parse_month(text)) << text;
    }
}

TEST(Month, IsCountedFromAnother) {
    EXPECT_EQ(Month(2013, 11) + 3, Month(2014, 2));
    EXPECT_EQ(Month(2014, 2) - 3, Month(2013, 11));
    EXPECT_EQ(Month(2014, 2) - Month(2013, 11), 3);
    EXPECT_LT(Month(2013, 12), Month(2014, 1));
    EXPECT_EQ(Month(2014, 12).year(), 2014);
    EXPECT_EQ(Month(2014, 12).month(), 12);
}

// Day numbers from `date -u -d 2016-02-29 +%s` over 86,400 and its like.
TEST(Day, IsReadWrittenAndCounted) {
    EXPECT_EQ(parse_date("1970-01-01"), Day(0));
    EXPECT_EQ(parse_date("2016-02-29"), Day(16860));
    EXPECT_EQ(parse_date("2000-03-01"), Day(11017));
    EXPECT_EQ(parse_date("1969-12-31"), Day(-1));
    EXPECT_EQ(date_text(Day(16860)), "2016-02-29");
    EXPECT_EQ(Day(16860).month(), Month(2016, 2));
    EXPECT_EQ(Day(16860).day_of_month(), 29);
    EXPECT_EQ(last_day(Month(2016, 2)), Day(16860));
    EXPECT_EQ(last_day(Month(2015, 2)) + 1, *parse_date("2015-03-01"));
    EXPECT_FALSE(day_of(Month(2015, 2), 29));
    EXPECT_FALSE(day_of(Month(2015, 2), 0));
    for (const char* text : {"2015-02-29", "2015-13-01", "2015-00-01", "2015-1-01", "2015-01-1", "2015/01/01",
                             "2015-01", "2015-01-001", "2015-01-0a", ""}) {
        EXPECT_FALSE(parse_date(text)) << text;
    }
}

TEST(Calendar, CountsMonthsFromTheStartOfItsFirstYear) {
    EXPECT_EQ(from_april.index_of(Month(2013, 4)), 0);
    EXPECT_EQ(from_april.index_of(Month(2014, 3)), 11);
    EXPECT_EQ(from_april.index_of(Month(2013, 3)), -1);
    EXPECT_EQ(from_april.month_at(28), Month(2015, 8));
    EXPECT_EQ(from_april.month_at(-4), Month(2012, 12));
    EXPECT_EQ(from_january.index_of(Month(2014, 3)), 14);
    EXPECT_EQ(from_april.months(), 84);
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
    EXPECT_EQ(from_april.year_label(0), "2013/14");
    EXPECT_EQ(from_april.year_label(86), "2099/00");
    EXPECT_EQ(from_january.year_label(1), "2014");
    EXPECT_EQ(from_april.quarter_label(0), "2013/14 Q1");
    EXPECT_EQ(from_april.quarter_label(7), "2014/15 Q4");
}

TEST(Calendar, ReadsItsOwnLabels) {
    EXPECT_EQ(from_april.parse_year("2013/14"), 0);
    EXPECT_EQ(from_april.parse_year("2012/13"), -1);
    EXPECT_EQ(from_april.parse_year("2099/00"), 86);
    EXPECT_EQ(from_january.parse_year("2015"), 2);
    for (const char* text : {"2013/15", "2013/13", "2013", "2013/1", "2013/014", "1899/00", "", "/", "-", "abcd/ef"}) {
        EXPECT_FALSE(from_april.parse_year(text)) << text;
    }
    EXPECT_FALSE(from_january.parse_year("2013/14"));
}

TEST(Calendar, ReadsYearsAsDocumentsWriteThem) {
    for (const char* text : {"2014/15", "14/15", "2014/2015", "2014-15", "2014-2015", "2014\u201315", "14-15"}) {
        EXPECT_EQ(from_april.parse_year(text), 1) << text;
    }
    EXPECT_EQ(from_april.parse_year("2099/2100"), 86);
    EXPECT_EQ(from_april.parse_year("1999/2000"), -14);
    EXPECT_EQ(from_april.parse_year("99/00"), -14);
    EXPECT_EQ(from_april.parse_year("93/94"), -20);  // 20 years before the first year of the calendar
    EXPECT_EQ(from_april.parse_year("92/93"), 79);   // 2092/93
    for (const char* text : {"14/16", "2014/2016", "14/2015", "2014/015", "2014--15", "1/2", "201/202", "2014/1915"}) {
        EXPECT_FALSE(from_april.parse_year(text)) << text;
    }
    EXPECT_FALSE(from_january.parse_year("2013/2014"));
}

TEST(Calendar, TakesAYearThatCouldBeAMonthForAMonthWhereOneCanStand) {
    EXPECT_EQ(from_april.parse_year("2009-10"), -4);
    EXPECT_EQ(from_april.parse_period("2009-10"), (MonthSpan{-42, 1}));  // October 2009 to April 2013
    EXPECT_TRUE(from_april.month_or_year("2009-10"));
    EXPECT_TRUE(from_april.month_or_year("2000-01"));
    EXPECT_TRUE(from_april.month_or_year("2011-12"));
    for (const char* text : {"2009-11", "2012-13", "2009/10", "October 2009", "2009"}) {
        EXPECT_FALSE(from_april.month_or_year(text)) << text;
    }
    EXPECT_FALSE(from_january.month_or_year("2009-10"));
    EXPECT_EQ(from_april.parse_period("2012-13"), (MonthSpan{-12, 12}));
}

TEST(Month, IsReadInWords) {
    for (const char* text : {"2014-01", "January 2014", "Jan 2014", "january 2014", "JAN 2014"}) {
        EXPECT_EQ(parse_written_month(text), Month(2014, 1)) << text;
    }
    for (const char* text : {"Janu 2014", "Jan 14", "Jan  2014", "Jan", "2014 Jan", " 2014", "Jan 1899", ""}) {
        EXPECT_FALSE(parse_written_month(text)) << text;
    }
    EXPECT_EQ(month_in_words(Month(2009, 10)), "October 2009");
}

// The calendar that a calendar without a word about it would be is a calendar too.
TEST(Calendar, OfOneYearFrom2000IsReadLikeAnyOther) {
    const Model model = load_text(
        "programme: short\ncalendar: {first_year: 2000/01, years: 1}\ncosts: [{id: spend, by_year: {2000/01: 5}}]\n");
    EXPECT_EQ(forecast(model).at(0, 0).units, 5'000'000);
}

}  // namespace
}  // namespace tranche::test
