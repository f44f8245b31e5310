// Opening what a command needs: a programme, the case of it that was asked for, a perspective.
#include "commands.hpp"

#include <algorithm>  // find_if
#include <filesystem>

#include "input_file.hpp"

namespace tranche::cli {

namespace {

constexpr std::string_view standard_input = "standard input";

}  // namespace

std::shared_ptr<const SourceText> read_programme(const std::string& argument, std::istream& in,
                                                 Diagnostics& diagnostics) {
    namespace fs = std::filesystem;
    if (argument == "-") {
        return std::make_shared<SourceText>(SourceText{std::string(standard_input), read_stream(in)});
    }
    std::error_code ignored;
    std::string path = argument;
    if (fs::is_directory(path, ignored)) {
        path = (fs::path(path) / "programme.yaml").string();
    }
    if (!fs::exists(path, ignored) || fs::is_directory(path, ignored)) {
        const std::uint32_t file = diagnostics.add_file(std::make_shared<SourceText>(SourceText{argument, {}}));
        const bool folder = path != argument;
        std::vector<std::string> neighbours;
        const fs::path parent = fs::path(argument).lexically_normal().parent_path();
        for (const auto& entry : fs::directory_iterator(parent.empty() ? "." : parent, ignored)) {
            neighbours.push_back((fs::path(argument).parent_path() / entry.path().filename()).string());
        }
        diagnostics.error("no-file", {file, 0, 0},
                          folder ? "this folder does not contain a programme.yaml" : "there is no such file or folder",
                          folder ? "give the folder of one programme, or a file" : did_you_mean(argument, neighbours));
        return nullptr;
    }
    return std::make_shared<SourceText>(SourceText{path, read_file(path)});
}

Include included_by(const SourceText& programme) {
    namespace fs = std::filesystem;
    if (programme.name == standard_input) {
        return {};
    }
    return [folder = fs::path(programme.name).parent_path()](const std::string& path) {
        const fs::path file = folder / path;
        std::error_code ignored;
        // A link that leads out of the folder is not followed: what is included can be read there.
        const fs::path real = fs::weakly_canonical(file, ignored);
        const fs::path inside = fs::weakly_canonical(folder.empty() ? fs::path(".") : folder, ignored);
        const bool leads_out = real.lexically_relative(inside).string().starts_with("..");
        return leads_out || !fs::is_regular_file(file, ignored)
                   ? nullptr
                   : std::make_shared<const SourceText>(SourceText{file.string(), read_file(file.string())});
    };
}

std::string diagnostics_text(const Diagnostics& diagnostics, const Options& options, const Outcome& outcome) {
    std::string result;
    for (const Diagnostic& each : diagnostics.all()) {
        if (each.severity == Severity::error || !options.given("--quiet")) {
            result += render(each, diagnostics, {outcome.colour, outcome.width});
        }
    }
    if (diagnostics.full()) {
        result += "further problems are not shown\n";
    }
    return result;
}

void report(const Diagnostics& diagnostics, const Options& options, Outcome& outcome) {
    outcome.err += diagnostics_text(diagnostics, options, outcome);
}

std::optional<Opened> open_programme(const Options& options, Outcome& outcome) {
    Diagnostics diagnostics;
    const std::vector<Argument>& arguments = options.command().arguments;
    const auto argument = std::find_if(arguments.begin(), arguments.end(),
                                       [](const Argument& each) { return each.is == Argument::Is::programme; });
    assert(argument != arguments.end());
    const std::shared_ptr<const SourceText> text = read_programme(
        options.arguments[static_cast<std::size_t>(argument - arguments.begin())], outcome.environment.in, diagnostics);
    std::optional<Model> model;
    if (text) {
        model = open_model(text, diagnostics, included_by(*text));
    }
    report(diagnostics, options, outcome);
    for (const std::shared_ptr<const SourceText>& each : diagnostics.files()) {
        outcome.inputs.push_back(each->name);
    }
    if (!model) {
        return std::nullopt;
    }
    return Opened{std::move(*model), text, diagnostics.files()};
}

std::string case_of(const Options& options) {
    const std::string in_case = options.text_if_taken("--case");
    return in_case == "as-written" ? std::string() : in_case;
}

std::optional<Case> case_option(const Opened& opened, const Options& options, Outcome& outcome) {
    const Programme& programme = opened.model.programme;
    Case result;
    const auto take = [&](const std::string& id, std::optional<ScenarioRole> role, const std::string& noun) {
        std::vector<std::string> known;
        for (std::size_t i = 0; i < programme.scenarios.size(); ++i) {
            const Scenario& each = programme.scenarios[ScenarioId{i}];
            if (each.id == id && (!role || each.role == *role)) {
                result.together.emplace_back(i);
                result.title += (role ? ", " + noun + ": " : "") + each.name;
                return true;
            }
            if (role ? each.role == *role : each.role != ScenarioRole::in_place && each.role != ScenarioRole::case_) {
                known.push_back(each.id);
            }
        }
        const std::string hint = did_you_mean(id, known);
        outcome.err += "tranche: there is no " + noun + " '" + id + "'; " +
                       (!hint.empty()   ? hint
                        : known.empty() ? "the programme declares none"
                                        : (known.size() == 1 ? "there is " : "there are ") + listed(known)) +
                       "\n";
        return false;
    };
    const std::string scenario = options.text_if_taken("--scenario");
    const std::string reading = options.text_if_taken("--reading");
    const std::string option = options.text_if_taken("--option");
    const std::string in_case = case_of(options);
    const bool found = take(scenario.empty() ? "base" : scenario, std::nullopt, "scenario") &&
                       (reading.empty() || take(reading, ScenarioRole::reading, "reading")) &&
                       (option.empty() || take(option, ScenarioRole::option, "option")) &&
                       (in_case.empty() || take(in_case, ScenarioRole::case_, "case"));
    return found ? std::optional(std::move(result)) : std::nullopt;
}

std::optional<Case> against_option(const Opened& opened, const Case& asked, const Options& options, Outcome& outcome) {
    const Programme& programme = opened.model.programme;
    const std::string& against = options.text("--against");
    for (std::size_t i = 0; i < programme.scenarios.size(); ++i) {
        const Scenario& each = programme.scenarios[ScenarioId{i}];
        if (each.id != against || each.role == ScenarioRole::in_place) {
            continue;
        }
        Case result{{}, each.name};
        const bool replaces_scenario = each.role == ScenarioRole::scenario || each.role == ScenarioRole::correction;
        for (std::size_t at = 0; at < asked.together.size(); ++at) {
            const ScenarioId held = asked.together[at];
            const bool same_role = programme.scenarios[held].role == each.role;
            if (!(replaces_scenario ? at == 0 : same_role)) {
                result.together.push_back(held);
            }
        }
        result.together.insert(replaces_scenario ? result.together.begin() : result.together.end(), ScenarioId{i});
        return result;
    }
    const std::vector<std::string> known = listed_ids(programme);
    const std::string hint = did_you_mean(against, known);
    outcome.err += "tranche: there is no option or scenario '" + against + "'; " +
                   (hint.empty() ? (known.size() == 1 ? "there is " : "there are ") + listed(known) : hint) + "\n";
    return std::nullopt;
}

std::optional<PerspectiveId> perspective_option(const Opened& opened, const Options& options, Outcome& outcome) {
    const auto& table = opened.model.programme.perspectives;
    const std::string given = options.text_if_taken("--for");
    const std::string perspective = given.empty() ? "whole-system" : given;
    const std::optional<PerspectiveId> found = find(table, perspective);
    if (!found) {
        const std::string hint = did_you_mean(perspective, ids_of(table));
        outcome.err += "tranche: there is no perspective '" + perspective + "'; " +
                       (hint.empty() ? "there are " + listed(ids_of(table)) : hint) + "\n";
    }
    return found;
}

int misused(const Options& options, const std::string& why, Outcome& outcome) {
    const std::string called = "tranche " + std::string(options.command().name);
    outcome.err += called + ": " + why + "\n`" + called + " --help` lists what it takes\n";
    return 2;
}

}  // namespace tranche::cli
