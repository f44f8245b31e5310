// Laws of sensitivities over programmes drawn at random.
#include "support/sensitivity.hpp"

#include "support/lanes.hpp"
#include "support/random_programme.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace tranche::test {
namespace {

constexpr std::uint64_t programmes = 150;

// A check once left the model that it checked altered (OpenMDAO, issue 475).
TEST(Sensitivity, LeavesTheModelIdenticalToTheBit) {
    for (std::uint64_t seed = 1; seed <= programmes / 3; ++seed) {
        Random random(seed);
        const Model model = load_text(text_of(random_programme(random)));
        const std::vector<Bucket> buckets = bucket_per_row(model.plan);
        std::vector<Lane> lanes;
        for (std::uint64_t i = 0; i < 20; ++i) {
            lanes.push_back(drawn_lane(model.programme, i));
        }
        const Totals before = run_totals(model.plan, lanes, buckets, buckets.size());
        const std::size_t inputs = model.programme.formulas.inputs().size();
        const Studied studied(model);
        const ConditionCheck check = studied.check("npv >= 0");
        tornado(studied.drivers, studied.appraiser, *find_measure("npv"));
        for (const Driver& driver : studied.drivers.all) {
            const Path path = path_of(driver);
            switching(check, std::span(&path, 1));
        }
        smallest_joint_change(studied.drivers, check);
        EXPECT_EQ(run_totals(model.plan, lanes, buckets, buckets.size()), before) << seed;
        EXPECT_EQ(model.programme.formulas.inputs().size(), inputs);
        // And the derived plan, with its factors at 1, is the same plan.
        EXPECT_EQ(run_totals(studied.drivers.plan, lanes, buckets, buckets.size()), before) << seed;
    }
}

// What lanes answer is what a single run says, in every column that has years.
TEST(Appraiser, SaysOfManyLanesWhatEachSaysAlone) {
    for (std::uint64_t seed = 1; seed <= programmes; ++seed) {
        Random random(seed);
        const Model model = load_text(text_of(random_programme(random)));
        for (std::size_t from = 0; from < model.programme.perspectives.size(); ++from) {
            const Studied studied(model, {base_scenario}, PerspectiveId{from});
            const Counting counting(model.programme, PerspectiveId{from});
            std::vector<Changes> changes;
            for (std::uint64_t i = 0; i < 6; ++i) {
                changes.push_back(drawn_lane(model.programme, seed * 100 + i).settings);
            }
            const std::vector<Appraisal> answered = studied.appraiser.at(changes);
            for (std::size_t i = 0; i < changes.size(); ++i) {
                const Appraisal alone =
                    appraise(run(studied.drivers.plan, changed(studied.drivers.base, changes[i])), counting);
                ASSERT_EQ(answered[i].years, alone.years) << seed;
                ASSERT_EQ(answered[i].undated, alone.undated);
                ASSERT_EQ(answered[i].beyond, alone.beyond);
                ASSERT_EQ(answered[i].granted, alone.granted);
                for (const char* measure : {"npv", "bcr", "payback", "irr", "grant", "peak_funding"}) {
                    ASSERT_EQ(figure_of(answered[i], measure), figure_of(alone, measure)) << seed << " " << measure;
                }
            }
        }
    }
}

// Of what is called affine, the middle is the middle of the ends, but for the rounding of each line-year.
TEST(Drivers, ThatAreCalledAffineAre) {
    std::size_t asked = 0;
    for (std::uint64_t seed = 1; seed <= programmes; ++seed) {
        Random random(seed);
        const Model model = load_text(text_of(random_programme(random)));
        const Studied studied(model);
        const double rounding = 2.0 * static_cast<double>(model.plan.rows.size() + 1);
        for (const Driver& driver : studied.drivers.all) {
            if (!driver.affine) {
                continue;
            }
            ++asked;
            const std::vector<Changes> changes{{{driver.input, driver.from}},
                                               {{driver.input, driver.upto}},
                                               {{driver.input, (driver.from + driver.upto) / 2.0}}};
            const std::vector<Appraisal> at = studied.appraiser.at(changes);
            for (std::size_t year = 0; year < at[0].years.size(); ++year) {
                const auto off = [&](Money CostBenefit::*side) {
                    return static_cast<double>((at[0].years[year].*side).units + (at[1].years[year].*side).units -
                                               2 * (at[2].years[year].*side).units);
                };
                ASSERT_LE(std::abs(off(&CostBenefit::cost)), rounding) << seed << " " << driver.id;
                ASSERT_LE(std::abs(off(&CostBenefit::benefit)), rounding) << seed << " " << driver.id;
            }
        }
    }
    EXPECT_GT(asked, 500U);
}

// On the way to the value the condition is as in the case, and beyond it is not. Drawn amounts may be a few millionths of a
// pound: nearer to the edge than every line-year could be rounded, nothing is said.
TEST(Switching, RunAgainTurnsTheConditionThere) {
    std::size_t found = 0;
    std::size_t none = 0;
    for (std::uint64_t seed = 1; seed <= programmes; ++seed) {
        Random random(seed);
        const Model model = load_text(text_of(random_programme(random)));
        const Studied studied(model);
        const double rounding = 2.0 * static_cast<double>((model.plan.rows.size() + 1) *
                                                          static_cast<std::size_t>(model.plan.calendar.years));
        for (const char* condition : {"npv >= 0", "bcr >= 2", "payback <= 3", "payback_discounted <= 4"}) {
            const ConditionCheck check = studied.check(condition);
            if (!check.problem().empty() || std::abs(headroom(check.now())) <= rounding) {
                continue;
            }
            std::vector<Path> paths;
            for (const Driver& driver : studied.drivers.all) {
                paths.push_back(path_of(driver));
            }
            const std::vector<Switching> all = switching(check, paths);
            for (std::size_t i = 0; i < paths.size(); ++i) {
                const Switching& each = all[i];
                if (each.proof != Proof::worked_out) {
                    continue;
                }
                SCOPED_TRACE(std::to_string(seed) + " " + condition + " " + studied.drivers.all[i].id);
                const double end = each.at.value_or(random.chance(50) ? each.from : each.upto);
                std::vector<Changes> changes;
                for (const double part : {0.25, 0.5, 0.75, 0.999, 1.001}) {
                    changes.push_back(paths[i].at(paths[i].now + part * (end - paths[i].now)));
                }
                const bool inside = end != each.from && end != each.upto;
                changes.resize(inside ? 5 : 4);
                const std::vector<Clauses> there = check.at(changes, true);
                for (std::size_t j = 0; j < there.size(); ++j) {
                    const double left = headroom(there[j]);
                    const bool as_in_case = !each.at || j < 4;
                    if (std::abs(left) > rounding) {
                        ASSERT_EQ((left >= 0.0) == each.holds, as_in_case) << left;
                        found += as_in_case ? 0U : 1U;
                    }
                }
                none += each.proved_none() ? 1U : 0U;
            }
        }
    }
    EXPECT_GT(found, 200U);
    EXPECT_GT(none, 200U);
}

}  // namespace
}  // namespace tranche::test
