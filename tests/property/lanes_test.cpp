// Many lanes are many runs: whatever runs beside a lane, in whatever order, on whatever instruction set.
#include "support/lanes.hpp"
#include "support/load.hpp"
#include "support/random_programme.hpp"
#include "appraise/columns.hpp"            // for_each_amount
#include "tranche/scenario/appraiser.hpp"  // changed

#include <gtest/gtest.h>

#include <set>

namespace tranche::test {
namespace {

struct Drawn {
    Model model;
    std::vector<Bucket> buckets;
    std::size_t bucket_count = 0;
};

Drawn drawn_model(Random& random) {
    Drawn result{load_text(text_of(random_programme(random))), {}, static_cast<std::size_t>(random.number(1, 5))};
    for (std::size_t row = 0; row < result.model.plan.rows.size(); ++row) {
        const auto number =
            static_cast<std::int32_t>(random.below(static_cast<std::int64_t>(result.bucket_count) + 1)) - 1;
        result.buckets.push_back({number, static_cast<std::int8_t>(random.chance(50) ? 1 : -1)});
    }
    return result;
}

// The rows of a single run, added up as the buckets say.
std::vector<Money> summed(const Drawn& drawn, const Lane& lane) {
    const Cashflow cash = run(drawn.model.plan, lane, {InstructionSet::baseline});
    const auto years = static_cast<std::size_t>(cash.calendar.years);
    std::vector<Money> sums(drawn.bucket_count * (years + 2));
    for (std::size_t row = 0; row < cash.rows.size(); ++row) {
        if (drawn.buckets[row].number < 0) {
            continue;
        }
        Money* to = sums.data() + static_cast<std::size_t>(drawn.buckets[row].number) * (years + 2);
        const auto add = [&](Money& sum, Money amount) { sum += drawn.buckets[row].sign > 0 ? amount : -amount; };
        for (std::size_t year = 0; year < years; ++year) {
            add(to[year], cash.at(row, static_cast<int>(year)));
        }
        add(to[years], cash.beyond[row]);
        add(to[years + 1], cash.undated[row]);
    }
    return sums;
}

TEST(ManyLanes, EqualTheirSingleRunsToTheBitOnEveryInstructionSet) {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        Random random(seed);
        const Drawn drawn = drawn_model(random);
        std::vector<Lane> lanes;
        const int count = seed % 10 == 0 ? 600 : random.number(1, 40);
        for (int i = 0; i < count; ++i) {
            lanes.push_back(random.chance(10)
                                ? Lane{}
                                : drawn_lane(drawn.model.programme, seed * 1000 + static_cast<std::uint64_t>(i)));
        }
        std::vector<Money> expected;
        for (const Lane& lane : lanes) {
            const std::vector<Money> sums = summed(drawn, lane);
            expected.insert(expected.end(), sums.begin(), sums.end());
        }
        for (const auto& [name, set] : sets_here()) {
            SCOPED_TRACE("seed " + std::to_string(seed) + " on " + name);
            const Totals totals = run_totals(drawn.model.plan, lanes, drawn.buckets, drawn.bucket_count, {set});
            ASSERT_EQ(totals.buckets, drawn.bucket_count);
            ASSERT_EQ(totals.slots, static_cast<std::size_t>(drawn.model.plan.calendar.years) + 2);
            ASSERT_EQ(totals.amounts, expected);
        }
    }
}

// Lanes beside a case: mostly of one or two inputs, so that most of the plan stays as it is in the case; now and then one that
// changes half of them. They are asked for more than once, since a block must leave the case as it found it.
TEST(LanesBesideACase, EqualSingleRunsOfTheCaseWithTheirSettingsInPlaceOfItsOwn) {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Random random(9000 + seed);
        const Drawn drawn = drawn_model(random);
        const Programme& programme = drawn.model.programme;
        const Lane base = random.chance(20) ? Lane{} : drawn_lane(programme, seed * 7000);
        const auto sparse = [&](std::uint64_t number) {
            const Lane full = drawn_lane(programme, number);
            Lane result;
            for (const Setting& each : full.settings) {
                if (result.settings.size() < 2 && random.chance(30)) {
                    result.settings.push_back(each);
                }
            }
            return random.chance(4) ? full : result;
        };
        LaneTotals beside(drawn.model.plan, base, drawn.buckets, drawn.bucket_count);
        for (std::uint64_t round = 0; round < 3; ++round) {
            std::vector<Lane> lanes;
            std::vector<Money> expected;
            const int count = random.number(1, 90);
            for (int i = 0; i < count; ++i) {
                lanes.push_back(sparse(seed * 9000 + round * 100 + static_cast<std::uint64_t>(i)));
                const std::vector<Money> sums = summed(drawn, changed(base, lanes.back().settings));
                expected.insert(expected.end(), sums.begin(), sums.end());
            }
            ASSERT_EQ(beside.of(lanes).amounts, expected) << "round " << round;
        }
    }
}

// The appraisal of a lane that is made of the case and of what the lane moves, against a run of the lane alone: every column
// that there is.
TEST(LanesBesideACase, HaveTheAppraisalsOfTheirSingleRunsMonthsIncluded) {
    std::size_t compared = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Random random(11000 + seed);
        const Drawn drawn = drawn_model(random);
        const Programme& programme = drawn.model.programme;
        const Lane base = random.chance(30) ? Lane{} : drawn_lane(programme, seed * 7000);
        const PerspectiveId perspective{
            static_cast<std::size_t>(random.below(static_cast<std::int64_t>(programme.perspectives.size())))};
        std::vector<Lane> lanes{Lane{}};
        for (std::uint64_t i = 0; i < 8; ++i) {
            Lane lane = drawn_lane(programme, seed * 9000 + i);
            lane.settings.resize(std::min<std::size_t>(lane.settings.size(), i < 6 ? 1 : 1000));
            lanes.push_back(std::move(lane));
        }
        const std::vector<Appraisal> found =
            LaneAppraiser(programme, drawn.model.plan, perspective, base).with_months(lanes);
        const Counting counting(programme, perspective);
        for (std::size_t i = 0; i < lanes.size(); ++i) {
            Appraisal mine = found[i];
            const Appraisal alone = appraise(run(drawn.model.plan, changed(base, lanes[i].settings)), counting);
            ASSERT_EQ(mine.months.size(), alone.months.size());
            ASSERT_EQ(mine.excluded, alone.excluded);
            ASSERT_EQ(mine.unknown, alone.unknown);
            for_each_amount(mine, alone, [&](const auto& ours, const auto& theirs) {
                ++compared;
                ASSERT_EQ(ours, theirs) << "lane " << i;
            });
        }
    }
    EXPECT_GT(compared, 10'000U);
}

TEST(LanesBesideACase, ChangeReplacesTheSettingOfTheCaseAndKeepsTheOthers) {
    const auto setting = [](std::size_t input, double value) { return Setting{InputId{input}, value}; };
    const Lane lane{{setting(1, 10.0), setting(4, 40.0), setting(6, 60.0)}};
    EXPECT_EQ(
        changed(lane, {setting(7, 0.7), setting(4, 0.4), setting(0, 0.5)}).settings,
        (std::vector<Setting>{setting(0, 0.5), setting(1, 10.0), setting(4, 0.4), setting(6, 60.0), setting(7, 0.7)}));
}

TEST(ManyLanes, KeepTheirTotalsWhenTheirOrderChanges) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Random random(500 + seed);
        const Drawn drawn = drawn_model(random);
        std::vector<std::uint64_t> numbers;
        for (std::uint64_t i = 0; i < 700; ++i) {
            numbers.push_back(seed * 10'000 + i);
        }
        const auto totals_of = [&] {
            std::vector<Lane> lanes;
            for (const std::uint64_t number : numbers) {
                lanes.push_back(drawn_lane(drawn.model.programme, number));
            }
            return run_totals(drawn.model.plan, lanes, drawn.buckets, drawn.bucket_count);
        };
        const Totals in_order = totals_of();
        random.shuffle(numbers);
        const Totals shuffled = totals_of();
        for (std::size_t now = 0; now < numbers.size(); ++now) {
            const std::size_t then = numbers[now] - seed * 10'000;
            for (std::size_t bucket = 0; bucket < in_order.buckets; ++bucket) {
                for (std::size_t slot = 0; slot < in_order.slots; ++slot) {
                    ASSERT_EQ(shuffled.at(now, bucket, slot), in_order.at(then, bucket, slot)) << "seed " << seed;
                }
            }
        }
    }
}

TEST(ManyLanes, DrawnLanesAreDifferent) {
    Random random(3);
    const Drawn drawn = drawn_model(random);
    ASSERT_GT(drawn.model.programme.formulas.inputs().size(), 4U);
    std::set<std::string> seen;
    for (std::uint64_t i = 0; i < 300; ++i) {
        std::string text;
        for (const Setting& setting : drawn_lane(drawn.model.programme, i).settings) {
            text += std::to_string(setting.input.value) + "=" + std::to_string(setting.value) + " ";
        }
        seen.insert(text);
    }
    EXPECT_GT(seen.size(), 280U);
}

}  // namespace
}  // namespace tranche::test
