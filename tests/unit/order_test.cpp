#include "tranche/graph/order.hpp"

#include "support/random.hpp"

#include <gtest/gtest.h>

namespace tranche::test {
namespace {

using Vertices = std::vector<std::uint32_t>;

TEST(Order, PutsEveryVertexAfterItsPredecessorsHoweverTheEdgesAreGiven) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        Random random(seed);
        const auto vertices = static_cast<std::size_t>(random.between(1, 40));
        Vertices hidden(vertices);
        for (std::uint32_t i = 0; i < vertices; ++i) {
            hidden[i] = i;
        }
        random.shuffle(hidden);
        std::vector<Edge> edges;
        for (std::int64_t i = random.between(0, 80); i > 0 && vertices > 1; --i) {
            const std::int64_t after = random.between(1, static_cast<std::int64_t>(vertices) - 1);
            edges.emplace_back(hidden[static_cast<std::size_t>(random.below(after))],
                               hidden[static_cast<std::size_t>(after)]);
        }
        const Ordering first = order_of(vertices, edges);
        ASSERT_TRUE(first.cycles.empty());
        ASSERT_EQ(first.order.size(), vertices);
        std::vector<std::size_t> place(vertices, vertices);
        for (std::size_t i = 0; i < vertices; ++i) {
            place[first.order[i]] = i;
        }
        for (const auto& [before, after] : edges) {
            ASSERT_LT(place[before], place[after]);
        }
        random.shuffle(edges);
        if (!edges.empty()) {
            edges.push_back(edges.front());  // an edge twice is an edge
        }
        ASSERT_EQ(order_of(vertices, edges).order, first.order) << "seed " << seed;
    }
}

TEST(Order, OfNothingIsNothing) {
    EXPECT_TRUE(order_of(0, {}).order.empty());
    EXPECT_TRUE(order_of(0, {}).cycles.empty());
}

TEST(Order, TellsTheShortestWayRound) {
    // 0 -> 1 -> 2 -> 3 -> 0, and back from 1 to 0.
    const Ordering ordering = order_of(5, {{0, 1}, {1, 2}, {2, 3}, {3, 0}, {1, 0}, {3, 4}});
    EXPECT_TRUE(ordering.order.empty());
    EXPECT_EQ(ordering.cycles, (std::vector<Vertices>{{0, 1}}));
}

TEST(Order, TellsOneCycleOfEveryKnotFromItsLowestVertex) {
    const Ordering ordering = order_of(7, {{5, 6}, {6, 5}, {3, 1}, {1, 2}, {2, 3}, {0, 1}, {3, 5}});
    EXPECT_EQ(ordering.cycles, (std::vector<Vertices>{{1, 2, 3}, {5, 6}}));
}

TEST(Order, TellsAVertexThatComesBeforeItself) {
    EXPECT_EQ(order_of(3, {{0, 1}, {2, 2}}).cycles, (std::vector<Vertices>{{2}}));
}

TEST(Order, WalksACycleOfThreeHundred) {
    std::vector<Edge> edges;
    Vertices ring;
    for (std::uint32_t i = 0; i < 300; ++i) {
        edges.emplace_back(i, (i + 1) % 300);
        ring.push_back(i);
    }
    Random random(7);
    random.shuffle(edges);
    EXPECT_EQ(order_of(300, edges).cycles, (std::vector<Vertices>{ring}));
}

TEST(Order, TellsTheSameCyclesHoweverTheEdgesAreGiven) {
    for (std::uint64_t seed = 1; seed <= 100; ++seed) {
        Random random(seed);
        std::vector<Edge> edges;
        for (int i = 0; i < 30; ++i) {
            edges.emplace_back(static_cast<std::uint32_t>(random.below(15)),
                               static_cast<std::uint32_t>(random.below(15)));
        }
        const Ordering first = order_of(15, edges);
        random.shuffle(edges);
        const Ordering second = order_of(15, edges);
        ASSERT_EQ(first.order, second.order);
        ASSERT_EQ(first.cycles, second.cycles);
    }
}

}  // namespace
}  // namespace tranche::test
