// The layers hold, and a breach of them would be seen.
#include "architecture/edges.hpp"
#include "support/places.hpp"

#include <gmock/gmock.h>  // ElementsAre, HasSubstr
#include <gtest/gtest.h>

namespace tranche::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

EdgeTable the_table() {
    return read_edges(read_text(source_folder() + "/tests/architecture/edges.txt"));
}

std::vector<std::string> judge(const std::string& path, const std::string& text) {
    return forbidden_edges(the_table(), {{path, text}});
}

TEST(Edges, EngineKeepsToTheTable) {
    EXPECT_THAT(forbidden_edges(the_table(), read_sources(source_folder(), "engine")), IsEmpty());
}

TEST(Edges, StageSeesItselfAndItsLeft) {
    EXPECT_THAT(judge("engine/lower/lower.cpp",
                      "#include \"tranche/lower/lower.hpp\"\n"
                      "#include <tranche/model/programme.hpp>\n"
                      "#include \"read/tree.hpp\"\n"
                      "#include <vector>\n"),
                IsEmpty());
}

TEST(Edges, PlantedBreachIsCaughtInEverySpelling) {
    const std::string path = "engine/lower/lower.cpp";
    const auto breach = ElementsAre(HasSubstr("lower does not see plan"));
    EXPECT_THAT(judge(path, "#include \"tranche/plan/plan.hpp\"\n"), breach);
    EXPECT_THAT(judge(path, "#include <tranche/plan/plan.hpp>\n"), breach);
    EXPECT_THAT(judge(path, "  #  include \"plan/compile.hpp\" // why\n"), breach);
    EXPECT_THAT(judge("engine/include/tranche/lower/lower.hpp", "#include \"tranche/plan/plan.hpp\"\n"), breach);
}

TEST(Edges, BreachIsLocated) {
    EXPECT_THAT(judge("engine/base/money.cpp", "\n/* two\nlines */\n#include \"tranche/run/run.hpp\"\n"),
                ElementsAre("engine/base/money.cpp:4 includes tranche/run/run.hpp, but base does not see run"));
}

TEST(Edges, IncludeInCommentIsNone) {
    EXPECT_THAT(judge("engine/base/money.cpp", "// #include \"tranche/run/run.hpp\"\n"), IsEmpty());
}

TEST(Edges, UnknownFolderIsCaught) {
    EXPECT_THAT(judge("engine/misc/helpers.cpp", ""), ElementsAre(HasSubstr("in no stage")));
    EXPECT_THAT(judge("engine/helpers.cpp", ""), ElementsAre(HasSubstr("in no stage")));
    EXPECT_THAT(judge("engine/run/run.cpp", "#include \"misc/helpers.hpp\"\n"), ElementsAre(HasSubstr("in no stage")));
    EXPECT_THAT(judge("engine/run/run.cpp", "#include \"kernel.hpp\"\n"), ElementsAre(HasSubstr("in no stage")));
    EXPECT_THAT(judge("engine/run/run.cpp", "#include \"../plan/plan.hpp\"\n"), ElementsAre(HasSubstr("in no stage")));
}

TEST(Edges, AppraisalSeesCashAndNotThePlan) {
    const std::string path = "engine/appraise/appraise.cpp";
    EXPECT_THAT(judge(path, "#include \"tranche/run/cashflow.hpp\"\n"), IsEmpty());
    EXPECT_THAT(judge(path, "#include \"tranche/run/run.hpp\"\n"), ElementsAre(HasSubstr("does not see run")));
    EXPECT_THAT(judge(path, "#include \"tranche/plan/plan.hpp\"\n"), ElementsAre(HasSubstr("does not see plan")));
    EXPECT_THAT(judge(path, "#include \"tranche/lower/lower.hpp\"\n"), ElementsAre(HasSubstr("does not see lower")));
}

TEST(Edges, VerifierStandsApart) {
    EXPECT_THAT(judge("engine/verify/verify.cpp", "#include \"tranche/read/fields.hpp\"\n"), IsEmpty());
    EXPECT_THAT(judge("engine/verify/verify.cpp", "#include \"tranche/graph/order.hpp\"\n"),
                ElementsAre(HasSubstr("verify does not see graph")));
    EXPECT_THAT(judge("engine/report/report.cpp", "#include \"tranche/verify/verify.hpp\"\n"),
                ElementsAre(HasSubstr("report does not see verify")));
}

TEST(Edges, PipelineSeesAllAndIsSeenByNone) {
    EXPECT_THAT(judge("engine/include/tranche/pipeline.hpp", "#include \"tranche/scenario/scenario.hpp\"\n"),
                IsEmpty());
    EXPECT_THAT(judge("engine/report/report.cpp", "#include \"tranche/pipeline.hpp\"\n"),
                ElementsAre(HasSubstr("in no stage")));
}

TEST(Edges, PublicHeaderIncludesNoPrivateOne) {
    EXPECT_THAT(judge("engine/include/tranche/lower/lower.hpp", "#include \"read/tree.hpp\"\n"),
                ElementsAre(HasSubstr("not public")));
}

TEST(Edges, TableWithAnUnknownLineIsRefused) {
    EXPECT_THROW(read_edges("odrer base model\n"), std::runtime_error);
}

}  // namespace
}  // namespace tranche::test
