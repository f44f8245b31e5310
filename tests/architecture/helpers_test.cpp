// Helpers of a stage have names of their own, and one that has not would be seen.
#include "architecture/helpers.hpp"

#include <gmock/gmock.h>  // ElementsAre, HasSubstr
#include <gtest/gtest.h>

#include "support/places.hpp"

namespace tranche::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string in_unnamed(const std::string& code) {
    return "#include <string>\nnamespace tranche {\n\nnamespace {\n\n" + code +
           "\n}  // namespace\n\nint after() {}\n}\n";
}

TEST(Helpers, AreNamedOnceInAStage) {
    for (const char* folder : {"engine", "tools/cli"}) {
        EXPECT_THAT(shared_helpers(read_sources(source_folder(), folder)), IsEmpty());
    }
}

TEST(Helpers, PlantedDoubleIsCaughtInItsStageOnly) {
    const SourceFile first{"engine/run/a.cpp", in_unnamed("int months_of(int year) { return year * 12; }")};
    const SourceFile second{"engine/run/b.cpp", in_unnamed("constexpr int months_of = 3;")};
    const SourceFile elsewhere{"engine/plan/c.cpp", second.text};
    EXPECT_THAT(shared_helpers({first, second}), ElementsAre(HasSubstr("'months_of' of engine/run/a.cpp")));
    EXPECT_THAT(shared_helpers({first, elsewhere}), IsEmpty());

    const SourceFile alias{"engine/run/a.cpp", in_unnamed("using Row = std::vector<int>;")};
    const SourceFile same{"engine/run/b.cpp", alias.text};
    const SourceFile other{"engine/run/c.cpp", in_unnamed("using Row = std::set<int>;")};
    EXPECT_THAT(shared_helpers({alias, same}), IsEmpty());
    EXPECT_THAT(shared_helpers({alias, other}), ElementsAre(HasSubstr("'Row' of engine/run/a.cpp")));
}

TEST(Helpers, AreReadInEverySpelling) {
    const auto names = [](const std::string& code) {
        std::vector<std::string> result;
        for (const auto& [name, alias] : helpers_in(in_unnamed(code))) {
            result.push_back(name);
        }
        return result;
    };
    EXPECT_THAT(names("struct Row {\n    int wide() const { return 1; }\n};"), ElementsAre("Row"));
    EXPECT_THAT(names("class Reader final : public Base {\n};\nenum class Side { low, high };"),
                ElementsAre("Reader", "Side"));
    EXPECT_THAT(names("using Json = nlohmann::json;\nusing namespace literals;\nusing testing::Not;"),
                ElementsAre("Json"));
    EXPECT_THAT(names("constexpr std::array<std::string_view, 2> words{\"a\", \"b\"};\nconst int twelve = 12;"),
                ElementsAre("twelve", "words"));
    EXPECT_THAT(names("std::vector<std::pair<int, int>> both(int a, int b) {\n    if (a < b) { return {}; }\n}"),
                ElementsAre("both"));
    EXPECT_THAT(names("template <class T, int N>\nconstexpr Reading<T> into{\n    [](int a) { return a; }, N};"),
                ElementsAre("into"));
    EXPECT_THAT(names("bool operator<(const A& a, const A& b) { return true; }\n#define X(a) {a;\nint last;"),
                ElementsAre("last"));
    EXPECT_THAT(helpers_in("namespace tranche {\nint open() { return 1; }\n}\n"), IsEmpty());
}

}  // namespace
}  // namespace tranche::test
