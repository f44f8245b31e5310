// One digest for 20,000 lanes, whatever the instruction set; the slow reference agrees on a sample of them.
#include "support/lanes.hpp"
#include "support/load.hpp"
#include "support/places.hpp"
#include "support/slow_reference.hpp"
#include "support/source_tree.hpp"

#include <gtest/gtest.h>

namespace tranche::test {
namespace {

Model cheshire() {
    return load_text(read_text(source_folder() + "/programmes/cheshire-community-safety/programme.yaml"));
}

TEST(Digest, IsOneForEveryInstructionSet) {
    const Model model = cheshire();
    const std::string baseline = digest_of_many_lanes(model, InstructionSet::baseline);
    for (const auto& [name, set] : sets_here()) {
        EXPECT_EQ(digest_of_many_lanes(model, set), baseline) << name;
    }
}

TEST(Digest, OfASampleOfLanesIsThatOfTheSlowReference) {
    const Model model = cheshire();
    std::vector<Lane> lanes;
    std::vector<std::int64_t> expected;
    for (std::size_t i = 0; i < digest_lanes; i += 17) {
        lanes.push_back(drawn_lane(model.programme, i));
        const SlowForecast slow = slow_forecast(model.programme, values_in(model.programme, lanes.back()));
        for (const SlowRow& row : slow.rows) {
            expected.insert(expected.end(), row.years.begin(), row.years.end());
            expected.push_back(row.beyond);
            expected.push_back(row.undated);
        }
    }
    const std::vector<Bucket> buckets = bucket_per_row(model.plan);
    for (const auto& [name, set] : sets_here()) {
        EXPECT_EQ(digest_of(run_totals(model.plan, lanes, buckets, buckets.size(), {set})), digest_of(expected))
            << name;
    }
}

TEST(Digest, ChangesWithASingleUnit) {
    const std::string before = digest_of(std::vector<std::int64_t>{1, 2, 3});
    EXPECT_NE(digest_of(std::vector<std::int64_t>{1, 2, 4}), before);
    // Eight bytes, lowest first: one 1 is 01 00 00 00 00 00 00 00.
    EXPECT_EQ(digest_of(std::vector<std::int64_t>{1}),
              "7c9fa136d4413fa6173637e883b6998d32e1d675f88cddff9dcbcf331820f4b8");
}

}  // namespace
}  // namespace tranche::test
