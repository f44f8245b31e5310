// The commands: one table, one file each.
//
// A command binds options to the engine's arguments, calls the engine and renders. It writes into an Outcome; main
// prints that at the end, so that nothing is half-printed.
#pragma once

#include <memory>  // shared_ptr
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "options.hpp"
#include "tranche/base/spelling.hpp"
#include "tranche/pipeline.hpp"

namespace tranche::cli {

/// Where a command's words go, and what the screen can show.
struct Outcome {
    std::string out;
    std::string err;
    bool colour = false;             ///< of err
    bool bold = false;               ///< headings in out
    std::size_t width = 120;         ///< of err
    std::string called = "tranche";  ///< as the user called the command, for what to type next
};

/// What a command is given without a name.
struct Argument {
    std::string_view name;
    std::string_view help;
};

struct Command {
    std::string_view name;
    std::string_view help;
    std::vector<Argument> arguments;
    std::vector<std::string_view> options;
    std::vector<std::string_view> formats;
    bool many = false;  ///< the last argument may be given many times
    int (*run)(const Options&, Outcome&) = nullptr;
    const std::vector<Command>& (*members)() = nullptr;  ///< of a group: the next word picks one of them
    bool records = false;                                ///< adds to a ledger, in somebody's name
};

const std::vector<Command>& commands();
/// The members of `track`; their names begin with it.
const std::vector<Command>& track_commands();

int check(const Options& options, Outcome& outcome);
int forecast(const Options& options, Outcome& outcome);
int appraise(const Options& options, Outcome& outcome);
int scenarios(const Options& options, Outcome& outcome);
int ranking(const Options& options, Outcome& outcome);
int sensitivity(const Options& options, Outcome& outcome);
int audit(const Options& options, Outcome& outcome);
int explain(const Options& options, Outcome& outcome);
int graph(const Options& options, Outcome& outcome);
int schedule(const Options& options, Outcome& outcome);
int rule_tables(const Options& options, Outcome& outcome);
int schema(const Options& options, Outcome& outcome);
int report(const Options& options, Outcome& outcome);
int new_programme(const Options& options, Outcome& outcome);

/// What `schema` prints.
std::string schema_text();

/// A programme as a command uses it: the model, and the texts it came from for the manifest and for places.
struct Opened {
    Model model;
    std::shared_ptr<const SourceText> text;                ///< its own
    std::vector<std::shared_ptr<const SourceText>> texts;  ///< that and what it includes, by Position::file

    [[nodiscard]] const std::string& file_of(Position where) const { return texts[where.file]->name; }
};

/// Reads a programme argument: a file, a folder that holds programme.yaml, or - for standard input.
/// Null, with a diagnostic, where there is nothing to read.
std::shared_ptr<const SourceText> read_programme(const std::string& argument, Diagnostics& diagnostics);

/// Reads what a programme includes, from the folder of its own file; nothing where that came from standard input.
Include included_by(const SourceText& programme);

/// Opens the one programme of the options; diagnostics go to outcome.err.
std::optional<Opened> open_programme(const Options& options, Outcome& outcome);

/// Writes beside and renames, so that a reader never sees half a file. Throws where it cannot.
void write_file(const std::string& path, const std::string& text);

/// Renders diagnostics to outcome.err; warnings only unless quiet.
void report(const Diagnostics& diagnostics, const Options& options, Outcome& outcome);

/// Scenarios that are taken together: the one asked for, then a reading and an option where they are.
struct Case {
    std::vector<ScenarioId> together;
    std::string title;  ///< `A year late, reading: Study inside the total`
};

/// Looks an id up in a table, or says which is nearest. Exit code 2 is the caller's.
std::optional<Case> case_option(const Opened& opened, const Options& options, Outcome& outcome);
std::optional<PerspectiveId> perspective_option(const Opened& opened, const Options& options, Outcome& outcome);

/// The same together with another scenario in its place, or another option.
std::optional<Case> against_option(const Opened& opened, const Case& asked, const Options& options, Outcome& outcome);

/// The row of a table that has a `name`, or what would have been right.
template <class Row>
const Row* named_row(std::span<const Row> rows, const std::string& name, std::string_view option, Outcome& outcome) {
    std::vector<std::string> names;
    for (const Row& row : rows) {
        if (row.name == name) {
            return &row;
        }
        names.emplace_back(row.name);
    }
    const std::string hint = did_you_mean(name, names);
    outcome.err += "tranche: " + std::string(option) + " takes no '" + name + "'; " +
                   (hint.empty() ? "it takes " + listed(names) : hint) + "\n";
    return nullptr;
}

}  // namespace tranche::cli
