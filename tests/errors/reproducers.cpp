#include "errors/reproducers.hpp"

#include <algorithm>  // find_if, sort
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>  // istringstream

#include "support/in_process.hpp"
#include "support/places.hpp"
#include "support/source_tree.hpp"       // read_text
#include "support/temporary_folder.hpp"  // TemporaryFolder

namespace tranche::test {
namespace {

namespace fs = std::filesystem;

const std::string folder = source_folder() + "/tests/errors";

const Generated* generated(const std::string& stem) {
    const std::vector<Generated>& all = generated_inputs();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Generated& each) { return each.stem == stem; });
    return found == all.end() ? nullptr : &*found;
}

/// The folder that relative paths start from, until the end of a scope.
class WorkingFolder {
public:
    explicit WorkingFolder(const std::string& path) : before_(fs::current_path()) { fs::current_path(path); }
    ~WorkingFolder() {
        std::error_code ignored;  // the next one fails on its own
        fs::current_path(before_, ignored);
    }
    WorkingFolder(const WorkingFolder&) = delete;
    WorkingFolder& operator=(const WorkingFolder&) = delete;

private:
    fs::path before_;
};

}  // namespace

bool is_generated(const std::string& stem) {
    return generated(stem) != nullptr;
}

std::vector<std::string> reproducer_stems() {
    std::set<std::string> stems;
    for (const Generated& each : generated_inputs()) {
        stems.insert(each.stem);
    }
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() == ".yaml") {
            stems.insert(entry.path().stem().string());
        }
    }
    return {stems.begin(), stems.end()};
}

std::vector<std::string> command_of(const std::string& stem) {
    const std::string expected = expected_text(stem);
    if (expected.starts_with("$ tranche ")) {
        std::istringstream words(expected.substr(0, expected.find('\n')));
        std::vector<std::string> result;
        for (std::string word; words >> word;) {
            result.push_back(word);
        }
        result.erase(result.begin(), result.begin() + 2);
        return result;
    }
    const Generated* made = generated(stem);
    return {"check", made != nullptr ? made->argument : stem + ".yaml"};
}

// In this process: to start one for each of a thousand command lines takes longer than they do.
Ran run_reproducer(const std::string& stem, const std::vector<std::string>& words) {
    if (const Generated* made = generated(stem)) {
        const TemporaryFolder own;
        made->prepare(own.path());
        const WorkingFolder there(own.path());
        return run_in_process(words);
    }
    const WorkingFolder there(folder);
    return run_in_process(words);
}

std::string transcript_of(const std::vector<std::string>& words, const Ran& ran) {
    std::string text = "$ tranche";
    for (const std::string& word : words) {
        text += " " + word;
    }
    return text + "\n" + ran.err + "exit " + std::to_string(ran.exit_code) + "\n";
}

std::string expected_path(const std::string& stem) {
    return folder + "/" + stem + ".expected";
}

std::string expected_text(const std::string& stem) {
    return fs::exists(expected_path(stem)) ? read_text(expected_path(stem)) : std::string{};
}

std::vector<std::string> codes_told(const std::string& text) {
    static const std::regex told(R"((?:^|\n)[^ \n][^\n]*?: (?:error|warning)\[([a-z0-9-]+)\]: )");
    std::vector<std::string> codes;
    for (std::sregex_iterator at(text.begin(), text.end(), told), end; at != end; ++at) {
        codes.push_back(at->str(1));
    }
    return codes;
}

}  // namespace tranche::test
