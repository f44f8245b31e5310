// The command line, by CLI11: one of its subcommands for each row of the table. It splits words into options and
// arguments; what is wrong with them is said here, in our words.
#include "options.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>  // any_of, find

#include "commands.hpp"
#include "tranche/base/spelling.hpp"
#include "tranche/report/renderers.hpp"
#include "version.hpp"

namespace tranche::cli {

namespace {

OptionRow format_row(std::initializer_list<Shows> shows) {
    return {"--format", "FORMAT", "choose the format:", renderer_names(shows), "text"};
}

const OptionRow pence_row{"--pence", "", "show pence from £10,000 upwards as well, on a screen and in md"};
const OptionRow excel_row{"--for-excel", "", "write csv so that Excel reads its letters and leaves months alone"};
const OptionRow format_plain{"--format", "FORMAT", "choose the format:", {"text", "json"}, "text"};

const std::vector<std::string>* find_values(const std::map<std::string, std::vector<std::string>, std::less<>>& values,
                                            std::string_view name) {
    const auto found = values.find(name);
    return found == values.end() ? nullptr : &found->second;
}

/// What CLI11 found for one command.
struct Found {
    std::vector<std::string> arguments;
    std::map<std::string, std::vector<std::string>, std::less<>> values;  ///< by spelling, old ones too
    std::map<std::string, bool, std::less<>> flags;
    bool help = false;
    bool version = false;
};

// The subcommand of a command, below that of its group where it has one.
CLI::App& subcommand_of(CLI::App& root, std::string_view name) {
    root.set_help_flag();  // --help is a flag of ours
    if (name.empty()) {
        return root;
    }
    root.require_subcommand(1);  // and no more: an argument that is called as a command stays an argument
    const std::size_t blank = std::min(name.find(' '), name.size());
    return subcommand_of(*root.add_subcommand(std::string(name.substr(0, blank))),
                         name.substr(std::min(blank + 1, name.size())));
}

void add_options(CLI::App& app, const Command& command, Found& found) {
    app.add_option("arguments", found.arguments)->expected(0, 1'000'000);
    app.add_flag("--help,-h", found.help);
    app.add_flag("--version", found.version);
    for (const std::span<const OptionRow> rows : command.options) {
        for (const OptionRow& row : rows) {
            if (row.placeholder.empty()) {
                app.add_flag(std::string(row.name), found.flags[std::string(row.name)]);
                continue;
            }
            for (const std::string_view spelling : {row.name, row.old_name}) {
                if (!spelling.empty()) {
                    // All of them are kept, so that both values of one that is given twice can be named.
                    app.add_option(std::string(spelling), found.values[std::string(spelling)])
                        ->expected(1)
                        ->allow_extra_args(false)
                        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
                }
            }
        }
    }
}

std::vector<std::string> known_to(const Command& command) {
    std::vector<std::string> known{"--help", "--version"};
    for (const std::span<const OptionRow> rows : command.options) {
        for (const OptionRow& row : rows) {
            known.emplace_back(row.name);
        }
    }
    return known;
}

std::string typed(const OptionRow& row) {
    return std::string(row.name) + " " + std::string(row.placeholder);
}

/// Judges one command line; the first thing that is wrong with it ends that.
class Judgement {
public:
    Judgement(const Command& command, const Found& found, Parsed& parsed)
        : command_(command), found_(found), parsed_(parsed), known_(known_to(command)) {}

    void take_all() {
        for (const std::span<const OptionRow> rows : command_.options) {
            for (const OptionRow& row : rows) {
                if (parsed_.stop) {
                    return;
                }
                row.placeholder.empty() ? take_flag(row) : take_values(row);
            }
        }
        take_arguments();
    }

    void wrong(const std::string& why) {
        const std::string called = "tranche " + std::string(command_.name);
        parsed_.stop = true;
        parsed_.exit_code = 2;
        parsed_.message = called + ": " + why + "\n`" + called + " --help` lists what it takes\n";
    }

    void unknown(const std::string& word) {
        const std::string hint = did_you_mean(word.substr(0, word.find('=')), known_);
        wrong((word.starts_with("-") ? "there is no option '" : "there is one argument too many: '") + word + "'" +
              (hint.empty() ? "" : "; " + hint));
    }

private:
    void take_flag(const OptionRow& row) {
        if (found_.flags.find(row.name)->second) {
            parsed_.options.set(row.name, {});
        }
    }

    void take_values(const OptionRow& row) {
        std::vector<std::string> values = found_.values.find(row.name)->second;
        if (!row.old_name.empty()) {
            const std::vector<std::string>& more = found_.values.find(row.old_name)->second;
            if (!more.empty()) {
                values.insert(values.end(), more.begin(), more.end());
                parsed_.notice += "tranche " + std::string(command_.name) + ": " + std::string(row.old_name) +
                                  " is now " + std::string(row.name) + "; the old spelling goes in the next release\n";
            }
        }
        if (values.empty()) {
            if (row.required) {
                wrong("it needs " + typed(row) + ": " + std::string(row.help));
            }
            return;
        }
        if (values.size() > 1 && !row.repeatable) {
            return wrong(std::string(row.name) + " is given twice, as '" + values[0] + "' and as '" + values[1] +
                         "'; give it once");
        }
        for (const std::string& value : values) {
            take_value(row, value);
        }
        parsed_.options.set(row.name, std::move(values));
    }

    void take_value(const OptionRow& row, const std::string& value) {
        if (parsed_.stop) {
            return;
        }
        if (value.empty() || std::find(known_.begin(), known_.end(), value) != known_.end()) {
            return wrong(std::string(row.name) + " needs a value, " + std::string(row.placeholder) +
                         (value.empty() ? "" : ", and '" + value + "' is an option"));
        }
        if (row.choices.empty()) {
            return;
        }
        for (std::size_t from = 0; from <= value.size();) {
            const std::size_t end = row.list ? std::min(value.find(',', from), value.size()) : value.size();
            const std::string word = value.substr(from, end - from);
            if (std::find(row.choices.begin(), row.choices.end(), word) == row.choices.end()) {
                const std::string hint = did_you_mean(word, row.choices);
                return wrong(std::string(row.name) + " takes no '" + word + "'; " +
                             (hint.empty() ? "it takes " + listed(row.choices) : hint));
            }
            from = end + 1;
        }
    }

    void take_arguments() {
        const std::vector<Argument>& wanted = command_.arguments;
        const std::vector<std::string>& given = found_.arguments;
        if (parsed_.stop) {
            return;
        }
        if (given.size() < wanted.size()) {
            const Argument& missing = wanted[given.size()];
            return wrong("it needs " + std::string(missing.name) + ", " + std::string(missing.help));
        }
        if (given.size() > wanted.size() && (wanted.empty() || !wanted.back().many)) {
            return wrong("it takes " + std::to_string(wanted.size()) + " argument" + (wanted.size() == 1 ? "" : "s") +
                         ", and '" + given[wanted.size()] + "' is one more");
        }
        for (std::size_t i = 0; i < given.size(); ++i) {
            if (given[i].empty()) {
                const Argument& empty = wanted[std::min(i, wanted.size() - 1)];
                return wrong(std::string(empty.name) + " is empty; give " + std::string(empty.help));
            }
        }
        parsed_.options.arguments = given;
    }

    const Command& command_;
    const Found& found_;
    Parsed& parsed_;
    std::vector<std::string> known_;
};

// The option that CLI11 says has too few values.
std::string lacks_a_value(const Command& command, const std::string& said) {
    for (const std::span<const OptionRow> rows : command.options) {
        for (const OptionRow& row : rows) {
            for (const std::string_view spelling : {row.name, row.old_name}) {
                if (!spelling.empty() && said.starts_with(std::string(spelling) + ":")) {
                    return std::string(row.name) + " needs a value, " + std::string(row.placeholder);
                }
            }
        }
    }
    return said;
}

}  // namespace

const OptionRow* Command::option(std::string_view called) const {
    for (const std::span<const OptionRow> rows : options) {
        for (const OptionRow& row : rows) {
            if (row.name == called) {
                return &row;
            }
        }
    }
    return nullptr;
}

const std::string& Options::text(std::string_view name) const {
    static const std::string none;
    const OptionRow* row = command_->option(name);
    assert(row != nullptr && !row->placeholder.empty());
    const std::vector<std::string>* values = find_values(values_, name);
    if (values != nullptr) {
        return values->back();
    }
    static std::map<std::string, std::string, std::less<>> initial;  // texts of the rows' views
    return row->initial.empty() ? none : initial.try_emplace(std::string(row->initial), row->initial).first->second;
}

std::vector<std::string> Options::list(std::string_view name) const {
    const std::string& value = text(name);
    std::vector<std::string> result;
    for (std::size_t from = 0; from <= value.size() && !value.empty();) {
        const std::size_t end = std::min(value.find(',', from), value.size());
        result.push_back(value.substr(from, end - from));
        from = end + 1;
    }
    return result;
}

const std::vector<std::string>& Options::all(std::string_view name) const {
    static const std::vector<std::string> none;
    assert(command_->option(name) != nullptr && command_->option(name)->repeatable);
    const std::vector<std::string>* values = find_values(values_, name);
    return values == nullptr ? none : *values;
}

bool Options::flag(std::string_view name) const {
    assert(command_->option(name) != nullptr && command_->option(name)->placeholder.empty());
    return given(name);
}

bool Options::given(std::string_view name) const {
    return values_.find(name) != values_.end();
}

std::string Options::text_if_taken(std::string_view name) const {
    return command_->option(name) == nullptr ? std::string() : text(name);
}

Parsed parse(const Command& command, std::vector<std::string> words) {
    Parsed result{Options(command)};
    Found found;
    CLI::App root;
    CLI::App& app = subcommand_of(root, command.name);
    add_options(app, command, found);
    Judgement judgement(command, found, result);
    for (const std::string& word : words) {
        const OptionRow* flag = command.option(word.substr(0, word.find('=')));
        if (flag != nullptr && flag->placeholder.empty() && word != flag->name) {  // CLI11 would take --quiet=false
            judgement.wrong(std::string(flag->name) + " takes no value; type " + std::string(flag->name) + " alone");
            return result;
        }
    }
    std::string extra;
    try {
        std::reverse(words.begin(), words.end());  // CLI11 takes them from the end
        root.parse(std::move(words));
    } catch (const CLI::ExtrasError&) {
        const std::vector<std::string> extras = root.remaining(true);
        extra = extras.empty() ? std::string{} : extras.front();
    } catch (const CLI::Error& problem) {
        judgement.wrong(lacks_a_value(command, problem.what()));
        return result;
    }
    if (found.help || found.version) {
        result.stop = true;
        result.message = found.help ? help_text(command) : "tranche " + std::string(version) + "\n";
    } else if (!extra.empty()) {
        judgement.unknown(extra);
    } else {
        judgement.take_all();
    }
    return result;
}

std::span<const OptionRow> case_options() {
    static const std::vector<OptionRow> rows{
        {"--scenario", "ID", "choose a scenario", {}, "base"},
        {"--reading", "ID", "choose a reading of the source (the first)"},
        {"--case",
         "CASE",
         "choose the economic or the financial case (as written)",
         {"economic", "financial", "as-written"}},
        {"--for", "PERSPECTIVE", "count the costs and benefits of a perspective", {}, "whole-system"},
        {"--option", "ID", "put an option in force (the preferred)"}};
    return rows;
}

std::span<const OptionRow> writing_options() {
    static const std::vector<OptionRow> rows{
        {"--output", "FILE", "write to a file instead of the screen"},
        {"--quiet", "", "leave out warnings and remarks"},
    };
    return rows;
}

std::span<const OptionRow> quiet_option() {
    return writing_options().last(1);
}

std::span<const OptionRow> table_formats() {
    static const OptionRow row = format_row({Shows::results});
    return {&row, 1};
}

std::span<const OptionRow> report_formats() {
    static const OptionRow row = format_row({Shows::results, Shows::findings});
    return {&row, 1};
}

std::span<const OptionRow> document_formats() {
    static const std::vector<OptionRow> rows{format_row({Shows::results}), excel_row};
    return rows;
}

std::span<const OptionRow> money_formats() {
    static const std::vector<OptionRow> rows{format_row({Shows::results}), excel_row, pence_row};
    return rows;
}

std::span<const OptionRow> chart_formats() {
    static const std::vector<OptionRow> rows{format_row({Shows::results, Shows::charts}), excel_row, pence_row};
    return rows;
}

std::span<const OptionRow> plain_formats() {
    return {&format_plain, 1};
}

}  // namespace tranche::cli
