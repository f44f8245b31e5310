// The engine against the slow reference, over programmes drawn at random: every row, year and month.
#include "support/load.hpp"
#include "support/random_programme.hpp"
#include "support/slow_reference.hpp"

#include <gtest/gtest.h>

namespace tranche::test {
namespace {

std::vector<std::int64_t> units_of(const std::vector<Money>& amounts) {
    std::vector<std::int64_t> units;
    for (const Money amount : amounts) {
        units.push_back(amount.units);
    }
    return units;
}

void expect_same(const Programme& programme, const Cashflow& fast, const SlowForecast& slow) {
    ASSERT_EQ(fast.unit.digits, 6) << "the reference counts in micropounds";
    ASSERT_EQ(fast.calendar.years, slow.years);
    ASSERT_EQ(fast.rows.size(), slow.rows.size());
    for (std::size_t project = 0; project < programme.projects.size(); ++project) {
        ASSERT_EQ(fast.project_shift[ProjectId{project}], slow.project_shift[project])
            << programme.projects[ProjectId{project}].id;
        ASSERT_EQ(fast.finish_shift[ProjectId{project}], slow.finish_shift[project])
            << programme.projects[ProjectId{project}].id;
    }
    for (std::size_t row = 0; row < slow.rows.size(); ++row) {
        const SlowRow& expected = slow.rows[row];
        SCOPED_TRACE("row " + std::to_string(row) + " of line " + programme.lines[expected.line].id);
        ASSERT_EQ(fast.rows[row].line, expected.line);
        ASSERT_EQ(fast.rows[row].from, expected.from);
        ASSERT_EQ(fast.rows[row].to, expected.to);
        ASSERT_EQ(fast.rows[row].kind, expected.kind);
        std::vector<std::int64_t> years;
        for (int year = 0; year < slow.years; ++year) {
            years.push_back(fast.at(row, year).units);
        }
        ASSERT_EQ(years, expected.years);
        ASSERT_EQ(fast.beyond[row].units, expected.beyond);
        ASSERT_EQ(fast.undated[row].units, expected.undated);
        ASSERT_EQ(units_of(fast.months(row)), expected.months);
    }
}

TEST(Engine, AgreesWithTheSlowReferenceInEveryRowYearAndMonth) {
    int compared = 0;
    std::int64_t shifted = 0;
    std::int64_t beyond = 0;
    int overrun = 0;
    int until = 0;
    for (std::uint64_t seed = 1; seed <= 700; ++seed) {
        Random random(seed);
        const std::string text = text_of(random_programme(random));
        const Model model = load_text(text);
        for (std::size_t i = 0; i < model.programme.scenarios.size(); ++i) {
            SCOPED_TRACE("seed " + std::to_string(seed) + ", scenario " + std::to_string(i));
            const Cashflow fast = forecast(model, ScenarioId{i});
            expect_same(model.programme, fast, slow_forecast(model.programme, std::vector{ScenarioId{i}}));
            if (HasFatalFailure()) {
                FAIL() << text;
            }
            ++compared;
            for (const int shift : fast.project_shift) {
                shifted += shift > 0 ? 1 : 0;
            }
            for (std::size_t project = 0; project < fast.project_shift.size(); ++project) {
                const ProjectId id{project};
                overrun += fast.finish_shift[id] > fast.project_shift[id] ? 1 : 0;
            }
            for (const Stream& stream : model.plan.streams) {
                until += stream.until.exists() ? 1 : 0;
            }
            for (const Money amount : fast.beyond) {
                beyond += amount.units != 0 ? 1 : 0;
            }
        }
    }
    EXPECT_GE(compared, 3000);
    EXPECT_GT(shifted, 1000) << "too few delays for the comparison to mean much";
    EXPECT_GT(overrun, 1000);
    EXPECT_GT(until, 1000);
    EXPECT_GT(beyond, 1000) << "too little money moved past the window for the comparison to mean much";
}

TEST(Engine, AgreesWithTheSlowReferenceWhereScenariosAreTakenTogether) {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        Random random(10'000 + seed);
        RandomOptions options;
        options.sets = false;
        const Model model = load_text(text_of(random_programme(random, options)));
        std::vector<ScenarioId> together;
        for (std::size_t i = 1; i < model.programme.scenarios.size(); ++i) {
            if (random.chance(50)) {
                together.emplace_back(i);
            }
        }
        SCOPED_TRACE("seed " + std::to_string(seed));
        expect_same(model.programme, run(model.plan, compose(model.programme, together)),
                    slow_forecast(model.programme, together));
    }
}

}  // namespace
}  // namespace tranche::test
