// `track export` and `track restore`: a line at a time, however long the ledger.
#include <cstdio>  // rename, remove
#include <filesystem>
#include <fstream>

#include "track.hpp"
#include "tranche/ledger/export.hpp"

namespace tranche::cli {

namespace {

void each_line(const Ledger& ledger, const std::function<void(const std::string&)>& take) {
    ledger.each_entry(1, [&](const LedgerEntry& entry) {
        take(entry_line(entry,
                        entry.kind == EntryKind::baseline ? ledger.baseline_text(entry.sequence) : std::string{}) +
             "\n");
    });
}

}  // namespace

int track_export(const Options& options, Outcome& outcome) {
    if (options.output.empty()) {
        return misused("track export", "it needs --output, a file that ends in .jsonl or .csv", outcome);
    }
    const std::string ending = std::filesystem::path(options.output).extension().string();
    if (ending != ".jsonl" && ending != ".csv") {
        return misused("track export", "--output " + options.output + " does not end in .jsonl or .csv", outcome);
    }
    const std::optional<Ledger> ledger = open_ledger(options, false, outcome);
    if (!ledger) {
        return 1;
    }
    const LedgerHead head = ledger->head();
    const std::string beside = options.output + ".part";
    std::ofstream file(beside, std::ios::binary);
    if (ending == ".csv") {
        file << log_csv(*ledger);
    } else {
        each_line(*ledger, [&](const std::string& line) { file << line; });
    }
    file.close();
    if (!file || std::rename(beside.c_str(), options.output.c_str()) != 0) {
        std::remove(beside.c_str());
        throw std::runtime_error("cannot write " + options.output);
    }
    if (!options.quiet) {
        outcome.err +=
            std::to_string(head.entries) + " entries written to " + options.output + "\nhead " + head.hash + "\n";
    }
    return 0;
}

int track_restore(const Options& options, Outcome& outcome) {
    const std::string& path = options.arguments[1];
    std::ifstream file(path, std::ios::binary);
    if (!std::filesystem::is_regular_file(path) || !file) {
        return misused("track restore", "there is no file " + path, outcome);
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
        while (!diagnostics.has_errors() && std::getline(file, line)) {
            ++number;
            restore_line(line, {name, number, 1}, writer, diagnostics);
        }
        if (!diagnostics.has_errors() && number == 0) {
            diagnostics.error("not-an-entry", {name, 0, 0}, "there is nothing in this file",
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

}  // namespace tranche::cli
