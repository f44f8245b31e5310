#include "tranche/base/diagnostic.hpp"

#include <algorithm>  // stable_sort, unique
#include <tuple>      // tie
#include <utility>    // move

namespace tranche {

namespace {

bool continues_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::string_view line_of(std::string_view text, std::uint32_t line) {
    for (std::uint32_t at = 1; at < line; ++at) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) {
            return {};
        }
        text.remove_prefix(end + 1);
    }
    std::string_view result = text.substr(0, text.find('\n'));
    if (!result.empty() && result.back() == '\r') {
        result.remove_suffix(1);
    }
    return result;
}

// Control characters would move the caret or worse: each becomes one blank. Bytes that are no UTF-8 are not met here, a
// text with any is refused before anything points into it by column.
std::vector<std::string> characters_of(std::string_view line) {
    std::vector<std::string> result;
    for (const char c : line) {
        if (continues_character(c) && !result.empty()) {
            result.back() += c;
        } else {
            result.emplace_back(1, static_cast<unsigned char>(c) < 0x20U || c == 0x7f ? ' ' : c);
        }
    }
    return result;
}

std::string excerpt(std::string_view line, std::uint32_t column, std::size_t width) {
    const std::vector<std::string> characters = characters_of(line);
    const std::size_t caret = column == 0 ? 0 : column - 1;
    const std::size_t room = std::max<std::size_t>(width, 40) - 4;
    std::size_t first = 0;
    if (characters.size() > room && caret > room / 2) {
        first = std::min(caret - room / 2, characters.size());
    }
    const std::size_t last = std::min(characters.size(), first + room);
    std::string shown = "  ";
    for (std::size_t i = first; i < last; ++i) {
        shown += characters[i];
    }
    return shown + "\n  " + std::string(caret >= first ? caret - first : 0, ' ') + "^";
}

}  // namespace

std::uint32_t Diagnostics::add_file(std::shared_ptr<const SourceText> file) {
    files_.push_back(std::move(file));
    return static_cast<std::uint32_t>(files_.size() - 1);
}

void Diagnostics::error(std::string_view code, Position where, std::string sentence, std::string suggestion) {
    add({Severity::error, std::string(code), where, std::move(sentence), std::move(suggestion)});
}

void Diagnostics::warning(std::string_view code, Position where, std::string sentence, std::string suggestion) {
    add({Severity::warning, std::string(code), where, std::move(sentence), std::move(suggestion)});
}

void Diagnostics::add(Diagnostic diagnostic) {
    std::size_t& count = diagnostic.severity == Severity::error ? errors_ : warnings_;
    if (count++ < most) {
        all_.push_back(std::move(diagnostic));
    }
}

void Diagnostics::settle() {
    const auto key = [](const Diagnostic& d) { return std::tie(d.where, d.code, d.sentence); };
    std::stable_sort(all_.begin(), all_.end(),
                     [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
    const auto same = [&](const Diagnostic& a, const Diagnostic& b) { return key(a) == key(b); };
    all_.erase(std::unique(all_.begin(), all_.end(), same), all_.end());
}

std::string render(const Diagnostic& diagnostic, const Diagnostics& in, const RenderOptions& options) {
    const char* bold = options.colour ? "\033[1m" : "";
    const char* tint = !options.colour ? "" : diagnostic.severity == Severity::error ? "\033[1;31m" : "\033[1;33m";
    const char* plain = options.colour ? "\033[0m" : "";
    const SourceText* file =
        diagnostic.where.file < in.files().size() ? in.files()[diagnostic.where.file].get() : nullptr;
    std::string result = bold;
    result += file != nullptr ? file->name : "tranche";
    if (diagnostic.where.line > 0) {
        result += ":" + std::to_string(diagnostic.where.line) + ":" + std::to_string(diagnostic.where.column);
    }
    result += std::string(": ") + tint + (diagnostic.severity == Severity::error ? "error" : "warning") + "[" +
              diagnostic.code + "]" + plain + ": " + diagnostic.sentence + "\n";
    if (file != nullptr && diagnostic.where.line > 0) {
        const std::string_view line = line_of(file->text, diagnostic.where.line);
        if (!line.empty()) {
            result += excerpt(line, diagnostic.where.column, options.width) + "\n";
        }
    }
    if (!diagnostic.suggestion.empty()) {
        result += "  help: " + diagnostic.suggestion + "\n";
    }
    return result;
}

}  // namespace tranche
