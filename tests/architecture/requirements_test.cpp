// What a header requires of its callers, a source asserts.
#include "architecture/requirements.hpp"

#include <gmock/gmock.h>  // ElementsAre, IsEmpty
#include <gtest/gtest.h>

#include "support/places.hpp"

namespace tranche::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Requirements, AreAsserted) {
    std::vector<SourceFile> files = read_sources(source_folder(), "engine");
    const std::vector<SourceFile> tools = read_sources(source_folder(), "tools");
    files.insert(files.end(), tools.begin(), tools.end());
    EXPECT_THAT(unasserted_requirements(files), IsEmpty());
}

TEST(Requirements, PlantedOneIsCaught) {
    const SourceFile header{"engine/a.hpp", "/// Halves it. REQUIRES: an even\n/// number.\nint half(int number);\n"};
    const SourceFile kept{"engine/a.cpp",
                          "int half(int number) {\n    assert(number % 2 == 0);\n    return number / 2;\n}\n"};
    const SourceFile broken{"engine/a.cpp",
                            "int half(int number) {\n    return number / 2;\n}\n\n"
                            "int other(int number) {\n    assert(number > 0);\n    return half(number);\n}\n"};
    EXPECT_THAT(unasserted_requirements({header, kept}), IsEmpty());
    EXPECT_THAT(unasserted_requirements({header, broken}),
                ElementsAre("engine/a.hpp:1: half requires what no definition of it asserts"));
}

TEST(Requirements, LifetimesArePassedOverAndMembersAreNot) {
    EXPECT_THAT(
        unasserted_requirements({{"engine/a.hpp", "/// REQUIRES: the plan outlives it.\nView view(Plan plan);\n"}}),
        IsEmpty());
    EXPECT_THAT(unasserted_requirements({{"engine/a.hpp", "struct A {\n    int upto = 0;  ///< REQUIRES: > 0\n};\n"}}),
                ElementsAre("engine/a.hpp:2: what is not a function requires what no definition of it asserts"));
}

}  // namespace
}  // namespace tranche::test
