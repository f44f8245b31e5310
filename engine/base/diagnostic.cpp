#include "tranche/base/diagnostic.hpp"

#include <algorithm>  // all_of, count_if, stable_sort, unique
#include <array>
#include <tuple>    // tie
#include <utility>  // move, pair

#include "base/text.hpp"  // control_length

namespace tranche {

namespace {

std::string_view line_of(std::string_view text, std::uint32_t line) {
    for (std::uint32_t at = 1; at < line; ++at) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) {
            return {};
        }
        text.remove_prefix(end + 1);
    }
    std::string_view result = text.substr(0, text.find('\n'));
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (line == 1 && result.starts_with(byte_order_mark)) {
        result.remove_prefix(byte_order_mark.size());
    }
    if (!result.empty() && result.back() == '\r') {
        result.remove_suffix(1);
    }
    return result;
}

std::size_t length_announced_by(unsigned char first) {
    return first < 0x80U ? 1 : first < 0xC2U ? 0 : first < 0xE0U ? 2 : first < 0xF0U ? 3 : first < 0xF5U ? 4 : 0;
}

struct Character {
    std::string_view shown;
    std::size_t bytes = 1;
};

// The character at the front. Control characters and marks of direction would move the caret or worse: each is shown as
// a blank. A byte that is not UTF-8 is shown as the sign for such.
Character first_character(std::string_view text) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t length = length_announced_by(first);
    const std::string_view character = text.substr(0, std::max<std::size_t>(length, 1));
    const bool whole = length > 0 && character.size() == length &&
                       std::all_of(character.begin() + 1, character.end(),
                                   [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; });
    if (!whole) {
        return {"\uFFFD", 1};
    }
    const bool control = first < 0x20U || control_length(character) != 0;
    return {control ? " " : character, length};
}

// Characters that nobody sees, which make two words look the same, are named.
std::string_view name_of_invisible(std::string_view character) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 21> names{
        {{"\u00a0", "<no-break space>"},          {"\u00ad", "<soft hyphen>"},
         {"\u200b", "<zero-width space>"},        {"\u200c", "<zero-width non-joiner>"},
         {"\u200d", "<zero-width joiner>"},       {"\u061c", "<Arabic letter mark>"},
         {"\u200e", "<left-to-right mark>"},      {"\u200f", "<right-to-left mark>"},
         {"\u2028", "<line separator>"},          {"\u2029", "<paragraph separator>"},
         {"\u202a", "<left-to-right embedding>"}, {"\u202b", "<right-to-left embedding>"},
         {"\u202c", "<end of embedding>"},        {"\u202d", "<left-to-right override>"},
         {"\u202e", "<right-to-left override>"},  {"\u2060", "<word joiner>"},
         {"\u2066", "<left-to-right isolate>"},   {"\u2067", "<right-to-left isolate>"},
         {"\u2068", "<first strong isolate>"},    {"\u2069", "<end of isolate>"},
         {"\ufeff", "<byte order mark>"}}};
    if (character.size() < 2) {
        return character;  // plain ASCII, which nearly all of a sentence is
    }
    for (const auto& [invisible, name] : names) {
        if (character == invisible) {
            return name;
        }
    }
    return character;
}

// A sentence quotes what the user wrote, which may hold anything: it stays one line of printable text.
std::string printable(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const Character character = first_character(text);
        result += name_of_invisible(character.shown);
        text.remove_prefix(character.bytes);
    }
    return result;
}

// A line may be megabytes long: only what is shown is kept.
std::string excerpt(std::string_view line, std::uint32_t column, std::size_t width) {
    const std::size_t caret = column == 0 ? 0 : column - 1;
    const std::size_t room = std::max<std::size_t>(width, 40) - 4;
    std::size_t characters = 0;
    for (std::string_view rest = line; !rest.empty() && characters <= room; ++characters) {
        rest.remove_prefix(first_character(rest).bytes);
    }
    const std::size_t first = characters > room && caret > room / 2 ? caret - room / 2 : 0;
    std::string shown = "  ";
    for (std::size_t i = 0; !line.empty() && i < first + room; ++i) {
        const Character character = first_character(line);
        if (i >= first) {
            shown += character.shown;
        }
        line.remove_prefix(character.bytes);
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
    // A file may hold a hundred thousand mistakes of one kind. Those that are only counted cost no more than counting.
    if (count++ < most) {
        diagnostic.sentence = printable(diagnostic.sentence);
        diagnostic.suggestion = printable(diagnostic.suggestion);
        all_.push_back(std::move(diagnostic));
    }
}

void Diagnostics::settle() {
    const auto key = [](const Diagnostic& d) { return std::tie(d.where, d.code, d.sentence); };
    std::stable_sort(all_.begin(), all_.end(),
                     [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
    const auto same = [&](const Diagnostic& a, const Diagnostic& b) { return key(a) == key(b); };
    const auto kept_errors = [&] {
        return std::count_if(all_.begin(), all_.end(),
                             [](const Diagnostic& each) { return each.severity == Severity::error; });
    };
    const auto errors_before = static_cast<std::size_t>(kept_errors());
    const std::size_t before = all_.size();
    all_.erase(std::unique(all_.begin(), all_.end(), same), all_.end());
    const std::size_t repeated_errors = errors_before - static_cast<std::size_t>(kept_errors());
    errors_ -= repeated_errors;
    warnings_ -= before - all_.size() - repeated_errors;
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
        const std::string_view line = line_of(file->text, diagnostic.where.line - file->first_line + 1);
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
