#include "options.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>  // find

#include "commands.hpp"
#include "tranche/appraise/breakdown.hpp"
#include "tranche/base/spelling.hpp"

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

std::string format_help() {
    return "text, csv, json or md";
}
std::string output_help() {
    return "write to a file instead of the screen";
}
std::string quiet_help() {
    return "leave out warnings and remarks";
}
std::string by_help() {
    return "periods: " + names_of(period_rows()) + " (year)";
}
std::string rows_help() {
    return "what rows stand for: " + names_of(group_rows()) + " (total)";
}
std::string scenario_help() {
    return "id of a scenario (base)";
}
std::string for_help() {
    return "id of a perspective: whose costs and benefits (whole-system)";
}

}  // namespace

const std::vector<OptionRow>& option_rows() {
    static const std::vector<OptionRow> rows{
        {"--format", "FORMAT", format_help, &Options::format},
        {"--output", "FILE", output_help, &Options::output},
        {"--quiet", "", quiet_help, nullptr, &Options::quiet},
        {"--by", "PERIOD", by_help, &Options::by},
        {"--rows", "WHAT", rows_help, &Options::rows},
        {"--scenario", "ID", scenario_help, &Options::scenario},
        {"--for", "PERSPECTIVE", for_help, &Options::perspective},
    };
    return rows;
}

Parsed parse(const Command& command, const std::vector<std::string>& arguments) {
    Parsed result;
    CLI::App app(std::string(command.help), "tranche " + std::string(command.name));
    app.allow_extras(false);
    std::vector<std::string> known{"--help"};
    app.add_option("FILE", result.options.files,
                   command.many_files ? "programme.yaml files or their folders; - is standard input"
                                      : "a programme.yaml or its folder; - is standard input")
        ->required()
        ->expected(1, 1'000'000);
    for (const OptionRow& row : option_rows()) {
        const std::string name(row.name);
        if (std::find(command.options.begin(), command.options.end(), row.name) == command.options.end()) {
            continue;
        }
        known.push_back(name);
        if (row.flag != nullptr) {
            app.add_flag(name, result.options.*row.flag, row.help());
        } else {
            app.add_option(name, result.options.*row.text, row.help())->option_text(std::string(row.placeholder));
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
        return {{}, true, 0, app.help()};
    } catch (const CLI::ExtrasError&) {
        const std::vector<std::string> extras = app.remaining();
        const std::string extra = extras.empty() ? std::string{} : extras.front();
        const std::string hint = did_you_mean(extra.substr(0, extra.find('=')), known);
        wrong((extra.starts_with("-") ? "there is no option '" : "there is one argument too many: '") + extra + "'" +
              (hint.empty() ? "" : "; " + hint));
        return result;
    } catch (const CLI::RequiredError&) {
        wrong("it needs a programme.yaml or its folder");
        return result;
    } catch (const CLI::Error& problem) {
        wrong(problem.what());
        return result;
    }
    if (!command.many_files && result.options.files.size() > 1) {
        wrong("it takes one programme, and was given " + std::to_string(result.options.files.size()));
        return result;
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
