// Amounts, lengths of time and formulas, through a programme that uses them.
#include "support/load.hpp"

#include <gmock/gmock.h>  // AnyOf, Contains, Not
#include <gtest/gtest.h>

namespace tranche::test {
namespace {

std::string with_amount(const std::string& amount, const std::string& unit) {
    return "programme: amounts\ncalendar: {first_year: 2013/14, years: 1}\nmoney: {unit: " + unit +
           "}\ncosts:\n  - id: spend\n    once: " + amount + "\n    when: 2013/14\n";
}

std::int64_t micropounds(const std::string& amount, const std::string& unit = "pound") {
    return forecast(load_text(with_amount(amount, unit))).at(0, 0).units;
}

TEST(Amount, IsReadInItsOwnUnitOrTheFiles) {
    EXPECT_EQ(micropounds("225"), 225'000'000);
    EXPECT_EQ(micropounds("225", "thousand"), 225'000'000'000);
    EXPECT_EQ(micropounds("1.5", "million"), 1'500'000'000'000);
    EXPECT_EQ(micropounds("225k"), 225'000'000'000);
    EXPECT_EQ(micropounds("225k", "million"), 225'000'000'000);
    EXPECT_EQ(micropounds("\u00a31.115m", "thousand"), 1'115'000'000'000);
    EXPECT_EQ(micropounds("\u00a35", "thousand"), 5'000'000) << "a pound sign says pounds";
    EXPECT_EQ(micropounds("2 million"), 2'000'000'000'000);
    EXPECT_EQ(micropounds("0.002bn"), 2'000'000'000'000);
    EXPECT_EQ(micropounds("50p"), 500'000);
    EXPECT_EQ(micropounds("\"1,027.10\"", "thousand"), 1'027'100'000'000);
    EXPECT_EQ(micropounds("-\u00a35"), -5'000'000);
    EXPECT_EQ(micropounds("\u00a3-5"), -5'000'000);
    EXPECT_EQ(micropounds("(5)", "thousand"), -5'000'000'000);
    EXPECT_EQ(micropounds("\u00a3(5 million)*", "thousand"), -5'000'000'000'000);
    EXPECT_EQ(micropounds("\"-\""), 0);
    EXPECT_EQ(micropounds("0.000001"), 1);
}

TEST(Amount, IsRefusedWhereItIsNone) {
    const auto codes = [](const std::string& amount) { return codes_of(with_amount(amount, "pound")); };
    for (const char* amount :
         {"12e3", ".nan", ".inf", "unknwon", "5 quid", "\u00a3--5", "--5", "(-5)", "((5))", "1,00", "5 %"}) {
        EXPECT_THAT(codes(amount), testing::Contains("not-an-amount")) << amount;
    }
    EXPECT_THAT(codes("0.0000001"), testing::Contains("amount-too-fine"));
    EXPECT_THAT(codes("10000bn"), testing::Contains("amount-too-large"));
}

std::string with_delay(const std::string& delay) {
    return "programme: lengths\ncalendar: {first_year: 2013/14, years: 3}\n"
           "costs: [{id: spend, by_year: {2013/14: 12}}]\nscenarios: [{id: late, delay: " +
           delay + "}]\n";
}

TEST(Duration, IsWholeMonthsOrYears) {
    const auto months = [](const std::string& delay) {
        const Model model = load_text(with_delay(delay));
        return compose(model.programme, scenario_of(model, "late")).settings.at(0).value;
    };
    EXPECT_EQ(months("12 months"), 12.0);
    EXPECT_EQ(months("1 month"), 1.0);
    EXPECT_EQ(months("2 years"), 24.0);
    EXPECT_EQ(months("0 months"), 0.0);
    EXPECT_EQ(months("1.0 years"), 12.0);
    EXPECT_EQ(months("100 years"), 1200.0);
}

TEST(Duration, IsRefusedWhereItIsNone) {
    for (const char* delay :
         {"12", "1.5 months", "0.5 years", "-1 months", "12 weeks", "a year", "101 years", "1201 months"}) {
        EXPECT_EQ(codes_of(with_delay(delay)), std::vector<std::string>{"not-a-duration"}) << delay;
    }
}

// The first part of a million micropounds: a share is read off to the sixth place.
std::string with_share(const std::string& formula) {
    return "programme: formulas\ncalendar: {first_year: 2013/14, years: 1}\norganisations: [{id: us}, {id: public}]\n"
           "assumptions:\n  - {id: early, value: = late / 2}\n  - {id: late, value: 40%}\n  - {id: third, value: 0.3}\n"
           "benefits: [{id: gain, by_year: {2013/14: 1}, to: {us: \"" +
           formula + "\", public: rest}}]\n";
}

std::int64_t millionths(const std::string& formula) {
    return forecast(load_text(with_share(formula))).at(0, 0).units;
}

TEST(Formula, BindsProductsTighterThanSumsAndRunsFromTheLeft) {
    EXPECT_EQ(millionths("= 0.1 + 0.2 * 2"), 500'000);
    EXPECT_EQ(millionths("= (0.1 + 0.2) * 2"), 600'000);
    EXPECT_EQ(millionths("= 1 - 0.25 - 0.25"), 500'000);
    EXPECT_EQ(millionths("= 1 / 4 / 2"), 125'000);
    EXPECT_EQ(millionths("= 1 / 4 * 2"), 500'000);
    EXPECT_EQ(millionths("= -0.25 + 1"), 750'000);
    EXPECT_EQ(millionths("= 1 - -0.25 * -1"), 750'000);
    EXPECT_EQ(millionths("= -(0.2 - 0.7)"), 500'000);
    EXPECT_EQ(millionths("=25%"), 250'000);
}

TEST(Formula, TakesTheSmallestAndTheLargest) {
    EXPECT_EQ(millionths("= min(0.3, 20%, 0.4)"), 200'000);
    EXPECT_EQ(millionths("= max(0.3, 20%, 0.4)"), 400'000);
    EXPECT_EQ(millionths("= max(min(third, late), early)"), 300'000);
}

TEST(Formula, ReadsAssumptionsWhereverTheyStand) {
    EXPECT_EQ(millionths("= early"), 200'000);
    EXPECT_EQ(millionths("= early + late"), 600'000);
    EXPECT_EQ(millionths("= third * third"), 90'000);
}

TEST(Formula, IsRefusedWhereItMakesNoSense) {
    const auto code = [](const std::string& formula) { return codes_of(with_share(formula)).at(0); };
    for (const char* formula :
         {"= 0.1 +", "= (0.1", "= 0.1)", "= 0.1 0.2", "= 2 ^ 3", "= * 2", "=", "= 1..2", "= min(0.1"}) {
        EXPECT_EQ(code(formula), "formula") << formula;
    }
    EXPECT_EQ(code("= erly"), "unknown-reference");
    EXPECT_EQ(code("= sqrt(0.1)"), "unknown-function");
    EXPECT_EQ(code("= " + std::string(150, '(') + "0.1" + std::string(150, ')')), "formula");
}

TEST(Formula, ThatNeedsItselfIsTold) {
    const Diagnostics diagnostics = diagnostics_of(
        "programme: circle\ncalendar: {first_year: 2013/14, years: 1}\n"
        "assumptions: [{id: a, value: = b}, {id: b, value: = c + 1}, {id: c, value: = a * 2}]\n");
    ASSERT_EQ(diagnostics.all().size(), 1U) << rendered(diagnostics);
    EXPECT_EQ(diagnostics.all()[0].code, "formula-cycle");
    const std::string circle = "formulas depend on each other in a circle: ";
    EXPECT_THAT(diagnostics.all()[0].sentence,
                testing::AnyOf(circle + "a -> b -> c -> a", circle + "b -> c -> a -> b", circle + "c -> a -> b -> c"));
}

// Scenarios reach shares too: what has no value may not become money.
TEST(Formula, WithoutAValueInAScenarioIsNotMoney) {
    const std::string text = with_share("= third / late") + "scenarios: [{id: zero, set: {late: 0}}]\n";
    const auto opened_and_run = [&] {
        const Model model = load_text(text);
        forecast(model, scenario_of(model, "zero"));
    };
    EXPECT_ANY_THROW(opened_and_run());  // told at loading or refused by the run
}

TEST(Name, StandsOnOneLineHoweverItIsWritten) {
    const auto name = [](const std::string& written) {
        return load_text("programme: p\ncalendar: {first_year: 2026/27, years: 1}\nname: " + written +
                         "\nsummary: \"one\\n\\ntwo\"\n")
            .programme;
    };
    EXPECT_EQ(name("\"Fire\\nand\\tpolice \\n\"").name, "Fire and police");
    EXPECT_EQ(name("|\n  Fire\n\n  and police").name, "Fire and police");
    EXPECT_EQ(name(" Fire\u00a0and police").name, "Fire\u00a0and police");
    EXPECT_EQ(name("a name").summary, "one\n\ntwo");
}

TEST(Name, CharactersThatNoOutputMayHoldAreRefused) {
    const auto codes = [](const std::string& name) {
        return codes_of("programme: p\ncalendar: {first_year: 2026/27, years: 1}\nname: " + name + "\n");
    };
    for (const std::string name : {"\"\\x01\"", "\"\\e[2J\"", "\"\\r\"", "\"\\x7f\"", "\"\\u0080\"", "\"\\u009f\"",
                                   "\"\\u061c\"", "\"\\u200e\"", "\"\\u200f\"", "\"\\u2028\"", "\"\\u202a\"",
                                   "\"\\u202e\"", "\"\\u2066\"", "\"\\u2069\"", "raw \u202e", "raw \u009b"}) {
        EXPECT_THAT(codes(name), testing::Contains("control-character")) << name;
    }
    // Their neighbours: space, tilde, no-break space, zero-width joiner, non-breaking hyphen, narrow space, word joiner.
    for (const std::string name :
         {"\" \"", "~~", "a\u00a0", "a\u200d", "a\u2011", "a\u202f", "a\u2060", "\u00a3 \u05d0"}) {
        EXPECT_THAT(codes(name), testing::Not(testing::Contains("control-character"))) << name;
    }
}

}  // namespace
}  // namespace tranche::test
