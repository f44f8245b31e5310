// The fields of an entry, once: their order, their names, and what kind of value each holds.
//
// The bytes that are hashed, the columns of the file, the keys of JSON Lines, the JSON, sentences and tables of the command
// are all made from this table. The kind of value is the type of the member, and for the types that serve two purposes
// the form: a text may be bytes in hexadecimal, a number may be a time.
//
// A new field is a row, a member of LedgerEntry and a column (a migration). It stands last before `hash`, and it must be
// left out of the hashed bytes where an entry has no such value: heads of ledgers that exist must not change.
#pragma once

#include <cstdint>  // int64_t
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "tranche/document/kind.hpp"  // Audience
#include "tranche/ledger/entry.hpp"

namespace tranche {

enum class FieldForm {
    plain,        ///< as its type says
    hexadecimal,  ///< a text that stands for bytes
    time          ///< a number of microseconds since 1970
};

/// What is said of a field besides the type of its value.
struct FieldFacts {
    std::string_view name;        ///< in JSON Lines and in diagnostics
    std::string_view column;      ///< of the table `entry`
    std::string_view key = name;  ///< in the JSON and CSV of the command, with its unit
    bool required = false;        ///< every entry has it, even where it is 0 or empty
    FieldForm form = FieldForm::plain;
    bool hashed = true;
    std::string_view title = {};                 ///< of its column in the log; empty: people never see it
    int log_place = 0;                           ///< which column of the log it is, from 1 on
    Audience log_audience = Audience::machines;  ///< people see the sentence of the entry in place of most columns
    const char* before = nullptr;  ///< what stands before it in the sentence of an entry; null: not in the sentence
};

template <class Value>
struct EntryField : FieldFacts {
    Value LedgerEntry::*member;
};

template <class Value>
constexpr EntryField<Value> entry_field(Value LedgerEntry::*member, const FieldFacts& facts) {
    return {facts, member};
}

// clang-format off
inline constexpr std::tuple entry_fields{
    entry_field(&LedgerEntry::sequence,    {.name = "entry",       .column = "sequence",    .required = true, .title = "Entry", .log_place = 1, .log_audience = Audience::all}),
    entry_field(&LedgerEntry::kind,        {.name = "kind",        .column = "kind",        .required = true, .title = "Kind", .log_place = 4}),
    entry_field(&LedgerEntry::subject,     {.name = "subject",     .column = "subject",     .required = true, .title = "Subject", .log_place = 5}),
    entry_field(&LedgerEntry::baseline,    {.name = "baseline",    .column = "baseline", .log_place = 6, .log_audience = Audience::json}),
    entry_field(&LedgerEntry::month,       {.name = "month",       .column = "month",       .title = "Month", .log_place = 7}),
    entry_field(&LedgerEntry::date,        {.name = "date",        .column = "date",        .title = "Date", .log_place = 8}),
    entry_field(&LedgerEntry::pence,       {.name = "pence",       .column = "pence",       .key = "amount_gbp", .title = "Amount", .log_place = 9, .before = ""}),
    entry_field(&LedgerEntry::value,       {.name = "value",       .column = "value",       .title = "Value", .log_place = 10, .before = ""}),
    entry_field(&LedgerEntry::stage,       {.name = "stage",       .column = "stage",       .title = "Stage", .log_place = 11, .before = ""}),
    entry_field(&LedgerEntry::status,      {.name = "status",      .column = "status",      .title = "Status", .log_place = 12, .before = ""}),
    entry_field(&LedgerEntry::evidence,    {.name = "evidence",    .column = "evidence",    .key = "evidence_sha256", .form = FieldForm::hexadecimal, .log_place = 13, .log_audience = Audience::json}),
    entry_field(&LedgerEntry::reference,   {.name = "reference",   .column = "reference",   .title = "Reference", .log_place = 14, .before = "reference "}),
    entry_field(&LedgerEntry::note,        {.name = "note",        .column = "note",        .title = "Note", .log_place = 19, .log_audience = Audience::all}),
    entry_field(&LedgerEntry::counterpart, {.name = "counterpart", .column = "counterpart", .title = "From", .log_place = 15, .before = "from "}),
    entry_field(&LedgerEntry::by,          {.name = "by",          .column = "recorder",    .required = true, .title = "By", .log_place = 3, .log_audience = Audience::all}),
    entry_field(&LedgerEntry::approved_by, {.name = "approved_by", .column = "approver",    .title = "Approved by", .log_place = 16}),
    entry_field(&LedgerEntry::recorded_at, {.name = "recorded_at", .column = "recorded_at", .required = true, .form = FieldForm::time, .title = "Recorded", .log_place = 2, .log_audience = Audience::all}),
    entry_field(&LedgerEntry::reverses,    {.name = "reverses",    .column = "reverses",    .title = "Reverses", .log_place = 17}),
    entry_field(&LedgerEntry::source,      {.name = "source",      .column = "source",      .title = "Source", .log_place = 18}),
    entry_field(&LedgerEntry::hash,        {.name = "hash",        .column = "hash",        .required = true, .form = FieldForm::hexadecimal, .hashed = false, .title = "Hash", .log_place = 20, .log_audience = Audience::all}),
};
// clang-format on

inline constexpr std::size_t entry_field_count = std::tuple_size_v<decltype(entry_fields)>;

/// Calls take with each field in turn. The types of the fields differ, hence no loop.
template <class Take>
constexpr void each_entry_field(const Take& take) {
    std::apply([&](const auto&... field) { (take(field), ...); }, entry_fields);
}

// A value as people and JSON Lines write it: `2014-05`, `2014-06-30`, `985025` pence, `71.5`, `evidenced`,
// `2014-06-03T10:15:00Z`. Empty where an entry does not have it.
std::string value_text(std::int64_t number, const FieldFacts& facts);
std::string value_text(const std::string& text, const FieldFacts& facts);
std::string value_text(EntryKind kind, const FieldFacts& facts);
std::string value_text(Stage stage, const FieldFacts& facts);
std::string value_text(const std::optional<Month>& month, const FieldFacts& facts);
std::string value_text(const std::optional<Day>& day, const FieldFacts& facts);
std::string value_text(const std::optional<Pence>& pence, const FieldFacts& facts);
std::string value_text(const std::optional<Decimal>& value, const FieldFacts& facts);

template <class Value>
std::string field_text(const LedgerEntry& entry, const EntryField<Value>& field) {
    return value_text(entry.*field.member, field);
}

/// Whether JSON writes the value as a number.
template <class Value>
constexpr bool is_number(const EntryField<Value>& field) {
    return (std::is_same_v<Value, std::int64_t> && field.form != FieldForm::time) ||
           std::is_same_v<Value, std::optional<Pence>>;
}

}  // namespace tranche
