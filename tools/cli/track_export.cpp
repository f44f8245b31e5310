// `track export` and `track restore`: a line at a time, however long the ledger.
#include <filesystem>
#include <fstream>
#include <functional>

#include "input_file.hpp"
#include "output_file.hpp"
#include "track.hpp"
#include "tranche/ledger/export.hpp"
#include "tranche/report/describe_ledger.hpp"
#include "tranche/report/renderers.hpp"

namespace tranche::cli {

namespace {

void each_line(const Ledger& ledger, const std::function<void(std::string_view)>& take) {
    ledger.each_entry(1, [&](const LedgerEntry& entry) {
        take(entry_line(entry,
                        entry.kind == EntryKind::baseline ? ledger.baseline_text(entry.sequence) : std::string{}) +
             "\n");
    });
}

int track_export(const Ledger& ledger, const Options& options, Outcome& outcome) {
    const std::string& output = options.text("--output");
    const std::string ending = std::filesystem::path(output).extension().string();
    if (ending != ".jsonl" && ending != ".csv") {
        return misused(options, "--output " + output + " does not end in .jsonl or .csv", outcome);
    }
    const LedgerHead head = ledger.head();
    if (same_file(options.arguments.front(), output)) {
        return misused(options, "--output " + output + " is the ledger; name another file", outcome);
    }
    write_file(output, [&](const std::function<void(std::string_view)>& sink) {
        if (ending == ".csv") {
            const Document log = describe_log(ledger_subject(options.arguments.front(), ledger), ledger);
            sink(find_renderer("csv")->render(log, {}));
        } else {
            each_line(ledger, sink);
        }
    });
    if (!options.flag("--quiet")) {
        outcome.err += std::to_string(head.entries) + " entries written to " + output + "\nhead " + head.hash + "\n";
    }
    return 0;
}

int track_restore(const Options& options, Outcome& outcome) {
    const std::string& path = options.arguments[1];
    if (!std::filesystem::exists(path)) {
        return misused(options, "there is no file " + path, outcome);
    }
    demand_plain_file(path, most_streamed);
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw CannotRead("cannot read " + path);
    }
    try {
        Ledger ledger = Ledger::create(options.arguments.front(), Ledger::Opening{});
        Ledger::Writer writer = ledger.begin();
        if (ledger.head().entries > 0) {
            throw LedgerError(LedgerError::Kind::exists, options.arguments.front() + " exists already");
        }
        Diagnostics diagnostics;
        const std::uint32_t name = diagnostics.add_file(std::make_shared<SourceText>(SourceText{path, {}}));
        std::string line;
        std::uint32_t number = 0;
        while (!diagnostics.has_errors()) {
            const GotLine got = read_line(file, line, longest_entry_line);
            if (got == GotLine::end) {
                break;
            }
            const Position where{name, ++number, 1};
            if (got == GotLine::too_long) {
                diagnostics.error("row-too-long", where,
                                  "this line is longer than " + std::to_string(longest_entry_line >> 20U) +
                                      " MiB, and the rest of the file was not read",
                                  "restore from an unchanged file written by `track export`");
            } else {
                restore_line(line, where, writer, diagnostics);
            }
        }
        if (!diagnostics.has_errors() && number == 0) {
            diagnostics.error("not-an-entry", {name, 0, 0}, "this file is empty",
                              "restore from an unchanged file written by `track export`");
        }
        report(diagnostics, options, outcome);
        if (diagnostics.has_errors()) {
            return 1;
        }
        const LedgerHead head = writer.commit();
        outcome.out = std::to_string(head.entries) + " entries restored\nhead " + head.hash + "\n";
        return 0;
    } catch (const LedgerError& problem) {
        if (problem.kind() != LedgerError::Kind::exists) {
            throw;
        }
        outcome.err += "tranche: " + std::string(problem.what()) + "; restore makes a new ledger\n";
        return 1;
    }
}

}  // namespace

const Command& track_export_command() {
    static const std::vector<OptionRow> own{{.name = "--output",
                                             .placeholder = "FILE",
                                             .help = "write to a file that ends in .jsonl or .csv",
                                             .required = true}};
    static const Command command{.name = "track export",
                                 .help = "write every entry as JSON Lines, or as CSV for reading",
                                 .arguments = {ledger_argument},
                                 .options = {own, quiet_option()},
                                 .run = track_export,
                                 .examples = {"track export cheshire.tranche --output cheshire.jsonl"}};
    return command;
}

const Command& track_restore_command() {
    static const Command command{.name = "track restore",
                                 .help = "make a ledger from exported JSON Lines, with the same head",
                                 .arguments = {{"LEDGER", "a ledger to make", Argument::Is::ledger},
                                               {"FILE", "a .jsonl file of `track export`", Argument::Is::file}},
                                 .options = {quiet_option()},
                                 .run = track_restore,
                                 .examples = {"track restore copy.tranche cheshire.jsonl"}};
    return command;
}

}  // namespace tranche::cli
