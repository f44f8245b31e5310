#include <fmt/format.h>  // format

#include <algorithm>  // count_if

#include "commands.hpp"
#include "findings.hpp"
#include "render.hpp"
#include "tranche/base/sha256.hpp"
#include "tranche/explain/core_text.hpp"
#include "version.hpp"

namespace tranche::cli {

namespace {

// Grants of a fixed amount are lines of the core, not of the file.
std::size_t authored_lines(const Programme& programme) {
    return static_cast<std::size_t>(std::count_if(programme.lines.begin(), programme.lines.end(),
                                                  [](const Line& line) { return !line.part_of.exists(); }));
}

// What could happen: readings, corrections, options and scenarios written in place are not counted.
std::size_t listed_scenarios(const Programme& programme) {
    return static_cast<std::size_t>(
        std::count_if(programme.scenarios.begin(), programme.scenarios.end(),
                      [](const Scenario& scenario) { return scenario.role == ScenarioRole::scenario; }));
}

std::string summary(const Model& model) {
    const Programme& programme = model.programme;
    const auto count = [](std::size_t number, std::string_view noun) {
        return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
    };
    return programme.id + ": " + count(programme.workstreams.size(), "workstream") + ", " +
           count(count_of(programme, ProjectKind::project), "project") + ", " +
           count(authored_lines(programme), "line") + ", " + count(listed_scenarios(programme), "scenario");
}

const std::string& file_of(const Diagnostics& diagnostics, const Diagnostic& each) {
    return diagnostics.files()[each.where.file]->name;
}

void add_rows(const Diagnostics& diagnostics, TextTable& table) {
    const auto same = [](const std::string& text) { return Cell{text, text}; };
    for (const Diagnostic& each : diagnostics.all()) {
        table.rows.push_back({same(file_of(diagnostics, each)), same(std::to_string(each.where.line)),
                              same(std::to_string(each.where.column)),
                              same(each.severity == Severity::error ? "error" : "warning"), same(each.code),
                              same(each.sentence), same(each.suggestion)});
    }
}

Json diagnostics_json(const Diagnostics& diagnostics) {
    Json result = Json::array();
    for (const Diagnostic& each : diagnostics.all()) {
        result.push_back({{"severity", each.severity == Severity::error ? "error" : "warning"},
                          {"code", each.code},
                          {"file", file_of(diagnostics, each)},
                          {"line", each.where.line},
                          {"column", each.where.column},
                          {"message", each.sentence},
                          {"help", each.suggestion}});
    }
    return result;
}

int check(const Options& options, Outcome& outcome) {
    Json files = Json::array();
    Json inputs = Json::array();
    TextTable table{{{"file", "File"},
                     {"line", "Line", true},
                     {"column", "Column", true},
                     {"severity", "Severity"},
                     {"code", "Code"},
                     {"message", "Message"},
                     {"help", "Help"}},
                    {}};
    std::vector<Finding> findings;
    int exit_code = 0;
    for (const std::string& argument : options.arguments) {
        Diagnostics diagnostics;
        const std::shared_ptr<const SourceText> text = read_programme(argument, outcome.environment.in, diagnostics);
        const std::optional<Model> model = text ? open_model(text, diagnostics, included_by(*text)) : std::nullopt;
        exit_code = model ? exit_code : 1;
        const std::string name = text ? text->name : argument;
        if (text) {
            for (Json& input : inputs_json(diagnostics.files())) {
                inputs.push_back(std::move(input));
            }
        }
        for (const std::shared_ptr<const SourceText>& each : diagnostics.files()) {
            outcome.inputs.push_back(each->name);
        }
        const std::size_t warnings = diagnostics.warnings();
        if (options.text("--format") == "text") {
            report(diagnostics, options, outcome);
            outcome.out += fmt::format("{}: {} error{}, {} warning{}{}\n", argument, diagnostics.errors(),
                                       diagnostics.errors() == 1 ? "" : "s", warnings, warnings == 1 ? "" : "s",
                                       model ? " (" + summary(*model) + ")" : "");
            outcome.out += options.flag("--lowered") && model ? core_text(model->programme) : "";
        }
        add_rows(diagnostics, table);
        for (const Diagnostic& each : diagnostics.all()) {
            findings.push_back({each.code, each.sentence,
                                each.sentence + (each.suggestion.empty() ? "" : "; " + each.suggestion),
                                file_of(diagnostics, each), each.where.line, each.where.column,
                                each.severity == Severity::error ? Finding::Level::error : Finding::Level::warning});
        }
        if (diagnostics.all().empty()) {
            findings.push_back({"ok", "loads and validates", {}, name, 0, 0, Finding::Level::none});
        }
        files.push_back({{"file", name},
                         {"ok", model.has_value()},
                         {"errors", diagnostics.errors()},
                         {"warnings", warnings},
                         {"diagnostics", diagnostics_json(diagnostics)}});
        if (options.flag("--lowered") && model) {
            files.back()["lowered"] = core_text(model->programme);
        }
    }
    if (options.text("--format") == "sarif") {
        outcome.out = as_sarif(findings);
    } else if (options.text("--format") == "junit") {
        outcome.out = as_junit("check", findings);
    } else if (options.text("--format") == "json") {
        outcome.out = dumped({{"manifest", {{"tranche", version}, {"inputs", inputs}}}, {"files", files}});
    } else if (options.text("--format") != "text") {
        outcome.out = rendered(table, options.text("--format"));
    }
    return exit_code;
}

}  // namespace

const Command& check_command() {
    static const std::vector<OptionRow> own{
        {.name = "--lowered",
         .placeholder = "",
         .help =
             "print the core as well: inputs, events, pieces of lines and flows, which is all that the engine reads"}};
    static const Argument files{programme_argument.name, programme_argument.help, programme_argument.is, true};
    static const Command command{.name = "check",
                                 .help = "load and validate programmes, and show all diagnostics of all files",
                                 .arguments = {files},
                                 .options = {own, report_formats(), writing_options()},
                                 .run = check,
                                 .examples = {"check programmes/cheshire-community-safety"}};
    return command;
}

}  // namespace tranche::cli
