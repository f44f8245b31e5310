// An entry is one row wherever it appears. Fields that do not apply to it are blank: programs then see no member.
#include "tranche/report/describe_ledger.hpp"

#include <cassert>
#include <type_traits>  // is_same_v
#include <utility>      // move

#include "report/ledger_parts.hpp"
#include "tranche/ledger/fields.hpp"

namespace tranche {

namespace {

std::string pence_words(Pence pence) {
    return amount_text(Money{pence}, MoneyUnit{2});
}

// What a value of the ledger's is in a document.
template <class Value>
ValueKind ledger_kind(const EntryField<Value>& field) {
    return !is_number(field)                             ? ValueKind::text
           : std::is_same_v<Value, std::optional<Pence>> ? ValueKind::money
                                                         : ValueKind::count;
}

// The sentence that people see in place of most fields stands behind the last of these.
constexpr int sentence_after = 3;

/// Takes each field in the order of the log, and the sentence where it stands.
template <class Take, class Sentence>
void in_log_order(const Take& take, const Sentence& sentence) {
    for (int place = 1; place <= static_cast<int>(entry_field_count); ++place) {
        each_entry_field([&](const auto& field) {
            if (field.log_place == place) {
                take(field);
            }
        });
        if (place == sentence_after) {
            sentence();
        }
    }
}

std::vector<Column> entry_columns() {
    std::vector<Column> result;
    in_log_order(
        [&](const auto& field) {
            result.push_back(
                {std::string(field.key), std::string(field.title), ledger_kind(field), field.log_audience});
        },
        [&] {
            result.push_back({"what", "What", ValueKind::text, Audience::people});
        });
    return result;
}

template <class Value>
Cell entry_cell(const LedgerEntry& entry, const EntryField<Value>& field) {
    const std::string text = field_text(entry, field);
    if (text.empty() && !field.required) {
        return Cell::empty();
    }
    if constexpr (std::is_same_v<Value, std::optional<Pence>>) {
        return pence_cell(*(entry.*field.member));
    } else if constexpr (std::is_same_v<Value, std::int64_t>) {
        constexpr std::size_t day = 10;
        return field.form == FieldForm::time ? Cell::text(text).for_people(text.substr(0, day))
                                             : Cell::count(entry.*field.member);
    } else {
        constexpr std::size_t enough_to_tell_apart = 12;
        return field.form == FieldForm::hexadecimal ? Cell::text(text).for_people(text.substr(0, enough_to_tell_apart))
                                                    : Cell::text(text);
    }
}

std::vector<Cell> entry_cells(const LedgerEntry& entry) {
    std::vector<Cell> result;
    in_log_order([&](const auto& field) { result.push_back(entry_cell(entry, field)); },
                 [&] { result.push_back(Cell::text(entry_text(entry))); });
    return result;
}

ResultTable recorded_table(const std::vector<LedgerEntry>& entries) {
    ResultTable table;
    table.key = "recorded";
    table.audience = Audience::json;
    table.columns = entry_columns();
    for (const LedgerEntry& entry : entries) {
        table.add(entry_cells(entry));
    }
    return table;
}

void add_head(Document& document, const std::string& hash) {
    document.member("head", ValueKind::text, Cell::text(hash));
}

struct PlannedTotal {
    Pence cost = 0;
    Pence benefit = 0;
    std::size_t unknown = 0;
};

PlannedTotal planned_total(const Baseline& baseline) {
    PlannedTotal total;
    for (const PlannedRow& row : baseline.rows) {
        const bool counted = row.counts == Counted::As::cost || row.counts == Counted::As::benefit;
        total.unknown += counted && !row.known ? 1 : 0;
        if (row.known && counted) {
            (row.counts == Counted::As::cost ? total.cost : total.benefit) += row.sign * row.total();
        }
    }
    return total;
}

ResultTable amendment_rows(const std::vector<Amendment>& all) {
    ResultTable table;
    table.key = "amendments";
    table.columns = {{"what", "What"},
                     {"id", "Id"},
                     {"field", "Field"},
                     {"before_text", "Before"},
                     {"after_text", "After"},
                     {"cost_gbp", "Cost", ValueKind::money},
                     {"benefit_gbp", "Benefit", ValueKind::money}};
    for (const Amendment& each : all) {
        table.add({Cell::text(each.what), Cell::text(each.id), Cell::text(each.field), Cell::text(each.before),
                   Cell::text(each.after), pence_cell(each.cost), pence_cell(each.benefit)});
    }
    table.audience = all.empty() ? Audience::json : Audience::all;
    return table;
}

}  // namespace

namespace {

// A value as it stands in a sentence.
template <class Value>
std::string sentence_value(const LedgerEntry& entry, const EntryField<Value>& field) {
    std::string text = field_text(entry, field);
    if constexpr (std::is_same_v<Value, std::optional<Pence>>) {
        return text.empty() ? text : pence_words(*(entry.*field.member));
    } else if constexpr (std::is_same_v<Value, std::optional<Decimal>>) {
        return text.empty() || entry.kind != EntryKind::progress ? text : text + "%";
    } else {
        return text;
    }
}

}  // namespace

std::string entry_text(const LedgerEntry& entry) {
    std::string text(word(entry.kind));
    if (entry.kind == EntryKind::close) {
        return text + " of " + month_text(*entry.month);
    }
    text += " of ";
    text += entry.kind == EntryKind::reversal ? "entry " + std::to_string(entry.reverses) + ", " : "";
    text += entry.subject;
    text += entry.date    ? " on " + date_text(*entry.date)
            : entry.month ? " in " + month_text(*entry.month)
                          : std::string{};
    each_entry_field([&](const auto& field) {
        const std::string value = field.before == nullptr ? std::string{} : sentence_value(entry, field);
        text += value.empty() ? "" : ", " + (field.before + value);
    });
    return text;
}

Document describe_log(const LedgerSubject& subject, const Ledger& ledger) {
    Document document;
    document.name = subject.file;
    document.add(manifest_of(subject));
    ResultTable table;
    table.key = "log";
    table.columns = entry_columns();
    ledger.each_entry(1, [&](const LedgerEntry& entry) { table.add(entry_cells(entry)); });
    document.add(std::move(table));
    return document;
}

// The head may be what does not hold, so the manifest names the file alone.
Document describe_verification(const LedgerSubject& subject, const Verification& verification) {
    Document document;
    document.name = subject.file;
    ResultTable inputs;
    inputs.columns = {{"file"}};
    inputs.add({Cell::text(subject.file)});
    ResultTable manifest;
    manifest.key = "manifest";
    manifest.layout = Layout::record;
    manifest.audience = Audience::json;
    manifest.columns = {{"tranche"}, {"inputs", {}, ValueKind::table}};
    manifest.add({Cell::text(std::string(subject.version)), Cell::nested(std::move(inputs))});
    document.add(std::move(manifest));
    document.member("ok", ValueKind::flag, Cell::flag(verification.ok));
    if (verification.ok) {
        document.member("entries", ValueKind::count, Cell::count(static_cast<std::int64_t>(verification.head.entries)));
        add_head(document, verification.head.hash);
        document.note(std::to_string(verification.head.entries) + " entries are intact");
        document.note("head " + verification.head.hash);
        return document;
    }
    document.member(
        "entry", ValueKind::count,
        verification.entry == 0 ? Cell::missing() : Cell::count(static_cast<std::int64_t>(verification.entry)));
    document.member("why", ValueKind::text, Cell::text(verification.why));
    document.note(
        (verification.entry == 0 ? "the ledger" : "from entry " + std::to_string(verification.entry) + " on it") +
        " does not hold: " + verification.why);
    return document;
}

Document describe_recorded(const LedgerSubject& subject, const std::vector<LedgerEntry>& entries) {
    assert(!entries.empty());
    Document document;
    document.name = subject.file;
    document.add(manifest_of(subject));
    document.add(recorded_table(entries));
    add_head(document, entries.back().hash);
    constexpr std::size_t most = 20;
    for (std::size_t i = 0; i < entries.size() && i < most; ++i) {
        document.note("entry " + std::to_string(entries[i].sequence) + ": " + entry_text(entries[i]));
    }
    if (entries.size() > most) {
        document.note("and " + std::to_string(entries.size() - most) + " more, up to entry " +
                      std::to_string(entries.back().sequence));
    }
    if (entries.back().kind == EntryKind::close) {
        document.note("head " + entries.back().hash);
    }
    return document;
}

Document describe_import(const LedgerSubject& subject, const Imported& imported, const std::string& file,
                         bool rehearsal) {
    Document document;
    document.name = subject.file;
    document.add(manifest_of(subject));
    std::int64_t entries = 0;
    ResultTable lines;
    lines.key = "lines";
    lines.audience = Audience::json;
    lines.columns = {{"id"}, {"entries", {}, ValueKind::count}, {"amount_gbp", {}, ValueKind::money}};
    for (const auto& [line, sum] : imported.lines) {
        entries += sum.first;
        lines.add({Cell::text(line), Cell::count(sum.first), pence_cell(sum.second)});
    }
    document.member("dry_run", ValueKind::flag, Cell::flag(rehearsal));
    document.member("already_entry", ValueKind::text,
                    text_or_null(imported.before == 0 ? "" : std::to_string(imported.before)));
    document.member("entries", ValueKind::count, Cell::count(entries));
    document.add(std::move(lines));
    add_head(document, subject.head.hash);
    if (imported.before != 0) {
        document.note("already recorded: entry " + std::to_string(imported.before) + " imported this file");
        return document;
    }
    document.note(rehearsal ? "would record " + std::to_string(entries) + " entries of " +
                                  std::to_string(imported.rows) + " rows; recorded no entries"
                            : "entry " + std::to_string(imported.entry) + ": import of " + file +
                                  ", with entries up to " + std::to_string(subject.head.entries));
    for (const auto& [line, sum] : imported.lines) {
        document.note_below(line + ": " + std::to_string(sum.first) + (sum.first == 1 ? " entry, " : " entries, ") +
                            pence_words(sum.second));
    }
    document.note(imported.skipped > 0 ? "rows skipped by the mapping: " + std::to_string(imported.skipped) : "");
    return document;
}

Document describe_baseline(const LedgerSubject& subject, const LedgerEntry& entry, const Baseline& baseline,
                           const Baseline* before) {
    const PlannedTotal total = planned_total(baseline);
    Document document;
    document.name = subject.file;
    document.add(manifest_of(subject));
    document.add(recorded_table({entry}));
    document.member("planned_cost_gbp", ValueKind::money, pence_cell(total.cost));
    document.member("planned_benefit_gbp", ValueKind::money, pence_cell(total.benefit));
    document.note("entry " + std::to_string(entry.sequence) + ": baseline of " + baseline.name + ", approved by " +
                  baseline.approved_by + " on " + date_text(*baseline.approved_on));
    document.note("planned: cost " + pence_words(total.cost) + ", benefit " + pence_words(total.benefit) +
                  (total.unknown > 0 ? " (rows without a figure: " + std::to_string(total.unknown) + ")" : ""));
    if (before != nullptr) {
        const std::vector<Amendment> changes = amendments(*before, baseline);
        const std::string against = "against the baseline of entry " + std::to_string(before->sequence);
        document.note((changes.empty() ? "no changes " : "changes ") + against + (changes.empty() ? "" : ":"));
        document.add(amendment_rows(changes));
    }
    add_head(document, entry.hash);
    document.note("head " + entry.hash);
    return document;
}

}  // namespace tranche
