#include "options.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>  // find

#include "commands.hpp"
#include "tranche/appraise/breakdown.hpp"
#include "tranche/base/spelling.hpp"
#include "tranche/track/status.hpp"
#include "version.hpp"

namespace tranche::cli {

namespace {

template <class Rows>
std::string names_of(const Rows& rows) {
    std::vector<std::string> names;
    for (const auto& row : rows) {
        names.emplace_back(row.name);
    }
    return listed(names);
}

std::string format_help(const Command& command) {
    return listed({command.formats.begin(), command.formats.end()}) + " (" + std::string(command.formats.front()) + ")";
}
std::string output_help(const Command&) {
    return "write to a file instead of the screen";
}
std::string quiet_help(const Command&) {
    return "leave out warnings and remarks";
}
std::string lowered_help(const Command&) {
    return "prints the core as well: inputs, events, pieces of lines and flows, which is all that the engine reads";
}

std::string strict_help(const Command&) {
    return "exit with 1 where a published figure is not reproduced";
}
std::string by_help(const Command&) {
    return "periods: " + names_of(period_rows()) + " (year)";
}
std::string rows_help(const Command&) {
    return "what rows stand for: " + names_of(group_rows()) + " (total)";
}
std::string scenario_help(const Command&) {
    return "id of a scenario (base)";
}
std::string reading_help(const Command&) {
    return "id of a reading of the source (the first)";
}
std::string option_help(const Command&) {
    return "id of an option to put in force (the preferred)";
}
std::string for_help(const Command&) {
    return "id of a perspective: whose costs and benefits (whole-system)";
}

std::string case_help(const Command& command) {
    return command.name == "appraise"
               ? "economic, financial, or both side by side with the bridge between them (as written)"
               : "economic or financial (as written)";
}
std::string against_help(const Command&) {
    return "id of an option or scenario, side by side with this case, and what changes";
}
std::string method_help(const Command&) {
    return "discount schedules that `tables` lists, or rates such as 4%, side by side (the programme's)";
}
bool records(const Command& command) {
    return command.records;
}
bool of_ledger(const Command& command) {
    return command.name.starts_with("track ");
}
bool of_programme(const Command& command) {
    return !of_ledger(command);
}
bool reads_ledger(const Command& command) {
    return of_ledger(command) && !command.records;
}
std::string cut_help(const Command&) {
    return "cut up by, one or several: " + names_of(status_by_rows());
}
std::string forecast_by_help(const Command&) {
    return "how what is to go is forecast: " + names_of(remaining_rows()) + " (each)";
}

std::string help_of(const OptionRow& row, const Command& command) {
    return row.help != nullptr ? row.help(command) : std::string(row.says);
}

std::string measure_help(const Command&) {
    return "what is measured: npv, bcr, payback and so on, as `appraise` has them (npv)";
}
std::string switch_help(const Command&) {
    return "what is turned: a comparison such as 'bcr >= 2' or 'payback <= 3', decision, or rank ('npv >= 0')";
}
std::string grid_help(const Command&) {
    return "two inputs that are moved together (kind=cost,kind=benefit)";
}
std::string chart_help(const Command& command) {
    return command.name == "forecast" ? "draw the cumulative net as well" : "draw the bars as well";
}

bool takes(const Command& command, const OptionRow& row) {
    if (row.of != nullptr && !row.of(command)) {
        return false;
    }
    return std::find(command.options.begin(), command.options.end(), row.name) != command.options.end();
}

// From the tables, in the same columns for every command.
std::string help_text(const Command& command) {
    constexpr std::size_t column = 24;
    const auto row = [](const std::string& name, const std::string& help) {
        return "  " + name + std::string(column - std::min(column - 1, name.size()), ' ') + help + "\n";
    };
    std::string usage = "usage: tranche " + std::string(command.name);
    std::string arguments;
    for (const Argument& argument : command.arguments) {
        usage += " " + std::string(argument.name) + (command.many ? "..." : "");
        arguments += row(std::string(argument.name), std::string(argument.help));
    }
    std::string result = std::string(command.help) + "\n\n" + usage + " [OPTIONS]\n\n" + arguments + "\n";
    for (const OptionRow& each : option_rows()) {
        if (takes(command, each)) {
            result +=
                row(std::string(each.name) + (each.placeholder.empty() ? "" : " " + std::string(each.placeholder)),
                    help_of(each, command));
        }
    }
    return result + row("--help", "print this") + row("--version", "print the version");
}

}  // namespace

const std::vector<OptionRow>& option_rows() {
    static const std::vector<OptionRow> rows{
        {"--format", "FORMAT", format_help, &Options::format},
        {"--output", "FILE", output_help, &Options::output},
        {"--quiet", "", quiet_help, nullptr, &Options::quiet},
        {"--strict", "", strict_help, nullptr, &Options::strict},
        {"--lowered", "", lowered_help, nullptr, &Options::lowered},
        {"--by", "PERIOD", by_help, &Options::by, nullptr, of_programme},
        {"--rows", "WHAT", rows_help, &Options::rows},
        {"--scenario", "ID", scenario_help, &Options::scenario},
        {"--reading", "ID", reading_help, &Options::reading},
        {"--option", "ID", option_help, &Options::option},
        {"--for", "PERSPECTIVE", for_help, &Options::perspective},
        {"--case", "CASE", case_help, &Options::in_case},
        {"--against", "ID", against_help, &Options::against},
        {"--measure", "NAME", measure_help, &Options::outcome, nullptr, of_programme},
        {"--switch", "CONDITION", switch_help, &Options::switches},
        {"--grid", "A,B", grid_help, &Options::grid},
        {"--chart", "", chart_help, nullptr, &Options::chart},
        {"--method", "A,B", method_help, &Options::method, nullptr, of_programme},
        {"--by", "NAME", nullptr, &Options::recorder, nullptr, records, "who records it (the user's name)"},
        {"--by", "WHAT", cut_help, &Options::cut, nullptr, reads_ledger},
        {"--method", "METHOD", forecast_by_help, &Options::forecast_by, nullptr, reads_ledger},
    };
    static const std::vector<OptionRow> all = [] {
        std::vector<OptionRow> both = rows;
        both.insert(both.end(), ledger_option_rows().begin(), ledger_option_rows().end());
        return both;
    }();
    return all;
}

Parsed parse(const Command& command, const std::vector<std::string>& arguments) {
    Parsed result;
    CLI::App app;
    app.allow_extras(false);
    std::vector<std::string> known{"--help"};
    app.add_option("arguments", result.options.arguments)->group("")->expected(0, 1'000'000);
    bool asks_version = false;
    app.add_flag("--version", asks_version, "print the version");
    for (const OptionRow& row : option_rows()) {
        const std::string name(row.name);
        if (!takes(command, row)) {
            continue;
        }
        known.push_back(name);
        if (row.flag != nullptr) {
            app.add_flag(name, result.options.*row.flag, help_of(row, command));
        } else {
            app.add_option(name, result.options.*row.text, help_of(row, command))
                ->option_text(std::string(row.placeholder));
        }
    }
    const auto wrong = [&](std::string message) {
        result.stop = true;
        result.exit_code = 2;
        result.message = "tranche " + std::string(command.name) + ": " + std::move(message) + "\n`tranche " +
                         std::string(command.name) + " --help` lists what it takes\n";
    };
    try {
        app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::CallForHelp&) {
        return {{}, true, 0, help_text(command)};
    } catch (const CLI::ExtrasError&) {
        const std::vector<std::string> extras = app.remaining();
        const std::string extra = extras.empty() ? std::string{} : extras.front();
        const std::string hint = did_you_mean(extra.substr(0, extra.find('=')), known);
        wrong((extra.starts_with("-") ? "there is no option '" : "there is one argument too many: '") + extra + "'" +
              (hint.empty() ? "" : "; " + hint));
        return result;
    } catch (const CLI::ArgumentMismatch&) {
        for (const OptionRow& row : option_rows()) {
            if (row.flag == nullptr && !arguments.empty() && arguments.back() == row.name) {
                wrong(std::string(row.name) + " needs a value, " + std::string(row.placeholder));
                return result;
            }
        }
        wrong("an option has a value too many or too few");
        return result;
    } catch (const CLI::Error& problem) {
        wrong(problem.what());
        return result;
    }
    if (asks_version) {
        return {{}, true, 0, "tranche " + std::string(version) + "\n"};
    }
    const std::size_t given = result.options.arguments.size();
    const std::size_t wanted = command.arguments.size();
    if (given < wanted) {
        wrong("it needs " + std::string(command.arguments[given].name) + ", " +
              std::string(command.arguments[given].help));
        return result;
    }
    if (given > wanted && !command.many) {
        wrong("it takes " + std::to_string(wanted) + " argument" + (wanted == 1 ? "" : "s") + ", and '" +
              result.options.arguments[wanted] + "' is one more");
        return result;
    }
    if (result.options.format.empty()) {
        result.options.format = command.formats.front();
    }
    if (std::find(command.formats.begin(), command.formats.end(), result.options.format) == command.formats.end()) {
        const std::vector<std::string> formats(command.formats.begin(), command.formats.end());
        const std::string hint = did_you_mean(result.options.format, formats);
        wrong("there is no format '" + result.options.format + "'; " +
              (hint.empty() ? "it takes " + listed(formats) : hint));
    }
    return result;
}

}  // namespace tranche::cli
