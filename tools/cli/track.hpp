// What the ledger's commands share: opening, who and when, and how an entry looks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands.hpp"
#include "render.hpp"
#include "tranche/ledger/ledger.hpp"
#include "tranche/ledger/recording.hpp"

namespace tranche::cli {

/// What is wrong with a command line in itself: exit code 2.
int misused(std::string_view command, const std::string& why, Outcome& outcome);

/// Now, or what the environment's TRANCHE_CLOCK says it is: for rehearsals, examples and tests.
Timestamp clock_now();

/// Who records, and when; empty, and it has been said why, where nobody is named.
std::optional<Recorder> recorder(const Options& options, Outcome& outcome);

/// Opens the ledger of the options. Empty, with a sentence, where there is none, or one of a later version: exit code 1.
std::optional<Ledger> open_ledger(const Options& options, bool writes, Outcome& outcome);

/// A text given by an option, as diagnostics name it: `--month`. Keeps nothing where the option was not given.
class Spoken {
public:
    explicit Spoken(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}
    InputText operator()(std::string_view option, const std::string& text);

private:
    Diagnostics& diagnostics_;
};

/// Of a file given as evidence, SHA-256 of what it holds. Throws where it cannot be read.
std::string file_sha256(const std::string& path);

/// `actual of outreach-team in 2014-05, £1,234.56`.
std::string entry_text(const LedgerEntry& entry);
Json entry_json(const LedgerEntry& entry);
Json ledger_manifest(const Options& options, const Ledger& ledger);

/// Every entry and column of the log.
std::string log_csv(const Ledger& ledger);

/// Appends them, commits, and says what was recorded. Entries after the first come with it where sourced.
int record_all(Ledger::Writer& writer, std::vector<LedgerEntry>& entries, bool sourced, const Options& options,
               const Ledger& ledger, Outcome& outcome);

int track_init(const Options& options, Outcome& outcome);
int track_rebaseline(const Options& options, Outcome& outcome);
int track_record(const Options& options, Outcome& outcome);
int track_reverse(const Options& options, Outcome& outcome);
int track_change(const Options& options, Outcome& outcome);
int track_import(const Options& options, Outcome& outcome);
int track_close(const Options& options, Outcome& outcome);
int track_log(const Options& options, Outcome& outcome);
int track_verify(const Options& options, Outcome& outcome);
int track_export(const Options& options, Outcome& outcome);
int track_restore(const Options& options, Outcome& outcome);

}  // namespace tranche::cli
