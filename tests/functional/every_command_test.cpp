// Bad input, drawn from the table of commands: each command begins from the example in its own help, so that a command or an
// option that is added is tried here without a word.
//
// The programme and the ledger are small and full of names that could break a format. Whatever is asked for, a command ends
// with one of its four exit codes, prints no control character, and what it prints is well formed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>  // find
#include <filesystem>
#include <set>
#include <sstream>

#include "commands.hpp"                // of tools/cli
#include "functional/conventions.hpp"  // breaches_of_conventions
#include "functional/matching.hpp"     // lines_of
#include "functional/transcript.hpp"   // split_words
#include "support/command.hpp"
#include "support/in_process.hpp"
#include "support/places.hpp"
#include "support/source_tree.hpp"  // read_text
#include "support/temporary_folder.hpp"
#include "tranche/report/renderers.hpp"

namespace tranche::test {
namespace {

namespace fs = std::filesystem;
using cli::Argument;
using cli::Command;
using cli::OptionRow;
using testing::AnyOf;
using testing::HasSubstr;
using testing::IsEmpty;

using Words = std::vector<std::string>;

const std::string programme =
    "programme: outreach\n"
    "name: 'Out \"reach\" | =1+1 <b> --> #end; \xE5\xAE\x89'\n"
    "calendar: {first_year: 2013/14, years: 4}\n"
    "money: {unit: pound}\n"
    "method: {discount: 3.5%}\n"
    "sources: [{id: bid, title: '=HYPERLINK(\"x\") | `a`'}]\n"
    "organisations: [{id: council, name: '@council, \"north\"'}, {id: trust, name: '-trust | south'}]\n"
    "spent_by: council\n"
    "assumptions: [{id: share, name: '+share\\ |', value: 40%, range: [20%, 60%], status: published, at: bid:1}]\n"
    "options: [{id: as-is, name: '*As is* | now'}, {id: larger, name: '[Larger](x)'}]\n"
    "workstreams:\n"
    "  - id: care\n"
    "    name: '=care | \"x\"'\n"
    "    projects:\n"
    "      - id: team\n"
    "        name: '<team> & {others} (y)'\n"
    "        starts: 2014-04\n"
    "        lasts: 9 months\n"
    "        costs: [{id: mobilisation, name: '=SUM(A1) | \"one\", two', once: 9000, over: project, status: published, at: bid:2}]\n"
    "        benefits: [{id: calls, name: '--> |x| y; z', yearly: 12000, from: project.end, to: {council: = share, trust: rest}}]\n"
    "costs: [{id: implementation, name: '@now', by_year: [£4000, £5000]}, {id: extra, name: '%{x}', by_year: [£100], in: [larger]}]\n"
    "scenarios: [{id: delay, name: '=delay | \"late\"', delay: 6 months}]\n"
    "compare: [{id: slip, name: '=slip | x', of: delay, against: base}]\n"
    "claims: [{id: first, figure: roi, says: 99%, at: bid:3}]\n";

std::vector<OptionRow> options_of(const Command& command) {
    std::vector<OptionRow> all;
    for (const std::span<const OptionRow> rows : command.options) {
        all.insert(all.end(), rows.begin(), rows.end());
    }
    return all;
}

bool has(const Command& command, std::string_view option) {
    return command.option(option) != nullptr;
}

// A folder in which the example of every command runs; it is the working folder meanwhile.
class Bench {
public:
    Bench() : before_(fs::current_path()) {
        write_text(folder_.of("p/programme.yaml"), programme);
        write_text(
            folder_.of("actuals.csv"),
            "line,month,amount,note\nmobilisation,2014-04,900.50,\"=1+1, |\"\nimplementation,2014-04,-5,plain\n");
        fs::current_path(folder_.path());
        made(
            {"track", "init", "l.tranche", "p", "--approved-by", "=board | \"y\"", "--reason", "+plan", "--by", "ann"});
        made({"track", "record", "l.tranche", "--line", "mobilisation", "--month", "2014-05", "--amount", "1200",
              "--note", "=1+1 | \"z\", -->", "--by", "=ann | \"x\""});
        made({"track", "export", "l.tranche", "--output", "l.jsonl"});
    }
    ~Bench() { fs::current_path(before_); }
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;

    // The words of the command's example, with the files of this folder.
    static Words example_of(const Command& command) {
        Words words = split_words(std::string(command.examples.front()));
        for (std::string& word : words) {
            if (word.starts_with("programmes/")) {
                word = word.ends_with(".csv") ? "actuals.csv" : "p";
            } else if (word == "cheshire.tranche") {
                word = command.name == "track init" ? "new.tranche" : "l.tranche";
            } else if (word == "cheshire.jsonl" && command.name == "track restore") {
                word = "l.jsonl";
            }
        }
        return words;
    }

    static Ran run(const Words& words) { return run_in_process(words); }

private:
    static void made(const Words& words) {
        const Ran ran = run(words);
        EXPECT_EQ(ran.exit_code, 0) << ran.err;
    }

    TemporaryFolder folder_;
    fs::path before_;
};

// What is between the words of an example that takes an option: its value is taken out.
Words without(Words words, const OptionRow& row) {
    const auto found = std::find(words.begin(), words.end(), row.name);
    if (found != words.end()) {
        words.erase(found, found + (row.placeholder.empty() ? 1 : 2));
    }
    return words;
}

Words with(Words words, const Words& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

// C0 but the line break, DEL, C1, and marks that turn the direction of a text.
std::string control_characters(const std::string& text) {
    std::string found;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
        const auto third = static_cast<unsigned char>(i + 2 < text.size() ? text[i + 2] : 0);
        const bool c0 = (byte < 0x20U && byte != '\n') || byte == 0x7FU;
        const bool c1 = byte == 0xC2U && next >= 0x80U && next < 0xA0U;
        const bool turns =
            byte == 0xE2U &&
            ((next == 0x80U && (third == 0x8EU || third == 0x8FU || (third >= 0xAAU && third <= 0xAEU))) ||
             (next == 0x81U && third >= 0xA6U && third <= 0xA9U));
        if (c0 || c1 || turns) {
            found += "byte " + std::to_string(i) + ", " + std::to_string(byte) + "; ";
        }
    }
    return found;
}

void expect_orderly(const Words& words, const Ran& ran) {
    const std::string line = testing::PrintToString(words);
    EXPECT_TRUE(ran.exit_code >= 0 && ran.exit_code <= 3) << line << " ends with " << ran.exit_code;
    EXPECT_EQ(control_characters(ran.out), "") << line << "\n" << ran.out;
    EXPECT_EQ(control_characters(ran.err), "") << line << "\n" << ran.err;
    EXPECT_THAT(breaches_of_conventions(words, ran.out, ran.err), IsEmpty()) << line;
    // What a check found may be in a file.
    const bool filed = std::find(words.begin(), words.end(), "--output") != words.end();
    EXPECT_TRUE(ran.exit_code == 0 || filed || !ran.err.empty() || !ran.out.empty()) << line << " fails without a word";
}

TEST(EveryCommand, RunsItsExampleOnNamesThatCouldBreakAFormat) {
    for (const Command* command : cli::commands()) {
        const Bench bench;
        const Words words = Bench::example_of(*command);
        const Ran ran = Bench::run(words);
        expect_orderly(words, ran);
        // The audit finds that what the programme claims is not so.
        EXPECT_EQ(ran.exit_code, command->name == "audit" ? 1 : 0) << command->name << "\n" << ran.err;
    }
}

TEST(EveryCommand, TakesItsFormatsAndRefusesTheOthers) {
    for (const Command* command : cli::commands()) {
        const OptionRow* format = command->option("--format");
        if (format == nullptr) {
            continue;
        }
        const Bench bench;
        const Words words = without(Bench::example_of(*command), *format);
        for (const Renderer& renderer : renderers()) {
            const std::string name(renderer.name);
            const bool offered =
                std::find(format->choices.begin(), format->choices.end(), name) != format->choices.end();
            const Words asked = with(words, {"--format", name});
            const Ran ran = Bench::run(asked);
            expect_orderly(asked, ran);
            EXPECT_EQ(ran.exit_code == 2, !offered) << testing::PrintToString(asked) << ran.err;
        }
    }
}

// Each option that takes a value gets each of these. An answer of 0 is right where the value is a name or a remark.
TEST(EveryCommand, TakesAnyValueOfAnOptionInAnOrderlyWay) {
    const std::vector<std::string> values{"12 months",
                                          "£5k",
                                          "-1",
                                          "99999999999999999999",
                                          "nan",
                                          "a | \"b\" 'c'",
                                          "=1+1",
                                          "two\nlines",
                                          "\033[31mred\033[0m",
                                          "\xE2\x80\xAEreversed",
                                          "\xC2\x9B"
                                          "31m",
                                          "\xFF"};
    for (const Command* command : cli::commands()) {
        for (const OptionRow& row : options_of(*command)) {
            if (row.placeholder.empty()) {
                continue;
            }
            const Bench bench;
            const Words words = without(Bench::example_of(*command), row);
            for (const std::string& value : values) {
                const Words asked = with(words, {std::string(row.name), value});
                const Ran ran = Bench::run(asked);
                expect_orderly(asked, ran);
                EXPECT_TRUE(row.choices.empty() || ran.exit_code == 2) << testing::PrintToString(asked);
            }
        }
    }
}

TEST(EveryCommand, TakesAnyArgumentInAnOrderlyWay) {
    for (const Command* command : cli::commands()) {
        for (std::size_t place = 0; place < command->arguments.size(); ++place) {
            const Bench bench;
            Words words = Bench::example_of(*command);
            const std::size_t at = 1 + (command->name.find(' ') == std::string_view::npos ? 0 : 1) + place;
            ASSERT_LT(at, words.size()) << command->name << ": its example lacks an argument";
            for (const std::string value : {"two\nlines", "\033[31mred\033[0m", "\xE2\x80\xAEreversed", "a|b=\"c\"",
                                            "none", "p", "-1", "=1+1", "\xFF"}) {
                words[at] = value;
                expect_orderly(words, Bench::run(words));
            }
        }
    }
}

TEST(EveryCommand, WritesToWhateverOutputNames) {
    for (const Command* command : cli::commands()) {
        if (!has(*command, "--output")) {
            continue;
        }
        const Bench bench;
        fs::create_directory("results");
        const Words words = without(Bench::example_of(*command), *command->option("--output"));
        // A command that looks at the ending of the name says so first.
        for (const char* output : {"results", "results/", "none/out", "/dev/full"}) {
            const Words asked = with(words, {"--output", output});
            const Ran ran = Bench::run(asked);
            expect_orderly(asked, ran);
            EXPECT_THAT(ran.exit_code, AnyOf(2, 3)) << testing::PrintToString(asked);
            EXPECT_EQ(ran.out, "");
        }
        const Words nowhere = with(words, {"--output", "/dev/null"});
        const Ran ran = Bench::run(nowhere);
        expect_orderly(nowhere, ran);
        EXPECT_NE(ran.exit_code, 3) << testing::PrintToString(nowhere) << ran.err;
        EXPECT_EQ(ran.out, "");
        for (const Argument& argument : command->arguments) {
            const bool ledger = argument.is == Argument::Is::ledger;
            if (!ledger && argument.is != Argument::Is::programme) {
                continue;
            }
            const std::string input = ledger ? "l.tranche" : "p/programme.yaml";
            const std::string before = read_text(input);
            const Words over = with(words, {"--output", input});
            const Ran refused = Bench::run(over);
            EXPECT_EQ(refused.exit_code, 2) << testing::PrintToString(over) << refused.err;
            EXPECT_EQ(read_text(input), before) << testing::PrintToString(over);
        }
    }
}

// On a terminal of 20 columns every figure of a wide one is there, whole.
TEST(EveryCommand, FitsATerminalOfTwentyColumns) {
    const auto printed = [](const Words& words, std::size_t width) {
        std::istringstream in;
        std::ostringstream out;
        std::ostringstream err;
        cli::Environment environment{in, out, err};
        environment.out_is_terminal = true;
        environment.err_is_terminal = true;
        environment.colours = false;
        environment.width = width;
        environment.out_width = width;
        environment.clock = "2014-06-03T10:15:00Z";
        cli::run(words, environment);
        return out.str();
    };
    const auto figures = [](const std::string& text) {
        std::set<std::string> result;
        std::istringstream words(text);
        for (std::string word; words >> word;) {
            if (word.find_first_not_of("0123456789,.%-£") == std::string::npos && word.size() > 1) {
                result.insert(word);
            }
        }
        return result;
    };
    for (const Command* command : cli::commands()) {
        // What asks again gets the same answer; what records does not.
        const bool asks = !command->name.starts_with("track ") || command->name == "track status" ||
                          command->name == "track variance" || command->name == "track outturn" ||
                          command->name == "track log";
        if (!asks || command->name == "new") {
            continue;
        }
        const Bench bench;
        const Words words = Bench::example_of(*command);
        const std::string wide = printed(words, 300);
        const std::string narrow = printed(words, 20);
        EXPECT_THAT(figures(narrow), testing::IsSupersetOf(figures(wide))) << command->name << "\n" << narrow;
        EXPECT_EQ(control_characters(narrow), "") << command->name;
    }
}

// The reader of a pipe has gone before anything is written: no word on the screen, and no signal.
TEST(EveryCommand, EndsWhereNobodyReads) {
    for (const Command* command : cli::commands()) {
        const Bench bench;
        std::string line = "{ sleep 0.05; \"$0\"";
        for (const std::string& word : Bench::example_of(*command)) {
            line += " \"" + word + "\"";
        }
        line +=
            " 2> said; echo $? > code; } | true; while [ ! -s code ]; do sleep 0.02; done; cat code; ! grep '^tranche: ' said";
        Invocation invocation;
        invocation.words = {"/bin/bash", "-c", line, command_path()};
        invocation.folder = fs::current_path().string();
        invocation.environment["TRANCHE_CLOCK"] = "2014-06-03T10:15:00Z";
        const Ran ran = run_command(invocation);
        EXPECT_THAT(ran.out, AnyOf("0\n", "1\n", "3\n")) << command->name;
        EXPECT_EQ(ran.exit_code, 0) << command->name << ran.out << ran.err;
    }
}

}  // namespace
}  // namespace tranche::test
