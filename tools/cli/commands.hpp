// The commands: one table. The row of each stands beside its function, in a file of its own.
//
// A row says what the command is called, what it takes and what it needs; the type of its function says the last. `run`
// opens that (a programme, a case of it, a ledger, what a ledger holds at a month) or says why it cannot, so a function
// begins with what it works on. It calls the engine and describes the result in an Outcome, which `run` prints at the
// end, so that nothing is half-printed.
#pragma once

#include <memory>  // shared_ptr
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "options.hpp"
#include "run.hpp"
#include "tranche/base/spelling.hpp"
#include "tranche/document/document.hpp"
#include "tranche/pipeline.hpp"

namespace tranche {
class Ledger;
struct Recorder;
}  // namespace tranche

namespace tranche::cli {

struct AskedCase;
struct AskedBook;
struct Opened;

/// What a command comes to beside its exit code, and what the screen can show.
struct Outcome {
    Environment& environment;
    std::optional<Document> document = {};  ///< the result; printed in the format that was asked for
    std::string beside_screen = {};         ///< goes to err where that format is for a screen
    std::string out = {};
    std::string err = {};
    bool colour = false;                   ///< of err
    bool bold = false;                     ///< headings in out
    std::size_t width = 120;               ///< of the terminal
    std::vector<std::string> inputs = {};  ///< files that were read, which --output must not name
};

/// What a command is given without a name.
struct Argument {
    enum class Is : std::uint8_t { programme, ledger, file, folder, text };

    std::string_view name;
    std::string_view help;
    Is is = Is::text;
    bool many = false;  ///< it may be given many times; the last of a command only
};
inline constexpr Argument programme_argument{"FILE", "a programme.yaml or its folder; - is standard input",
                                             Argument::Is::programme};
inline constexpr Argument ledger_argument{"LEDGER", "a ledger, such as cheshire.tranche", Argument::Is::ledger};

/// The function of a command, by what it needs. Each returns the exit code.
using Function = std::variant<int (*)(const Options&, Outcome&),  ///< no file, or files that it opens itself
                              int (*)(const Opened&, const Options&, Outcome&),     ///< a programme
                              int (*)(const AskedCase&, const Options&, Outcome&),  ///< a case of a programme
                              int (*)(const Ledger&, const Options&, Outcome&),     ///< a ledger, to read
                              int (*)(Ledger&, const Recorder&, const Options&,
                                      Outcome&),  ///< a ledger, to add to in somebody's name
                              int (*)(const AskedBook&, const Options&, Outcome&)>;  ///< what a ledger holds at a month

struct Command {
    std::string_view name;  ///< a member of a group has two words: `track record`
    std::string_view help;  ///< a verb phrase
    std::vector<Argument> arguments = {};
    std::vector<std::span<const OptionRow>> options = {};  ///< its own first, then shared sets
    Function run;
    std::vector<std::string_view> examples = {};  ///< command lines without `tranche`

    [[nodiscard]] const OptionRow* option(std::string_view called) const;  ///< null where it has none of that name
};

/// Commands that stand behind one word.
struct CommandGroup {
    std::string_view name;
    std::string_view help;
};

/// In the order in which help lists them.
const std::vector<const Command*>& commands();
std::span<const CommandGroup> command_groups();

/// A programme as a command uses it: the model, and the texts it came from for the manifest and for places.
struct Opened {
    Model model;
    std::shared_ptr<const SourceText> text;                ///< its own
    std::vector<std::shared_ptr<const SourceText>> texts;  ///< that and what it includes, by Position::file

    [[nodiscard]] const std::string& file_of(Position where) const { return texts[where.file]->name; }
};

/// Reads a programme argument: a file, a folder that holds programme.yaml, or - for standard input.
/// Null, with a diagnostic, where there is nothing to read.
std::shared_ptr<const SourceText> read_programme(const std::string& argument, std::istream& in,
                                                 Diagnostics& diagnostics);

/// Reads what a programme includes, from the folder of its own file; nothing where that came from standard input.
Include included_by(const SourceText& programme);

/// Opens the argument that is a programme; diagnostics go to outcome.err.
std::optional<Opened> open_programme(const Options& options, Outcome& outcome);

/// What `schema` prints.
std::string schema_text();

/// Diagnostics with their source lines, for a screen; warnings only unless quiet.
std::string diagnostics_text(const Diagnostics& diagnostics, const Options& options, const Outcome& outcome);

/// Renders diagnostics to outcome.err; warnings only unless quiet.
void report(const Diagnostics& diagnostics, const Options& options, Outcome& outcome);

/// Scenarios that are taken together: the one asked for, then a reading and an option where they are.
struct Case {
    std::vector<ScenarioId> together;
    std::string title;  ///< `A year late, reading: Study inside the total`
};

/// A programme in one of its cases, seen from somewhere.
struct AskedCase {
    Opened opened;
    Case asked;
    PerspectiveId perspective{};
};

/// What --case asks for; empty: the case as it is written.
std::string case_of(const Options& options);

/// Looks up what --scenario, --reading, --option, --case and --for name, as far as the command has them, or says which
/// is nearest. Exit code 2 is the caller's.
std::optional<Case> case_option(const Opened& opened, const Options& options, Outcome& outcome);
std::optional<PerspectiveId> perspective_option(const Opened& opened, const Options& options, Outcome& outcome);

/// The same together with another scenario in its place, or another option: what --against names.
std::optional<Case> against_option(const Opened& opened, const Case& asked, const Options& options, Outcome& outcome);

/// What is wrong with a command line in itself: exit code 2.
int misused(const Options& options, const std::string& why, Outcome& outcome);

/// `tranche`, and `tranche help COMMAND`.
std::string overview();
std::string group_help(const CommandGroup& group);
std::string help_text(const Command& command);
/// What an option's row of help says: its help, its choices, and what is meant where it is not given.
std::string option_help(const OptionRow& row);

}  // namespace tranche::cli
