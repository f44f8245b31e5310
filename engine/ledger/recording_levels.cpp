// What is not an amount that adds: dates, progress, measures, risks, colours, approved changes, closes and reversals.
#include <algorithm>  // find_if

#include "base/text.hpp"
#include "ledger/input_text.hpp"

namespace tranche {

namespace {

std::optional<Decimal> read_number(const InputText& input, Diagnostics& diagnostics) {
    constexpr int most_decimals = 6;
    constexpr std::int64_t most = 1'000'000'000'000;
    const std::string_view digits =
        input.text.ends_with('%') ? input.text.substr(0, input.text.size() - 1) : input.text;
    const std::optional<Decimal> value = Decimal::parse(digits);
    const std::int64_t size = value ? std::abs(value->scaled_to(0).value_or(most)) : most;
    if (size >= most || value->scale > most_decimals) {
        diagnostics.error("not-a-number", input.where, quoted(input.text) + " is not a number that a ledger can record",
                          "write a number such as 71.5, below a million million and with at most six decimals");
        return std::nullopt;
    }
    return value;
}

}  // namespace

std::optional<LedgerEntry> Recording::milestone(const InputText& id, const InputText& on, const InputText& note,
                                                Diagnostics& diagnostics) {
    LedgerEntry entry = draft(EntryKind::milestone);
    const bool sound = expect_known(ids_in(baseline().projects), id, "milestone or project", diagnostics);
    entry.date = parse_date(on.text);
    if (!entry.date) {
        diagnostics.error("not-a-date", on.where, quoted(on.text) + " is not a date", "a date such as 2014-06-30");
    }
    if (!expect_readable(note, "note", diagnostics) || !sound || !entry.date) {
        return std::nullopt;
    }
    entry.subject = id.text;
    entry.month = entry.date->month();
    entry.note = note.text;
    return entry;
}

std::optional<LedgerEntry> Recording::progress(const LevelInput& input, Diagnostics& diagnostics) {
    const std::size_t errors_before = diagnostics.errors();
    LedgerEntry entry = draft(EntryKind::progress);
    expect_known(ids_in(baseline().projects), input.subject, "project", diagnostics);
    entry.month = month_of(input.month, diagnostics);
    entry.value = read_number(input.value, diagnostics);
    if (entry.value && (entry.value->negative() || *entry.value > Decimal{100, 0})) {
        diagnostics.error("not-a-percentage", input.value.where,
                          quoted(input.value.text) + " is not the progress of a project",
                          "write a percentage from 0 to 100");
    }
    expect_readable(input.note, "note", diagnostics);
    if (entry.month && has_begun(*entry.month, input.month.where, diagnostics)) {
        is_open(*entry.month, input.month.where, "progress", diagnostics);
        if (const auto before = standing(EntryKind::progress, std::string(input.subject.text), *entry.month)) {
            diagnostics.error("already-recorded", input.month.where,
                              "progress of " + quoted(input.subject.text) + " in " + month_text(*entry.month) +
                                  " is already " + before->value->text() + "%, by entry " +
                                  std::to_string(before->sequence),
                              "reverse entry " + std::to_string(before->sequence) + " first");
        }
    }
    if (diagnostics.errors() != errors_before) {
        return std::nullopt;
    }
    entry.subject = input.subject.text;
    entry.evidence = input.evidence;
    entry.note = input.note.text;
    return entry;
}

std::vector<LedgerEntry> Recording::measure(const LevelInput& input, Diagnostics& diagnostics) {
    const std::size_t errors_before = diagnostics.errors();
    LedgerEntry entry = draft(EntryKind::measure);
    expect_known(ids_in(baseline().measures), input.subject, "measure", diagnostics);
    entry.month = month_of(input.month, diagnostics);
    entry.value = read_number(input.value, diagnostics);
    expect_readable(input.note, "note", diagnostics);
    if (entry.month && has_begun(*entry.month, input.month.where, diagnostics)) {
        if (const auto before = standing(EntryKind::measure, std::string(input.subject.text), *entry.month)) {
            diagnostics.error("already-recorded", input.month.where,
                              "measure " + quoted(input.subject.text) + " in " + month_text(*entry.month) +
                                  " is already " + before->value->text() + ", by entry " +
                                  std::to_string(before->sequence),
                              "reverse entry " + std::to_string(before->sequence) + " first");
        }
    }
    if (diagnostics.errors() != errors_before) {
        return {};
    }
    entry.subject = input.subject.text;
    entry.evidence = input.evidence;
    entry.note = input.note.text;
    std::vector<LedgerEntry> result{entry};
    for (const DrivenLine& driver : baseline().drivers) {
        if (driver.measure != input.subject.text) {
            continue;
        }
        if (const std::optional<Pence> pence = derived_pence(baseline(), driver, *entry.month, *entry.value)) {
            LedgerEntry derived = draft(EntryKind::derived);
            derived.subject = driver.line;
            derived.month = open_month(*entry.month);
            derived.pence = pence;
            if (derived.month != entry.month) {
                derived.note = "for " + month_text(*entry.month) + ", which is closed";
            }
            result.push_back(std::move(derived));
        }
    }
    return result;
}

std::optional<LedgerEntry> Recording::risk(const InputText& id, const InputText& status, const InputText& note,
                                           Diagnostics& diagnostics) {
    LedgerEntry entry = draft(EntryKind::risk);
    const bool sound = expect_known(ids_in(baseline().risks), id, "risk", diagnostics);
    if (!expect_readable(status, "status", diagnostics) || !expect_readable(note, "note", diagnostics) || !sound) {
        return std::nullopt;
    }
    entry.subject = id.text;
    entry.status = status.text;
    entry.note = note.text;
    return entry;
}

std::optional<LedgerEntry> Recording::rag(const InputText& colour, const InputText& month, const InputText& project,
                                          const InputText& note, Diagnostics& diagnostics) {
    const std::size_t errors_before = diagnostics.errors();
    const std::vector<std::string> colours{"red", "amber", "green"};
    LedgerEntry entry = draft(EntryKind::rag);
    if (std::find(colours.begin(), colours.end(), colour.text) == colours.end()) {
        diagnostics.error("unknown-word", colour.where, quoted(colour.text) + " is not a RAG rating",
                          "it is one of " + listed(colours));
    }
    entry.month = month_of(month, diagnostics);
    if (project.given()) {
        expect_known(ids_in(baseline().projects), project, "project", diagnostics);
    }
    if (trimmed(note.text).empty()) {
        diagnostics.error("reason-wanted", colour.where, "a RAG rating set by hand needs a rationale",
                          "give in --note the reason for overriding the thresholds");
    }
    expect_readable(note, "note", diagnostics);
    if (entry.month) {
        is_open(*entry.month, month.where, "RAG", diagnostics);
    }
    if (diagnostics.errors() != errors_before) {
        return std::nullopt;
    }
    entry.subject = project.given() ? std::string(project.text) : baseline().programme;
    entry.status = colour.text;
    entry.note = note.text;
    return entry;
}

std::optional<LedgerEntry> Recording::change(const ChangeInput& input, Diagnostics& diagnostics) {
    const std::size_t errors_before = diagnostics.errors();
    LedgerEntry entry = draft(EntryKind::change);
    const LineState* from = line_of(input.from, diagnostics);
    const LineState* to = line_of(input.to, diagnostics);
    entry.pence = read_pence(input.amount, diagnostics);
    expect_readable(input.note, "note", diagnostics);
    if (entry.pence && *entry.pence <= 0) {
        diagnostics.error("not-an-amount", input.amount.where, "the amount to move must be above zero",
                          "to give money back, exchange --from and --to");
    }
    if (from != nullptr && to != nullptr) {
        if (from == to) {
            diagnostics.error("contingency-spent", input.to.where, "the two lines are the same",
                              "give two different lines with --from and --to");
        }
        for (const auto& [line, where] : {std::pair{from, input.from.where}, std::pair{to, input.to.where}}) {
            if (baseline().lines[line->row].kind != LineKind::cost) {
                diagnostics.error(
                    "contingency-spent", where,
                    quoted(baseline().lines[line->row].id) + " is not a cost, so it has no budget to change",
                    "move money between cost lines");
            }
        }
    }
    if (diagnostics.errors() != errors_before) {
        return std::nullopt;
    }
    Pence left = planned(baseline(), from->row).value_or(0);
    for (const LedgerEntry& each : others_) {
        if (each.kind == EntryKind::change && each.baseline == in_force_ && !ledger_.find_reversal(each.sequence)) {
            left -= each.counterpart == input.from.text ? each.pence.value_or(0) : 0;
            left += each.subject == input.from.text ? each.pence.value_or(0) : 0;
        }
    }
    if (*entry.pence > left) {
        diagnostics.error("contingency-spent", input.amount.where,
                          pence_in_pounds(*entry.pence) + " is more than the " + pence_in_pounds(left) + " left of " +
                              quoted(input.from.text),
                          "move less, or approve a new baseline");
        return std::nullopt;
    }
    entry.subject = input.to.text;
    entry.counterpart = input.from.text;
    entry.month = open_month(today_);
    entry.date = day_;
    entry.approved_by = input.approved_by;
    entry.note = input.note.text;
    return entry;
}

std::optional<LedgerEntry> Recording::close(const InputText& month, Diagnostics& diagnostics) {
    LedgerEntry entry = draft(EntryKind::close);
    entry.month = month_of(month, diagnostics);
    if (!entry.month) {
        return std::nullopt;
    }
    if (closed_ && *entry.month <= *closed_) {
        diagnostics.error("not-to-close", month.where,
                          month_text(*entry.month) + " is closed already, by entry " + std::to_string(closed_by_),
                          "a closed month stays closed; record corrections in " + month_text(open_month(*closed_)));
        return std::nullopt;
    }
    if (*entry.month > today_) {
        diagnostics.error("not-to-close", month.where,
                          month_text(*entry.month) + " has not begun: today is " + date_text(day_),
                          "close a month when it is over");
        return std::nullopt;
    }
    entry.subject = baseline().programme;
    return entry;
}

LedgerEntry Recording::reversal_of(const LedgerEntry& entry, std::string_view reason) const {
    LedgerEntry reversal = draft(EntryKind::reversal);
    reversal.subject = entry.subject;
    reversal.reverses = entry.sequence;
    reversal.note = reason;
    reversal.month = entry.month;
    if (adds(entry.kind) && entry.month && entry.pence) {
        reversal.month = open_month(*entry.month);
        reversal.pence = -*entry.pence;
        reversal.stage = entry.stage;
    }
    return reversal;
}

std::vector<LedgerEntry> Recording::reverse(const InputText& input, const InputText& reason, Diagnostics& diagnostics) {
    const std::optional<Decimal> number = Decimal::parse(input.text);
    const std::optional<std::int64_t> sequence =
        number && number->scale == 0 && !number->negative() ? number->scaled_to(0) : std::nullopt;
    const std::optional<LedgerEntry> entry = sequence ? ledger_.entry(*sequence) : std::nullopt;
    if (!entry) {
        diagnostics.error(
            "unknown-reference", input.where, "there is no entry " + quoted(input.text),
            "the ledger has entries 1 to " + std::to_string(ledger_.head().entries) + "; `track log` lists them");
        return {};
    }
    const std::string name = "entry " + std::to_string(entry->sequence);
    expect_readable(reason, "reason", diagnostics);
    if (trimmed(reason.text).empty()) {
        diagnostics.error("reason-wanted", input.where, "a reversal needs a reason",
                          "give with --reason what was wrong");
        return {};
    }
    if (const std::string_view instead = row_of(entry->kind).instead; !instead.empty()) {
        diagnostics.error("not-reversible", input.where,
                          name + " is a " + std::string(word(entry->kind)) + ", which cannot be reversed",
                          std::string(instead));
        return {};
    }
    if (const std::optional<EntryNumber> by = ledger_.find_reversal(entry->sequence)) {
        diagnostics.error("not-reversible", input.where,
                          name + " was already reversed, by entry " + std::to_string(*by),
                          "an entry can be reversed only once");
        return {};
    }
    if (entry->kind == EntryKind::derived) {
        diagnostics.error("not-reversible", input.where,
                          name + " is derived from the measure of entry " + std::to_string(entry->source),
                          "reverse entry " + std::to_string(entry->source) + ", which reverses this entry too");
        return {};
    }
    std::vector<LedgerEntry> result{reversal_of(*entry, reason.text)};
    if (row_of(entry->kind).brings) {
        for (const EntryNumber row : ledger_.entries_from(entry->sequence)) {
            if (!ledger_.find_reversal(row)) {
                result.push_back(reversal_of(ledger_.entry(row).value(), reason.text));
            }
        }
    }
    return result;
}

}  // namespace tranche
