// Every read() either fills its target or reports why it cannot, and then leaves a harmless value. So reading goes on, and
// one run reports all mistakes of a file. Whether a value was readable is kept where later checks would repeat the report.
#include "read/reader.hpp"

#include <algorithm>  // all_of, count_if, min
#include <cctype>     // isdigit
#include <charconv>   // from_chars
#include <unordered_map>

#include "base/text.hpp"  // trimmed
#include "read/scalars.hpp"
#include "tranche/base/month_or_year.hpp"

namespace tranche {

namespace {

template <class T>
std::optional<T> told(Reader& reader, const TreeRef& value, std::string_view code, Parsed<T> parsed) {
    if (!parsed.value) {
        reader.diagnostics.error(code, value.where(), parsed.problem, parsed.suggestion);
    }
    return parsed.value;
}

std::optional<Amount> amount(Reader& reader, const TreeRef& value) {
    const std::optional<Decimal> pounds =
        told(reader, value, "not-an-amount", parse_money(value.text(), reader.unit_power));
    const std::optional<Micropounds> exact = pounds ? exact_micropounds(reader, value, *pounds) : std::nullopt;
    return exact ? std::optional(Amount{*exact, value.where(), true, plain_pounds(value.text())}) : std::nullopt;
}

// A name that is folded over lines in the file, or holds a tab, would break a table, a list or a graph.
std::string on_one_line(std::string_view text) {
    constexpr std::string_view breaks = "\n\t";
    if (text.find_first_of(breaks) == std::string_view::npos) {
        return std::string(text);
    }
    std::string result;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(breaks), text.size());
        const std::string_view part = trimmed(text.substr(0, end));
        if (!part.empty()) {
            result += (result.empty() ? "" : " ") + std::string(part);
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return result;
}

bool formula(const TreeRef& value) {
    return value.is_scalar() && value.text().starts_with("=");
}

Text formula_text(const TreeRef& value) {
    return {std::string(value.text()), value.text_where(), value.verbatim()};
}

}  // namespace

// `£450`: pounds whatever the file's unit of money, without a unit word.
bool plain_pounds(std::string_view text) {
    const std::string_view bare = trimmed(text);
    return !bare.empty() && std::isdigit(static_cast<unsigned char>(bare.back())) != 0 &&
           bare.find("\u00a3") != std::string_view::npos;
}

// Every number of a file becomes a whole number of micropounds on reading; finer amounts are no money.
std::optional<Micropounds> exact_micropounds(Reader& reader, const TreeRef& value, const Decimal& pounds) {
    // scaled_to() rounds, so the comparison below finds amounts that are too fine.
    const std::optional<std::int64_t> result = pounds.scaled_to(6);
    if (!result) {
        reader.diagnostics.error(
            "amount-too-large", value.where(), quoted(value.text()) + " is too large an amount",
            "the largest amount is £9,223bn; a number without a unit is in the file's unit of money");
        return std::nullopt;
    }
    if (Decimal{*result, 6} != pounds) {
        reader.diagnostics.error("amount-too-fine", value.where(),
                                 quoted(value.text()) + " is finer than a millionth of a pound", "round it");
        return std::nullopt;
    }
    return result;
}

std::string described(const TreeRef& value) {
    switch (value.kind()) {
        case TreeKind::list: return "a list";
        case TreeKind::map: return "a map";
        case TreeKind::scalar: break;
    }
    return quoted(value.text());
}

void wrong_kind(Reader& reader, const TreeRef& value, std::string_view wanted) {
    reader.diagnostics.error("wrong-kind", value.where(),
                             "this is " + (value.is_scalar() && value.text().empty() ? "empty" : described(value)) +
                                 "; it should be " + std::string(wanted));
}

bool expect(Reader& reader, const TreeRef& value, TreeKind kind, std::string_view wanted) {
    if (value.kind() == kind && !value.empty_value()) {
        return true;
    }
    wrong_kind(reader, value, wanted);
    return false;
}

std::vector<std::pair<TreeRef, TreeRef>> checked_pairs(Reader& reader, const TreeRef& value) {
    std::vector<std::pair<TreeRef, TreeRef>> result;
    // Which key stands where first: YAML libraries keep one of two equal keys without a word.
    std::unordered_map<std::string_view, Position> first;
    const std::vector<std::pair<TreeRef, TreeRef>> pairs = value.pairs();
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const TreeRef& key = pairs[i].first;
        if (!key.is_scalar()) {
            reader.diagnostics.error("wrong-kind", key.where(),
                                     "this key is " + described(key) + "; it should be a word");
            continue;
        }
        // `{2013/14: 1,027}` is the pair 2013/14: 1 and a key 027 to YAML.
        if (i > 0 && comma_split(reader, pairs[i - 1].second, key)) {
            continue;
        }
        if (key.text().find_first_of("\n\t") != std::string_view::npos) {
            reader.diagnostics.error("control-character", key.where(), "this key holds a line break or a tab",
                                     "write it on one line");
            continue;
        }
        const auto [found, fresh] = first.emplace(key.text(), key.where());
        if (!fresh) {
            reader.diagnostics.error(
                "duplicate-key", key.where(),
                quoted(key.text()) + " occurs twice, first in line " + std::to_string(found->second.line),
                "remove one of the two");
            continue;
        }
        result.push_back(pairs[i]);
    }
    return result;
}

bool comma_split(Reader& reader, const TreeRef& before, const TreeRef& after) {
    if (!before.is_scalar() || !after.is_scalar() || before.quoted() || after.quoted() || before.text().empty()) {
        return false;
    }
    const Position a = before.where();
    const Position b = after.where();
    const auto starts = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
    const auto characters = std::count_if(before.text().begin(), before.text().end(), starts);
    // A list of numbers has a blank after the comma; a number with a comma has none.
    const bool touching = a.line == b.line && b.column == a.column + characters + 1;
    const std::string_view text = after.text();
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    const bool group =
        text.size() >= 3 && digit(text[0]) && digit(text[1]) && digit(text[2]) && (text.size() == 3 || !digit(text[3]));
    std::size_t leading = 0;
    while (leading < before.text().size() && digit(before.text()[before.text().size() - 1 - leading])) {
        ++leading;
    }
    if (!touching || !group || leading == 0 || leading > 3) {
        return false;
    }
    reader.diagnostics.error(
        "comma-split", a,
        "inside brackets YAML splits '" + std::string(before.text()) + "," + std::string(text) + "' at the comma",
        "for one number, quote it or leave out the comma; for two numbers, put a blank after the comma");
    return true;
}

void read(Reader& reader, const TreeRef& value, std::string& target) {
    if (expect(reader, value, TreeKind::scalar, "text")) {
        target = on_one_line(value.text());
    }
}

void read_prose(Reader& reader, const TreeRef& value, std::string& target) {
    if (expect(reader, value, TreeKind::scalar, "text")) {
        target = value.text();
    }
}

void read(Reader& reader, const TreeRef& value, Text& target) {
    if (expect(reader, value, TreeKind::scalar, "text")) {
        target = {on_one_line(value.text()), value.where(), value.verbatim() && !value.quoted()};
    }
}

void read(Reader& reader, const TreeRef& value, Amount& target) {
    target = {0, value.where(), false};
    if (expect(reader, value, TreeKind::scalar, "an amount of money")) {
        target = amount(reader, value).value_or(target);
    }
}

void read(Reader& reader, const TreeRef& value, Duration& target) {
    target = {1, value.where()};  // what stands there if it cannot be read: harmless, and the error is told
    if (expect(reader, value, TreeKind::scalar, "a length of time such as 12 months")) {
        target.months = told(reader, value, "not-a-duration", parse_duration(value.text())).value_or(1);
    }
}

void read(Reader& reader, const TreeRef& value, Number& target) {
    if (!expect(reader, value, TreeKind::scalar, "a number or a formula")) {
        return;
    }
    target.text = {std::string(value.text()), value.where()};
    if (formula(value)) {
        target.text = formula_text(value);
        target.formula = true;
        return;
    }
    target.value = told(reader, value, "not-a-number", parse_number(value.text())).value_or(Decimal{});
}

void read(Reader& reader, const TreeRef& value, int& target) {
    if (!expect(reader, value, TreeKind::scalar, "a whole number")) {
        return;
    }
    const std::string_view text = value.text();
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) {
        reader.diagnostics.error("not-a-number", value.where(), described(value) + " is not a whole number");
        return;
    }
    target = number;
}

void read(Reader& reader, const TreeRef& value, std::vector<Text>& target) {
    if (value.is_scalar()) {
        read(reader, value, target.emplace_back());
        return;
    }
    if (!expect(reader, value, TreeKind::list, "a word or a list of words")) {
        return;
    }
    const std::vector<TreeRef> items = value.items();
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i == 0 || !comma_split(reader, items[i - 1], items[i])) {
            read(reader, items[i], target.emplace_back());
        }
    }
}

void read(Reader& reader, const TreeRef& value, std::vector<Number>& target) {
    if (!expect(reader, value, TreeKind::list, "a list of numbers")) {
        return;
    }
    const std::vector<TreeRef> items = value.items();
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i == 0 || !comma_split(reader, items[i - 1], items[i])) {
            read(reader, items[i], target.emplace_back());
        }
    }
}

void read_cells(Reader& reader, const TreeRef& value, int months_each, std::vector<CellDef>& target) {
    const Calendar& calendar = reader.calendar;
    const int periods = calendar.months() / months_each;
    const std::string_view noun = months_each == 12 ? "year" : (months_each == 3 ? "quarter" : "month");
    const auto label = [&](int period) {
        return months_each == 12  ? calendar.year_label(period)
               : months_each == 3 ? calendar.quarter_label(period)
                                  : month_text(calendar.month_at(period));
    };
    if (value.kind() == TreeKind::list) {
        const std::vector<TreeRef> items = value.items();
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0 && comma_split(reader, items[i - 1], items[i])) {
                continue;
            }
            // A list has a period for each item, readable or not, so that those after it keep their places.
            CellDef cell{static_cast<int>(target.size()), {}};
            read(reader, items[i], cell.amount);
            target.push_back(std::move(cell));
        }
        if (static_cast<int>(target.size()) > periods) {
            reader.diagnostics.error("outside-calendar", value.where(),
                                     std::to_string(target.size()) + " amounts do not fit a calendar of " +
                                         std::to_string(periods) + " " + std::string(noun) + "s",
                                     "the first amount is for " + label(0));
        }
        return;
    }
    if (!expect(reader, value, TreeKind::map,
                "a map of " + std::string(noun) + "s to amounts, or a list of amounts from the first " +
                    std::string(noun))) {
        return;
    }
    const auto pairs = checked_pairs(reader, value);
    // Months of a map are months, unless each of them could be a year.
    const bool like_years = months_each == 1 && std::all_of(pairs.begin(), pairs.end(), [&](const auto& pair) {
                                return calendar.month_or_year(pair.first.text());
                            });
    for (const auto& [key, cell] : pairs) {
        const std::optional<int> year = months_each == 12 ? calendar.parse_year(key.text()) : std::nullopt;
        const std::optional<MonthSpan> period =
            year ? std::optional(MonthSpan{*year * 12, 12}) : calendar.parse_period(key.text());
        if (like_years) {
            warn_of_year(calendar, key.text(), key.where(), reader.diagnostics);
        }
        // `2013/14 Q3` is a period too, but not a financial year.
        if (!period || period->months != months_each) {
            const std::string hint = std::string(noun) + "s look like " + label(0);
            if (months_each == 12) {
                reader.diagnostics.error("not-a-year", key.where(), described(key) + " is not a financial year", hint);
            } else {
                reader.diagnostics.error("not-a-period", key.where(), described(key) + " is not a " + std::string(noun),
                                         hint);
            }
            continue;
        }
        if (period->first < 0 || period->first >= calendar.months()) {
            reader.diagnostics.error(
                "outside-calendar", key.where(),
                std::string(key.text()) + " is outside the calendar, " + label(0) + " to " + label(periods - 1),
                "change the calendar, or the " + std::string(noun));
            continue;
        }
        CellDef entry{period->first / months_each, {}};
        read(reader, cell, entry.amount);
        target.push_back(std::move(entry));
    }
}

void read(Reader& reader, const TreeRef& value, std::vector<YearValueDef>& target) {
    if (!expect(reader, value, TreeKind::map, "a map of years to numbers")) {
        return;
    }
    for (const auto& [key, number] : checked_pairs(reader, value)) {
        const std::optional<int> year = reader.calendar.parse_year(key.text());
        if (!year) {
            reader.diagnostics.error("not-a-year", key.where(), described(key) + " is not a financial year",
                                     "years look like " + reader.calendar.year_label(0));
            continue;
        }
        YearValueDef& entry = target.emplace_back();
        entry.year = *year;
        read(reader, number, entry.value);
    }
}

namespace {

// `{amount: 90k, kind: grant}`: the same with a word for what kind of money it is.
void read_part(Reader& reader, const TreeRef& key, const TreeRef& value, std::vector<PartDef>& target) {
    PartDef entry;
    entry.organisation = {std::string(key.text()), key.where()};
    bool sized = false;
    for (const auto& [name, what] : checked_pairs(reader, value)) {
        if (name.text() == "kind") {
            read(reader, what, entry.funding);
        } else if (name.text() == "amount" && what.text() == "rest") {
            sized = true;
        } else if (name.text() == "amount") {
            entry.kind = PartDef::Kind::amount;
            entry.share.text = {std::string(what.text()), what.where()};
            read(reader, what, entry.amount);
            sized = true;
        } else if (name.text() == "share") {
            entry.kind = PartDef::Kind::share;
            read(reader, what, entry.share);
            sized = true;
        } else {
            reader.diagnostics.error("unknown-key", name.where(), described(name) + " is not a key of a part",
                                     did_you_mean(name.text(), {"amount", "share", "kind"}));
            return;
        }
    }
    if (!sized && entry.funding != Funding::in_kind) {
        reader.diagnostics.error("missing-key", value.where(), "a part needs 'amount' or 'share'",
                                 "such as {amount: 90k, kind: match}");
        return;
    }
    target.push_back(std::move(entry));
}

}  // namespace

void read(Reader& reader, const TreeRef& value, std::vector<PartDef>& target) {
    if (!expect(reader, value, TreeKind::map, "a map of organisations to amounts, shares or `rest`")) {
        return;
    }
    for (const auto& [key, part] : checked_pairs(reader, value)) {
        if (part.kind() == TreeKind::map) {
            read_part(reader, key, part, target);
            continue;
        }
        if (!expect(reader, part, TreeKind::scalar, "an amount, a share, a formula or `rest`")) {
            continue;
        }
        PartDef entry;
        entry.organisation = {std::string(key.text()), key.where()};
        // What the part says is kept as text: a diagnostic about shares quotes it.
        entry.share.text = {std::string(part.text()), part.where()};
        if (part.text() == "rest") {
            entry.kind = PartDef::Kind::rest;
        } else if (part.text() == "in-kind") {
            entry.kind = PartDef::Kind::rest;
            entry.funding = Funding::in_kind;
        } else if (part.text() == "unstated") {
            entry.kind = PartDef::Kind::unstated;
        } else if (formula(part)) {
            entry.kind = PartDef::Kind::formula;
            entry.share.text = formula_text(part);
            entry.share.formula = true;
        } else if (part.text().ends_with('%')) {
            entry.kind = PartDef::Kind::share;
            read(reader, part, entry.share);
        } else {
            entry.kind = PartDef::Kind::amount;
            read(reader, part, entry.amount);
        }
        target.push_back(std::move(entry));
    }
}

void read(Reader& reader, const TreeRef& value, std::vector<PerspectiveDef>& target) {
    if (!expect(reader, value, TreeKind::map, "a map of names to perspectives")) {
        return;
    }
    for (const auto& [key, body] : checked_pairs(reader, value)) {
        PerspectiveDef& perspective = target.emplace_back();
        read(reader, body, perspective);
        perspective.id = {std::string(key.text()), key.where()};
    }
}

void read(Reader& reader, const TreeRef& value, std::vector<SetDef>& target) {
    if (!expect(reader, value, TreeKind::map, "a map of assumptions to values, and of lines in years to amounts")) {
        return;
    }
    for (const auto& [key, number] : checked_pairs(reader, value)) {
        SetDef& entry = target.emplace_back();
        entry.what = {std::string(key.text()), key.where()};
        // An id has no blanks, so `build in 2014/15` can only be a year of a line.
        entry.cell = key.text().find(" in ") != std::string_view::npos;
        entry.unknown = number.is_scalar() && number.text() == "unknown";
        if (entry.unknown) {
            continue;
        }
        if (entry.cell) {
            read(reader, number, entry.amount);
        } else {
            read(reader, number, entry.value);
        }
    }
}

void read(Reader& reader, const TreeRef& value, SelectDef& target) {
    target.where = value.where();
    if (!expect(reader, value, TreeKind::map, "a map of what to select, such as {kind: cost}")) {
        return;
    }
    for (const auto& [key, values] : checked_pairs(reader, value)) {
        SelectDef::Term& term = target.terms.emplace_back();
        term.key = {std::string(key.text()), key.where()};
        read(reader, values, term.values);
    }
}

void read(Reader& reader, const TreeRef& value, bool& target) {
    if (!expect(reader, value, TreeKind::scalar, "true or false")) {
        return;
    }
    if (value.text() != "true" && value.text() != "false") {
        reader.diagnostics.error("unknown-word", value.where(), described(value) + " is not true or false");
        return;
    }
    target = value.text() == "true";
}

void read(Reader& reader, const TreeRef& value, std::vector<AwardSetDef>& target) {
    if (!expect(reader, value, TreeKind::map, "a map of awards to the amounts that come")) {
        return;
    }
    for (const auto& [key, money] : checked_pairs(reader, value)) {
        AwardSetDef& entry = target.emplace_back();
        entry.award = {std::string(key.text()), key.where()};
        entry.fallback = money.is_scalar() && money.text() == "fallback";
        entry.amount.where = money.where();
        if (!entry.fallback) {
            read(reader, money, entry.amount);
        }
    }
}

void read(Reader& reader, const TreeRef& value, std::vector<PairDef>& target) {
    if (!expect(reader, value, TreeKind::map, "a map of names")) {
        return;
    }
    for (const auto& [key, text] : checked_pairs(reader, value)) {
        PairDef& entry = target.emplace_back();
        entry.key = {std::string(key.text()), key.where()};
        read(reader, text, entry.value);
    }
}

void read(Reader& reader, const TreeRef& value, std::vector<StartsDef>& target) {
    if (!expect(reader, value, TreeKind::map, "a map of years to how many start")) {
        return;
    }
    for (const auto& [key, number] : checked_pairs(reader, value)) {
        const std::optional<int> year = reader.calendar.parse_year(key.text());
        if (!year) {
            reader.diagnostics.error("not-a-year", key.where(), described(key) + " is not a financial year",
                                     "years look like " + reader.calendar.year_label(0));
            continue;
        }
        StartsDef& entry = target.emplace_back();
        entry.year = *year;
        entry.where = key.where();
        read(reader, number, entry.number);
    }
}

void read(Reader& reader, const TreeRef& value, std::vector<RowDef>& target) {
    if (!expect(reader, value, TreeKind::map, "a map of rows, each a list of printed cells")) {
        return;
    }
    for (const auto& [key, cells] : checked_pairs(reader, value)) {
        RowDef& row = target.emplace_back();
        row.name = {std::string(key.text()), key.where()};
        if (!expect(reader, cells, TreeKind::list, "a list of printed cells")) {
            continue;
        }
        const std::vector<TreeRef> items = cells.items();
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (i > 0 && comma_split(reader, items[i - 1], items[i])) {
                continue;
            }
            if (items[i].empty_value()) {
                row.cells.emplace_back();  // printed blank
            } else {
                read(reader, items[i], row.cells.emplace_back());
            }
        }
    }
}

void read(Reader& reader, const TreeRef& value, std::vector<CastDef>& target) {
    if (!expect(reader, value, TreeKind::list, "a list of rows, columns or {row: = formula}")) {
        return;
    }
    for (const TreeRef& item : value.items()) {
        if (item.is_scalar()) {
            read(reader, item, target.emplace_back().axis);
            continue;
        }
        // `{net: = benefit - cost}` is a map of one pair.
        std::vector<PairDef> pairs;
        read(reader, item, pairs);
        for (const PairDef& pair : pairs) {
            target.push_back({{}, pair.key, pair.value});
        }
    }
}

void read(Reader& reader, const TreeRef& value, ClaimsDef& target) {
    if (!expect(reader, value, TreeKind::list, "a list of claims and tables")) {
        return;
    }
    for (const TreeRef& item : value.items()) {
        if (!expect(reader, item, TreeKind::map, "a claim or a table as a map of keys")) {
            continue;
        }
        const auto pairs = item.pairs();
        const bool table = std::any_of(pairs.begin(), pairs.end(), [](const auto& pair) {
            return pair.first.is_scalar() && pair.first.text() == "table";
        });
        if (table) {
            read(reader, item, target.tables.emplace_back());
        } else {
            read(reader, item, target.claims.emplace_back());
        }
    }
}

void read(Reader& reader, const TreeRef& value, std::vector<TreeRef>& target) {
    const std::string noun(fields_of(static_cast<const LineDef*>(nullptr)).noun);
    if (!expect(reader, value, TreeKind::list, "a list, each item " + noun)) {
        return;
    }
    for (const TreeRef& item : value.items()) {
        if (expect(reader, item, TreeKind::map, noun + " as a map of keys")) {
            reader.trees.hold(item);
            target.push_back(item);
        }
    }
}

}  // namespace tranche
