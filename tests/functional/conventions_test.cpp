// A breach of each rule about outputs would be seen.
#include "functional/conventions.hpp"

#include <gmock/gmock.h>  // ElementsAre, HasSubstr
#include <gtest/gtest.h>

#include <stdexcept>

namespace tranche::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> text(const std::string& out) {
    return breaches_of_conventions({"forecast", "p"}, out, "");
}

std::vector<std::string> json(const std::string& members) {
    return breaches_of_conventions({"forecast", "p", "--format", "json"},
                                   "{\"manifest\": {\"tranche\": \"1\"}, " + members + "}\n", "");
}

std::vector<std::string> csv(const std::string& out) {
    return breaches_of_conventions({"forecast", "--format=csv", "p"}, out, "");
}

TEST(Conventions, PlainText) {
    EXPECT_THAT(text("Cost  5\n"), IsEmpty());
    EXPECT_THAT(text("\x1b[1mCost\x1b[0m\n"), ElementsAre(HasSubstr("escape sequence")));
    EXPECT_THAT(text("Cost"), ElementsAre(HasSubstr("no line break")));
    EXPECT_THAT(text("Cost \n"), ElementsAre(HasSubstr("blanks at the end")));
    EXPECT_THAT(breaches_of_conventions({"check"}, "", "\x1b[31merror\n"), ElementsAre(HasSubstr("escape sequence")));
}

TEST(Conventions, JsonNamesItsVersion) {
    EXPECT_THAT(json("\"net_gbp\": 5"), IsEmpty());
    const std::vector<std::string> words{"forecast", "--format", "json"};
    EXPECT_THAT(breaches_of_conventions(words, "{}\n", ""), ElementsAre(HasSubstr("manifest")));
    EXPECT_THAT(breaches_of_conventions(words, "[1]\n", ""), ElementsAre(HasSubstr("not one object")));
    EXPECT_THAT(breaches_of_conventions(words, "{} {}\n", ""), ElementsAre(HasSubstr("not one object")));
}

TEST(Conventions, JsonNumbersSayTheirUnit) {
    EXPECT_THAT(json("\"roi_percent\": 5, \"payback_years_interpolated\": 1.5, \"bcr\": 2, \"x_gbp\": {\"p10\": [1]}"),
                IsEmpty());
    EXPECT_THAT(json("\"claims\": [{\"unit\": \"percent\", \"published\": 16}]"), IsEmpty());
    EXPECT_THAT(json("\"rests_on\": {\"published\": 6}, \"errors\": 0"), IsEmpty());
    EXPECT_THAT(json("\"rows\": [{\"net\": 5}, {\"net\": 6}]"), ElementsAre(HasSubstr("rows.net does not say")));
    EXPECT_THAT(json("\"total\": {\"net\": 5}"), ElementsAre(HasSubstr("total.net does not say")));
    EXPECT_THAT(json("\"gbpnet\": 5"), ElementsAre(HasSubstr("gbpnet does not say")));
}

TEST(Conventions, JsonKeysAreSnakeCase) {
    EXPECT_THAT(json("\"netGbp_gbp\": 5"), ElementsAre(HasSubstr("netGbp_gbp is not snake_case")));
    EXPECT_THAT(json("\"rows\": [{\"a-b\": \"c\"}]"), ElementsAre(HasSubstr("rows.a-b is not snake_case")));
}

TEST(Conventions, AmountsForScriptsAreNotMadeUp) {
    EXPECT_THAT(json("\"value\": \"1,027,100.00\""), ElementsAre(HasSubstr("value is '1,027,100.00'")));
    EXPECT_THAT(json("\"value\": \"144.22%\""), ElementsAre(HasSubstr("for people")));
    EXPECT_THAT(json("\"published_text\": \"1,027.10\", \"value\": \"2013/14\""), IsEmpty());
    EXPECT_THAT(csv("id,net_gbp\na,\"1,500.00\"\n"), ElementsAre(HasSubstr("row 2 of the CSV has '1,500.00'")));
}

TEST(Conventions, CsvRowsAreAsLongAsTheHeading) {
    EXPECT_THAT(csv("id,net_gbp\n\"a,\"\"b\"\"\n\",5\n"), IsEmpty());
    EXPECT_THAT(csv("id,net_gbp\na,5,6\n"), ElementsAre(HasSubstr("row 2 of the CSV has 3 fields, its heading 2")));
    EXPECT_THAT(csv("id,Net\na,5\n"), ElementsAre(HasSubstr("'Net' is not snake_case")));
    EXPECT_THAT(csv("id\n\"a\n"), ElementsAre(HasSubstr("quotation")));
}

TEST(Csv, IsReadByTheStandard) {
    EXPECT_THAT(read_csv("a,\"b\nc\",\n"), ElementsAre(ElementsAre("a", "b\nc", "")));
    EXPECT_THROW(read_csv("\"a"), std::runtime_error);
}

}  // namespace
}  // namespace tranche::test
