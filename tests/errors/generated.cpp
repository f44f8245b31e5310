// Bad inputs that are no text, or that nobody would want to keep.
#include "errors/reproducers.hpp"
#include "support/temporary_folder.hpp"  // write_text

#include <filesystem>

namespace tranche::test {
namespace {

const std::string head = "programme: example\ncalendar: {first_year: 2013/14, years: 7}\n";

std::string repeated(const std::string& text, std::size_t times) {
    std::string result;
    result.reserve(text.size() * times);
    for (std::size_t i = 0; i < times; ++i) {
        result += text;
    }
    return result;
}

/// An input that is a file of this text.
Generated file(const std::string& stem, std::string (*text)()) {
    return {stem, stem + ".yaml",
            [stem, text](const std::string& folder) { write_text(folder + "/" + stem + ".yaml", text()); }};
}

std::string numbered(const std::string& before, int from, int to, const std::string& after) {
    std::string result;
    for (int i = from; i < to; ++i) {
        result += before + std::to_string(i) + after;
    }
    return result;
}

}  // namespace

const std::vector<Generated>& generated_inputs() {
    static const std::vector<Generated> inputs{
        file("empty", [] { return std::string(); }),
        file("empty-blanks", [] { return std::string(" \n\t\r\n\n"); }),
        file("binary",
             [] {
                 return std::string(
                            "\x7f"
                            "ELF\x02\x01\x01\x00\x00\x00",
                            10) +
                        repeated("\x01\xff", 500);
             }),
        file("binary-late", [] { return head + std::string("name: a\0b\n", 10); }),
        file("not-utf8",
             [] {
                 return head +
                        "costs:\n  - {id: team, by_year: [\xa3"
                        "225]}\n";
             }),
        file("not-utf8-after-pound", [] { return head + "name: \u00a3\u00a3 \xa3\xa3\n"; }),
        file("not-utf8-wide", [] { return std::string("\xff\xfep\0r\0o\0", 8); }),
        file("too-deep", [] { return repeated("[", 3'000'000); }),
        file("too-deep-maps", [] { return repeated("{a: ", 1'000'000); }),
        file("too-deep-dashes", [] { return repeated("- ", 100'000) + "a\n"; }),
        file("too-large", [] { return head + repeated("# sixteen bytes\n", (64U << 20U) / 16); }),
        file("unknown-key-crlf",
             [] {
                 return std::string("\xef\xbb\xbfprogrmme: example\r\ncalendar: {first_year: 2013/14, yeers: 7}\r\n");
             }),
        file("unknown-key-long-line",
             [] {
                 return head + "name: \"" + repeated("\u00a3", 1'000'000) + "\"\ncosts: [{id: team, by_year: [" +
                        repeated("1, ", 4) + "1], name: " + repeated("long ", 200'000) + ", colour: red}]\n";
             }),
        file("unknown-key-long",
             [] { return head + repeated("k", 900) + ": 1\n" + repeated("\u00a3", 400) + ": 1\n"; }),
        file("unknown-key-many", [] { return head + numbered("key-", 0, 100'000, ": 1\n"); }),
        file("amount-too-large-programme",
             [] { return head + "costs:\n" + numbered("  - {id: line-", 0, 1001, ", by_year: [\u00a39000bn]}\n"); }),
        file("formula-long",
             [] { return head + "assumptions: [{id: rate, value: = 1" + repeated(" + 1", 200'000) + " +}]\n"; }),
        file("formula-cycle-long",
             [] {
                 std::string text = head + "assumptions:\n  - {id: a0, value: = a2999}\n";
                 for (int i = 1; i < 3000; ++i) {
                     text += "  - {id: a" + std::to_string(i) + ", value: = a" + std::to_string(i - 1) + "}\n";
                 }
                 return text;
             }),
        file("too-deep-members",
             [] {
                 std::string text = head + "organisations:\n  - {id: o0}\n";
                 for (int i = 60'000; i > 0; --i) {
                     text += "  - {id: o" + std::to_string(i) + ", members: [o" + std::to_string(i - 1) + "]}\n";
                 }
                 return text;
             }),
        file("duplicate-key-many",
             [] { return head + "costs: [{" + numbered("id: a", 0, 100'000, ", ") + "by_year: [1]}]\n"; }),
        file("not-an-amount-many",
             [] { return head + "costs:\n" + numbered("  - {id: line-", 0, 100'000, ", by_year: [lots]}\n"); }),
        file("outside-calendar-many",
             [] { return head + "costs: [{id: team, by_year: [" + repeated("1, ", 300'000) + "1]}]\n"; }),
        {"no-file", "programe.yaml", [](const std::string& folder) { write_text(folder + "/programme.yaml", head); }},
        {"no-file-folder", "cheshire",
         [](const std::string& folder) { std::filesystem::create_directory(folder + "/cheshire"); }},
    };
    return inputs;
}

}  // namespace tranche::test
