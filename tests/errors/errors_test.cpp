// Every reproducer is told as approved, and told well: where, in a sentence, with nothing on the screen beside it.
#include <gmock/gmock.h>  // Contains, HasSubstr
#include <gtest/gtest.h>

#include <regex>

#include "errors/reproducers.hpp"
#include "support/approval.hpp"
#include "support/load.hpp"              // codes_of
#include "support/temporary_folder.hpp"  // write_text

namespace tranche::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Reproducer : public testing::TestWithParam<std::string> {};

std::string test_name(const testing::TestParamInfo<std::string>& info) {
    std::string name = info.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

bool warns_only(const std::string& text) {
    return text.find(": error[") == std::string::npos;
}

/// What it says on both streams: diagnostics with their place on one, at most a summary on the other.
void expect_place_and_nothing_else(const std::vector<std::string>& words, const Ran& ran) {
    EXPECT_EQ(ran.exit_code, warns_only(ran.err) ? 0 : 1) << ran.err;

    const std::string& file = words.at(1);
    const std::string summary = file + R"(: \d+ errors?, \d+ warnings?( \(.*\))?\n)";
    const std::regex wanted(words.front() == "check" ? summary : std::string());
    EXPECT_TRUE(std::regex_match(ran.out, wanted)) << ran.out;

    // Diagnostics begin in the first column; what belongs to one is indented.
    const std::regex diagnostic(R"([^ :]+(:[1-9]\d*:[1-9]\d*)?: (error|warning)\[[a-z0-9-]+\]: .*[^ .])");
    std::size_t end = 0;
    for (std::size_t at = 0; at < ran.err.size(); at = end + 1) {
        end = ran.err.find('\n', at);
        const std::string line = ran.err.substr(at, end - at);
        if (!line.starts_with(' ') && line != "further problems are not shown") {
            EXPECT_TRUE(std::regex_match(line, diagnostic)) << line;
            EXPECT_THAT(line, HasSubstr(file));
        }
        EXPECT_LT(line.size(), 1000U);
    }
}

TEST_P(Reproducer, IsToldAsApprovedWithItsPlaceAndNothingElse) {
    const std::vector<std::string> words = command_of(GetParam());
    const Ran ran = run_reproducer(GetParam(), words);
    const std::string transcript = transcript_of(words, ran);
    if (approving()) {
        write_text(expected_path(GetParam()), transcript);
    }
    EXPECT_EQ(transcript, expected_text(GetParam()))
        << "TRANCHE_APPROVE=1 rewrites the expected text; read it as its user would";
    expect_place_and_nothing_else(words, ran);
}

TEST_P(Reproducer, IsNamedForACodeItTells) {
    const std::vector<std::string> codes = codes_told(expected_text(GetParam()));
    const auto named = [&](const std::string& code) {
        return GetParam() == code || GetParam().starts_with(code + "-") || GetParam().starts_with("several");
    };
    EXPECT_TRUE(std::any_of(codes.begin(), codes.end(), named)) << GetParam();
}

// What a file quotes must not break the form it is told in.
TEST_P(Reproducer, IsToldInEveryFormat) {
    std::vector<std::string> words = command_of(GetParam());
    ASSERT_EQ(words.front(), "check") << "another command has other formats";
    const int expected = warns_only(expected_text(GetParam())) ? 0 : 1;
    // Most generated inputs are megabytes long, and what is quoted of them is not. They are read once more, not thrice.
    const std::vector<std::string> formats =
        is_generated(GetParam()) ? std::vector<std::string>{"json"} : std::vector<std::string>{"json", "csv", "md"};
    for (const std::string& format : formats) {
        words.resize(2);
        words.insert(words.end(), {"--format", format});
        EXPECT_EQ(run_reproducer(GetParam(), words).exit_code, expected) << format;
    }
}

INSTANTIATE_TEST_SUITE_P(Errors, Reproducer, testing::ValuesIn(reproducer_stems()), test_name);

TEST(Errors, OtherCommandsTellThemToo) {
    for (const std::string stem : {"several", "project-cycle", "not-utf8", "no-file"}) {
        const std::vector<std::string> words = command_of(stem);
        const std::string told = run_reproducer(stem, words).err;
        for (const std::string command : {"forecast", "appraise", "scenarios"}) {
            const Ran ran = run_reproducer(stem, {command, words.at(1)});
            EXPECT_EQ(ran.exit_code, 1) << command << " " << stem;
            EXPECT_EQ(ran.out, "") << command << " " << stem;
            EXPECT_EQ(ran.err, told) << command << " " << stem;
        }
    }
}

TEST(Errors, WindowsLineEndsAndByteOrderMarkAreNone) {
    EXPECT_THAT(codes_of("\xef\xbb\xbfprogramme: example\r\ncalendar: {first_year: 2013/14, years: 7}\r\n"
                         "costs:\r\n  - {id: team, by_year: [10]}\r\n"),
                IsEmpty());
}

TEST(Errors, OneRunTellsThemAll) {
    const std::string told = expected_text("several");
    for (const char* code : {"unknown-word", "not-an-amount", "unknown-key", "not-an-id", "not-a-date", "not-a-year",
                             "unknown-reference"}) {
        EXPECT_THAT(codes_told(told), Contains(code));
    }
}

// A list of amounts without blanks is no number split at its commas.
TEST(Errors, ShortListsWithoutBlanksAreLists) {
    const auto told = [](const std::string& list) {
        return codes_of(
            "programme: example\ncalendar: {first_year: 2013/14, years: 7}\ncosts:\n  - {id: team, by_year: " + list +
            "}\n");
    };
    EXPECT_THAT(told("[2500,300]"), IsEmpty());
    EXPECT_THAT(told("[10, 300]"), IsEmpty());
    EXPECT_THAT(told("[10,20]"), IsEmpty());
    EXPECT_THAT(told("[1,027.10]"), Contains("comma-split"));
    EXPECT_THAT(told("[\u00a31,027]"), Contains("comma-split"));
}

TEST(Errors, ScenarioThatPullsWorkForwardIsRefused) {
    // No file can say so, since a length of time is never below zero; a caller that makes scenarios can.
    Model model = load_text(
        "programme: example\ncalendar: {first_year: 2013/14, years: 7}\ncosts: [{id: team, by_year: [10]}]\n"
        "scenarios: [{id: early, delay: 3 months}]\n");
    Programme& programme = model.programme;
    programme.scenarios[scenario_of(model, "early")].overrides.front().operand = -3.0;
    Diagnostics diagnostics;
    check_scenarios(programme, diagnostics);
    EXPECT_THAT(rendered(diagnostics), HasSubstr("error[delay-negative]: scenario 'early' would bring work forward"));
}

}  // namespace
}  // namespace tranche::test
