// The order of a file's parts means nothing.
#include "support/load.hpp"
#include "support/random_programme.hpp"

#include <gtest/gtest.h>

#include <map>
#include <tuple>

namespace tranche::test {
namespace {

using RowKey = std::tuple<std::string, std::string, std::string, LineKind>;

struct Amounts {
    std::vector<Money> years;
    Money beyond;
    Money undated;
    std::vector<Money> months;

    friend bool operator==(const Amounts&, const Amounts&) = default;
};

// A line may pay one organisation by several shares, hence a list for each key.
std::map<RowKey, std::vector<Amounts>> by_name(const Model& model, const Cashflow& cash) {
    const Programme& programme = model.programme;
    std::map<RowKey, std::vector<Amounts>> result;
    for (std::size_t row = 0; row < cash.rows.size(); ++row) {
        const CashRow& label = cash.rows[row];
        Amounts amounts{{}, cash.beyond[row], cash.undated[row], cash.months(row)};
        for (int year = 0; year < cash.calendar.years; ++year) {
            amounts.years.push_back(cash.at(row, year));
        }
        result[{programme.lines[label.line].id, programme.organisations[label.from].id,
                programme.organisations[label.to].id, label.kind}]
            .push_back(std::move(amounts));
    }
    return result;
}

TEST(Order, OfWorkstreamsProjectsLinesOrganisationsAndScenariosChangesNothing) {
    int figures = 0;
    for (std::uint64_t seed = 1; seed <= 250; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Random random(20'000 + seed);
        RandomProgramme drawn = random_programme(random);
        const Model before = load_text(text_of(drawn));
        shuffle(drawn, random);
        const Model after = load_text(text_of(drawn));
        ASSERT_EQ(before.programme.scenarios.size(), after.programme.scenarios.size());
        for (const Scenario& scenario : before.programme.scenarios) {
            const ScenarioId then = scenario_of(before, scenario.id);
            const ScenarioId now = scenario_of(after, scenario.id);
            ASSERT_EQ(by_name(before, forecast(before, then)), by_name(after, forecast(after, now))) << scenario.id;
            for (const Perspective& perspective : before.programme.perspectives) {
                const Appraisal old_case = appraise(before, then, perspective_of(before, perspective.id));
                const Appraisal new_case = appraise(after, now, perspective_of(after, perspective.id));
                for (const MeasureRow& measure : measures()) {
                    const Figure figure = measure.compute(old_case);
                    ASSERT_EQ(figure, measure.compute(new_case)) << measure.name << " from " << perspective.id;
                    figures += figure.computable() ? 1 : 0;
                }
            }
        }
    }
    EXPECT_GT(figures, 5000) << "too few figures for the comparison to mean much";
}

}  // namespace
}  // namespace tranche::test
