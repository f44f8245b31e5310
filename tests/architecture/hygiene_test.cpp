// The rules of the house hold, and a breach of each would be seen.
#include "architecture/hygiene.hpp"
#include "support/places.hpp"

#include <gmock/gmock.h>  // ElementsAre, HasSubstr
#include <gtest/gtest.h>

#include <algorithm>  // remove_if

namespace tranche::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::string root = source_folder();

Breaches calls_in(const std::string& code) {
    return forbidden_calls_in_engine({{"engine/run/run.cpp", code}});
}

Breaches tool_includes(const std::string& path, const std::string& text) {
    return forbidden_includes_in_tools({{path, text}, {"tools/cli/render.hpp", ""}});
}

TEST(PublicHeaders, IncludeNothingForeignButDate) {
    EXPECT_THAT(foreign_headers_in_public_headers(read_sources(root, "engine/include")), IsEmpty());
}

TEST(PublicHeaders, ForeignHeaderIsCaught) {
    const auto judge = [](const std::string& text) {
        return foreign_headers_in_public_headers({{"engine/include/tranche/lower/lower.hpp", text}});
    };
    EXPECT_THAT(judge("#include <vector>\n#include <optional>\n#include \"tranche/base/money.hpp\"\n"), IsEmpty());
    for (const char* foreign :
         {"date/date.h", "boost/graph/adjacency_list.hpp", "yaml-cpp/yaml.h", "SQLiteCpp/SQLiteCpp.h",
          "nlohmann/json.hpp", "fmt/format.h", "CLI/CLI.hpp", "sqlite3.h"}) {
        EXPECT_THAT(judge(std::string("#include <") + foreign + ">\n"), ElementsAre(HasSubstr(foreign)));
    }
}

TEST(Tools, SeeThePublicHeadersOnly) {
    EXPECT_THAT(forbidden_includes_in_tools(read_sources(root, "tools/cli")), IsEmpty());
}

TEST(Tools, PrivateHeaderIsCaught) {
    EXPECT_THAT(tool_includes("tools/cli/check.cpp", "#include \"tranche/lower/lower.hpp\"\n#include \"render.hpp\"\n"),
                IsEmpty());
    EXPECT_THAT(tool_includes("tools/cli/check.cpp", "#include \"read/tree.hpp\"\n"), SizeIs(1));
    EXPECT_THAT(tool_includes("tools/cli/check.cpp", "#include \"../../engine/read/tree.hpp\"\n"), SizeIs(1));
}

TEST(Tools, CommandLineParserIsInOneFile) {
    EXPECT_THAT(tool_includes("tools/cli/options.cpp", "#include <CLI/CLI.hpp>\n"), IsEmpty());
    EXPECT_THAT(tool_includes("tools/cli/main.cpp", "#include <CLI/CLI.hpp>\n"), SizeIs(1));
}

TEST(Tools, DoNotLookAtTheFormat) {
    EXPECT_THAT(formats_compared_in_tools(read_sources(root, "tools/cli")), IsEmpty());
}

TEST(Tools, LookAtTheFormatIsCaught) {
    const auto judge = [](const std::string& path, const std::string& text) {
        return formats_compared_in_tools({{path, text}});
    };
    EXPECT_THAT(judge("tools/cli/audit.cpp", "x\nif (options.text(\"--format\") == y) {\n"),
                ElementsAre("tools/cli/audit.cpp:2 looks at the format"));
    EXPECT_THAT(judge("tools/cli/audit.cpp", "if (format != \"csv\") {\n"), SizeIs(1));
    EXPECT_THAT(judge("tools/cli/run.cpp", "options.row(\"--format\", renderers());\n"), IsEmpty());
    EXPECT_THAT(judge("tools/cli/audit.cpp", "{\"--format\", \"FORMAT\"}, names == \"name\"\n"), IsEmpty());
}

TEST(Engine, HasNoEffectsOfItsOwn) {
    EXPECT_THAT(forbidden_calls_in_engine(read_sources(root, "engine")), IsEmpty());
}

TEST(Engine, EachForbiddenCallIsCaught) {
    for (const char* call :
         {"std::exp(x)", "std::log (x)", "std::pow(x, 2)", "std::sin(x)", "std::cout << x", "std::cerr << x",
          "printf(\"x\")", "std::printf(\"x\")", "fmt::print(\"x\")", "exit(1)", "std::exit(1)", "std::getenv(\"X\")",
          "std::time(nullptr)", "time(nullptr)", "std::chrono::system_clock::now()", "std::chrono::steady_clock::now()",
          "std::random_device{}()"}) {
        EXPECT_THAT(calls_in(std::string("void f() {\n    ") + call + ";\n}\n"),
                    testing::Contains(HasSubstr("engine/run/run.cpp:2")))
            << call;
    }
}

TEST(Engine, InnocentTextIsNotCaught) {
    EXPECT_THAT(calls_in("// the time (in months) is an argument; no std::cout here\n"
                         "const char* text = \"exit(1)\"; auto raw = R\"(std::pow(2, 3) \" )\"; int n = 1'000'000;\n"
                         "snprintf(b, n, f); plan.time(1); lifetime(2); expected(3); std::sqrt(2.0);\n"
                         "char quote = '\"'; /* getenv(\n */ char other = '\\'';\n"),
                IsEmpty());
}

TEST(Types, HaveANameOfTheirOwn) {
    EXPECT_THAT(types_defined_twice(read_sources(root, "engine")), IsEmpty());
}

TEST(Types, SharedNameIsCaught) {
    const std::string tree = "namespace tranche {\n\nclass Tree {\n};\n\nstruct Node;\n}\n";
    EXPECT_THAT(types_defined_twice({{"engine/read/tree.hpp", tree}, {"engine/report/tree.hpp", tree}}),
                ElementsAre("Tree is defined in engine/read/tree.hpp and in engine/report/tree.hpp"));
}

TEST(Files, AreNotTooLong) {
    for (const char* folder : {"engine", "tests", "tools"}) {
        EXPECT_THAT(files_too_long(read_sources(root, folder)), IsEmpty());
    }
}

TEST(Files, LongFileIsCaught) {
    EXPECT_THAT(files_too_long({{"engine/run/run.cpp", std::string(longest_file, '\n')}}), IsEmpty());
    EXPECT_THAT(files_too_long({{"engine/run/run.cpp", std::string(longest_file + 1, '\n')}}), SizeIs(1));
}

TEST(Files, OfTheEngineAreAllListed) {
    // Headers beside the sources are found through these, so only sources and public headers need a list.
    std::vector<SourceFile> files = read_sources(root, "engine");
    const auto is_private_header = [](const SourceFile& file) {
        return file.path.ends_with(".hpp") && !file.path.starts_with("engine/include/");
    };
    files.erase(std::remove_if(files.begin(), files.end(), is_private_header), files.end());
    EXPECT_THAT(
        files_not_listed(files, read_text(root + "/engine/CMakeLists.txt"), {"engine/include/tranche/", "engine/"}),
        IsEmpty());
}

TEST(Files, OfTheCommandAndTheTestsAreAllListed) {
    for (const std::string folder : {"tools/cli/", "tests/"}) {
        std::vector<SourceFile> files = read_sources(root, folder);
        const auto needs_no_list = [](const SourceFile& file) {
            return file.path.ends_with(".hpp") || file.path.starts_with("tests/architecture/compile/");
        };
        files.erase(std::remove_if(files.begin(), files.end(), needs_no_list), files.end());
        // Benchmarks are built without the tests, hence their own list.
        const std::string bench = folder == "tests/" ? read_text(root + "/tests/bench/CMakeLists.txt") : "";
        EXPECT_THAT(files_not_listed(files, read_text(root + "/" + folder + "CMakeLists.txt") + bench,
                                     {folder + "bench/", folder}),
                    IsEmpty());
    }
}

TEST(Files, UnlistedFileIsCaught) {
    EXPECT_THAT(files_not_listed({{"engine/run/run.cpp", ""}}, "set(sources\n    run/run.cpp)\n", {"engine/"}),
                IsEmpty());
    EXPECT_THAT(files_not_listed({{"engine/run/run.cpp", ""}}, "set(sources run/rerun.cpp)", {"engine/"}), SizeIs(1));
}

}  // namespace
}  // namespace tranche::test
