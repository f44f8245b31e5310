#include "functional/stage.hpp"

#include <algorithm>  // any_of
#include <filesystem>
#include <regex>
#include <stdexcept>

#include "functional/conventions.hpp"
#include "support/approval.hpp"
#include "support/command.hpp"
#include "support/places.hpp"
#include "support/source_tree.hpp"  // read_text

namespace tranche::test {
namespace {

const std::string root = source_folder();

}  // namespace

std::vector<std::vector<std::string>> main_job(const std::string& tools_run) {
    std::smatch programme;
    std::smatch jobs;
    if (!std::regex_search(tools_run, programme, std::regex(R"(programme="\$root/([^"]+)\")")) ||
        !std::regex_search(tools_run, jobs, std::regex(R"(for job in ([a-z ]+); do)"))) {
        throw std::runtime_error("tools/run no longer says what it does without arguments in the way known here");
    }
    std::vector<std::vector<std::string>> result;
    for (const std::string& job : split_words(jobs[1].str())) {
        result.push_back({job, programme[1].str()});
    }
    return result;
}

CommandStage::CommandStage() {
    std::filesystem::create_directory_symlink(root + "/programmes", folder_.of("programmes"));
}

std::string CommandStage::own_file(const std::string& name) const {
    const std::filesystem::path path = std::filesystem::path(name).lexically_normal();
    if (path.is_absolute() || *path.begin() == ".." || *path.begin() == "programmes") {
        throw std::runtime_error("a test writes in its own folder, not to " + name);
    }
    return folder_.of(path.string());
}

Played CommandStage::run(const std::vector<std::string>& arguments, const Step& step, bool one_screen) const {
    Invocation invocation;
    invocation.words.assign(1, command_path());
    invocation.words.insert(invocation.words.end(), arguments.begin(), arguments.end());
    invocation.called = "tranche";
    invocation.folder = folder();
    invocation.input = step.standard_input.empty() ? "/dev/null" : step.standard_input;
    invocation.environment = environment_;
    invocation.screen = one_screen ? Screen::together : Screen::apart;
    const Ran ran = run_command(invocation);

    Played played{lines_of(ran.out), lines_of(ran.err), ran.exit_code};
    if (!one_screen) {
        for (const std::string& breach : breaches_of_conventions(arguments, ran.out, ran.err)) {
            played.err.push_back("(breach of the house rules: " + breach + ")");
        }
    }
    return played;
}

Played CommandStage::play(const Step& step, bool one_screen) {
    const std::string& command = step.words.front();
    const std::vector<std::string> arguments(step.words.begin() + 1, step.words.end());
    if (command == "write") {
        write_text(own_file(arguments.at(0)), step.content);
        return {};
    }
    if (const std::size_t equals = arguments.empty() ? 0 : arguments[0].find('=');
        command == "export" && arguments.size() == 1 && equals != std::string::npos) {
        environment_[arguments[0].substr(0, equals)] = arguments[0].substr(equals + 1);
        return {};
    }
    if (command == "cat" && arguments.size() == 1) {
        return {lines_of(read_text(folder_.of(arguments[0]))), {}, 0};
    }
    if (command == "tranche" || (command == "./tools/run" && !arguments.empty())) {
        return run(arguments, step, one_screen);
    }
    if (command == "./tools/run") {
        Played all;
        for (const std::vector<std::string>& job : main_job(read_text(root + "/tools/run"))) {
            const Played one = run(job, step, one_screen);
            all.out.insert(all.out.end(), one.out.begin(), one.out.end());
            all.err.insert(all.err.end(), one.err.begin(), one.err.end());
            all.exit_code = all.exit_code == 0 ? one.exit_code : all.exit_code;
        }
        return all;
    }
    throw std::runtime_error(
        "line " + std::to_string(step.line) + ": '" + command +
        "' cannot be run here; tranche, ./tools/run, write FILE, cat FILE and export NAME=VALUE can");
}

std::string play_file(const Transcript& transcript, const std::string& path) {
    CommandStage stage;
    const std::string text = read_text(root + "/" + path);
    const Review result = review(transcript, stage, text, path);
    if (!result.complaints.empty() && approving()) {
        write_text(root + "/" + path, result.approved);
    }
    return result.complaints;
}

}  // namespace tranche::test
