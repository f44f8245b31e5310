// The options of a command, and what was given for them.
//
// A command owns its rows: they say what may be typed after it, and parsing, help, completion and the manual page read
// them. Sets that commands share (the case, writing) are spans of rows that a command lists beside its own.
#pragma once

#include <cassert>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tranche::cli {

struct Command;

/// An option. A flag where the placeholder is empty.
struct OptionRow {
    std::string_view name;                  ///< with its dashes
    std::string_view placeholder;           ///< stands for the value in help, `PERIOD`
    std::string_view help;                  ///< a verb phrase; where it ends in a colon, the choices follow
    std::vector<std::string> choices = {};  ///< the only values that it takes; empty: the command judges
    std::string_view initial = {};          ///< the value where none is given
    std::string_view old_name = {};         ///< spelling of an earlier release; still taken, with a notice
    bool required = false;
    bool repeatable = false;  ///< every value counts; else an option that is given twice is wrong usage
    bool list = false;        ///< several values between commas, each of them one of the choices
};

/// What was typed after the command: arguments, and a value for each option that was given or has an initial one.
class Options {
public:
    std::vector<std::string> arguments;

    explicit Options(const Command& command) : command_(&command) {}

    [[nodiscard]] const Command& command() const { return *command_; }

    /// The value, the initial one where none was given, or an empty text.
    /// REQUIRES: the command has this option, and it is not a flag.
    [[nodiscard]] const std::string& text(std::string_view name) const;
    /// The same between commas; no texts where it is empty.
    [[nodiscard]] std::vector<std::string> list(std::string_view name) const;
    /// Every value of a repeatable option, in the order in which they were typed.
    [[nodiscard]] const std::vector<std::string>& all(std::string_view name) const;
    /// REQUIRES: the command has this flag.
    [[nodiscard]] bool flag(std::string_view name) const;
    /// Whether it was typed. False as well where the command has no such option.
    [[nodiscard]] bool given(std::string_view name) const;
    /// The value; empty where the command has no such option. For what several commands share.
    [[nodiscard]] std::string text_if_taken(std::string_view name) const;
    /// The row of a table that the value names.
    /// REQUIRES: the names of the table are the option's choices.
    template <class Row>
    [[nodiscard]] const Row& row(std::string_view name, std::span<const Row> rows) const {
        const std::string& value = text(name);
        for (const Row& each : rows) {
            if (each.name == value) {
                return each;
            }
        }
        assert(false && "an option's choices are not the names of its table");
        return rows.front();
    }

    /// For the parser.
    void set(std::string_view name, std::vector<std::string> values) { values_[std::string(name)] = std::move(values); }

private:
    const Command* command_;
    std::map<std::string, std::vector<std::string>, std::less<>> values_;  ///< of options that were typed
};

/// What parsing came to: options, or a message and an exit code (0 for --help).
struct Parsed {
    Options options;
    bool stop = false;
    int exit_code = 0;
    std::string message;
    std::string notice;  ///< old spellings that were used
};

/// Words from the command's name on, which is the first of them or the first two.
Parsed parse(const Command& command, std::vector<std::string> words);

template <class Rows>
std::vector<std::string> names_of(const Rows& rows) {
    std::vector<std::string> names;
    for (const auto& row : rows) {
        names.emplace_back(row.name);
    }
    return names;
}

/// --scenario, --reading, --case, --for and --option, in this order: which case of a programme is meant.
std::span<const OptionRow> case_options();
/// --output and --quiet.
std::span<const OptionRow> writing_options();
/// --quiet alone, of commands that write no results.
std::span<const OptionRow> quiet_option();
/// --format of results that are tables: text, csv, json and md.
std::span<const OptionRow> table_formats();
/// The same with sarif and junit, for what is checked.
std::span<const OptionRow> report_formats();
/// --format and --for-excel of results that are documents.
std::span<const OptionRow> document_formats();
/// The same with --pence, of results that have amounts of money.
std::span<const OptionRow> money_formats();
/// The same with svg, of results that have a chart.
std::span<const OptionRow> chart_formats();
/// --format of what is said in a sentence: text and json.
std::span<const OptionRow> plain_formats();

}  // namespace tranche::cli
