// A pattern matches what the loader reads, and nothing else: both judge the same texts, put together from what such texts
// are made of.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>  // any_of
#include <ostream>
#include <regex>

#include "support/load.hpp"  // codes_of
#include "tranche/read/fields.hpp"

namespace tranche::test {
namespace {

const Kind* find_scalar(const Kind& kind, std::string_view name) {
    if (kind.form == Kind::Form::scalar && kind.name == name) {
        return &kind;
    }
    for (const Kind& part : kind.parts) {
        if (const Kind* found = find_scalar(part, name)) {
            return found;
        }
    }
    return nullptr;
}

std::string pattern_of(std::string_view name) {
    for (const ObjectKind& object : language()) {
        for (const KeyKind& key : object.keys) {
            if (const Kind* found = find_scalar(key.kind, name)) {
                return found->pattern;
            }
        }
    }
    throw std::runtime_error("no such kind");
}

using Pieces = std::vector<std::vector<std::string>>;

/// One of each, put together in every way.
std::vector<std::string> texts(const Pieces& pieces) {
    std::vector<std::string> result{""};
    for (const std::vector<std::string>& each : pieces) {
        std::vector<std::string> longer;
        for (const std::string& text : result) {
            for (const std::string& piece : each) {
                longer.push_back(text + piece);
            }
        }
        result = longer;
    }
    return result;
}

struct Compared {
    std::string name;  ///< of the test
    std::string kind;
    std::string programme;  ///< the text stands in place of @
    std::string code;       ///< what the loader tells of a text that is none
    Pieces pieces;

    friend void PrintTo(const Compared& compared, std::ostream* to) { *to << compared.name; }
};

const std::vector<std::string> numbers{"225",  "0",        "007", "1.50", "1,027.10", "12,345", "1,000,000", "12,34",
                                       "1,23", "1234,567", ".5",  "5.",   "1e6",      "",       "1 2",       "x"};

std::vector<Compared> compared() {
    const std::string plan = "sources: [{id: bid}]\norganisations: [{id: council}]\n";
    const auto line = [&](const std::string& keys) { return plan + "costs: [{id: team, " + keys + "}]\n"; };
    const auto claim = [&](const std::string& keys) { return plan + "claims: [{id: one, " + keys + "}]\n"; };
    const auto assumption = [&](const std::string& keys) { return plan + "assumptions: [{id: rate, " + keys + "}]\n"; };
    return {
        {"amount",
         "amount",
         line("by_year: [\"@\"]"),
         "not-an-amount",
         {{"", "-", "+", " "},
          {"", "\u00a3", "\u00a3 "},
          numbers,
          {"", " "},
          {"", "k", "M", "bn", "p", "Thousand", "million", "%", "t", "K "}}},
        {"amount_as_printed",
         "amount",
         line("by_year: [\"@\"]"),
         "not-an-amount",
         {{"", "-", "\u2013", "\u2212", "\u00a3", "-\u00a3", "\u00a3\u2013", "-\u00a3-", "+\u2013"},
          {"", "(", "((", "(\u00a3", "(-"},
          {"225", "1,000.50", "12,34", ""},
          {"", "k", " m"},
          {"", ")", "))"},
          {"", "k", "*", "\u00b9", "\u00b9\u00b2 *", "*\u00b9", " [2]", "(a)", " (12)", "[123]"}}},
        {"quantity",
         "quantity",
         line("by_year: [1], cashable_share: \"@\""),
         "not-a-number",
         {{"", "-", "+", " "}, numbers, {"", "%", " %", "% ", "%%", "k"}}},
        {"percentage",
         "percentage",
         line("by_year: [1]") + "scenarios: [{id: dear, adjust: [{select: {kind: cost}, by: \"@\"}]}]\n",
         "not-a-",
         {{"", "-", "+"},
          {"20", "100", "100.0", "100.1", "101", "1000", "007", "0.5", ".5", "x", ""},
          {"%", " %", ""}}},
        {"duration",
         "duration",
         line("yearly: 5, for: \"@\""),
         "not-a-duration",
         {{"", "-", "+"},
          {"1", "12", "0012", "99", "100", "101", "999", "1199", "1200", "1201", "12000", "1.5", "x", ""},
          {" ", "", "  "},
          {"month", "Months", "year", "years", "weeks", ""}}},
        {"month",
         "month",
         "workstreams: [{id: w, projects: [{id: p, starts: \"@\"}]}]\n",
         "not-a-month",
         {{"2014", "1899", "1900", "9999", "214", "20145"},
          {"-", "/", ""},
          {"01", "09", "12", "13", "00", "1", "012", ""}}},
        {"reference",
         "reference",
         line("by_year: [1], at: \"@\""),
         "not-a-reference",
         {{"bid", "Bid 2", ""}, {":", "", "::"}, {"1184", "0", "012", "x", ""}, {"", "-1190", "-", "-x", "-2000-"}}},
        {"printed",
         "printed",
         claim("about: it, says: \"@\""),
         "not-a-figure",
         {{"", "about ", "over  ", "at least ", "About "},
          {"", "-", "\u00a3", "-\u00a3"},
          {"633", "1.5", "1,000", "12,34", "x"},
          {"", "%", "k", "bn", " million", " years", "weeks"}}},
        {"printed_as_printed",
         "printed",
         claim("about: it, says: \"@\""),
         "not-a-figure",
         {{"", "about ", "over"},
          {"", "\u2013", "\u00a3", "\u00a3-"},
          {"", "(", "(\u00a3"},
          {"633", "1,000", "12,34", ""},
          {"", "%", "K", " million"},
          {"", ")"},
          {"", "%", "\u2020", "\u00b2", "[a]", "\u00a7\u00b2"}}},
        {"printed_range",
         "printed",
         claim("about: it, says: \"@\""),
         "not-a-figure",
         {{"1", "\u00a31", "x"}, {"..", " to ", "to", "\u2013", " .. ", "-"}, {"2", "2m", "\u00a32bn"}}},
        {"address",
         "address",
         claim("says: 1, figure: \"@\""),
         "not-an-address",
         {{"roi", "Net", ""},
          {"", ".cumulative", "."},
          {"", "(workstream=a)", "(a and b=c)", "(=a)", "()", "(a=)"},
          {"", "@late", "@"},
          {"", "/council", "/"},
          {"", " in 2014/15", " in ", " at base"}}},
        {"id",
         "id",
         "organisations: [{id: \"@\"}]\n",
         "not-an-id",
         {{"a", "A", "1", "-", "_", "", "\u00e9"},
          {"", "b-c", "b_c", "b c", "B", std::string(98, 'x'), std::string(99, 'x'), std::string(100, 'x')}}},
        {"grade",
         "grade",
         assumption("value: 1, evidence: \"@\""),
         "",
         {{"", "-", "+", "0"}, {"0", "1", "6", "7", "16", "1.0", "x", ""}}},
        {"part",
         "part",
         line("by_year: [225], funded: {council: \"@\"}"),
         "not-a",
         {{"", "-", "\u00a3", " "}, {"225", "1,0", "x", "rest", "= 1"}, {"", "%", "k"}}},
    };
}

class Pattern : public testing::TestWithParam<Compared> {};

TEST_P(Pattern, MatchesWhatTheLoaderReads) {
    const std::regex pattern(pattern_of(GetParam().kind));
    const std::string programme = "programme: p\ncalendar: {first_year: 2013/14, years: 9}\n" + GetParam().programme;
    const std::size_t at = programme.find('@');
    int read = 0;
    int unread = 0;
    for (const std::string& text : texts(GetParam().pieces)) {
        const std::string yaml = programme.substr(0, at) + text + programme.substr(at + 1);
        const std::vector<std::string> codes = codes_of(yaml);
        const bool refused = std::any_of(codes.begin(), codes.end(),
                                         [&](const std::string& code) { return code.starts_with(GetParam().code); });
        EXPECT_EQ(std::regex_search(text, pattern), !refused) << "'" << text << "' " << testing::PrintToString(codes);
        ++(refused ? unread : read);
    }
    EXPECT_GT(read, 3);
    EXPECT_GT(unread, 3);
}

INSTANTIATE_TEST_SUITE_P(Kinds, Pattern, testing::ValuesIn(compared()),
                         [](const auto& each) { return each.param.name; });

// Each year is followed by the next.
TEST(Pattern, OfYearsKnowsTheNext) {
    const std::regex pattern(pattern_of("year"));
    Calendar calendar;
    calendar.first_year = 0;
    for (int year = 1850; year < 2150; ++year) {
        for (int next = 0; next < 100; ++next) {
            const std::string text = std::to_string(year) + "/" + std::to_string(next / 10) + std::to_string(next % 10);
            EXPECT_EQ(std::regex_search(text, pattern), calendar.parse_year(text).has_value()) << text;
        }
        EXPECT_EQ(std::regex_search(std::to_string(year), pattern), year >= 1900);  // where they start in January
        for (const std::string between : {"/", "-", "\u2013", "--", " "}) {
            for (const int second : {year - 1, year, year + 1, year + 2, year + 10, year + 11, year + 101}) {
                const std::string whole = std::to_string(year) + between + std::to_string(second);
                const std::string digits = std::to_string(year).substr(2) + between + std::to_string(second).substr(2);
                for (const std::string& text : {whole, digits}) {
                    EXPECT_EQ(std::regex_search(text, pattern), calendar.parse_year(text).has_value()) << text;
                }
            }
        }
    }
}

}  // namespace
}  // namespace tranche::test
