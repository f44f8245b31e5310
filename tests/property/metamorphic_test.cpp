// Changes to a programme whose effect is known without computing it.
#include "support/load.hpp"
#include "support/random_programme.hpp"

#include <gtest/gtest.h>

#include <algorithm>  // find
#include <cstdlib>    // abs
#include <map>

namespace tranche::test {
namespace {

std::vector<CostBenefit> all_sums(const Appraisal& appraisal) {
    std::vector<CostBenefit> sums = appraisal.years;
    sums.insert(sums.end(), appraisal.months.begin(), appraisal.months.end());
    sums.push_back(appraisal.beyond);
    sums.push_back(appraisal.undated);
    return sums;
}

void expect_same_cases(const Model& a, const Model& b) {
    for (const Scenario& scenario : a.programme.scenarios) {
        for (const Perspective& perspective : a.programme.perspectives) {
            const auto sums = [&](const Model& model) {
                return all_sums(
                    appraise(model, scenario_of(model, scenario.id), perspective_of(model, perspective.id)));
            };
            ASSERT_EQ(sums(a), sums(b)) << scenario.id << " from " << perspective.id;
        }
    }
}

// By line: a part that leaves the case for outside is rounded by itself, so parts need not scale to the unit.
std::map<std::string, std::int64_t> line_totals(const Model& model) {
    const Cashflow cash = forecast(model);
    std::map<std::string, std::int64_t> totals;
    for (std::size_t row = 0; row < cash.rows.size(); ++row) {
        const Line& line = model.programme.lines[cash.rows[row].line];
        if (cash.rows[row].kind == line.kind) {
            std::int64_t& total = totals[line.id];
            for (int year = 0; year < cash.calendar.years; ++year) {
                total += cash.at(row, year).units;
            }
            total += cash.beyond[row].units + cash.undated[row].units;
        }
    }
    return totals;
}

TEST(Scaling, MoneyScalesTheTotalOfEveryLineExactly) {
    RandomOptions options;
    options.multiple_of = 12;  // so that a yearly amount cut short is still a whole number of units
    for (std::uint64_t seed = 60'001; seed <= 60'200; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Random random(seed);
        const RandomProgramme drawn = random_programme(random, options);
        const std::int64_t times = random.between(2, 5);
        std::map<std::string, std::int64_t> expected = line_totals(load_text(text_of(drawn)));
        for (auto& [id, total] : expected) {
            total *= times;
        }
        EXPECT_EQ(line_totals(load_text(text_of(drawn, times))), expected);
    }
}

TEST(Scaling, MoneyScalesYearsAndLeavesRoiAndPaybackAlone) {
    RandomOptions options;
    options.shares = false;
    options.by_year_only = true;
    int computable = 0;
    for (std::uint64_t seed = 61'001; seed <= 61'150; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Random random(seed);
        const RandomProgramme drawn = random_programme(random, options);
        const std::int64_t times = random.between(2, 5);
        const Appraisal small = appraise(load_text(text_of(drawn)));
        const Appraisal large = appraise(load_text(text_of(drawn, times)));
        for (std::size_t year = 0; year < small.years.size(); ++year) {
            ASSERT_EQ(large.years[year].cost.units, small.years[year].cost.units * times);
            ASSERT_EQ(large.years[year].benefit.units, small.years[year].benefit.units * times);
        }
        EXPECT_EQ(figure_of(large, "payback"), figure_of(small, "payback"));
        const Figure before = figure_of(small, "roi");
        const Figure after = figure_of(large, "roi");
        ASSERT_EQ(before.computable(), after.computable());
        if (before.computable()) {
            ++computable;
            const double roi = std::get<double>(before.value);
            EXPECT_NEAR(std::get<double>(after.value), roi, 1e-12 * (100 + std::abs(roi)));
        }
    }
    EXPECT_GT(computable, 50);
}

// The second half has the dates, the links, the delays and every other line of the first.
bool split_a_project(RandomProgramme& drawn, Random& random) {
    std::vector<std::pair<RandomWorkstream*, std::size_t>> candidates;
    for (RandomWorkstream& workstream : drawn.workstreams) {
        for (std::size_t i = 0; i < workstream.projects.size(); ++i) {
            if (workstream.projects[i].lines.size() > 1) {
                candidates.emplace_back(&workstream, i);
            }
        }
    }
    if (candidates.empty()) {
        return false;
    }
    const auto [workstream, at] = random.pick(candidates);
    RandomProject& first = workstream->projects[at];
    RandomProject second = first;
    second.id += "-b";
    second.lines.assign(first.lines.begin() + 1, first.lines.end());
    first.lines.resize(1);
    const std::string id = first.id;
    workstream->projects.push_back(second);
    for (RandomWorkstream& each : drawn.workstreams) {
        for (RandomProject& project : each.projects) {
            const std::vector<RandomLink> links = project.after;
            for (RandomLink link : links) {
                if (link.project == id) {
                    link.project = second.id;
                    project.after.push_back(link);
                }
            }
        }
    }
    for (RandomMilestone& gate : drawn.gates) {
        if (std::find(gate.decides.begin(), gate.decides.end(), id) != gate.decides.end()) {
            gate.decides.push_back(second.id);
        }
    }
    for (RandomScenario& scenario : drawn.scenarios) {
        for (RandomAdjust& adjust : scenario.adjust) {
            for (auto& [key, words] : adjust.select) {
                if (key == "project" && std::find(words.begin(), words.end(), id) != words.end()) {
                    words.push_back(second.id);
                }
            }
        }
    }
    return true;
}

TEST(Splitting, AProjectInTwoChangesNoTotal) {
    int split = 0;
    for (std::uint64_t seed = 62'001; seed <= 62'250; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Random random(seed);
        RandomProgramme drawn = random_programme(random);
        const std::string before = text_of(drawn);
        if (split_a_project(drawn, random)) {
            ++split;
            expect_same_cases(load_text(before), load_text(text_of(drawn)));
        }
    }
    EXPECT_GT(split, 100);
}

TEST(Adding, ALineOfNothingChangesNothing) {
    for (std::uint64_t seed = 63'001; seed <= 63'150; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Random random(seed);
        RandomProgramme drawn = random_programme(random);
        const std::string before = text_of(drawn);
        RandomLine nothing;
        nothing.id = "nothing";
        nothing.cost = random.chance(50);
        nothing.cells = {{random.number(0, drawn.years - 1), 0}};
        drawn.lines.insert(drawn.lines.begin(), nothing);
        nothing.id = "nothing-once";
        nothing.form = "once";
        nothing.keys = {{"when", "unstated"}};
        drawn.lines.push_back(nothing);
        expect_same_cases(load_text(before), load_text(text_of(drawn)));
    }
}

}  // namespace
}  // namespace tranche::test
