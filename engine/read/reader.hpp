// Reading values: one overload of read() per kind of value, each of which either fills its target or says what is wrong
// and what would have been right.
//
// Objects are read by tables of fields (Field): a table is the one place that names a key, says what it takes, to people
// and to machines, and where it goes. Unknown, repeated and missing keys are told from the table, and the schema and the
// reference are made from it.
#pragma once

#include <algorithm>  // find_if
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>  // remove_cvref_t
#include <utility>      // declval
#include <vector>

#include "read/definition.hpp"
#include "read/kinds.hpp"
#include "read/tree.hpp"
#include "tranche/base/spelling.hpp"
#include "tranche/model/words.hpp"

namespace tranche {

/// What reading needs beside the value itself.
struct Reader {
    Diagnostics& diagnostics;
    Trees& trees;
    Calendar calendar;
    int unit_power = 0;  ///< of ten: what a bare amount is multiplied by
};

/// What a key takes: in words, and as a kind where the type of its member says too little.
struct Takes {
    constexpr Takes(const char* in_words) : words(in_words) {}
    constexpr Takes(std::string_view in_words, Kind (*as_kind)() = nullptr) : words(in_words), kind(as_kind) {}

    std::string_view words;  ///< `a month such as 2014-01`: in diagnostics and in the reference
    Kind (*kind)() = nullptr;
};

/// How the value of a key is read into T, and the kind of what is read. A function alone is none: it would say nothing
/// of its kind.
template <class T>
class Reading {
public:
    constexpr Reading(void (*how)(Reader&, const TreeRef&, T&), Kind (*what)()) : read_(how), kind_(what) {}

    void operator()(Reader& reader, const TreeRef& value, T& target) const { read_(reader, value, target); }
    [[nodiscard]] Kind kind() const { return kind_(); }

private:
    void (*read_)(Reader&, const TreeRef&, T&);
    Kind (*kind_)();
};

template <class T>
struct Field {
    std::string_view name;
    Takes takes;
    Reading<T> read;
    bool required = false;
};

/// The fields of an object and the word for it: specialised beside each table.
template <class T>
struct Fields {
    std::string_view noun;
    std::span<const Field<T>> fields;
    std::vector<Choice> choices = {};  ///< what is told of them when they are lowered
};
Fields<CalendarDef> fields_of(const CalendarDef*);
Fields<MoneyDef> fields_of(const MoneyDef*);
Fields<PricesDef> fields_of(const PricesDef*);
Fields<MethodDef> fields_of(const MethodDef*);
Fields<ThresholdsDef> fields_of(const ThresholdsDef*);
Fields<ReturnDef> fields_of(const ReturnDef*);
Fields<TrackingDef> fields_of(const TrackingDef*);
Fields<BcrDef> fields_of(const BcrDef*);
Fields<DecisionDef> fields_of(const DecisionDef*);
Fields<SourceDef> fields_of(const SourceDef*);
Fields<OrganisationDef> fields_of(const OrganisationDef*);
Fields<PerspectiveDef> fields_of(const PerspectiveDef*);
Fields<AssumptionDef> fields_of(const AssumptionDef*);
Fields<LinkDef> fields_of(const LinkDef*);
Fields<ChainDef> fields_of(const ChainDef*);
Fields<FinanceDef> fields_of(const FinanceDef*);
Fields<VatDef> fields_of(const VatDef*);
Fields<BiasDef> fields_of(const BiasDef*);
Fields<DurationBiasDef> fields_of(const DurationBiasDef*);
Fields<LineDef> fields_of(const LineDef*);
Fields<ProjectDef> fields_of(const ProjectDef*);
Fields<WorkstreamDef> fields_of(const WorkstreamDef*);
Fields<AdjustDef> fields_of(const AdjustDef*);
Fields<ScenarioDef> fields_of(const ScenarioDef*);
Fields<Definition> fields_of(const Definition*);
/// What a file that is included may hold: lists and maps that go on where the programme's own end.
Fields<Definition> included_fields();
Fields<PhaseDef> fields_of(const PhaseDef*);
Fields<RepeatDef> fields_of(const RepeatDef*);
Fields<InPlaceScenarioDef> fields_of(const InPlaceScenarioDef*);
Fields<ReadingDef> fields_of(const ReadingDef*);
Fields<CorrectionDef> fields_of(const CorrectionDef*);
Fields<BoundsDef> fields_of(const BoundsDef*);
Fields<OptionDef> fields_of(const OptionDef*);
Fields<AwardDef> fields_of(const AwardDef*);
Fields<MilestoneDef> fields_of(const MilestoneDef*);
Fields<GateDef> fields_of(const GateDef*);
Fields<RiskDef> fields_of(const RiskDef*);
Fields<EffectDef> fields_of(const EffectDef*);
Fields<MeasureDef> fields_of(const MeasureDef*);
Fields<CompareDef> fields_of(const CompareDef*);
Fields<ClaimDef> fields_of(const ClaimDef*);
Fields<TableDef> fields_of(const TableDef*);

/// `a list`, `a map`, `'text'`: what a value is, for sentences.
std::string described(const TreeRef& value);
void wrong_kind(Reader& reader, const TreeRef& value, std::string_view wanted);
bool expect(Reader& reader, const TreeRef& value, TreeKind kind, std::string_view wanted);
/// A map's pairs, repeated keys told and dropped, keys that are not plain words told and dropped.
std::vector<std::pair<TreeRef, TreeRef>> checked_pairs(Reader& reader, const TreeRef& value);
/// Tells `1,027.10` inside brackets: YAML splits it at the comma.
bool comma_split(Reader& reader, const TreeRef& before, const TreeRef& after);

/// Text on one line: line breaks and tabs, with the blanks around them, become one blank.
void read(Reader& reader, const TreeRef& value, std::string& target);
/// Text of several lines, such as a summary: as it is written.
void read_prose(Reader& reader, const TreeRef& value, std::string& target);
void read(Reader& reader, const TreeRef& value, Text& target);
void read(Reader& reader, const TreeRef& value, Amount& target);
void read(Reader& reader, const TreeRef& value, StatedAmount& target);
void read(Reader& reader, const TreeRef& value, Quantity& target);
void read(Reader& reader, const TreeRef& value, Duration& target);
void read(Reader& reader, const TreeRef& value, Number& target);
void read(Reader& reader, const TreeRef& value, int& target);
void read(Reader& reader, const TreeRef& value, std::vector<Text>& target);  // a word or a list of words
void read(Reader& reader, const TreeRef& value, std::vector<Number>& target);
/// An amount as a whole number of micropounds; tells why it is none.
std::optional<Micropounds> exact_micropounds(Reader& reader, const TreeRef& value, const Decimal& pounds);
/// Pounds whatever the file's unit of money: `£450`, which somebody may mistake.
bool plain_pounds(std::string_view text);
/// Amounts of periods of so many months each: a map of periods, or a list from the first.
void read_cells(Reader& reader, const TreeRef& value, int months_each, std::vector<CellDef>& target);
void read(Reader& reader, const TreeRef& value, std::vector<YearValueDef>& target);
void read(Reader& reader, const TreeRef& value, std::vector<PartDef>& target);
void read(Reader& reader, const TreeRef& value, std::vector<PerspectiveDef>& target);
void read(Reader& reader, const TreeRef& value, std::vector<SetDef>& target);
void read(Reader& reader, const TreeRef& value, SelectDef& target);
void read(Reader& reader, const TreeRef& value, bool& target);
void read(Reader& reader, const TreeRef& value, std::vector<AwardSetDef>& target);
void read(Reader& reader, const TreeRef& value, std::vector<PairDef>& target);
void read(Reader& reader, const TreeRef& value, std::vector<StartsDef>& target);
void read(Reader& reader, const TreeRef& value, std::vector<RowDef>& target);
void read(Reader& reader, const TreeRef& value, std::vector<CastDef>& target);
void read(Reader& reader, const TreeRef& value, ClaimsDef& target);
/// Lines, as they stand: held for when they are lowered.
void read(Reader& reader, const TreeRef& value, std::vector<TreeRef>& target);
void read(Reader& reader, const TreeRef& value, VatDef& target);           // a word or a map
void read(Reader& reader, const TreeRef& value, BiasDef& target);          // a percentage or a map
void read(Reader& reader, const TreeRef& value, DurationBiasDef& target);  // the same

template <class Enum>
requires std::is_enum_v<Enum>
void read(Reader& reader, const TreeRef& value, Enum& target) {
    std::vector<std::string> words;
    for (const std::string_view each : words_of(Enum{})) {
        words.emplace_back(each);
    }
    const std::string one_of = "one of " + listed(words);
    if (!expect(reader, value, TreeKind::scalar, one_of)) {
        return;
    }
    const std::optional<Enum> found = from_word<Enum>(value.text());
    if (found) {
        target = *found;
        return;
    }
    const std::string hint = did_you_mean(value.text(), words);
    reader.diagnostics.error("unknown-word", value.where(), quoted(value.text()) + " is not " + one_of, hint);
}

template <class T>
void read_fields(Reader& reader, const TreeRef& value, T& target, const Fields<T>& table) {
    const std::string noun(table.noun);
    if (!expect(reader, value, TreeKind::map, noun + " as a map of keys")) {
        return;
    }
    if constexpr (requires { target.where; }) {
        target.where = value.where();
    }
    const std::size_t errors = reader.diagnostics.errors();
    const std::vector<std::pair<TreeRef, TreeRef>> pairs = checked_pairs(reader, value);
    const auto named = [](std::string_view name) {
        return [name](const std::pair<TreeRef, TreeRef>& pair) { return pair.first.text() == name; };
    };
    std::vector<std::string> misspelt;  // keys that stand there in another spelling, and are not missing as well
    for (const auto& [key, unused] : pairs) {
        if (reader.diagnostics.full()) {
            return;
        }
        const std::string_view name = key.text();
        const auto same = [name](const Field<T>& field) { return field.name == name; };
        if (std::none_of(table.fields.begin(), table.fields.end(), same)) {
            std::vector<std::string> names;
            for (const Field<T>& field : table.fields) {
                names.emplace_back(field.name);
            }
            const std::string hint = did_you_mean(key.text(), names);
            misspelt.push_back(nearest(key.text(), names).value_or(""));
            reader.diagnostics.error("unknown-key", key.where(), quoted(key.text()) + " is not a key of " + noun,
                                     hint.empty() ? "its keys are " + listed(names, 40) : hint);
        }
    }
    for (const Field<T>& field : table.fields) {
        const auto found = std::find_if(pairs.begin(), pairs.end(), named(field.name));
        if (found != pairs.end()) {
            if (found->second.empty_value()) {
                reader.diagnostics.error("no-value", found->first.where(),
                                         "'" + std::string(field.name) + "' has no value",
                                         "it takes " + std::string(field.takes.words));
            } else {
                field.read(reader, found->second, target);
            }
        } else if (field.required && std::find(misspelt.begin(), misspelt.end(), field.name) == misspelt.end()) {
            reader.diagnostics.error("missing-key", value.where(), noun + " needs '" + std::string(field.name) + "'",
                                     "it takes " + std::string(field.takes.words));
        }
    }
    if constexpr (requires { target.misread; }) {
        target.misread = reader.diagnostics.errors() != errors;
    }
}

template <class T>
requires requires(const T* object) {
    fields_of(object);
}
void read(Reader& reader, const TreeRef& value, T& target) {
    read_fields(reader, value, target, fields_of(static_cast<const T*>(nullptr)));
}

template <class T>
void read(Reader& reader, const TreeRef& value, std::optional<T>& target) {
    // Given is given, readable or not: that it is missing must not be told as well.
    T inner{};
    read(reader, value, inner);
    target = inner;
}

template <class T>
requires requires(const T* object) {
    fields_of(object);
}
void read(Reader& reader, const TreeRef& value, std::vector<T>& target) {
    const std::string noun(fields_of(static_cast<const T*>(nullptr)).noun);
    if (!expect(reader, value, TreeKind::list, "a list, each item " + noun)) {
        return;
    }
    for (const TreeRef& item : value.items()) {
        if (reader.diagnostics.full()) {
            return;
        }
        read(reader, item, target.emplace_back());
        if (item.kind() != TreeKind::map) {
            target.pop_back();  // told, and nothing of it is known
        }
    }
}

/// Reads a value into a member: the usual third column of a table of fields.
template <class T, auto Member>
constexpr Reading<T> into{[](Reader& reader, const TreeRef& value, T& object) { read(reader, value, object.*Member); },
                          kind_of<std::remove_cvref_t<decltype(std::declval<T&>().*Member)>>};

/// The same of a text that may have several lines.
template <class T, auto Member>
constexpr Reading<T> into_prose{
    [](Reader& reader, const TreeRef& value, T& object) { read_prose(reader, value, object.*Member); },
    kind_of<std::string>};

template <class T>
ObjectKind described_object() {
    const Fields<T> table = fields_of(static_cast<const T*>(nullptr));
    ObjectKind result{table.noun, {}, table.choices};
    for (const Field<T>& field : table.fields) {
        result.keys.push_back({field.name, field.takes.words, field.required,
                               field.takes.kind != nullptr ? field.takes.kind() : field.read.kind()});
    }
    return result;
}

template <class T>
requires requires(const T* object) {
    fields_of(object);
}
Kind kind_for(const T*) {
    return kinds::object(described_object<T>);
}

template <class T>
requires requires(const T* object) {
    fields_of(object);
}
Kind kind_for(const std::vector<T>*) {
    return kinds::list_of(kind_of<T>());
}

inline Kind kind_for(const std::vector<TreeRef>*) {
    return kinds::list_of(kind_of<LineDef>());
}

}  // namespace tranche
