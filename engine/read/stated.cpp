// Figures that are less than a number: bounds, ranges, and the four ways of not having one.
#include <algorithm>  // min
#include <array>
#include <utility>  // move, pair

#include "tranche/base/figure_text.hpp"
#include "read/reader.hpp"
#include "read/scalars.hpp"

namespace tranche {

namespace {

struct Prefix {
    std::string_view word;
    Known known;
};
// `about` is a number as rounded by its author: it counts as it stands.
constexpr std::array<Prefix, 8> prefixes{{{"about ", Known::exactly},
                                          {"around ", Known::exactly},
                                          {"at least ", Known::at_least},
                                          {"over ", Known::at_least},
                                          {"more than ", Known::at_least},
                                          {"up to ", Known::up_to},
                                          {"under ", Known::up_to},
                                          {"less than ", Known::up_to}}};
constexpr std::array<std::pair<std::string_view, Known>, 3> missing{
    {{"unknown", Known::unknown}, {"unquantified", Known::unquantified}, {"unpriced", Known::unpriced}}};

/// What stands before the number, and the number or the two of them.
struct Stated {
    Known known = Known::exactly;
    std::string first;
    std::string second;
};

Stated stated(std::string_view text) {
    for (const auto& [word, known] : missing) {
        if (text == word) {
            return {known, {}, {}};
        }
    }
    for (const Prefix& prefix : prefixes) {
        if (text.starts_with(prefix.word)) {
            return {prefix.known, std::string(text.substr(prefix.word.size())), {}};
        }
    }
    if (std::optional<FigureRange> range = figure_range(text)) {
        return {Known::between, std::move(range->low), std::move(range->high)};
    }
    return {Known::exactly, std::string(text), {}};
}

/// `{unknown: redacted}`: the reason, and which word it is the reason of.
std::optional<std::pair<Known, std::string>> with_reason(Reader& reader, const TreeRef& value) {
    const auto pairs = value.pairs();
    if (pairs.size() == 1 && pairs.front().first.is_scalar()) {
        for (const auto& [word, known] : missing) {
            if (pairs.front().first.text() == word) {
                std::string reason;
                read(reader, pairs.front().second, reason);
                return std::pair{known, reason};
            }
        }
    }
    wrong_kind(reader, value, "a figure, or a reason such as {unknown: redacted}");
    return std::nullopt;
}

void low_above_high(Reader& reader, const TreeRef& value) {
    reader.diagnostics.error("low-above-high", value.where(),
                             "the range " + quoted(value.text()) + " runs from the higher to the lower figure",
                             "write the lower figure first");
}

std::optional<Micropounds> money(Reader& reader, const TreeRef& value, std::string_view text) {
    const Parsed<Decimal> parsed = parse_money(text, reader.unit_power);
    if (!parsed.value) {
        reader.diagnostics.error("not-an-amount", value.where(), parsed.problem, parsed.suggestion);
        return std::nullopt;
    }
    return exact_micropounds(reader, value, *parsed.value);
}

struct NumberWithUnit {
    Decimal value;
    std::string unit;
};

// `£2500`, `40%`, `2 FTE`, `0.5 hours a week`: a number, and whatever follows it is its unit.
std::optional<NumberWithUnit> number_with_unit(Reader& reader, const TreeRef& value, std::string_view text) {
    while (!text.empty() && text.front() == ' ') {
        text.remove_prefix(1);
    }
    constexpr std::string_view pound = "\u00a3";
    if (text.starts_with(pound) || text.starts_with("-\u00a3")) {
        std::size_t per = text.size();  // `£4 a trip`, `£4/trip`
        for (const std::string_view word : {"/", " per ", " a ", " an "}) {
            per = std::min(per, text.find(word));
        }
        const Parsed<Decimal> parsed = parse_money(text.substr(0, per), 0);
        if (parsed.value) {
            return NumberWithUnit{*parsed.value, std::string(pound) + std::string(text.substr(per))};
        }
        reader.diagnostics.error("not-a-number", value.where(), parsed.problem, parsed.suggestion);
        return std::nullopt;
    }
    std::size_t end = text.find_first_not_of("+-0123456789.,");
    end = end == std::string_view::npos ? text.size() : end;
    if (end < text.size() && text[end] == '%') {
        ++end;
    }
    const Parsed<Decimal> parsed = parse_number(text.substr(0, end));
    std::string_view unit = text.substr(end);
    while (!unit.empty() && unit.front() == ' ') {
        unit.remove_prefix(1);
    }
    const bool apart = end == text.size() || text[end] == ' ';  // `225k` is money; in a number it would be a unit
    if (!parsed.value || !apart) {
        const Parsed<Decimal> whole = parse_number(text);
        reader.diagnostics.error("not-a-number", value.where(), whole.problem, whole.suggestion);
        return std::nullopt;
    }
    return NumberWithUnit{*parsed.value, std::string(unit)};
}

}  // namespace

void read(Reader& reader, const TreeRef& value, StatedAmount& target) {
    target.where = value.where();
    target.readable = false;
    if (value.kind() == TreeKind::map) {
        if (const auto reason = with_reason(reader, value)) {
            target.words =
                std::make_shared<StatedAmount::Words>(StatedAmount::Words{reason->first, 0, 0, reason->second, {}});
            target.readable = true;
        }
        return;
    }
    if (!expect(reader, value, TreeKind::scalar, "an amount of money")) {
        return;
    }
    StatedAmount::Words words;
    if (value.text().starts_with("=")) {
        words.known = Known::formula;
        words.formula = {std::string(value.text()), value.text_where(), value.verbatim()};
        target.words = std::make_shared<StatedAmount::Words>(std::move(words));
        target.readable = true;
        return;
    }
    Stated said = stated(value.text());
    words.known = said.known;
    if (said.known == Known::exactly) {
        if (const std::optional<Micropounds> amount = money(reader, value, said.first)) {
            target.micropounds = *amount;
            target.plain_pounds = plain_pounds(value.text());
            target.readable = true;
        }
        return;
    }
    if (!said.first.empty()) {
        const std::optional<Micropounds> low = money(reader, value, said.first);
        const std::optional<Micropounds> high = said.second.empty() || !low ? low : money(reader, value, said.second);
        if (!low || !high) {
            return;
        }
        if (*low > *high) {
            low_above_high(reader, value);
            return;
        }
        words.low = *low;
        words.high = *high;
    }
    target.words = std::make_shared<StatedAmount::Words>(std::move(words));
    target.readable = true;
}

void read(Reader& reader, const TreeRef& value, Quantity& target) {
    target.text.where = value.where();
    target.readable = false;
    if (value.kind() == TreeKind::map) {
        if (auto reason = with_reason(reader, value)) {
            target.known = reason->first;
            target.reason = std::move(reason->second);
            target.readable = true;
        }
        return;
    }
    if (!expect(reader, value, TreeKind::scalar, "a number, a bound such as `up to 5`, or a formula")) {
        return;
    }
    target.text = {std::string(value.text()), value.where()};
    if (value.text().starts_with("=")) {
        target.known = Known::formula;
        target.text = {std::string(value.text()), value.text_where(), value.verbatim()};
        target.readable = true;
        return;
    }
    const Stated said = stated(value.text());
    target.known = said.known;
    if (!said.first.empty()) {
        const std::optional<NumberWithUnit> low = number_with_unit(reader, value, said.first);
        const std::optional<NumberWithUnit> high =
            said.second.empty() || !low ? low : number_with_unit(reader, value, said.second);
        if (!low || !high) {
            return;
        }
        if (low->value > high->value) {
            low_above_high(reader, value);
            return;
        }
        target.value = low->value;
        target.high = high->value;
        target.unit = high->unit;
    }
    target.readable = true;
}

}  // namespace tranche
