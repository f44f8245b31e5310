#include "tranche/model/shape.hpp"

#include <gtest/gtest.h>

namespace tranche::test {
namespace {

ShapeId even(Shapes& shapes, int first, int each, const std::vector<Micropounds>& amounts) {
    return shapes.add_even(first, each, amounts);
}

TEST(Shape, SpreadsASegmentEvenlyOverItsMonths) {
    Shapes shapes;
    const ShapeId id = even(shapes, 12, 12, {1200, 2400});
    EXPECT_EQ(shapes.before(id, -5), 0);
    EXPECT_EQ(shapes.before(id, 12), 0);
    EXPECT_EQ(shapes.before(id, 13), 100);
    EXPECT_EQ(shapes.before(id, 24), 1200);
    EXPECT_EQ(shapes.before(id, 27), 1800);
    EXPECT_EQ(shapes.before(id, 36), 3600);
    EXPECT_EQ(shapes.before(id, 5000), 3600);
    EXPECT_EQ(shapes.between(id, 23, 25), 300);
    EXPECT_EQ(shapes.total(id), 3600);
    EXPECT_EQ(shapes.first_month(id), 12);
    EXPECT_EQ(shapes.end_month(id), 36);
}

TEST(Shape, RoundsMarksHalfToEven) {
    Shapes shapes;
    const ShapeId twelfths = even(shapes, 0, 12, {100});
    const std::int64_t marks[] = {0, 8, 17, 25, 33, 42, 50, 58, 67, 75, 83, 92, 100};  // n x 100 / 12
    for (int month = 0; month <= 12; ++month) {
        EXPECT_EQ(shapes.before(twelfths, month), marks[month]) << month;
    }
    EXPECT_EQ(shapes.before(even(shapes, 0, 2, {1}), 1), 0);
    EXPECT_EQ(shapes.before(even(shapes, 0, 2, {3}), 1), 2);
    EXPECT_EQ(shapes.before(even(shapes, 0, 2, {5}), 1), 2);
    EXPECT_EQ(shapes.before(even(shapes, 0, 2, {-3}), 1), -2);
    EXPECT_EQ(shapes.before(even(shapes, 0, 2, {-5}), 1), -2);
}

TEST(Shape, HasSegmentsOfTheirOwnLengths) {
    Shapes shapes;
    const ShapeId id = shapes.add(3, std::vector<int>{12, 5, 1}, std::vector<Micropounds>{1200, 500, 7});
    EXPECT_EQ(shapes.before(id, 3), 0);
    EXPECT_EQ(shapes.before(id, 4), 100);
    EXPECT_EQ(shapes.before(id, 15), 1200);
    EXPECT_EQ(shapes.before(id, 17), 1400);
    EXPECT_EQ(shapes.before(id, 20), 1700);
    EXPECT_EQ(shapes.before(id, 21), 1707);
    EXPECT_EQ(shapes.before(id, 22), 1707);
    EXPECT_EQ(shapes.end_month(id), 21);
    EXPECT_EQ(shapes.segments(id), 3U);
    EXPECT_EQ(shapes.segment_end(id, 0), 12);
    EXPECT_EQ(shapes.segment_end(id, 2), 18);
    EXPECT_EQ(shapes.amount(id, 1), 500);
}

TEST(Shape, OfEqualLengthsIsTheSameEitherWay) {
    Shapes one;
    Shapes other;
    even(one, 6, 12, {10, 20});
    other.add(6, std::vector<int>{12, 12}, std::vector<Micropounds>{10, 20});
    EXPECT_EQ(one, other);
}

TEST(Shape, OfNothingIsNothing) {
    Shapes shapes;
    const ShapeId id = even(shapes, 5, 12, {});
    EXPECT_EQ(shapes.before(id, 100), 0);
    EXPECT_EQ(shapes.total(id), 0);
    EXPECT_EQ(shapes.end_month(id), 5);
    EXPECT_EQ(shapes.magnitude(id), 0);
}

TEST(Shape, MagnitudeIsWhatNoPartialSumExceeds) {
    Shapes shapes;
    const ShapeId id = even(shapes, 0, 12, {100, -250, 30});
    EXPECT_EQ(shapes.total(id), -120);
    EXPECT_EQ(shapes.magnitude(id), 380);
}

TEST(Shape, InCoarserUnitsRoundsEachSegmentHalfToEven) {
    Shapes shapes;
    even(shapes, 0, 12, {150, 250, 351, -150});
    const ShapeId second = shapes.add(0, std::vector<int>{2, 3}, std::vector<Micropounds>{50, 151});
    const Shapes coarse = shapes.coarser(2);
    const ShapeId first{std::size_t{0}};
    EXPECT_EQ(coarse.amount(first, 0), 2);
    EXPECT_EQ(coarse.amount(first, 1), 2);
    EXPECT_EQ(coarse.amount(first, 2), 4);
    EXPECT_EQ(coarse.amount(first, 3), -2);
    EXPECT_EQ(coarse.amount(second, 0), 0);
    EXPECT_EQ(coarse.amount(second, 1), 2);
    EXPECT_EQ(coarse.segment_end(second, 1), 5);
}

}  // namespace
}  // namespace tranche::test
