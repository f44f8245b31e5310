// Each step takes one habit of printing away; the next ones see plainer text. Brackets come last, because marks stand outside
// them as well as inside.
#include "tranche/base/figure_text.hpp"

#include <algorithm>  // count, find
#include <array>
#include <cctype>   // isdigit, tolower
#include <utility>  // pair

#include "base/text.hpp"  // trimmed

namespace tranche {

namespace {

constexpr std::string_view pound = "\u00a3";
// Minus sign, en dash, em dash, hyphen, hyphen that does not break, figure dash.
constexpr std::array<std::string_view, 7> dashes{"-", "\u2212", "\u2013", "\u2014", "\u2010", "\u2011", "\u2012"};
constexpr std::array<std::string_view, 5> marks{"*", "\u2020", "\u2021", "\u00a7", "\u00b6"};
constexpr std::array<std::string_view, 10> raised{"\u00b9", "\u00b2", "\u00b3", "\u2070", "\u2074",
                                                  "\u2075", "\u2076", "\u2077", "\u2078", "\u2079"};

bool digit(char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

bool ends_in_number(std::string_view text) {
    return !text.empty() && (digit(text.back()) || text.back() == '%' || text.back() == ')');
}

template <class Words>
std::size_t length_at_end(std::string_view text, const Words& words) {
    for (const std::string_view word : words) {
        if (text.size() > word.size() && text.ends_with(word)) {
            return word.size();
        }
    }
    return 0;
}

// Length of `[2]`, `[12]`, `[a]` or `(a)` at the end.
std::size_t bracketed_mark(std::string_view text) {
    const std::size_t open = text.find_last_of("[(");
    if (open == std::string_view::npos || open == 0) {
        return 0;
    }
    if (text.substr(0, open).find_first_of("0123456789") == std::string_view::npos) {
        return 0;
    }
    const std::string_view mark = text.substr(open);
    const std::string_view inside = mark.size() > 2 ? mark.substr(1, mark.size() - 2) : std::string_view{};
    const bool letter = inside.size() == 1 && inside.front() >= 'a' && inside.front() <= 'z';
    const bool number = (inside.size() == 1 || inside.size() == 2) && std::all_of(inside.begin(), inside.end(), digit);
    return (mark.front() == '[' && mark.back() == ']' && (letter || number)) ||
                   (mark.front() == '(' && mark.back() == ')' && letter)
               ? mark.size()
               : 0;
}

std::string_view without_marks(std::string_view text) {
    while (true) {
        std::size_t length = length_at_end(text, marks);
        length = length > 0 ? length : bracketed_mark(text);
        if (const std::size_t above = length_at_end(text, raised); length == 0 && above > 0) {
            const std::string_view before = text.substr(0, text.size() - above);
            // The mark 12 is two characters.
            length = ends_in_number(before) || length_at_end(before, raised) > 0 ? above : 0;
        }
        if (length == 0) {
            return text;
        }
        text = trimmed(text.substr(0, text.size() - length));
    }
}

// Any dash at the front becomes a hyphen.
std::string with_hyphen(std::string_view text) {
    for (const std::string_view dash : dashes) {
        if (text.starts_with(dash)) {
            return "-" + std::string(trimmed(text.substr(dash.size())));
        }
    }
    return std::string(text);
}

// The only pair of brackets, with a figure in it.
std::string without_brackets(std::string_view text) {
    const bool in_pounds = text.starts_with(pound);
    const std::string_view rest = trimmed(text.substr(in_pounds ? pound.size() : 0));
    const std::size_t close = rest.find(')');
    if (!rest.starts_with('(') || close == std::string_view::npos || rest.find('(', 1) != std::string_view::npos) {
        return std::string(text);
    }
    const std::string_view inside = trimmed(rest.substr(1, close - 1));
    if (inside.empty() || (!digit(inside.front()) && (in_pounds || !inside.starts_with(pound)))) {
        return std::string(text);
    }
    return "-" + std::string(in_pounds ? pound : "") + std::string(inside) + std::string(rest.substr(close + 1));
}

// Blanks that do not break are blanks.
std::string with_plain_blanks(std::string_view text) {
    constexpr std::string_view unbroken = "\u00a0";
    std::string result(text);
    for (std::size_t at = result.find(unbroken); at != std::string::npos; at = result.find(unbroken, at)) {
        result.replace(at, unbroken.size(), " ");
    }
    return result;
}

std::string_view unit_of(std::string_view figure) {
    const std::size_t at = figure.find_last_of("0123456789.");
    return at == std::string_view::npos ? std::string_view{} : figure.substr(at + 1);
}

bool in_pounds(std::string_view figure) {
    return figure.starts_with(pound) || figure.starts_with("-\u00a3");
}

void lend_pounds(const std::string& from, std::string& to) {
    if (in_pounds(from) && !in_pounds(to) && !to.ends_with('%')) {
        to.insert(to.starts_with('-') ? 1 : 0, pound);
    }
}

}  // namespace

std::string plain_figure(std::string_view text) {
    const std::string spaced = with_plain_blanks(text);
    std::string result = with_hyphen(without_marks(trimmed(spaced)));
    if (result == "-") {
        return "0";
    }
    result = without_brackets(result);
    if (result.starts_with(pound)) {  // £-50
        const std::string amount = with_hyphen(trimmed(std::string_view(result).substr(pound.size())));
        if (amount.starts_with('-') && amount.size() > 1 && digit(amount[1])) {
            result = "-" + std::string(pound) + amount.substr(1);
        }
    }
    return result;
}

std::optional<FigureRange> figure_range(std::string_view text) {
    for (const std::string_view between : {"..", " to ", "\u2013"}) {
        const std::size_t at = text.find(between);
        if (at == std::string_view::npos || at == 0) {
            continue;
        }
        FigureRange result{plain_figure(text.substr(0, at)), plain_figure(text.substr(at + between.size()))};
        // A dash is between two numbers of a range, and in the middle of a word elsewhere.
        if (between != ".." && (result.low.find_first_of("0123456789") == std::string::npos ||
                                result.high.find_first_of("0123456789") == std::string::npos)) {
            continue;
        }
        // The unit stands once, at the end, but a pound sign may stand once at the beginning.
        if (unit_of(result.low).empty()) {
            result.low += unit_of(result.high);
        }
        lend_pounds(result.high, result.low);
        lend_pounds(result.low, result.high);
        return result;
    }
    return std::nullopt;
}

std::optional<int> pounds_power(std::string_view unit) {
    unit = trimmed(unit);
    if (unit.starts_with('(') && unit.ends_with(')')) {
        unit = trimmed(unit.substr(1, unit.size() - 2));
    }
    if (!unit.starts_with(pound)) {
        return std::nullopt;
    }
    std::string word;
    for (const char c : with_plain_blanks(unit.substr(pound.size()))) {
        if (c != '\'' && c != ' ') {
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
    }
    constexpr std::string_view apostrophe = "\u2019";
    for (std::size_t at = word.find(apostrophe); at != std::string::npos; at = word.find(apostrophe)) {
        word.erase(at, apostrophe.size());
    }
    constexpr std::array<std::pair<std::string_view, int>, 13> words{{{"", 0},
                                                                      {"s", 0},
                                                                      {"k", 3},
                                                                      {"000", 3},
                                                                      {"000s", 3},
                                                                      {"thousand", 3},
                                                                      {"thousands", 3},
                                                                      {"m", 6},
                                                                      {"mn", 6},
                                                                      {"million", 6},
                                                                      {"millions", 6},
                                                                      {"bn", 9},
                                                                      {"billion", 9}}};
    for (const auto& [name, power] : words) {
        if (word == name) {
            return power;
        }
    }
    return std::nullopt;
}

}  // namespace tranche
