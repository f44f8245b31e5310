// The catalogue of diagnostics, the sources, the reproducers and the page say the same.
#include "catalogue.hpp"

#include <gmock/gmock.h>  // Contains, ElementsAre
#include <gtest/gtest.h>

#include <set>

#include "errors/codes.hpp"
#include "errors/reproducers.hpp"
#include "support/approval.hpp"
#include "support/load.hpp"  // codes_of
#include "support/places.hpp"
#include "support/source_tree.hpp"       // read_text
#include "support/temporary_folder.hpp"  // write_text

namespace tranche::test {
namespace {

using docgen::Entry;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

const std::string root = source_folder();

const std::vector<Entry>& catalogue() {
    static const std::vector<Entry> entries = docgen::read_catalogue(read_text(root + "/schemas/diagnostics.yaml"));
    return entries;
}

std::set<std::string> catalogued() {
    std::set<std::string> codes;
    for (const Entry& entry : catalogue()) {
        codes.insert(entry.code);
    }
    return codes;
}

/// The codes that the project's own sources use.
UsedCodes used_codes() {
    std::vector<SourceFile> files = read_sources(root, "engine");
    std::vector<SourceFile> tools = read_sources(root, "tools/cli");
    files.insert(files.end(), tools.begin(), tools.end());
    return codes_in(files);
}

/// Codes on one side only, each with the side it is missing from.
std::vector<std::string> differences(const std::set<std::string>& used, const std::set<std::string>& listed) {
    std::vector<std::string> result;
    for (const std::string& code : used) {
        if (!listed.contains(code)) {
            result.push_back(code + " is not in schemas/diagnostics.yaml");
        }
    }
    for (const std::string& code : listed) {
        if (!used.contains(code)) {
            result.push_back(code + " is told nowhere");
        }
    }
    return result;
}

/// An example is a part of a programme: what every programme needs is put before it.
std::string completed(const std::string& example) {
    const auto has = [&](const std::string& key) {
        return ("\n" + example).find("\n" + key + ":") != std::string::npos;
    };
    return std::string(has("programme") ? "" : "programme: example\n") +
           (has("calendar") ? "" : "calendar: {first_year: 2013/14, years: 7}\n") + example + "\n";
}

TEST(Catalogue, AgreesWithTheSources) {
    const UsedCodes used = used_codes();  // takes seconds, so one test asks for all of it
    EXPECT_THAT(differences(used.codes, catalogued()), IsEmpty());
    EXPECT_THAT(used.hidden, IsEmpty()) << "a code that the search cannot read";
    for (const Entry& entry : catalogue()) {
        EXPECT_EQ(entry.severity == "warning", used.warnings.contains(entry.code)) << entry.code;
    }
}

TEST(Catalogue, PlantedCodeIsCaughtInEverySpelling) {
    const auto codes = [](const std::string& code) {
        return codes_in({{"engine/read/reader.cpp", code},
                         {"engine/read/told.hpp", "T told(Reader& reader, std::string_view code, int);"}})
            .codes;
    };
    EXPECT_THAT(codes(R"(diagnostics.error("planted", where, "a sentence");)"), ElementsAre("planted"));
    EXPECT_THAT(codes("reader.diagnostics.warning(\n    \"planted-twice\", where(a, b), s);"),
                ElementsAre("planted-twice"));
    EXPECT_THAT(codes(R"(diagnostics_->error("planted", {file, line, 0}, sentence);)"), ElementsAre("planted"));
    EXPECT_THAT(codes(R"(return told(reader, value.at(i), "planted", parse_number(text));)"), ElementsAre("planted"));
    EXPECT_THAT(codes(R"(throw std::runtime_error("planted");)"), IsEmpty());
    EXPECT_THAT(differences(codes(R"(error("planted", where, "");)"), catalogued()),
                Contains("planted is not in schemas/diagnostics.yaml"));
    EXPECT_THAT(differences({}, {"forgotten"}), ElementsAre("forgotten is told nowhere"));
}

TEST(Catalogue, PlantedCodeThatIsHiddenIsCaught) {
    EXPECT_THAT(codes_in({{"engine/a.cpp", "diagnostics.error(name_of(problem), where, \"\");"}}).hidden,
                ElementsAre("engine/a.cpp:1 tells name_of(problem)"));
}

TEST(Catalogue, IsInOrder) {
    std::vector<std::string> codes;
    for (const Entry& entry : catalogue()) {
        codes.push_back(entry.code);
    }
    const std::set<std::string> sorted(codes.begin(), codes.end());
    EXPECT_EQ(codes, std::vector<std::string>(sorted.begin(), sorted.end()));
}

TEST(Catalogue, EntryThatIsNotWholeIsRefused) {
    EXPECT_THROW(docgen::read_catalogue("- {code: alias, severity: error}"), std::runtime_error);
    EXPECT_THROW(
        docgen::read_catalogue("- {code: a, severity: bad, level: loader, summary: s, why: w, example: e, fix: f}"),
        std::runtime_error);
    EXPECT_THROW(
        docgen::read_catalogue("- {code: a, severity: error, level: loader, summary: s, why: w, exampel: e, fix: f}"),
        std::runtime_error);
    EXPECT_THROW(
        docgen::read_catalogue("- {code: a, severity: error, level: mine, summary: s, why: w, example: e, fix: f}"),
        std::runtime_error);
    EXPECT_EQ(
        docgen::read_catalogue("- {code: a, severity: error, level: loader, summary: s, why: w, example: e, fix: f}")
            .size(),
        1U);
}

TEST(Catalogue, ExamplesAreToldTheirCode) {
    for (const Entry& entry : catalogue()) {
        if (!entry.example.empty()) {
            EXPECT_THAT(codes_of(completed(entry.example)), Contains(entry.code)) << completed(entry.example);
        }
    }
}

TEST(Catalogue, EveryCodeHasAReproducer) {
    std::set<std::string> reproduced;
    for (const std::string& stem : reproducer_stems()) {
        for (const std::string& code : codes_told(expected_text(stem))) {
            if (stem == code || stem.starts_with(code + "-")) {
                reproduced.insert(code);
            }
        }
    }
    // What is told of a ledger is reproduced by a text test.
    for (const std::string& code : codes_told(read_text(root + "/tests/functional/track_errors.test"))) {
        reproduced.insert(code);
    }
    reproduced.insert("row-too-long");    // of files of a size: Import.EndlessLineIsRefusedInLittleMemory
    reproduced.insert("delay-negative");  // of callers only: Errors.ScenarioThatPullsWorkForwardIsRefused
    EXPECT_THAT(differences(catalogued(), reproduced), IsEmpty());
}

TEST(Catalogue, PageIsCurrent) {
    const std::string path = root + "/docs/reference/diagnostics.md";
    const std::string page =
        docgen::diagnostics_page(catalogue(), docgen::read_told(catalogue(), root + "/tests/errors"));
    if (approving()) {
        write_text(path, page);
    }
    EXPECT_EQ(read_text(path), page) << "tranche_docgen writes it anew";
}

}  // namespace
}  // namespace tranche::test
