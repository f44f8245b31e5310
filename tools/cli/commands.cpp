#include "commands.hpp"

#include <cstdio>  // stdin
#include <filesystem>
#include <fstream>
#include <iostream>  // cin
#include <iterator>  // istreambuf_iterator
#include <stdexcept>

namespace tranche::cli {

namespace {

const std::vector<std::string_view> all_formats{"text", "csv", "json", "md"};

[[noreturn]] void unreadable(const std::string& path) {
    throw std::runtime_error("cannot read " + path);
}

std::string contents(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        unreadable(path);
    }
    std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (file.bad()) {
        unreadable(path);
    }
    return text;
}

}  // namespace

const std::vector<Command>& commands() {
    static const std::vector<Command> table{
        {"check",
         "loads and validates; all diagnostics of all files",
         {"--format", "--output", "--quiet"},
         all_formats,
         true,
         check},
        {"forecast",
         "cost, benefit, net and cumulative by period",
         {"--format", "--output", "--quiet", "--by", "--rows", "--scenario", "--for"},
         all_formats,
         false,
         forecast},
        {"appraise",
         "the measures: totals, net, ROI, payback, peak funding",
         {"--format", "--output", "--quiet", "--scenario", "--for"},
         all_formats,
         false,
         appraise},
        {"scenarios",
         "the measures of every declared scenario, side by side",
         {"--format", "--output", "--quiet", "--for"},
         all_formats,
         false,
         scenarios},
    };
    return table;
}

std::shared_ptr<const SourceText> read_programme(const std::string& argument, Diagnostics& diagnostics) {
    namespace fs = std::filesystem;
    if (argument == "-") {
        return std::make_shared<SourceText>(
            SourceText{"standard input", {std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()}});
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
                          folder ? "this folder holds no programme.yaml" : "there is no such file or folder",
                          folder ? "give the folder of one programme, or a file" : did_you_mean(argument, neighbours));
        return nullptr;
    }
    return std::make_shared<SourceText>(SourceText{path, contents(path)});
}

void report(const Diagnostics& diagnostics, const Options& options, Outcome& outcome) {
    for (const Diagnostic& each : diagnostics.all()) {
        if (each.severity == Severity::error || !options.quiet) {
            outcome.err += render(each, diagnostics, {outcome.colour, outcome.width});
        }
    }
    if (diagnostics.full()) {
        outcome.err += "further problems are not shown\n";
    }
}

std::optional<Opened> open_programme(const Options& options, Outcome& outcome) {
    Diagnostics diagnostics;
    const std::shared_ptr<const SourceText> text = read_programme(options.files.front(), diagnostics);
    std::optional<Model> model;
    if (text) {
        model = open_model(text, diagnostics);
    }
    report(diagnostics, options, outcome);
    if (!model) {
        return std::nullopt;
    }
    return Opened{std::move(*model), text};
}

std::optional<ScenarioId> scenario_option(const Opened& opened, const Options& options, Outcome& outcome) {
    const auto& table = opened.model.programme.scenarios;
    const std::optional<ScenarioId> found = find(table, options.scenario);
    if (!found) {
        const std::string hint = did_you_mean(options.scenario, ids_of(table));
        outcome.err += "tranche: there is no scenario '" + options.scenario + "'; " +
                       (hint.empty() ? "there are " + listed(ids_of(table)) : hint) + "\n";
    }
    return found;
}

std::optional<PerspectiveId> perspective_option(const Opened& opened, const Options& options, Outcome& outcome) {
    const auto& table = opened.model.programme.perspectives;
    const std::optional<PerspectiveId> found = find(table, options.perspective);
    if (!found) {
        const std::string hint = did_you_mean(options.perspective, ids_of(table));
        outcome.err += "tranche: there is no perspective '" + options.perspective + "'; " +
                       (hint.empty() ? "there are " + listed(ids_of(table)) : hint) + "\n";
    }
    return found;
}

}  // namespace tranche::cli
