// What the ledger's commands share: opening, who and when, and how an entry looks.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands.hpp"
#include "tranche/ledger/ledger.hpp"
#include "tranche/ledger/recording.hpp"
#include "tranche/report/ledger_subject.hpp"

namespace tranche::cli {

/// Now, or what the environment's clock says it is: for rehearsals, examples and tests.
Timestamp clock_now(const Environment& environment);

/// Who records, and when; empty, and it has been said why, where nobody is named.
std::optional<Recorder> recorder(const Options& options, Outcome& outcome);

/// Opens the argument that is a ledger. Empty, with a sentence, where there is none, or one of a later version: exit code 1.
std::optional<Ledger> open_ledger(const Options& options, bool writes, Outcome& outcome);
std::optional<Ledger> open_ledger(const std::string& path, bool writes, Outcome& outcome);

/// Texts of the command line, as diagnostics name them: `--month`. Keeps nothing where an option was not given.
class Spoken {
public:
    Spoken(const Options& options, Diagnostics& diagnostics) : options_(options), diagnostics_(diagnostics) {}
    /// What an option says. REQUIRES: the command has it.
    InputText operator()(std::string_view option) { return (*this)(option, options_.text(option)); }
    InputText operator()(std::string_view name, const std::string& text);

private:
    const Options& options_;
    Diagnostics& diagnostics_;
};

/// Of a file given as evidence, SHA-256 of what it holds. Throws where it cannot be read.
std::string file_sha256(const std::string& path);

/// The ledger as results name it: its head is the one that it has now.
LedgerSubject ledger_subject(const std::string& path, const Ledger& ledger);

/// Appends them, commits, and says what was recorded. Entries after the first come with it where sourced.
int record_all(Ledger::Writer& writer, std::vector<LedgerEntry>& entries, bool sourced, const Options& options,
               const Ledger& ledger, Outcome& outcome);

/// --by, of commands that add to a ledger.
std::span<const OptionRow> recorder_option();

}  // namespace tranche::cli
