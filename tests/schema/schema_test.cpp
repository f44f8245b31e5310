// The schema and the pages of keys say what the loader reads.
#include <gmock/gmock.h>  // IsEmpty, ElementsAre
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>
#include <sstream>  // istringstream

#include "fields_page.hpp"
#include "results_schema.hpp"
#include "support/approval.hpp"
#include "support/command.hpp"
#include "support/places.hpp"
#include "support/source_tree.hpp"       // read_text
#include "support/temporary_folder.hpp"  // write_text
#include "tranche/read/fields.hpp"

namespace tranche::test {
namespace {

using testing::Contains;
using testing::IsEmpty;

const std::string root = source_folder();

void expect_current(const std::string& path, const std::string& text) {
    if (approving()) {
        write_text(root + path, text);
    }
    EXPECT_EQ(read_text(root + path), text) << "TRANCHE_APPROVE=1 writes it anew";
}

/// Where the tables of a page, `| key of a line | takes |`, and the language differ.
std::vector<std::string> differences(const std::string& page) {
    static const std::regex heading(R"(\| key of (.*) \| takes \|)");
    static const std::regex key("`([a-z_0-9]+)`");
    std::map<std::string, std::set<std::string>> shown;
    std::string noun;
    std::istringstream lines(page);
    for (std::string line; std::getline(lines, line);) {
        std::smatch found;
        if (!line.starts_with("| ")) {
            noun = line.starts_with("|") ? noun : "";
        } else if (std::regex_match(line, found, heading)) {
            noun = found[1];
            shown[noun];
        } else if (!noun.empty()) {
            const std::string cell = line.substr(0, line.find(" | "));
            for (std::sregex_iterator at(cell.begin(), cell.end(), key), end; at != end; ++at) {
                shown[noun].insert((*at)[1]);
            }
        }
    }
    std::vector<std::string> result;
    for (const ObjectKind& object : language()) {
        const auto table = shown.extract(std::string(object.noun));
        for (const KeyKind& each : object.keys) {
            const std::string name(each.name);
            if (table.empty() ? page.find("`" + name) == std::string::npos && page.find(name + ":") == std::string::npos
                              : table.mapped().erase(name) == 0) {
                result.push_back("no '" + name + "' of " + std::string(object.noun));
            }
        }
        if (!table.empty()) {
            for (const std::string& name : table.mapped()) {
                result.push_back("'" + name + "' is no key of " + std::string(object.noun));
            }
        }
    }
    for (const auto& [unknown, keys] : shown) {
        result.push_back("there is no '" + unknown + "'");
    }
    return result;
}

TEST(Schema, FileIsCurrent) {
    const Ran ran = run_command({.words = {command_path(), "schema"}});
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    expect_current("/schemas/programme.schema.json", ran.out);
}

TEST(Schema, ResultsFileIsCurrent) {
    expect_current("/schemas/results.schema.json", docgen::results_schema(root));
}

TEST(Schema, PageOfKeysIsCurrent) {
    expect_current("/docs/reference/fields.md", docgen::fields_page(language()));
}

TEST(Schema, ReferenceHasEveryKeyAndNoOther) {
    EXPECT_THAT(differences(read_text(root + "/docs/reference/definition.md")), IsEmpty());
}

TEST(Schema, PlantedKeysOfTheReferenceAreCaught) {
    const std::vector<std::string> found = differences("| key of a phase | takes |\n|---|---|\n| `id`, `last` | |\n");
    EXPECT_THAT(found, Contains("no 'lasts' of a phase"));
    EXPECT_THAT(found, Contains("'last' is no key of a phase"));
    EXPECT_THAT(found, Contains("no 'sha256' of a source"));
    EXPECT_THAT(differences("| key of a stage | takes |\n"), Contains("there is no 'a stage'"));
}

// A list of what there is would be no proof, but what the other tests rest on is that objects are found at any depth.
TEST(Schema, LanguageHasEveryObjectOnce) {
    std::set<std::string> names;
    for (const ObjectKind& object : language()) {
        EXPECT_TRUE(names.insert(object.name()).second) << object.name();
        EXPECT_THAT(object.keys, testing::Not(IsEmpty())) << object.name();
    }
    EXPECT_EQ(language().front().name(), "programme");
    EXPECT_THAT(names, testing::IsSupersetOf({"line", "phase", "link", "scenario-written-in-place", "table"}));
}

}  // namespace
}  // namespace tranche::test
