#include "tranche/ledger/recording.hpp"

#include <algorithm>  // find_if, max
#include <cassert>
#include <map>

#include "ledger/canonical.hpp"  // month_number
#include "ledger/input_text.hpp"

namespace tranche {

Recording::Recording(const Ledger& ledger, Recorder recorder)
    : ledger_(ledger), recorder_(std::move(recorder)), baselines_(ledger.baselines()), others_(ledger.other_entries()) {
    const Timestamp day_length = 86'400'000'000;
    const Timestamp days = recorder_.now / day_length - (recorder_.now % day_length < 0 ? 1 : 0);
    day_ = Day(days);
    today_ = day_.month();
    assert(!baselines_.empty());
    in_force_ = baselines_.back().sequence;
    for (const LedgerEntry& entry : others_) {
        if (entry.kind == EntryKind::close && entry.month) {
            closed_ = entry.month;
            closed_by_ = entry.sequence;
        }
    }

    const Baseline& plan = baseline();
    const auto months = static_cast<std::size_t>(plan.calendar.months());
    for (std::size_t i = 0; i < plan.lines.size(); ++i) {
        LineState& line = lines_[plan.lines[i].id];
        line.row = i;
        line.planned.assign(months, std::nullopt);
    }
    for (const PlannedRow& row : plan.rows) {
        LineState& line = lines_[plan.lines[row.line].id];
        if (!row.known || row.kind != plan.lines[row.line].kind) {
            continue;
        }
        for (std::size_t month = 0; month < months; ++month) {
            line.planned[month] = line.planned[month].value_or(0) + row.months[month];
        }
    }
    for (auto& [id, line] : lines_) {
        Pence sum = 0;
        Pence active = 0;
        for (const std::optional<Pence>& month : line.planned) {
            sum += std::abs(month.value_or(0));
            active += month.value_or(0) != 0 ? 1 : 0;
        }
        line.typical = active > 0 ? sum / active : 0;
    }
    for (const DrivenLine& driver : plan.drivers) {
        lines_[driver.line].driven = true;
    }
    for (const LedgerSum& sum : ledger.sums()) {
        const auto line = lines_.find(sum.subject);
        if (line != lines_.end() && sum.kind == EntryKind::actual) {
            line->second.actuals[month_number(sum.month)] += sum.pence;
        }
    }
}

Month Recording::open_month(Month month) const {
    return closed_ && month <= *closed_ ? *closed_ + 1 : month;
}

LedgerEntry Recording::draft(EntryKind kind) const {
    LedgerEntry entry;
    entry.kind = kind;
    entry.baseline = in_force_;
    entry.by = recorder_.by;
    entry.recorded_at = recorder_.now;
    return entry;
}

std::optional<Month> Recording::month_of(const InputText& input, Diagnostics& diagnostics) const {
    const std::optional<Month> month = parse_month(input.text);
    if (!month) {
        diagnostics.error("not-a-month", input.where, quoted(input.text) + " is not a month",
                          "a month such as " + month_text(today_));
    }
    return month;
}

Recording::LineState* Recording::line_of(const InputText& input, Diagnostics& diagnostics) {
    const auto found = lines_.find(std::string(input.text));
    if (found != lines_.end()) {
        return &found->second;
    }
    expect_known(ids_in(baseline().lines), input, "line", diagnostics);
    return nullptr;
}

bool Recording::is_open(Month month, Position where, std::string_view what, Diagnostics& diagnostics) const {
    if (!closed_ || month > *closed_) {
        return true;
    }
    diagnostics.error("month-closed", where,
                      month_text(month) + " is closed, by entry " + std::to_string(closed_by_) + " for " +
                          month_text(*closed_) + " and all before it",
                      "record the " + std::string(what) + " in " + month_text(open_month(month)) +
                          ", the first open month, and give its purpose in the note");
    return false;
}

bool Recording::has_begun(Month month, Position where, Diagnostics& diagnostics) const {
    if (month <= today_) {
        return true;
    }
    diagnostics.error("future-actual", where, month_text(month) + " has not begun: today is " + date_text(day_),
                      "record expected money as a forecast, and ordered money as a commitment");
    return false;
}

void Recording::warn_outside(const LineState& line, Month month, Position where, Diagnostics& diagnostics) const {
    const Calendar& calendar = baseline().calendar;
    const int index = calendar.index_of(month);
    if ((index < 0 || index >= calendar.months()) && !line.warned_outside) {
        diagnostics.warning("outside-plan", where,
                            month_text(month) + " is outside the baseline's calendar, " +
                                month_text(calendar.first_month()) + " to " +
                                month_text(calendar.month_at(calendar.months() - 1)) + "; it is recorded anyway");
    }
}

// An amount in another unit is out by a thousand. What is planned for the month says what is usual, and where nothing
// is, what is planned for others, or was recorded.
void Recording::warn_slip(const LineState& line, Month month, Pence pence, const InputText& amount,
                          Diagnostics& diagnostics) const {
    const int index = baseline().calendar.index_of(month);
    const bool inside = index >= 0 && index < baseline().calendar.months();
    Pence usual = inside ? std::abs(line.planned[static_cast<std::size_t>(index)].value_or(0)) : 0;
    if (usual == 0) {
        usual = line.typical;
    }
    if (usual == 0 && !line.actuals.empty()) {
        for (const auto& [each, recorded] : line.actuals) {
            usual += std::abs(recorded);
        }
        usual /= static_cast<Pence>(line.actuals.size());
    }
    const Pence size = std::abs(pence);
    constexpr Pence least_usual = 100'00;  // of small amounts a thousandth means nothing
    const bool too_large = usual > 0 && size / 300 >= usual;
    const bool too_small = usual >= least_usual && size > 0 && size * 500 <= usual && size * 2000 >= usual;
    if (!too_large && !too_small) {
        return;
    }
    const std::string& id = baseline().lines[line.row].id;
    const std::string before = history(id);
    diagnostics.warning("unit-slip", amount.where,
                        pence_in_pounds(pence) + " is about " +
                            (too_large ? std::to_string(size / usual) + " times"
                                       : "1/" + std::to_string((usual + size / 2) / size) + " of") +
                            " the usual amount of line '" + id + "' in a month, " + pence_in_pounds(usual) +
                            "; recorded so far: " + (before.empty() ? "no amounts" : before),
                        "if the unit was wrong, reverse the entry and record it again");
}

std::string Recording::history(const std::string& line) const {
    constexpr std::size_t most = 6;
    const auto found = lines_.find(line);
    if (found == lines_.end()) {
        return {};
    }
    std::map<std::int64_t, Pence> ordered(found->second.actuals.begin(), found->second.actuals.end());
    std::erase_if(ordered, [](const auto& month) { return month.second == 0; });
    std::string result;
    std::size_t skip = ordered.size() > most ? ordered.size() - most : 0;
    for (const auto& [month, pence] : ordered) {
        if (skip > 0) {
            --skip;
            continue;
        }
        const Month when(static_cast<int>(month / 100), static_cast<int>(month % 100));
        result += (result.empty() ? "" : ", ") + month_text(when) + " " + pence_in_pounds(pence);
    }
    return result;
}

void Recording::count(const LedgerEntry& entry) {
    if (entry.month) {
        const int index = baseline().calendar.index_of(*entry.month);
        LineState& line = lines_[entry.subject];
        line.warned_outside = line.warned_outside || index < 0 || index >= baseline().calendar.months();
    }
    if (entry.kind == EntryKind::actual && entry.month && entry.pence) {
        lines_[entry.subject].actuals[month_number(*entry.month)] += *entry.pence;
    }
}

bool Recording::amount(const AmountInput& input, LedgerEntry& entry, Diagnostics& diagnostics) {
    const std::optional<Month> month = month_of(input.month, diagnostics);
    const std::optional<Pence> pence = read_pence(input.amount, diagnostics);
    if (!month || !pence) {
        line_of(input.line, diagnostics);
        return false;
    }
    return amount(input, *month, *pence, entry, diagnostics);
}

bool Recording::amount(const AmountInput& input, Month month, Pence pence, LedgerEntry& entry,
                       Diagnostics& diagnostics) {
    const std::size_t errors_before = diagnostics.errors();
    entry.kind = EntryKind::actual;
    if (input.kind.given()) {
        entry.kind = read_word(input.kind, amount_kinds(), "kind of amount", diagnostics).value_or(EntryKind::actual);
    }
    entry.stage = Stage::unstated;
    if (input.stage.given()) {
        entry.stage = read_word(input.stage, {Stage::delivered, Stage::evidenced, Stage::audited}, "stage", diagnostics)
                          .value_or(Stage::unstated);
    }
    LineState* line = line_of(input.line, diagnostics);
    if (is_open(month, input.month.where, "amount", diagnostics) && row_of(entry.kind).adds_to != AddsTo::commitments) {
        has_begun(month, input.month.where, diagnostics);
    }
    if (input.reference.given() && expect_readable(input.reference, "reference", diagnostics)) {
        if (const std::optional<EntryNumber> other = ledger_.find_reference(std::string(input.reference.text))) {
            diagnostics.error(
                "duplicate-reference", input.reference.where,
                "reference " + quoted(input.reference.text) + " is already on entry " + std::to_string(*other),
                "an amount recorded twice would count twice; to correct it, reverse entry " + std::to_string(*other) +
                    " first");
        }
    }
    if (input.note.given()) {
        expect_readable(input.note, "note", diagnostics);
    }
    if (line == nullptr || diagnostics.errors() != errors_before) {
        return false;
    }
    warn_outside(*line, month, input.month.where, diagnostics);
    if (entry.kind == EntryKind::actual) {
        warn_slip(*line, month, pence, input.amount, diagnostics);
        if (line->driven) {
            diagnostics.warning(
                "driven-line", input.line.where,
                "line " + quoted(input.line.text) +
                    " is derived from a measure: the measure's pounds would be counted as well as this amount",
                "record the measure instead; Tranche derives its pounds");
        }
    }
    entry.subject = input.line.text;
    entry.baseline = in_force_;
    entry.month = month;
    entry.pence = pence;
    entry.evidence = input.evidence;
    entry.reference = input.reference.text;
    entry.note = input.note.text;
    entry.by = recorder_.by;
    entry.recorded_at = recorder_.now;
    return true;
}

std::optional<LedgerEntry> Recording::evidence(const AmountInput& input, Diagnostics& diagnostics) {
    const std::size_t errors_before = diagnostics.errors();
    LedgerEntry entry = draft(EntryKind::evidence);
    line_of(input.line, diagnostics);
    entry.month = month_of(input.month, diagnostics);
    const std::optional<Stage> stage =
        read_word(input.stage, {Stage::delivered, Stage::evidenced, Stage::audited}, "stage", diagnostics);
    expect_readable(input.note, "note", diagnostics);
    if (entry.month) {
        has_begun(*entry.month, input.month.where, diagnostics);
    }
    if (diagnostics.errors() != errors_before) {
        return std::nullopt;
    }
    entry.subject = input.line.text;
    entry.stage = *stage;
    entry.evidence = input.evidence;
    entry.note = input.note.text;
    return entry;
}

std::vector<LedgerEntry> Recording::forecast(const InputText& line, const InputText& list, const InputText& note,
                                             Diagnostics& diagnostics) {
    const std::size_t errors_before = diagnostics.errors();
    std::vector<LedgerEntry> result;
    LineState* state = line_of(line, diagnostics);
    expect_readable(note, "note", diagnostics);
    constexpr std::size_t month_length = 7;  // 2014-06
    std::string_view rest = list.text;
    while (!rest.empty()) {
        // A comma ends a part where a month follows it; others separate thousands.
        std::size_t end = rest.find(',');
        while (end != std::string_view::npos && rest.substr(end + 1).find('=') != month_length &&
               !parse_month(rest.substr(end + 1, month_length))) {
            end = rest.find(',', end + 1);
        }
        const std::string_view part = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        const std::size_t equals = part.find('=');
        if (equals == std::string_view::npos) {
            diagnostics.error("not-a-forecast", list.where, quoted(part) + " has no amount",
                              "give each month its amount, such as 2014-06=1200,2014-07=900");
            continue;
        }
        const std::optional<Month> month = month_of({part.substr(0, equals), list.where}, diagnostics);
        const std::optional<Pence> pence = read_pence({part.substr(equals + 1), list.where}, diagnostics);
        if (!month || !pence || !is_open(*month, list.where, "forecast", diagnostics)) {
            continue;
        }
        LedgerEntry entry = draft(EntryKind::forecast);
        entry.subject = line.text;
        entry.month = month;
        entry.pence = pence;
        entry.note = note.text;
        for (const LedgerEntry& each : result) {
            if (each.month == month) {
                diagnostics.error("already-recorded", list.where, month_text(*month) + " has two forecasts",
                                  "give each month once");
            }
        }
        if (state != nullptr) {
            warn_outside(*state, *month, list.where, diagnostics);
            warn_slip(*state, *month, *pence, list, diagnostics);
        }
        result.push_back(std::move(entry));
    }
    return diagnostics.errors() == errors_before ? result : std::vector<LedgerEntry>{};
}

std::optional<LedgerEntry> Recording::standing(EntryKind kind, const std::string& subject, Month month) const {
    for (auto entry = others_.rbegin(); entry != others_.rend(); ++entry) {
        if (entry->kind == kind && entry->subject == subject && entry->month == month &&
            !ledger_.find_reversal(entry->sequence)) {
            return *entry;
        }
    }
    return std::nullopt;
}

}  // namespace tranche
