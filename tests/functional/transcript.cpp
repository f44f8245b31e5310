#include "functional/transcript.hpp"

#include <algorithm>  // all_of
#include <charconv>   // from_chars
#include <stdexcept>

namespace tranche::test {
namespace {

constexpr std::string_view foreign_to_us = "|&;<>()$`*?[]{}~#!\\";

[[noreturn]] void fail(std::size_t line, const std::string& why) {
    throw std::runtime_error("line " + std::to_string(line + 1) + ": " + why);
}

bool is_comment(std::string_view line) {
    return line.starts_with('#');
}

bool is_command(std::string_view line) {
    return line.starts_with("$ ");
}

/// The number in `[1]`; -1 where the line is none.
int exit_code_in(std::string_view line) {
    int code = -1;
    if (line.size() < 3 || !line.starts_with('[') || !line.ends_with(']')) {
        return -1;
    }
    const char* const end = line.data() + line.size() - 1;
    return std::from_chars(line.data() + 1, end, code).ptr == end ? code : -1;
}

/// A printed line that would be read as something else gets a `\` before it.
std::string escaped(const std::string& line) {
    const bool special = is_comment(line) || is_command(line) || line == "!" || line.starts_with("! ") ||
                         line.starts_with('\\') || line.starts_with("```") || exit_code_in(line) >= 0;
    return special ? "\\" + line : line;
}

void read_expectation(std::string_view line, Step& step) {
    if (line == "!" || line.starts_with("! ")) {
        step.err.emplace_back(line.substr(std::min<std::size_t>(line.size(), 2)));
    } else if (exit_code_in(line) >= 0) {
        step.exit_code = exit_code_in(line);
    } else {
        step.out.emplace_back(line.substr(line.starts_with('\\') ? 1 : 0));
    }
}

/// Takes `< FILE` and `<<END` off the words of a command.
std::string take_redirection(Step& step, std::size_t line) {
    std::string end_mark;
    std::vector<std::string> kept;
    for (std::size_t i = 0; i < step.words.size(); ++i) {
        const std::string& word = step.words[i];
        if (word.starts_with("<<") && word.size() > 2 && step.words.front() == "write") {
            end_mark = word.substr(2);
        } else if (word == "<" && i + 1 < step.words.size()) {
            step.standard_input = step.words[++i];
        } else if (word.starts_with('<')) {
            fail(line, "a redirection is `< FILE`, or `<<END` after `write FILE`");
        } else {
            kept.push_back(word);
        }
    }
    step.words = std::move(kept);
    if (step.words.front() == "write" && (end_mark.empty() || step.words.size() != 2)) {
        fail(line, "write is `$ write FILE <<END`");
    }
    return end_mark;
}

/// What the file should say. A part that matches stays as it was written, with what it leaves open.
Lines expectation_of(const Played& played, const Step& step) {
    Lines lines;
    for (const std::string& line : lines_match(step.err, played.err) ? step.err : played.err) {
        lines.push_back(line.empty() ? "!" : "! " + line);
    }
    for (const std::string& line : lines_match(step.out, played.out) ? step.out : played.out) {
        lines.push_back(escaped(line));
    }
    while (!lines.empty() && lines.back().empty()) {
        lines.pop_back();
    }
    if (played.exit_code != 0) {
        lines.push_back("[" + std::to_string(played.exit_code) + "]");
    }
    for (std::string& line : lines) {
        line = line.empty() ? line : step.margin + line;
    }
    return lines;
}

std::string complaint(const Step& step, const Played& played) {
    std::string result;
    if (!lines_match(step.out, played.out)) {
        result += difference(step.out, played.out);
    }
    if (!lines_match(step.err, played.err)) {
        result += "standard error:\n" + difference(step.err, played.err);
    }
    if (step.exit_code != played.exit_code) {
        result += "- exit code " + std::to_string(step.exit_code) + "\n+ exit code " +
                  std::to_string(played.exit_code) + "\n";
    }
    return result;
}

std::string command_of(const Step& step) {
    std::string result = "$";
    for (const std::string& word : step.words) {
        result += " " + word;
    }
    return result;
}

}  // namespace

std::vector<std::string> split_words(std::string_view line) {
    std::vector<std::string> words;
    bool within = false;
    char quote = '\0';
    for (const char c : line) {
        if (quote != '\0') {
            quote = c == quote ? '\0' : quote;
            if (quote != '\0') {
                words.back() += c;
            }
        } else if (c == ' ' || c == '\t') {
            within = false;
        } else {
            if (!within) {
                words.emplace_back();
                within = true;
            }
            const bool redirects = c == '<' && (words.back().empty() || words.back() == "<");
            if (c == '\'' || c == '"') {
                quote = c;
            } else if (redirects || foreign_to_us.find(c) == std::string_view::npos) {
                words.back() += c;
            } else {
                throw std::runtime_error(std::string("there is no shell here to understand '") + c +
                                         "'; put it in quotes if it is meant as it stands");
            }
        }
    }
    if (quote != '\0') {
        throw std::runtime_error("a quotation has no end");
    }
    return words;
}

std::vector<Step> read_steps(const Lines& lines, std::size_t begin, std::size_t end, const std::string& margin) {
    const auto content = [&](std::size_t at) {
        const std::string_view line = lines[at];
        return line.starts_with(margin) ? line.substr(margin.size()) : line;
    };
    std::vector<Step> steps;
    std::size_t at = begin;
    while (at < end) {
        if (content(at).empty() || is_comment(content(at))) {
            ++at;
            continue;
        }
        if (!is_command(content(at))) {
            fail(at, "'" + std::string(content(at)) + "' belongs to no command");
        }
        Step step;
        step.line = at + 1;
        step.margin = margin;
        try {
            step.words = split_words(content(at).substr(2));
        } catch (const std::runtime_error& problem) {
            fail(at, problem.what());
        }
        if (step.words.empty()) {
            fail(at, "there is no command after the $");
        }
        const std::string end_mark = take_redirection(step, at);
        ++at;
        if (!end_mark.empty()) {
            for (; at < end && content(at) != end_mark; ++at) {
                step.content += std::string(content(at)) + "\n";
            }
            if (at == end) {
                fail(step.line - 1, "there is no line " + end_mark + " to end this");
            }
            ++at;
        }
        step.first = at;
        for (; at < end && !is_command(content(at)) && !is_comment(content(at)); ++at) {
            read_expectation(content(at), step);
        }
        step.last = at;
        while (step.last > step.first && content(step.last - 1).empty()) {
            --step.last;
        }
        steps.push_back(std::move(step));
    }
    return steps;
}

Transcript read_transcript(std::string_view text) {
    const Lines lines = lines_of(text);
    Transcript transcript{read_steps(lines, 0, lines.size(), ""), false};
    if (transcript.steps.empty()) {
        throw std::runtime_error("there is no command in it");
    }
    return transcript;
}

Review review(const Transcript& transcript, Stage& stage, std::string_view text, const std::string& name) {
    const Lines lines = lines_of(text);
    Review result;
    std::size_t copied = 0;
    const auto copy_to = [&](std::size_t end) {
        for (; copied < end; ++copied) {
            result.approved += lines[copied] + "\n";
        }
    };
    for (const Step& step : transcript.steps) {
        const Played played = stage.play(step, transcript.one_screen);
        const std::string what = complaint(step, played);
        if (what.empty()) {
            continue;
        }
        result.complaints += name + ":" + std::to_string(step.line) + ": " + command_of(step) +
                             "\n(- expected, + printed)\n" + what + "\n";
        copy_to(step.first);
        for (const std::string& line : expectation_of(played, step)) {
            result.approved += line + "\n";
        }
        copied = step.last;
    }
    copy_to(lines.size());
    return result;
}

}  // namespace tranche::test
