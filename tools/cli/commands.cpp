#include "commands.hpp"

#include <cstdio>  // rename, remove
#include <filesystem>
#include <fstream>
#include <iostream>  // cin
#include <iterator>  // istreambuf_iterator
#include <stdexcept>

namespace tranche::cli {

namespace {

constexpr std::string_view standard_input = "standard input";

[[noreturn]] void unreadable(const std::string& path) {
    throw std::runtime_error("cannot read " + path);
}

std::string contents(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        unreadable(path);
    }
    std::string text;
    std::error_code unknown;
    const std::uintmax_t size = std::filesystem::file_size(path, unknown);
    text.reserve(unknown ? 0 : static_cast<std::size_t>(size));
    char buffer[1 << 16];
    while (file.read(buffer, sizeof buffer) || file.gcount() > 0) {
        text.append(buffer, static_cast<std::size_t>(file.gcount()));
    }
    if (file.bad()) {
        unreadable(path);
    }
    return text;
}

}  // namespace

// clang-format off
const std::vector<Command>& commands() {
    static const std::vector<Argument> programme{{"FILE", "a programme.yaml or its folder; - is standard input"}};
    static const std::vector<Argument> figure{programme.front(), {"FIGURE", "the address of a figure, such as roi@delay or 'benefit@base/partners in 2014/15'"}};
    static const std::vector<std::string_view> tables{"text", "csv", "json", "md"};
    static const std::vector<std::string_view> reports{"text", "csv", "json", "md", "sarif", "junit"};
    static const std::vector<Command> table{
        {"check", "loads and validates; all diagnostics of all files", programme,
         {"--format", "--output", "--quiet", "--lowered"}, reports, true, check},
        {"forecast", "cost, benefit, net and cumulative by period", programme,
         {"--format", "--output", "--quiet", "--by", "--rows", "--scenario", "--reading", "--option", "--case", "--for", "--chart"}, tables, false, forecast},
        {"appraise", "the measures: totals, net, ROI, payback, NPV, BCR, IRR, peak funding; and the decision", programme,
         {"--format", "--output", "--quiet", "--scenario", "--reading", "--option", "--case", "--for", "--against", "--method"}, tables, false, appraise},
        {"scenarios", "the measures of every declared scenario, side by side", programme,
         {"--format", "--output", "--quiet", "--reading", "--option", "--case", "--for"}, tables, false, scenarios},
        {"options", "every option: what it comes to, what it adds to the counterfactual, and in which order they stand", programme,
         {"--format", "--output", "--quiet", "--scenario", "--reading", "--case", "--for"}, tables, false, ranking},
        {"sensitivity", "what each input does alone, how far it can go, and the smallest joint change that turns the case", programme,
         {"--format", "--output", "--quiet", "--scenario", "--reading", "--option", "--case", "--for", "--measure", "--switch", "--grid", "--chart"}, tables, false, sensitivity},
        {"audit", "every published claim against the recomputed figure", programme,
         {"--format", "--output", "--quiet", "--strict"}, reports, false, audit},
        {"explain", "where a figure comes from, down to file, line and source", figure,
         {"--format", "--output", "--quiet"}, tables, false, explain},
        {"graph", "the dependency graph of projects", programme,
         {"--format", "--output", "--quiet"}, {"dot", "mermaid", "json"}, false, graph},
        {"schedule", "dates, float and critical path", programme,
         {"--format", "--output", "--quiet", "--scenario", "--option"}, tables, false, schedule},
        {"tables", "the rule books: discount rates, optimism bias, grades of evidence, and where they come from", {},
         {"--format", "--output"}, tables, false, rule_tables},
        {"schema", "the definition language as a JSON schema, for editors", {}, {"--output"}, {"json"}, false, schema},
        {"new", "writes a programme to start from", {{"FOLDER", "a folder to make; its name becomes the programme's id"}},
         {"--quiet"}, {"text"}, false, new_programme},
        {"report", "the monthly pack of a ledger, on a page", {programme},
         {"--output", "--quiet", "--ledger", "--as-at", "--known-at"}, {"md"}, false, report},
        {"track", "the ledger: baselines, actuals, variance, outturn", {}, {}, {}, false, nullptr, track_commands},
    };
    return table;
}
// clang-format on

void write_file(const std::string& path, const std::string& text) {
    const std::string beside = path + ".part";
    std::ofstream file(beside, std::ios::binary);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    if (!file || std::rename(beside.c_str(), path.c_str()) != 0) {
        std::remove(beside.c_str());
        throw std::runtime_error("cannot write " + path);
    }
}

std::shared_ptr<const SourceText> read_programme(const std::string& argument, Diagnostics& diagnostics) {
    namespace fs = std::filesystem;
    if (argument == "-") {
        return std::make_shared<SourceText>(SourceText{
            std::string(standard_input), {std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()}});
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
                   : std::make_shared<const SourceText>(SourceText{file.string(), contents(file.string())});
    };
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
    const std::shared_ptr<const SourceText> text = read_programme(options.arguments.front(), diagnostics);
    std::optional<Model> model;
    if (text) {
        model = open_model(text, diagnostics, included_by(*text));
    }
    report(diagnostics, options, outcome);
    if (!model) {
        return std::nullopt;
    }
    return Opened{std::move(*model), text, diagnostics.files()};
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
    const bool found = take(options.scenario, std::nullopt, "scenario") &&
                       (options.reading.empty() || take(options.reading, ScenarioRole::reading, "reading")) &&
                       (options.option.empty() || take(options.option, ScenarioRole::option, "option")) &&
                       (options.in_case.empty() || take(options.in_case, ScenarioRole::case_, "case"));
    return found ? std::optional(std::move(result)) : std::nullopt;
}

std::optional<Case> against_option(const Opened& opened, const Case& asked, const Options& options, Outcome& outcome) {
    const Programme& programme = opened.model.programme;
    for (std::size_t i = 0; i < programme.scenarios.size(); ++i) {
        const Scenario& each = programme.scenarios[ScenarioId{i}];
        if (each.id != options.against || each.role == ScenarioRole::in_place) {
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
    const std::string hint = did_you_mean(options.against, known);
    outcome.err += "tranche: there is no option or scenario '" + options.against + "'; " +
                   (hint.empty() ? (known.size() == 1 ? "there is " : "there are ") + listed(known) : hint) + "\n";
    return std::nullopt;
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
