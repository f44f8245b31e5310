#include "tranche/ledger/entry.hpp"

#include <algorithm>  // count_if, transform, upper_bound
#include <array>      // to_array
#include <cassert>
#include <charconv>  // to_chars, from_chars
#include <chrono>
#include <map>
#include <tuple>

#include "ledger/canonical.hpp"
#include "tranche/base/sha256.hpp"
#include "tranche/ledger/fields.hpp"
#include "tranche/model/words.hpp"  // word

namespace tranche {

namespace {

constexpr auto kinds = std::to_array<EntryKindRow>({
    {.kind = EntryKind::baseline, .word = "baseline", .instead = "approve another baseline with `track rebaseline`"},
    {.kind = EntryKind::actual, .word = "actual", .adds_to = AddsTo::money, .amount = true},
    {.kind = EntryKind::accrual, .word = "accrual", .adds_to = AddsTo::money, .amount = true},
    {.kind = EntryKind::commitment, .word = "commitment", .adds_to = AddsTo::commitments, .amount = true},
    {.kind = EntryKind::derived, .word = "derived", .adds_to = AddsTo::money},
    {.kind = EntryKind::forecast, .word = "forecast"},
    {.kind = EntryKind::evidence, .word = "evidence"},
    {.kind = EntryKind::measure, .word = "measure", .brings = true},
    {.kind = EntryKind::progress, .word = "progress"},
    {.kind = EntryKind::milestone, .word = "milestone"},
    {.kind = EntryKind::risk, .word = "risk"},
    {.kind = EntryKind::rag, .word = "rag"},
    {.kind = EntryKind::change, .word = "change"},
    {.kind = EntryKind::reversal, .word = "reversal", .instead = "record again what it reversed"},
    {.kind = EntryKind::import, .word = "import", .brings = true},
    {.kind = EntryKind::close,
     .word = "close",
     .instead = "a closed month stays closed; record the correction in a later month"},
});

// An enumerator without a row, or a row out of its place, would give entries the word of another kind.
static_assert(static_cast<std::size_t>(EntryKind::close) + 1 == kinds.size(), "each kind has a row, close the last");
static_assert(
    [] {
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            if (static_cast<std::size_t>(kinds[i].kind) != i || (kinds[i].amount && kinds[i].adds_to == AddsTo::none)) {
                return false;
            }
        }
        return true;
    }(),
    "rows are in the order of the enumerators, and amounts add");

constexpr std::size_t amounts = static_cast<std::size_t>(
    std::count_if(kinds.begin(), kinds.end(), [](const EntryKindRow& row) { return row.amount; }));
constexpr std::array<EntryKind, amounts> kinds_of_amount = [] {
    std::array<EntryKind, amounts> result{};
    std::size_t at = 0;
    for (const EntryKindRow& row : kinds) {
        if (row.amount) {
            result[at++] = row.kind;
        }
    }
    return result;
}();

constexpr std::array<std::string_view, kinds.size()> kind_words = [] {
    std::array<std::string_view, kinds.size()> words;
    std::transform(kinds.begin(), kinds.end(), words.begin(), [](const EntryKindRow& row) { return row.word; });
    return words;
}();
constexpr std::array<std::string_view, 4> stage_words{"unstated", "delivered", "evidenced", "audited"};

constexpr std::int64_t microseconds = 1'000'000;

// Exactly `digits` digits from `at` on.
std::optional<int> digits_at(std::string_view text, std::size_t at, std::size_t digits) {
    int value = 0;
    if (at + digits > text.size()) {
        return std::nullopt;
    }
    for (const char c : text.substr(at, digits)) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        value = value * 10 + (c - '0');
    }
    return value;
}

std::string two(unsigned value) {
    return {static_cast<char>('0' + value / 10 % 10), static_cast<char>('0' + value % 10)};
}

}  // namespace

std::span<const std::string_view> words_of(EntryKind) {
    return kind_words;
}

std::span<const std::string_view> words_of(Stage) {
    return stage_words;
}

const EntryKindRow& row_of(EntryKind kind) {
    assert(static_cast<std::size_t>(kind) < kinds.size());
    return kinds[static_cast<std::size_t>(kind)];
}

std::span<const EntryKind> amount_kinds() {
    return kinds_of_amount;
}

bool is_other(const LedgerEntry& entry) {
    return !adds(entry.kind) && (entry.kind != EntryKind::reversal || !entry.pence);
}

std::string genesis_hash() {
    return std::string(64, '0');
}

void append_field(std::string& to, std::string_view text) {
    std::array<char, 24> length{};
    const auto end = std::to_chars(length.data(), length.data() + length.size(), text.size());
    to.append(length.data(), end.ptr);
    to += ':';
    to += text;
}

void append_field(std::string& to, std::int64_t number) {
    std::array<char, 24> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), number);
    append_field(to, std::string_view(text.data(), static_cast<std::size_t>(end.ptr - text.data())));
}

namespace {

void append_value(std::string& to, std::int64_t number, const FieldFacts& facts) {
    number == 0 && !facts.required ? append_field(to, std::string_view{}) : append_field(to, number);
}
void append_value(std::string& to, const std::string& text, const FieldFacts&) {
    append_field(to, text);
}
void append_value(std::string& to, EntryKind kind, const FieldFacts&) {
    append_field(to, word(kind));
}
void append_value(std::string& to, Stage stage, const FieldFacts&) {
    append_field(to, stage == Stage::unstated ? std::string_view{} : word(stage));
}
void append_value(std::string& to, const std::optional<Month>& month, const FieldFacts&) {
    month ? append_field(to, month_number(*month)) : append_field(to, std::string_view{});
}
void append_value(std::string& to, const std::optional<Day>& day, const FieldFacts&) {
    append_field(to, day ? date_text(*day) : std::string{});
}
void append_value(std::string& to, const std::optional<Pence>& pence, const FieldFacts&) {
    pence ? append_field(to, *pence) : append_field(to, std::string_view{});
}
void append_value(std::string& to, const std::optional<Decimal>& value, const FieldFacts&) {
    append_field(to, value ? value->text() : std::string{});
}

}  // namespace

// Called for every row of an import: the overloads are chosen when this is compiled, and no text is made on the way.
void append_canonical(std::string& to, const LedgerEntry& entry) {
    each_entry_field([&](const auto& field) {
        if (field.hashed) {
            append_value(to, entry.*field.member, field);
        }
    });
}

std::string canonical(const LedgerEntry& entry) {
    std::string text;
    append_canonical(text, entry);
    return text;
}

std::string hash_of(const LedgerEntry& entry) {
    std::string text;
    append_field(text, entry.previous);
    append_canonical(text, entry);
    return sha256_hex(text);
}

std::int64_t month_number(Month month) {
    return std::int64_t{month.year()} * 100 + month.month();
}

namespace {

[[maybe_unused]] bool are_first(std::span<const LedgerEntry> entries) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (static_cast<std::size_t>(entries[i].sequence) != i + 1) {
            return false;
        }
    }
    return true;
}

}  // namespace

std::vector<LedgerSum> sums_of(std::span<const LedgerEntry> entries) {
    assert(are_first(entries));
    std::map<std::tuple<std::string, Month, EntryKind, Stage>, LedgerSum> sums;
    for (const LedgerEntry& entry : entries) {
        const LedgerEntry& original =
            entry.reverses > 0 ? entries[static_cast<std::size_t>(entry.reverses - 1)] : entry;
        if (!adds(original.kind) || !entry.month || !entry.pence) {
            continue;
        }
        LedgerSum& sum = sums[{entry.subject, *entry.month, original.kind, original.stage}];
        sum.subject = entry.subject;
        sum.month = *entry.month;
        sum.kind = original.kind;
        sum.stage = original.stage;
        sum.pence += *entry.pence;
        ++sum.entries;
    }
    std::vector<LedgerSum> result;
    result.reserve(sums.size());
    for (auto& [key, sum] : sums) {
        result.push_back(std::move(sum));
    }
    return result;
}

std::vector<bool> reversed(std::span<const LedgerEntry> entries) {
    assert(are_first(entries));
    std::vector<bool> result(entries.size(), false);
    for (const LedgerEntry& entry : entries) {
        if (entry.reverses > 0) {
            result[static_cast<std::size_t>(entry.reverses - 1)] = true;
        }
    }
    return result;
}

std::size_t known_at(std::span<const LedgerEntry> entries, Timestamp when) {
    const auto after =
        std::upper_bound(entries.begin(), entries.end(), when,
                         [](Timestamp limit, const LedgerEntry& entry) { return limit < entry.recorded_at; });
    return static_cast<std::size_t>(after - entries.begin());
}

// `2014-06-03T10:15:00.123456Z`, from the right as much left out as one likes, down to the date.
std::optional<Timestamp> parse_timestamp(std::string_view text) {
    const std::optional<Day> day = parse_date(text.substr(0, 10));
    if (!day) {
        return std::nullopt;
    }
    Timestamp result = day->since_1970() * 86'400 * microseconds;
    if (text.size() == 10) {
        return result;
    }
    if (!text.ends_with('Z') || text[10] != 'T') {
        return std::nullopt;
    }
    text = text.substr(11, text.size() - 12);
    const std::optional<int> hours = digits_at(text, 0, 2);
    const std::optional<int> minutes = digits_at(text, 3, 2);
    if (!hours || !minutes || text[2] != ':' || *hours > 23 || *minutes > 59) {
        return std::nullopt;
    }
    result += (*hours * 3600LL + *minutes * 60LL) * microseconds;
    if (text.size() == 5) {
        return result;
    }
    const std::optional<int> seconds = digits_at(text, 6, 2);
    if (!seconds || text[5] != ':' || *seconds > 59) {
        return std::nullopt;
    }
    result += *seconds * microseconds;
    if (text.size() == 8) {
        return result;
    }
    const std::string_view fraction = text.substr(9);
    const std::optional<int> digits = digits_at(fraction, 0, fraction.size());
    if (text[8] != '.' || fraction.empty() || fraction.size() > 6 || !digits) {
        return std::nullopt;
    }
    std::int64_t part = *digits;
    for (std::size_t i = fraction.size(); i < 6; ++i) {
        part *= 10;
    }
    return result + part;
}

std::string timestamp_text(Timestamp when) {
    const std::int64_t day_length = 86'400 * microseconds;
    std::int64_t day = when / day_length;
    std::int64_t rest = when % day_length;
    if (rest < 0) {
        rest += day_length;
        --day;
    }
    const std::int64_t seconds = rest / microseconds;
    std::string result = date_text(Day(day)) + "T" + two(static_cast<unsigned>(seconds / 3600)) + ":" +
                         two(static_cast<unsigned>(seconds / 60 % 60)) + ":" + two(static_cast<unsigned>(seconds % 60));
    if (const std::int64_t fraction = rest % microseconds; fraction != 0) {
        const std::string digits = std::to_string(microseconds + fraction);
        result += "." + digits.substr(1);
    }
    return result + "Z";
}

std::string pence_text(Pence pence) {
    const std::uint64_t size = pence < 0 ? 0 - static_cast<std::uint64_t>(pence) : static_cast<std::uint64_t>(pence);
    return (pence < 0 ? "-" : "") + std::to_string(size / 100) + "." + two(static_cast<unsigned>(size % 100));
}

}  // namespace tranche
