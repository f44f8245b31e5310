#include <algorithm>  // all_of
#include <filesystem>

#include "commands.hpp"
#include "output_file.hpp"

namespace tranche::cli {

namespace {

constexpr std::string_view starter =
    R"(# yaml-language-server: $schema=programme.schema.json
# A programme to start from: two projects, their costs and benefits, and two scenarios.
# Change the numbers, then: tranche check FILE, tranche appraise FILE, tranche scenarios FILE

programme: @ID@
name: A programme to start from
calendar: {first_year: 2025/26, years: 5}        # years start in April unless year_starts says otherwise
money: {currency: GBP, unit: thousand}           # 120 without a unit is £120,000; £450 is £450

organisations:
  - {id: council, name: The council}
  - {id: partner, name: The health service}
  - {id: fund, name: The government's fund, kind: funder}

perspectives:
  council: {name: The council alone, costs: net-of-grant, costs_of: [council], benefits_of: [council]}

spent_by: council                                # the spender for cost lines that do not name one

assumptions:
  - {id: share, name: Council's share of the benefit, value: 60%, status: assumed}

workstreams:
  - id: service
    name: A better service
    projects:
      - id: design
        name: Design the service
        starts: 2025-06
        lasts: 6 months
        costs:
          - {id: team, name: Design team, once: 120, over: project, status: assumed}
      - id: rollout
        name: Roll it out
        starts: 2025-12
        lasts: 9 months
        after: [{project: design}]               # moves only by the delay that exceeds the slack
        costs:
          - {id: build, name: Building it, once: 300, over: project, funded: {fund: 100, council: rest}, status: assumed}
          - {id: running, name: Running the service, yearly: 40, from: project.end, status: assumed}   # moves with its project
        benefits:
          - {id: savings, name: Less paid to agencies, yearly: 260, from: project.end, to: {council: = share, partner: rest}, account: fiscal, release: cashable, status: assumed}

scenarios:
  - {id: late, name: Six months late, delay: 6 months}
  - {id: worse, name: Late and a fifth worse, based_on: late, adjust: [{select: {kind: cost}, by: +20%}, {select: {kind: benefit}, by: -20%}]}
)";

// As a shell takes it for one word.
std::string one_word(const std::string& text) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view("-_./+:@%,=").find(c) != std::string_view::npos;
    };
    if (std::all_of(text.begin(), text.end(), plain)) {
        return text;
    }
    std::string result = "'";
    for (const char c : text) {
        result += c == '\'' ? "'\\''" : std::string(1, c);
    }
    return result + "'";
}

int new_programme(const Options& options, Outcome& outcome) {
    namespace fs = std::filesystem;
    fs::path folder = fs::path(options.arguments.front()).lexically_normal();
    folder = folder.has_filename() ? folder : folder.parent_path();
    std::string id;
    for (const char c : folder.filename().string()) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        id += letter ? c : (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : '-');
    }
    if (id.find_first_not_of('-') != 0) {
        outcome.err +=
            "tranche new: '" + options.arguments.front() +
            "' does not name a folder; its name becomes the programme's id, so it starts with a letter or a digit\n";
        return 2;
    }
    const fs::path file = folder / "programme.yaml";
    const fs::path schema_file = folder / "programme.schema.json";
    for (const fs::path& each : {file, schema_file}) {
        if (fs::exists(each)) {
            outcome.err += "tranche new: " + each.string() + " is there already\n";
            return 1;
        }
    }
    std::string text(starter);
    text.replace(text.find("@ID@"), 4, id);
    fs::create_directories(folder);
    write_file(file.string(), text);
    write_file(schema_file.string(), schema_text());
    if (!options.flag("--quiet")) {
        outcome.out = "wrote " + file.string() + "\nwrote " + schema_file.string() +
                      ", for completion in editors\ntry: " + one_word(outcome.environment.called) + " appraise " +
                      one_word(folder.string()) + "\n";
    }
    return 0;
}

}  // namespace

const Command& new_command() {
    static const Command command{
        .name = "new",
        .help = "write a programme to start from",
        .arguments = {{"FOLDER", "a folder to make; its name becomes the programme's id", Argument::Is::folder}},
        .options = {quiet_option()},
        .run = new_programme,
        .examples = {"new housing-advice"}};
    return command;
}

}  // namespace tranche::cli
