// From words to an exit code: which command is meant, what it needs, and where what it says goes.
#include "run.hpp"

#include <algorithm>  // all_of, any_of, find_if, rotate
#include <cerrno>
#include <new>      // bad_alloc
#include <sstream>  // ostringstream

#include "commands.hpp"
#include "output_file.hpp"
#include "sections.hpp"
#include "track.hpp"
#include "track_ask.hpp"
#include "tranche/base/plain_text.hpp"
#include "tranche/base/spelling.hpp"
#include "tranche/report/renderers.hpp"
#include "version.hpp"

namespace tranche::cli {

namespace {

/// Who was to read the output has read enough: `tranche ... | head`. That needs no words.
struct ReaderGone : std::exception {};

void print(std::ostream& to, const std::string& text) {
    errno = 0;
    to.write(text.data(), static_cast<std::streamsize>(text.size()));
    to.flush();
    if (!to && errno == EPIPE) {
        throw ReaderGone();
    }
    if (!to) {
        throw CannotWrite("cannot write the output: " + reason_of(errno));
    }
}

// Help is folded to the screen; in a pipe it keeps its lines.
void print_help(Environment& environment, const std::string& text, int exit_code) {
    const bool fits = exit_code == 0 ? environment.out_is_terminal : environment.err_is_terminal;
    print(exit_code == 0 ? environment.out : environment.err, fits ? folded(text, environment.width) : text);
}

std::string first_word(std::string_view name) {
    return std::string(name.substr(0, name.find(' ')));
}

const CommandGroup* group_called(std::string_view name) {
    for (const CommandGroup& each : command_groups()) {
        if (each.name == name) {
            return &each;
        }
    }
    return nullptr;
}

// The words that may stand after `prefix`, which is empty or a group's name and a blank.
std::vector<std::string> words_after(const std::string& prefix) {
    std::vector<std::string> words;
    for (const Command* each : commands()) {
        if (each->name.starts_with(prefix)) {
            const std::string word = first_word(each->name.substr(prefix.size()));
            if (words.empty() || words.back() != word) {
                words.push_back(word);
            }
        }
    }
    return words;
}

std::string no_command(const std::string& called, const std::string& word, std::vector<std::string> known) {
    const std::string hint = did_you_mean(word, known);
    return called + ": there is no command '" + word + "'; " +
           (hint.empty() ? "there are " + listed(known, known.size()) : hint) + "\n";
}

// Whether an option of this name takes a value, in whichever command.
bool takes_value(std::string_view option) {
    return std::any_of(commands().begin(), commands().end(), [&](const Command* command) {
        for (const std::span<const OptionRow> rows : command->options) {
            for (const OptionRow& row : rows) {
                if (row.name == option || row.old_name == option) {
                    return !row.placeholder.empty();
                }
            }
        }
        return false;
    });
}

// An option before the command belongs to it, `tranche --quiet check FILE`: it goes behind the first word that is none.
void command_first(std::vector<std::string>& words) {
    std::size_t at = 0;
    while (at < words.size() && words[at].starts_with("-") && words[at] != "-") {
        at += takes_value(words[at]) ? 2 : 1;
    }
    if (at < words.size()) {
        const auto command = words.begin() + static_cast<std::ptrdiff_t>(at);
        std::rotate(words.begin(), command, command + 1);
    }
}

/// What the words ask for: a command to run, or a text and an exit code.
struct Chosen {
    const Command* command = nullptr;
    std::string text = {};
    int exit_code = 0;
};

// Takes the command's words from the front and finds its row. REQUIRES: there is a word.
Chosen choose(std::vector<std::string>& words, bool for_help) {
    std::string name = words.front();
    std::size_t taken = 1;
    if (const CommandGroup* group = group_called(name)) {
        std::vector<std::string> rest(words.begin() + 1, words.end());
        command_first(rest);  // `tranche track --quiet log LEDGER`
        std::copy(rest.begin(), rest.end(), words.begin() + 1);
        const bool asks_help = words.size() > 1 && (words[1] == "--help" || words[1] == "-h" || words[1] == "help");
        if (words.size() == 1 || asks_help) {
            return {nullptr, group_help(*group), for_help || asks_help ? 0 : 2};
        }
        const std::string called = "tranche " + name;
        const std::vector<std::string> members = words_after(name + " ");
        if (std::find(members.begin(), members.end(), words[1]) == members.end()) {
            return {nullptr, no_command(called, words[1], members), 2};
        }
        name += " " + words[1];
        taken = 2;
    }
    for (const Command* each : commands()) {
        if (each->name == name) {
            words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(taken));
            return {each};
        }
    }
    return {nullptr, no_command("tranche", name, words_after("")), 2};
}

/// Opens what the function of a command needs, and calls it.
struct Call {
    const Options& options;
    Outcome& outcome;

    int operator()(int (*function)(const Options&, Outcome&)) const { return function(options, outcome); }

    int operator()(int (*function)(const Opened&, const Options&, Outcome&)) const {
        const std::optional<Opened> opened = open_programme(options, outcome);
        return opened ? function(*opened, options, outcome) : 1;
    }

    int operator()(int (*function)(const AskedCase&, const Options&, Outcome&)) const {
        std::optional<Opened> opened = open_programme(options, outcome);
        if (!opened) {
            return 1;
        }
        std::optional<Case> asked = case_option(*opened, options, outcome);
        const std::optional<PerspectiveId> perspective =
            asked ? perspective_option(*opened, options, outcome) : std::nullopt;
        if (!perspective) {
            return 2;
        }
        return function({std::move(*opened), std::move(*asked), *perspective}, options, outcome);
    }

    int operator()(int (*function)(const Ledger&, const Options&, Outcome&)) const {
        const std::optional<Ledger> ledger = open_ledger(options, false, outcome);
        return ledger ? function(*ledger, options, outcome) : 1;
    }

    int operator()(int (*function)(Ledger&, const Recorder&, const Options&, Outcome&)) const {
        const std::optional<Recorder> who = recorder(options, outcome);
        if (!who) {
            return 2;
        }
        std::optional<Ledger> ledger = open_ledger(options, true, outcome);
        return ledger ? function(*ledger, *who, options, outcome) : 1;
    }

    int operator()(int (*function)(const AskedBook&, const Options&, Outcome&)) const {
        int exit_code = 0;
        const std::optional<AskedBook> asked = ask_book(options, outcome, exit_code);
        return asked ? function(*asked, options, outcome) : exit_code;
    }
};

// A result goes where the screen is, or into a file, which has no width.
void render_document(const Options& options, Outcome& outcome) {
    const Renderer& renderer = options.row("--format", renderers());
    const bool to_screen = !options.given("--output");
    OutputStyle style;
    style.width = to_screen ? outcome.environment.out_width : 0;
    style.colour = outcome.bold;
    style.pence = options.given("--pence");
    style.for_excel = options.given("--for-excel");
    style.wide = options.given("--wide");
    style.version = version;
    if (outcome.environment.described) {
        outcome.environment.described(options.command().name, *outcome.document);
    }
    outcome.out = renderer.render(*outcome.document, style);
    outcome.err += renderer.for_screen ? outcome.beside_screen : "";
}

int run_command(const Command& command, std::vector<std::string> words, Environment& environment) {
    const std::string name(command.name);
    const std::size_t blank = name.find(' ');
    if (blank != std::string::npos) {
        words.insert(words.begin(), name.substr(blank + 1));
    }
    words.insert(words.begin(), name.substr(0, blank));
    const Parsed parsed = parse(command, std::move(words));
    if (parsed.stop) {
        print_help(environment, parsed.message, parsed.exit_code);
        return parsed.exit_code;
    }
    const Options& options = parsed.options;
    const std::string output = options.text_if_taken("--output");
    Outcome outcome{environment};
    outcome.colour = environment.colours && environment.err_is_terminal;
    outcome.bold = environment.colours && environment.out_is_terminal && output.empty();
    outcome.width = environment.width;
    outcome.err = options.given("--quiet") ? "" : parsed.notice;
    const int exit_code = std::visit(Call{options, outcome}, command.run);
    if (outcome.document) {
        render_document(options, outcome);
    }
    for (const std::string& input : outcome.inputs) {
        if (!output.empty() && same_file(input, output)) {
            outcome.out.clear();
            misused(options, "--output " + output + " is read as input; name another file", outcome);
            print(environment.err, outcome.err);
            return 2;
        }
    }
    print(environment.err, outcome.err);
    if (output.empty() || output == "-" || output == "/dev/stdout") {
        print(environment.out, outcome.out);
    } else if (!outcome.out.empty()) {
        write_file(output, outcome.out);
    }
    return exit_code;
}

int run_words(std::vector<std::string> words, Environment& environment) {
    command_first(words);
    if (words.empty()) {
        print_help(environment, overview(), 2);
        return 2;
    }
    const bool for_help = words.front() == "help" || words.front() == "--help" || words.front() == "-h";
    if (for_help) {
        words.erase(words.begin());
        if (words.empty()) {
            print_help(environment, overview(), 0);
            return 0;
        }
    } else if (words.front() == "--version") {
        print(environment.out, "tranche " + std::string(version) + "\n");
        return 0;
    }
    const Chosen chosen = choose(words, for_help);
    if (chosen.command == nullptr) {
        print_help(environment, chosen.text, chosen.exit_code);
        return chosen.exit_code;
    }
    if (for_help) {
        print_help(environment, help_text(*chosen.command), 0);
        return 0;
    }
    return run_command(*chosen.command, std::move(words), environment);
}

int run_safely(const std::vector<std::string>& arguments, Environment& environment) {
    const auto failed = [&](const std::string& why, int exit_code) {
        environment.err.clear();
        environment.err << "tranche: " << why << "\n" << std::flush;
        return exit_code;
    };
    try {
        return run_words(arguments, environment);
    } catch (const AmountTooLarge& problem) {
        return failed(problem.what(), 1);
    } catch (const ReaderGone&) {
        return 3;
    } catch (const std::bad_alloc&) {
        return failed("there is not enough memory for this", 3);
    } catch (const std::exception& problem) {
        return failed(problem.what(), 3);
    }
}

}  // namespace

// What was typed is quoted in what is wrong with it. Files are refused where they hold control characters; a word of the
// command line that does may name a file all the same, so it is printed without them, and nothing beside it is coloured.
int run(const std::vector<std::string>& arguments, Environment& environment) {
    if (std::all_of(arguments.begin(), arguments.end(), is_plain)) {
        return run_safely(arguments, environment);
    }
    std::ostringstream err;
    Environment without_colour{environment.in, environment.out, err};
    without_colour.called = environment.called;
    without_colour.out_is_terminal = environment.out_is_terminal;
    without_colour.colours = environment.colours;
    without_colour.width = environment.width;
    without_colour.out_width = environment.out_width;
    without_colour.described = environment.described;
    without_colour.clock = environment.clock;
    without_colour.user = environment.user;
    const int exit_code = run_safely(arguments, without_colour);
    environment.err << plain(err.str()) << std::flush;
    return exit_code;
}

}  // namespace tranche::cli
