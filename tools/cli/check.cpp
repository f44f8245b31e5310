#include "tranche/report/describe_check.hpp"

#include <list>

#include "commands.hpp"
#include "tranche/explain/core_text.hpp"
#include "version.hpp"

namespace tranche::cli {

namespace {

int check(const Options& options, Outcome& outcome) {
    std::vector<CheckedFile> files;
    std::list<Model> models;  // a file's row points at its programme
    int exit_code = 0;
    for (const std::string& argument : options.arguments) {
        CheckedFile& file = files.emplace_back();
        file.argument = argument;
        const std::shared_ptr<const SourceText> text =
            read_programme(argument, outcome.environment.in, file.diagnostics);
        std::optional<Model> model = text ? open_model(text, file.diagnostics, included_by(*text)) : std::nullopt;
        file.name = text ? text->name : argument;
        file.read = text != nullptr;
        if (model) {
            const Programme& programme = models.emplace_back(std::move(*model)).programme;
            file.programme = &programme;
            file.lowered = options.flag("--lowered") ? core_text(programme) : "";
        } else {
            exit_code = 1;
        }
        for (const std::shared_ptr<const SourceText>& each : file.diagnostics.files()) {
            outcome.inputs.push_back(each->name);
        }
        outcome.beside_screen += diagnostics_text(file.diagnostics, options, outcome);
    }
    outcome.document = describe_check(files, version);
    return exit_code;
}

}  // namespace

const Command& check_command() {
    static const std::vector<OptionRow> own{{.name = "--lowered",
                                             .placeholder = "",
                                             .help = "also print the core: inputs, events, pieces of lines and flows"}};
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
