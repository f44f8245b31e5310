#include "tranche/base/spelling.hpp"

#include <gtest/gtest.h>

namespace tranche::test {
namespace {

const std::vector<std::string> words{"benefit", "cost", "finance", "delay"};

TEST(Nearest, ForgivesAThirdOfTheLetters) {
    EXPECT_EQ(nearest("benifit", words), "benefit");
    EXPECT_EQ(nearest("benefits", words), "benefit");
    EXPECT_EQ(nearest("bnft", words), std::nullopt);  // three missing of four
    EXPECT_EQ(nearest("finnace", words), "finance");
    EXPECT_EQ(nearest("delivery", {"deliverable"}), std::nullopt);  // three edits, eight letters
    EXPECT_EQ(nearest("deliverabel", {"deliverable"}), "deliverable");
}

TEST(Nearest, TakesASwapOfNeighboursForOneEdit) {
    EXPECT_EQ(nearest("csot", words), "cost");  // one edit is the most that four letters allow
}

TEST(Nearest, IgnoresCase) {
    EXPECT_EQ(nearest("COST", words), "cost");
}

TEST(Nearest, IsTheAlphabeticallyFirstOfEquallyNear) {
    EXPECT_EQ(nearest("cat", {"hat", "bat", "mat"}), "bat");
    EXPECT_EQ(nearest("cat", {"hat", "cats", "cat"}), "cat");
}

TEST(Nearest, FindsNothingForNothing) {
    EXPECT_EQ(nearest("", words), std::nullopt);
    EXPECT_EQ(nearest("cost", {}), std::nullopt);
    EXPECT_EQ(nearest(std::string(61, 'a'), {std::string(61, 'a')}), std::nullopt);
}

TEST(DidYouMean, AsksOrKeepsQuiet) {
    EXPECT_EQ(did_you_mean("benifit", words), "did you mean 'benefit'?");
    EXPECT_EQ(did_you_mean("unrelated", words), "");
}

TEST(Listed, JoinsWithCommasAndAnAnd) {
    EXPECT_EQ(listed({}), "");
    EXPECT_EQ(listed({"a"}), "a");
    EXPECT_EQ(listed({"a", "b"}), "a and b");
    EXPECT_EQ(listed({"a", "b", "c"}), "a, b and c");
    EXPECT_EQ(listed({"a", "b", "c", "d", "e"}, 2), "a, b and 3 more");
}

}  // namespace
}  // namespace tranche::test
