// A batch of answers is what each question says alone, on a whole run of its own.
#include "support/lanes.hpp"
#include "support/load.hpp"
#include "support/random_programme.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tranche/scenario/answers.hpp"
#include "tranche/scenario/compose.hpp"

namespace tranche::test {
namespace {

constexpr std::uint64_t programmes = 60;

std::vector<Question> questions_of(const Model& model) {
    const Calendar& calendar = model.programme.calendar;
    const std::string first = calendar.year_label(0);
    const std::string last = calendar.year_label(calendar.years - 1);
    std::vector<std::string> texts;
    for (const MeasureRow& row : measures()) {
        texts.emplace_back(row.name);
        if (row.sum != SumOf::none) {
            texts.push_back(std::string(row.name) + " in " + first);
            texts.push_back(std::string(row.name) + ".cumulative in " + last);
            texts.push_back(std::string(row.name) + " in " + first + ".." + last);
        }
    }
    for (const char* sum : {"cost", "benefit", "net"}) {
        texts.push_back(std::string(sum) + ".beyond");
        texts.push_back(std::string(sum) + ".unallocated");
        texts.push_back(std::string(sum) + " in " + first + " Q2");
        texts.push_back(std::string(sum) + "(kind=cost)");
    }
    for (const Perspective& perspective : model.programme.perspectives) {
        texts.push_back("npv/" + perspective.id);
        texts.push_back("net/" + perspective.id + " in " + last);
    }
    for (const Scenario& scenario : model.programme.scenarios) {
        texts.push_back("bcr@" + scenario.id);
        texts.push_back("cost@" + scenario.id + ".cumulative in " + first);
    }
    std::vector<Question> result;
    for (const std::string& text : texts) {
        std::string problem;
        Diagnostics ignored;  // a random programme may have no line of that kind
        if (std::optional<Question> found = resolve(model.programme, *Address::parse(text, problem), {}, ignored)) {
            result.push_back(std::move(*found));
        }
    }
    return result;
}

// One run with every row and month, for this question alone.
Figure alone(const Model& model, const Question& question, const Variation& variation) {
    std::vector<ScenarioId> together = variation.with;
    together.push_back(question.scenario);
    const Cashflow cashflow = run(model.plan, compose(model.programme, together, variation.overrides));
    return figure_of(question, appraise(cashflow, Counting(model.programme, question.perspective),
                                        question.lines.empty() ? nullptr : &question.lines));
}

TEST(AnswersInABatch, AreThoseOfEachQuestionAlone) {
    std::size_t asked = 0;
    for (std::uint64_t seed = 1; seed <= programmes; ++seed) {
        Random random(seed);
        const Model model = load_text(text_of(random_programme(random)));
        const std::vector<Question> questions = questions_of(model);
        std::vector<Variation> variations(1);
        for (std::uint64_t i = 0; i < 4; ++i) {
            Variation& variation = variations.emplace_back();
            for (const Setting& each : drawn_lane(model.programme, seed * 50 + i).settings) {
                variation.overrides.push_back({each.input, Verb::replace, each.value, {}});
            }
        }
        const std::vector<std::vector<Figure>> answered = answers(model, questions, variations);
        for (std::size_t i = 0; i < variations.size(); ++i) {
            for (std::size_t j = 0; j < questions.size(); ++j) {
                ASSERT_EQ(answered[i][j], alone(model, questions[j], variations[i]))
                    << seed << " " << questions[j].address.text();
                ++asked;
            }
        }
    }
    EXPECT_GT(asked, 10000U);
}

// The present value of a year is its amount times its factor, each asked for by its own address.
TEST(PresentValueOfAYear, IsTheAmountTimesTheFactor) {
    const Model model = load_text(
        "programme: p\ncalendar: {first_year: 2026/27, years: 3}\norganisations: [{id: us}]\nspent_by: us\n"
        "costs: [{id: c, by_year: [100, 0, 0]}]\nbenefits: [{id: b, by_year: [0, 0, 214.245], to: {us: 100%}}]\n");
    const auto asked = [&](const char* text) {
        std::string problem;
        Diagnostics diagnostics;
        return answer(model, *resolve(model.programme, *Address::parse(text, problem), {}, diagnostics));
    };
    // 3.5% a year for two years is 1.071225; 214.245 / 1.071225 is 200.
    EXPECT_DOUBLE_EQ(std::get<double>(asked("factor in 2028/29").value), 1.0 / 1.071225);
    EXPECT_EQ(std::get<Money>(asked("pvb in 2028/29").value), Money{200'000'000});
    EXPECT_EQ(std::get<Money>(asked("npv in 2026/27").value), Money{-100'000'000});
    EXPECT_EQ(std::get<Money>(asked("npv.cumulative in 2027/28").value), Money{-100'000'000});
    EXPECT_EQ(std::get<Money>(asked("npv.cumulative in 2028/29").value), Money{100'000'000});
    EXPECT_EQ(std::get<Money>(asked("npv in 2026/27..2028/29").value), Money{100'000'000});
}

}  // namespace
}  // namespace tranche::test
