#include "functional/pages.hpp"

#include <algorithm>  // sort
#include <filesystem>
#include <stdexcept>

namespace tranche::test {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view fence = "```";

[[noreturn]] void fail(std::size_t line, const std::string& why) {
    throw std::runtime_error("line " + std::to_string(line + 1) + ": " + why);
}

std::string margin_of(const std::string& line) {
    return line.substr(0, line.find_first_not_of(' '));
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    bool within = false;
    for (const char c : text) {
        if (c == ' ') {
            within = false;
            continue;
        }
        if (!within) {
            words.emplace_back();
            within = true;
        }
        words.back() += c;
    }
    return words;
}

/// A block `file=NAME` as the step that writes it.
Step writes(const std::string& name, const Lines& lines, std::size_t begin, std::size_t end,
            const std::string& margin) {
    Step step;
    step.line = begin;
    step.words = {"write", name};
    step.first = step.last = end;
    for (std::size_t at = begin; at < end; ++at) {
        step.content += (lines[at].starts_with(margin) ? lines[at].substr(margin.size()) : lines[at]) + "\n";
    }
    return step;
}

/// The name in `yaml file=NAME`; empty where the block is shown and no more.
std::string file_in(const std::vector<std::string>& info) {
    constexpr std::string_view key = "file=";
    for (const std::string& word : info) {
        if (word.starts_with(key)) {
            return word.substr(key.size());
        }
    }
    return {};
}

void read_block(const std::vector<std::string>& info, const Lines& lines, std::size_t begin, std::size_t end,
                const std::string& margin, Page& page) {
    std::vector<Step>& steps = page.transcript.steps;
    if (!file_in(info).empty()) {
        steps.push_back(writes(file_in(info), lines, begin, end, margin));
        return;
    }
    if (info.empty() || info[0] != "console") {
        return;
    }
    if (info.size() == 2 && info[1] == "skip") {
        page.skipped.push_back(begin < end ? lines[begin].substr(margin.size()) : "");
        return;
    }
    if (info.size() > 1) {
        fail(begin - 1, "a console block takes skip and nothing else, not " + info[1]);
    }
    const std::vector<Step> read = read_steps(lines, begin, end, margin);
    if (read.empty()) {
        fail(begin - 1, "this console block holds no command");
    }
    for (const Step& step : read) {
        if (step.words.front() != "tranche" && step.words.front() != "./tools/run" && step.words.front() != "export") {
            fail(step.line - 1, "'" + step.words.front() + "' cannot be run here: the block needs `console skip`");
        }
        steps.push_back(step);
    }
}

}  // namespace

Page read_page(std::string_view text) {
    const Lines lines = lines_of(text);
    Page page;
    page.transcript.one_screen = true;
    for (std::size_t at = 0; at < lines.size(); ++at) {
        const std::string margin = margin_of(lines[at]);
        const std::string_view opening = std::string_view(lines[at]).substr(margin.size());
        if (!opening.starts_with(fence)) {
            continue;
        }
        // A block ends with a fence as long as its own.
        const std::string marks(opening.substr(0, opening.find_first_not_of('`')));
        const std::size_t begin = at + 1;
        for (at = begin; at < lines.size() && lines[at] != margin + marks; ++at) {}
        if (at == lines.size()) {
            fail(begin - 1, "this block has no end");
        }
        read_block(words_of(opening.substr(marks.size())), lines, begin, at, margin, page);
    }
    return page;
}

std::vector<std::string> pages_of(const std::string& root) {
    std::vector<std::string> found;
    const auto add = [&](const fs::path& path) {
        if (path.extension() == ".md" && fs::is_regular_file(path)) {
            found.push_back(path.lexically_relative(root).generic_string());
        }
    };
    add(fs::path(root) / "README.md");
    if (fs::is_directory(fs::path(root) / "docs")) {
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(root) / "docs")) {
            add(entry.path());
        }
    }
    for (const auto& entry : fs::directory_iterator(fs::path(root) / "programmes")) {
        add(entry.path() / "README.md");
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace tranche::test
