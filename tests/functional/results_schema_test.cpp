#include "functional/results_schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tranche::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view schema = R"({"$defs": {"appraise": {"type": "object", "additionalProperties": false,
    "properties": {"npv_gbp": {"type": ["number", "null"]},
                   "tree": {"type": "object", "properties": {"parts": {"type": "array",
                            "items": {"$ref": "#/$defs/appraise/properties/tree"}}}, "additionalProperties": false}}}}})";

std::vector<std::string> judged(std::string_view json) {
    return breaches_of_schema(schema, "appraise", json);
}

TEST(ResultsSchema, AcceptsWhatItDescribes) {
    EXPECT_THAT(judged(R"({"npv_gbp": 1.5})"), IsEmpty());
    EXPECT_THAT(judged(R"({"npv_gbp": null, "tree": {"parts": [{"parts": []}]}})"), IsEmpty());
}

TEST(ResultsSchema, FindsAWrongTypeAndAnUnknownMemberAtAnyDepth) {
    EXPECT_THAT(judged(R"({"npv_gbp": "1.5"})"),
                ElementsAre("appraise.npv_gbp is \"1.5\", which is not of type [\"number\",\"null\"]"));
    EXPECT_THAT(judged(R"({"bcr": 1})"), ElementsAre("appraise.bcr is not in the schema"));
    EXPECT_THAT(judged(R"({"tree": {"parts": [{"part": 1}]}})"),
                ElementsAre("appraise.tree.parts[].part is not in the schema"));
}

TEST(ResultsSchema, CommandThatItDoesNotDefineIsNoSilentPass) {
    EXPECT_THAT(breaches_of_schema(schema, "track-log", R"({"x": 1})"), ElementsAre("track-log is not in the schema"));
}

TEST(ResultsSchema, KeywordThatIsNotKnownHereIsNoSilentPass) {
    EXPECT_THROW(breaches_of_schema(R"({"$defs": {"a": {"pattern": "x"}}})", "a", "{}"), std::runtime_error);
}

}  // namespace
}  // namespace tranche::test
