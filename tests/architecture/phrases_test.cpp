// Text for people keeps clear of the phrases in phrases.txt, and each kind of text is seen to be read.
#include "architecture/phrases.hpp"
#include "support/places.hpp"

#include <filesystem>

#include <gmock/gmock.h>  // ElementsAre, HasSubstr
#include <gtest/gtest.h>

namespace tranche::test {
namespace {

namespace fs = std::filesystem;

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string root = source_folder();

PhraseList house_list() {
    return read_phrases(read_text(root + "/tests/architecture/phrases.txt"));
}

void add(std::vector<Passage>& to, std::vector<Passage> more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// README.md, the guides and the rest. Decisions and the changelog tell of the past and keep their words.
std::vector<Passage> documents() {
    std::vector<std::string> paths{"README.md", "CONTRIBUTING.md", "engine/README.md", "schemas/diagnostics.yaml",
                                   "tests/functional/README.md"};
    for (const std::string folder : {"docs", "programmes"}) {
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root + "/" + folder)) {
            const std::string path = fs::relative(entry.path(), root).generic_string();
            if (path.ends_with(".md") && !path.starts_with("docs/decisions/2")) {
                paths.push_back(path);
            }
        }
    }
    std::vector<Passage> passages;
    for (const std::string& path : paths) {
        add(passages, paragraphs_of({path, read_text(root + "/" + path)}));
    }
    return passages;
}

/// Every decision record has a row in the index.
TEST(Decisions, AreAllInTheIndex) {
    const std::string index = read_text(root + "/docs/decisions/README.md");
    for (const fs::directory_entry& entry : fs::directory_iterator(root + "/docs/decisions")) {
        const std::string name = entry.path().filename().string();
        if (name != "README.md") {
            EXPECT_THAT(index, HasSubstr("](" + name + ")"));
        }
    }
}

TEST(Phrases, HardOnesAreNotInDocumentsScreensAndHeaders) {
    std::vector<Passage> passages = documents();
    for (const char* folder : {"engine", "tools"}) {
        for (const SourceFile& file : read_sources(root, folder)) {
            add(passages, strings_of(file));
            if (file.path.starts_with("engine/include/")) {
                add(passages, comments_of(file));
            }
        }
    }
    EXPECT_THAT(phrases_found(passages, house_list()), IsEmpty());
}

TEST(Phrases, PlantedOffendersAreCaught) {
    const PhraseList list = read_phrases("all | \\bis no [a-z]+ of\\b | 'is not a'\ndocs | hopeful | optimistic\n");
    const SourceFile page{"docs/a.md",
                          "# A page\n\n'x' is no\ncolumn of it.\n\n```\nis no row of\n```\n\n| Hopeful |\n"};
    EXPECT_THAT(phrases_found(paragraphs_of(page), list),
                ElementsAre("docs/a.md:3 says 'is no column of'; say 'is not a'",
                            "docs/a.md:10 says 'Hopeful'; say optimistic"));

    const SourceFile source{"tools/a.cpp",
                            "char q = '\"';  // is no comment of ours\n"
                            "auto s = \"'x' is \"\n    \"no key of it\";\nauto t = \"hopeful\";\n"
                            "auto r = R\"x(is no part of)x\";\n"};
    EXPECT_THAT(phrases_found(strings_of(source), list),
                ElementsAre(HasSubstr("tools/a.cpp:2 says 'is no key of'"), HasSubstr("tools/a.cpp:5")));
    EXPECT_THAT(phrases_found(comments_of(source), list), ElementsAre(HasSubstr("tools/a.cpp:1 says")));
    EXPECT_THAT(phrases_found(comments_of({"engine/include/a.hpp", "/// It is\n/// no part of it.\nint a;\n"}), list),
                ElementsAre(HasSubstr("engine/include/a.hpp:1")));
}

TEST(Phrases, QuotationIsExemptWhileItIsThere) {
    const PhraseList list =
        read_phrases("# a comment\n\nall | told | reported\nallow | a.md | \"I was told\" | a quote\n");
    EXPECT_THAT(phrases_found(paragraphs_of({"a.md", "He said \"I was told\".\n"}), list), IsEmpty());
    EXPECT_THAT(phrases_found(paragraphs_of({"b.md", "He said \"I was told\".\n"}), list),
                ElementsAre(HasSubstr("b.md:1"), HasSubstr("no longer")));
}

TEST(Phrases, UnreadableLineIsRefused) {
    EXPECT_THROW(read_phrases("all | told\n"), std::runtime_error);
}

}  // namespace
}  // namespace tranche::test
