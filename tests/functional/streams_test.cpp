// Inputs without an end and outputs that are not plain files: devices, pipes, links, full disks and readers that go.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>  // rlimit
#include <sys/stat.h>      // mkfifo, stat
#include <unistd.h>        // chown, seteuid

#include <chrono>
#include <filesystem>

#include "support/command.hpp"
#include "support/in_process.hpp"
#include "support/places.hpp"
#include "support/source_tree.hpp"  // read_text
#include "support/temporary_folder.hpp"

namespace tranche::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string footbridge =
    "programme: footbridge\n"
    "calendar: {first_year: 2026/27, years: 2, delay_window: fixed}\n"
    "money: {currency: GBP, unit: pound}\n"
    "costs: [{id: steel, yearly: 1200}]\n"
    "benefits: [{id: tolls, yearly: 2400, from: 2026-04}]\n";

// No more than 1 GB of memory: what reads without limit is ended. AddressSanitizer reserves terabytes of addresses when it
// starts, so there the limit is on the memory in use.
#if defined(__SANITIZE_ADDRESS__)
#define TRANCHE_ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TRANCHE_ADDRESS_SANITIZER 1
#endif
#endif
#if defined(TRANCHE_ADDRESS_SANITIZER)
constexpr const char* limited = "export ASAN_OPTIONS=\"$ASAN_OPTIONS:hard_rss_limit_mb=1000\"; ";
#else
constexpr const char* limited = "ulimit -v 1000000; ";
#endif

// A shell's redirections and pipes around the command, which is $0; the other words are $1 and so on.
Ran in_shell(const std::string& script, const TemporaryFolder& folder, const std::vector<std::string>& words = {}) {
    Invocation invocation;
    invocation.words = {"/bin/bash", "-c", std::string(limited) + script, command_path()};
    invocation.words.insert(invocation.words.end(), words.begin(), words.end());
    invocation.folder = folder.path();
    return run_command(invocation);
}

// Root may write everywhere, so while this lives root acts as a user who may not, and who owns the folder.
class AnybodyElse {
public:
    explicit AnybodyElse(const TemporaryFolder& folder) {
        if (geteuid() != 0) {
            return;
        }
        EXPECT_EQ(chown(folder.path().c_str(), nobody, nobody), 0);
        for (const auto& entry : fs::recursive_directory_iterator(folder.path())) {
            EXPECT_EQ(lchown(entry.path().c_str(), nobody, nobody), 0);
        }
        EXPECT_EQ(seteuid(nobody), 0);
        was_root_ = true;
    }
    ~AnybodyElse() { EXPECT_TRUE(!was_root_ || seteuid(0) == 0); }
    AnybodyElse(const AnybodyElse&) = delete;
    AnybodyElse& operator=(const AnybodyElse&) = delete;

private:
    static constexpr uid_t nobody = 65534;
    bool was_root_ = false;
};

class Streams : public testing::Test {
protected:
    Streams() { write_text(folder.of("p.yaml"), footbridge); }

    std::vector<std::string> files() const {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(folder.path())) {
            names.push_back(entry.path().filename().string());
        }
        return names;
    }
    std::string text_of(const std::string& name) const { return read_text(folder.of(name)); }
    mode_t mode_of(const std::string& name) const {
        struct stat about {};
        EXPECT_EQ(stat(folder.of(name).c_str(), &about), 0);
        return about.st_mode & 07777U;
    }
    Ran forecast_to(const std::string& output) const {
        return run_in_process({"forecast", folder.of("p.yaml"), "--format", "csv", "--output", output});
    }
    std::string forecast() const { return run_in_process({"forecast", folder.of("p.yaml"), "--format", "csv"}).out; }

    TemporaryFolder folder;
};

TEST_F(Streams, EndlessInputIsReadToTheLimitAndToldSo) {
    for (const char* script : {"\"$0\" check /dev/zero", "yes | \"$0\" check -", "\"$0\" check <(yes)",
                               "yes | \"$0\" check /dev/stdin", "\"$0\" check - < /dev/zero"}) {
        const Ran ran = in_shell(script, folder);
        EXPECT_EQ(ran.exit_code, 1) << script << "\n" << ran.err;
        EXPECT_THAT(ran.err, HasSubstr("error[too-large]: the file is over 64 MiB")) << script;
    }
}

TEST_F(Streams, ProgrammeComesThroughAPipe) {
    for (const char* script :
         {"\"$0\" forecast --format csv - < p.yaml", "cat p.yaml | \"$0\" forecast --format csv /dev/stdin",
          "\"$0\" forecast --format csv <(sleep 0.3; cat p.yaml)",
          "mkfifo pipe; (sleep 0.3; cat p.yaml > pipe) & \"$0\" forecast --format csv pipe; wait"}) {
        const Ran ran = in_shell(script, folder);
        EXPECT_EQ(ran.exit_code, 0) << script << "\n" << ran.err;
        EXPECT_EQ(ran.out, forecast()) << script;
        fs::remove(folder.of("pipe"));
    }
}

TEST_F(Streams, PipeThatNobodyWritesToIsNotWaitedForForEver) {
    ASSERT_EQ(mkfifo(folder.of("pipe").c_str(), 0600), 0);
    const auto start = std::chrono::steady_clock::now();
    const Ran ran = run_in_process({"check", folder.of("pipe")});
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(60));
    EXPECT_EQ(ran.exit_code, 3);
    EXPECT_THAT(ran.err, HasSubstr("pipe: no program is writing to this pipe; start one, or give a file"));
}

TEST_F(Streams, IncludedFileIsAPlainOne) {
    fs::create_symlink("/dev/zero", folder.of("endless.yaml"));
    write_text(folder.of("whole.yaml"), "include: [endless.yaml]\n" + footbridge);
    const Ran ran = in_shell("\"$0\" check whole.yaml", folder);
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_THAT(ran.err, HasSubstr("endless.yaml"));
}

TEST_F(Streams, ImportsAndMappingsArePlainFilesWithinTheLimit) {
    ASSERT_EQ(run_in_process({"track", "init", folder.of("l.tranche"), folder.of("p.yaml"), "--approved-by", "board",
                              "--reason", "plan"})
                  .exit_code,
              0);
    const Ran device = in_shell("\"$0\" track import l.tranche /dev/zero", folder);
    EXPECT_EQ(device.exit_code, 3);
    EXPECT_THAT(device.err, HasSubstr("cannot read /dev/zero: it is not a plain file"));
    write_text(folder.of("may.csv"), "line,month,amount\nsteel,2026-05,10\n");
    const Ran mapping = in_shell("\"$0\" track import l.tranche may.csv --map /dev/zero", folder);
    EXPECT_EQ(mapping.exit_code, 1);
    EXPECT_THAT(mapping.err, HasSubstr("error[too-large]"));
    const Ran huge = in_shell("truncate -s 5G huge.csv; \"$0\" track import l.tranche huge.csv", folder);
    EXPECT_EQ(huge.exit_code, 3);
    EXPECT_THAT(huge.err, HasSubstr("cannot read huge.csv: it is over 4096 MiB"));
    const Ran restored = in_shell("\"$0\" track restore new.tranche /dev/zero", folder);
    EXPECT_EQ(restored.exit_code, 3);
    EXPECT_THAT(restored.err, HasSubstr("it is not a plain file"));
}

// Whatever reads a file, a line of it has an end: each says so of a file of one endless line, in little memory.
TEST_F(Streams, LineWithoutAnEndIsRefusedByEveryReader) {
    struct Reader {
        const char* name;
        const char* script;
        const char* told;
        const char* begins = "";
    };
    ASSERT_EQ(run_in_process({"track", "init", folder.of("l.tranche"), folder.of("p.yaml"), "--approved-by", "board",
                              "--reason", "plan"})
                  .exit_code,
              0);
    write_text(folder.of("may.csv"), "line,month,amount\nsteel,2026-05,10\n");
    write_text(folder.of("whole.yaml"), "include: [endless]\n" + footbridge);
    const std::string entry = "{\"entry\": 1, \"note\": \"";
    for (const Reader& reader : {
             Reader{"programme", "check endless", "error[too-large]", "programme: \""},
             Reader{"comment of a programme", "check endless", "error[too-large]", "programme: p #"},
             Reader{"standard input", "check - < endless", "error[too-large]", "programme: \""},
             Reader{"included file", "check whole.yaml", "error[too-large]", "costs: \""},
             Reader{"mapping of an import", "track import l.tranche may.csv --map endless", "error[too-large]",
                    "columns: \""},
             Reader{"import", "track import l.tranche endless", "error[row-too-long]"},
             Reader{"import, in a quotation", "track import l.tranche endless", "error[row-too-long]",
                    "line,month,amount\n\"steel"},
             Reader{"export", "track restore new.tranche endless", "error[row-too-long]: this line is longer than"},
             Reader{"export, in a text", "track restore new.tranche endless",
                    "error[row-too-long]: this line is longer than", entry.c_str()},
             Reader{"ledger", "track log endless", "is not a ledger"},
             Reader{"ledger to write to", "track close endless --month 2026-05 --by ann", "is not a ledger"},
         }) {
        // 160 MiB of one letter: more than any reader takes, and a fifth of the memory that the command may have.
        const std::string make = "{ printf '%s' '" + std::string(reader.begins) +
                                 "'; head -c 167772160 /dev/zero | tr '\\0' x; } > endless; ";
        const Ran ran = in_shell(make + "\"$0\" " + reader.script, folder);
        EXPECT_THAT(ran.exit_code, testing::AnyOf(1, 3)) << reader.name << "\n" << ran.err;
        EXPECT_THAT(ran.err, HasSubstr(reader.told)) << reader.name;
        EXPECT_LT(ran.err.size(), 4000U) << reader.name;
        EXPECT_FALSE(fs::exists(folder.of("new.tranche"))) << reader.name;
    }
}

TEST_F(Streams, OutputKeepsTheModeOfTheFile) {
    write_text(folder.of("secret.csv"), "old");
    fs::permissions(folder.of("secret.csv"), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(forecast_to(folder.of("secret.csv")).exit_code, 0);
    EXPECT_EQ(mode_of("secret.csv"), 0600U);
    EXPECT_EQ(text_of("secret.csv"), forecast());
    in_shell("umask 027; \"$0\" forecast p.yaml --output new.txt", folder);
    EXPECT_EQ(mode_of("new.txt"), 0640U);
}

TEST_F(Streams, OutputGoesWhereALinkLeadsAndTheLinkStays) {
    fs::create_directory(folder.of("results"));
    write_text(folder.of("results/cash.csv"), "old");
    fs::create_symlink("results/cash.csv", folder.of("link.csv"));
    EXPECT_EQ(forecast_to(folder.of("link.csv")).exit_code, 0);
    EXPECT_TRUE(fs::is_symlink(folder.of("link.csv")));
    EXPECT_EQ(text_of("results/cash.csv"), forecast());

    fs::create_symlink("nowhere.csv", folder.of("dangling.csv"));
    const Ran ran = forecast_to(folder.of("dangling.csv"));
    EXPECT_EQ(ran.exit_code, 3);
    EXPECT_THAT(ran.err, HasSubstr("it is a link, and there is no file where it leads"));
    EXPECT_FALSE(fs::exists(folder.of("nowhere.csv")));
}

// The release before wrote to `out.csv.part`: it followed a link planted there and ate a file of that name.
TEST_F(Streams, WhatStandsBesideTheOutputIsLeftAlone) {
    write_text(folder.of("victim"), "precious");
    fs::create_symlink("victim", folder.of("out.csv.part"));
    EXPECT_EQ(forecast_to(folder.of("out.csv")).exit_code, 0);
    EXPECT_EQ(text_of("victim"), "precious");
    EXPECT_TRUE(fs::is_symlink(folder.of("out.csv.part")));
    EXPECT_THAT(files(), testing::UnorderedElementsAre("p.yaml", "victim", "out.csv.part", "out.csv"));
}

TEST_F(Streams, OutputIsNeverTheInput) {
    fs::create_hard_link(folder.of("p.yaml"), folder.of("same.yaml"));
    fs::create_symlink("p.yaml", folder.of("link.yaml"));
    write_text(folder.of("part.yaml"), "costs: [{id: paint, yearly: 10}]\n");
    write_text(folder.of("whole.yaml"), "include: [part.yaml]\n" + footbridge.substr(0, footbridge.find("costs:")));
    for (const auto& [input, output] : {std::pair{"p.yaml", "p.yaml"},
                                        {"p.yaml", "./p.yaml"},
                                        {"p.yaml", "same.yaml"},
                                        {"p.yaml", "link.yaml"},
                                        {"whole.yaml", "part.yaml"}}) {
        const std::string before = text_of(output);
        for (const char* command : {"forecast", "check", "graph"}) {
            const Ran ran = run_in_process({command, folder.of(input), "--output", folder.of(output)});
            EXPECT_EQ(ran.exit_code, 2) << command << " " << input << " " << output << ran.err;
            EXPECT_THAT(ran.err, HasSubstr(" is read as input; name another file"));
        }
        EXPECT_EQ(text_of(output), before);
    }
}

TEST_F(Streams, LedgerIsNeverTheOutput) {
    ASSERT_EQ(run_in_process({"track", "init", folder.of("l.jsonl"), folder.of("p.yaml"), "--approved-by", "board",
                              "--reason", "plan"})
                  .exit_code,
              0);
    const std::string before = text_of("l.jsonl");
    for (const char* command : {"log", "export"}) {
        const Ran ran = run_in_process({"track", command, folder.of("l.jsonl"), "--output", folder.of("l.jsonl")});
        EXPECT_EQ(ran.exit_code, 2) << command;
        EXPECT_THAT(ran.err, HasSubstr("name another file"));
    }
    EXPECT_EQ(text_of("l.jsonl"), before);
}

// As root, `track init /dev/null` put a ledger in the place of the device.
TEST_F(Streams, LedgerIsNotMadeInThePlaceOfAPipe) {
    ASSERT_EQ(mkfifo(folder.of("pipe").c_str(), 0600), 0);
    write_text(folder.of("l.jsonl"), "{}\n");
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"track", "init", folder.of("pipe"), folder.of("p.yaml"), "--approved-by", "board",
                                   "--reason", "plan"},
          {"track", "restore", folder.of("pipe"), folder.of("l.jsonl")}}) {
        const Ran ran = run_in_process(words);
        EXPECT_EQ(ran.exit_code, 1);
        EXPECT_THAT(ran.err, HasSubstr("pipe exists already, and is not a plain file"));
        EXPECT_TRUE(fs::is_fifo(folder.of("pipe")));
    }
    EXPECT_THAT(files(), testing::UnorderedElementsAre("p.yaml", "l.jsonl", "pipe"));
}

TEST_F(Streams, DevicesAndPipesAreWrittenToDirectly) {
    EXPECT_EQ(forecast_to("/dev/null").exit_code, 0);
    EXPECT_TRUE(fs::is_character_file("/dev/null"));
    for (const char* output : {"-", "/dev/stdout", "/dev/fd/1"}) {
        const Ran ran = in_shell("\"$0\" forecast p.yaml --format csv --output $1 | cat", folder, {output});
        EXPECT_EQ(ran.out, forecast()) << output << ran.err;
    }
    const Ran pipe = in_shell(
        "mkfifo pipe; cat pipe > got & \"$0\" forecast p.yaml --format csv --output pipe; code=$?; wait; exit $code",
        folder);
    EXPECT_EQ(pipe.exit_code, 0) << pipe.err;
    EXPECT_EQ(text_of("got"), forecast());
    EXPECT_TRUE(fs::is_fifo(folder.of("pipe")));
    const Ran unread = in_shell("\"$0\" forecast p.yaml --output pipe", folder);
    EXPECT_EQ(unread.exit_code, 3);
    EXPECT_THAT(unread.err, HasSubstr("cannot write pipe: no program is reading this pipe"));
}

TEST_F(Streams, FullDiskIsToldAndLeavesNothing) {
    const Ran device = forecast_to("/dev/full");
    EXPECT_EQ(device.exit_code, 3);
    EXPECT_THAT(device.err, HasSubstr("cannot write /dev/full: the disk is full"));
    const Ran screen = in_shell("\"$0\" forecast p.yaml > /dev/full", folder);
    EXPECT_EQ(screen.exit_code, 3);
    EXPECT_THAT(screen.err, HasSubstr("cannot write the output: the disk is full"));
    // A limit on the size of files stands for a disk that fills up half-way; nothing half-written stays.
    write_text(folder.of("out.json"), "old");
    const Ran half =
        in_shell("trap '' XFSZ; ulimit -f 1; \"$0\" appraise p.yaml --format json --output out.json", folder);
    EXPECT_EQ(half.exit_code, 3) << half.err;
    EXPECT_THAT(half.err, HasSubstr("cannot write out.json: "));
    EXPECT_EQ(text_of("out.json"), "old");
    EXPECT_THAT(files(), testing::UnorderedElementsAre("p.yaml", "out.json"));
}

TEST_F(Streams, FolderIsNotAFile) {
    fs::create_directory(folder.of("results"));
    for (const std::string& output : {folder.of("results"), folder.of("results/")}) {
        const Ran ran = forecast_to(output);
        EXPECT_EQ(ran.exit_code, 3);
        EXPECT_THAT(ran.err, HasSubstr("cannot write " + output + ": it is a folder; name a file in it"));
    }
    const Ran missing = forecast_to(folder.of("none/cash.csv"));
    EXPECT_EQ(missing.exit_code, 3);
    EXPECT_THAT(missing.err, HasSubstr(": there is no folder " + folder.of("none")));
    EXPECT_THAT(fs::exists(folder.of("none")), false);
}

TEST_F(Streams, ProtectedFileIsLeftAlone) {
    write_text(folder.of("out.csv"), "old");
    fs::permissions(folder.of("out.csv"), fs::perms::owner_read);
    fs::create_directory(folder.of("locked"));
    const AnybodyElse person(folder);
    fs::permissions(folder.of("locked"), fs::perms::owner_read | fs::perms::owner_exec);
    for (const std::string& output : {folder.of("out.csv"), folder.of("locked/new.csv")}) {
        const Ran ran = forecast_to(output);
        EXPECT_EQ(ran.exit_code, 3) << output;
        EXPECT_THAT(ran.err, HasSubstr("cannot write " + output + ": this user may not"));
    }
    EXPECT_EQ(text_of("out.csv"), "old");
    EXPECT_THAT(files(), testing::UnorderedElementsAre("p.yaml", "out.csv", "locked"));
}

TEST_F(Streams, ReaderThatGoesEndsItWithoutWords) {
    const Ran ran = in_shell("\"$0\" schema | head -c 1 > /dev/null; echo ${PIPESTATUS[0]}", folder);
    EXPECT_EQ(ran.out, "3\n");
    EXPECT_EQ(ran.err, "");
}

TEST_F(Streams, ClosedStandardOutputIsToldAndNoFileTakesItsPlace) {
    const Ran ran = in_shell(
        "\"$0\" track init l.tranche p.yaml --approved-by board --reason plan >&-; \"$0\" track verify l.tranche",
        folder);
    EXPECT_THAT(ran.err, HasSubstr("cannot write the output: it is closed"));
    EXPECT_THAT(ran.out, HasSubstr("1 entries are intact"));
}

}  // namespace
}  // namespace tranche::test
